package dev.stria.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stria.autograd.Parameter;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Groups, limits, averages and schedules around a step. */
class StepPartsTest {
  private static Parameter weight(String name, float... values) {
    return Parameter.weight(name, Tensor.of(Shape.of(values.length), values));
  }

  @Test
  void groupsHaveTheirOwnRateAndDecay() {
    Parameter w = weight("fc.weight", 1);
    Parameter b = weight("fc.bias", 1);
    Parameter head = weight("head.bias", 1);
    Optimizer sgd =
        Sgd.of(List.of(w, b, head))
            .rate(0.1)
            .weightDecay(0.5)
            .group(p -> p.name().endsWith("bias"), Group.decay(0))
            .group(p -> p.name().startsWith("head"), Group.rateTimes(10));
    Tensor one = Tensor.filled(Shape.of(1), 1);
    sgd.step(Map.of(w, one, b, one, head, one));
    assertEquals(1 - 0.1 * 1.5, w.value().data()[0], 1e-6);
    assertEquals(1 - 0.1, b.value().data()[0], 1e-6);
    assertEquals(1 - 1, head.value().data()[0], 1e-6);
    StepDecay.from(0.1).every(1).factor(0.1).apply(sgd, 1);
    sgd.step(Map.of(b, one, head, one));
    assertEquals(0.9 - 0.01, b.value().data()[0], 1e-6);
    assertEquals(0 - 0.1, head.value().data()[0], 1e-6);
  }

  @Test
  void theNormOfAllGradientsIsLimited() {
    float[] a = {3, 0};
    float[] b = {0, 4, Float.MIN_VALUE};
    assertEquals(5, GradientLimit.normOf(List.of(a, b)), 1e-12);
    GradientLimit.norm(5).apply(List.of(a, b));
    assertArrayEquals(new float[] {3, 0}, a);
    GradientLimit.norm(1).apply(List.of(a, b));
    assertArrayEquals(new float[] {0.6f, 0}, a, 1e-6f);
    assertArrayEquals(new float[] {0, 0.8f, 0}, b, 1e-6f);
    float[] broken = {Float.NaN, 10};
    GradientLimit.norm(1).apply(List.of(broken));
    assertEquals(10, broken[1]);
  }

  @Test
  void everySlopeIsLimited() {
    float[] g = {-3, 0.5f, 3, Float.NaN, Float.NEGATIVE_INFINITY};
    GradientLimit.none().apply(List.of(g));
    GradientLimit.value(1).apply(List.of(g));
    assertArrayEquals(new float[] {-1, 0.5f, 1, Float.NaN, -1}, g);
  }

  @Test
  void theAverageFollowsAndChangesPlaces() {
    Parameter w = weight("w", 0);
    Parameter mean = Parameter.statistic("running_mean", Tensor.of(Shape.of(1), 2));
    WeightAverage average = WeightAverage.of(List.of(w, mean)).keep(0.75);
    w.value().data()[0] = 4;
    average.update();
    assertEquals(1, average.values().get("w").item());
    assertEquals(2, average.values().get("running_mean").item());
    average.swap();
    assertEquals(1, w.value().data()[0]);
    average.swap();
    assertEquals(4, w.value().data()[0]);
    average.update();
    assertEquals(1.75f, average.values().get("w").item());

    WeightAverage loaded = WeightAverage.of(List.of(w, mean)).keep(0.75);
    loaded.restore(average.state());
    loaded.update();
    average.update();
    assertEquals(average.values().get("w").item(), loaded.values().get("w").item());

    WeightAverage quick = WeightAverage.of(List.of(w, mean)).keep(0.99).warmUp();
    w.value().data()[0] = 14;
    quick.update();
    assertEquals(4 + 0.9 * 10, quick.values().get("w").item(), 1e-5);
  }

  @Test
  void schedulesReachTheOptimizer() {
    Parameter w = weight("w", 0);
    Sgd sgd = Sgd.of(List.of(w)).momentum(0.9);
    Schedule schedule = OneCycle.upTo(0.1, 10).then(10, Schedule.constant(0.01));
    schedule.apply(sgd, 2);
    assertEquals(0.1, sgd.rate(), 1e-12);
    assertEquals(0.85, sgd.momentum(), 1e-12);
    schedule.apply(sgd, 12);
    assertEquals(0.01, sgd.rate());
    assertEquals(0.85, sgd.momentum());
    OneCycle.upTo(0.1, 10).rateOnly().apply(sgd, 0);
    assertEquals(0.004, sgd.rate(), 1e-12);
    assertEquals(0.85, sgd.momentum());
    Schedule product = WarmUp.to(1).from(0.5).over(2).times(ExponentialDecay.from(0.2).factor(0.5));
    assertEquals(0.75 * 0.1, product.rate(1), 1e-12);
  }

  @Test
  void schedulesStayInsideTheirBounds() {
    for (int steps = 2; steps < 40; steps++) {
      for (double rise : new double[] {0.01, 0.1, 0.3, 0.5}) {
        OneCycle two = OneCycle.upTo(0.1, steps).rise(rise);
        OneCycle three = two.threePhases().linear();
        for (int t = 0; t < steps + 3; t++) {
          for (OneCycle cycle : List.of(two, three)) {
            String where = cycle + " rise " + rise + " at " + t + ": " + cycle.rate(t);
            assertTrue(cycle.rate(t) > 0 && cycle.rate(t) <= 0.1 + 1e-12, where);
            assertTrue(cycle.momentum(t) >= 0.85 - 1e-12, where);
            assertTrue(cycle.momentum(t) <= 0.95 + 1e-12, where);
          }
        }
        assertEquals(0.1 / 25 / 1e4, two.rate(steps + 5), 1e-12);
      }
    }
  }

  @Test
  void aPlateauGoesOnWhereItWas() {
    Schedule whole = Schedule.constant(0.5).then(2, Plateau.from(0.1).patience(1).cooldown(1));
    Schedule first = Schedule.constant(0.5).then(2, Plateau.from(0.1).patience(1).cooldown(1));
    Schedule second = Schedule.constant(0.5).then(2, Plateau.from(0.1).patience(1).cooldown(1));
    for (int i = 0; i < 4; i++) {
      whole.observe(1);
      first.observe(1);
    }
    second.restore(first.state());
    boolean fell = false;
    for (int i = 4; i < 12; i++) {
      whole.observe(1);
      second.observe(1);
      assertEquals(whole.rate(i), second.rate(i));
      fell |= second.rate(i) < 0.1;
    }
    assertTrue(fell);
    assertEquals(0.5, second.rate(1));
  }
}
