package dev.stria.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stria.autograd.Parameter;
import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every rule must satisfy. */
class RulesTest {
  private static final int LENGTH = 37;
  private static final int CONFIGURATIONS = 60;
  private static final int STEPS = 12;

  static List<ReferenceRules.Rule> rules() {
    return ReferenceRules.all();
  }

  private static ReferenceRules.Numbers numbers(SeededRandom random) {
    return new ReferenceRules.Numbers(
        Math.pow(10, -1 - 3 * random.nextDouble()),
        random.nextBoolean() ? 0 : 0.1 * random.nextDouble(),
        0.5 + 0.45 * random.nextDouble(),
        0.8 + 0.199 * random.nextDouble(),
        Math.pow(10, -8 + 5 * random.nextDouble()),
        random.nextBoolean());
  }

  private static float[] values(SeededRandom random) {
    float[] values = new float[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      values[i] = (float) (random.nextGaussian() * Math.pow(10, -2 * random.nextDouble()));
    }
    return values;
  }

  private static void step(Optimizer optimizer, Parameter w, float... g) {
    optimizer.step(Map.of(w, Tensor.of(Shape.of(g.length), g)));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void doesWhatItsFormulaSays(ReferenceRules.Rule rule) {
    for (int seed = 0; seed < CONFIGURATIONS; seed++) {
      SeededRandom random = new SeededRandom(seed);
      ReferenceRules.Numbers numbers = numbers(random);
      float[] start = values(random);
      Parameter w = Parameter.weight("w", Tensor.of(Shape.of(LENGTH), start));
      Optimizer optimizer = rule.library().apply(numbers).apply(List.of(w));
      ReferenceRules.Weight[] expected = new ReferenceRules.Weight[LENGTH];
      for (int i = 0; i < LENGTH; i++) {
        expected[i] = rule.formula().apply(numbers).apply((double) start[i]);
      }
      for (int step = 1; step <= STEPS; step++) {
        float[] g = values(random);
        step(optimizer, w, g);
        for (int i = 0; i < LENGTH; i++) {
          double value = expected[i].step(g[i]);
          // a centred variance is a difference of nearly equal numbers in the first steps
          double moved = Math.abs(value - start[i]);
          double allowed = 1e-6 * Math.abs(value) + 3e-5 * step * (moved + numbers.rate()) + 1e-7;
          assertEquals(
              value,
              w.value().data()[i],
              allowed,
              () -> rule + " with " + numbers + ", gradients " + g[0] + " …");
        }
      }
    }
  }

  /** Large parameters are changed in pieces, by several threads. */
  @ParameterizedTest
  @MethodSource("rules")
  void eachElementGoesItsOwnWayHoweverManyThereAre(ReferenceRules.Rule rule) {
    int copies = 1200;
    SeededRandom random = new SeededRandom(11);
    ReferenceRules.Numbers numbers = numbers(random);
    float[] start = values(random);
    Parameter few = Parameter.weight("few", Tensor.of(Shape.of(LENGTH), start));
    float[] repeated = repeat(start, copies);
    Parameter many = Parameter.weight("many", Tensor.of(Shape.of(repeated.length), repeated));
    Optimizer ofFew = rule.library().apply(numbers).apply(List.of(few));
    Optimizer ofMany = rule.library().apply(numbers).apply(List.of(many));
    for (int step = 0; step < 3; step++) {
      float[] g = values(random);
      step(ofFew, few, g);
      step(ofMany, many, repeat(g, copies));
    }
    assertArrayEquals(repeat(few.value().data(), copies), many.value().data());
  }

  private static float[] repeat(float[] values, int copies) {
    float[] repeated = new float[values.length * copies];
    for (int i = 0; i < copies; i++) {
      System.arraycopy(values, 0, repeated, i * values.length, values.length);
    }
    return repeated;
  }

  @ParameterizedTest
  @MethodSource("rules")
  void goesOnWithTheSameBits(ReferenceRules.Rule rule) {
    ReferenceRules.Numbers numbers = numbers(new SeededRandom(4));
    for (boolean flag : new boolean[] {false, true}) {
      ReferenceRules.Numbers given =
          new ReferenceRules.Numbers(
              numbers.rate(),
              numbers.decay(),
              numbers.beta1(),
              numbers.beta2(),
              numbers.epsilon(),
              flag);
      Parameter whole = Parameter.weight("w", Tensor.of(Shape.of(LENGTH), values(random(1))));
      Optimizer once = rule.library().apply(given).apply(List.of(whole));
      Parameter part = Parameter.weight("w", whole.value());
      Optimizer first = rule.library().apply(given).apply(List.of(part));
      for (int i = 0; i < 7; i++) {
        step(once, whole, values(random(i)));
        step(first, part, values(random(i)));
      }
      Parameter loaded = Parameter.weight("w", part.value());
      Optimizer second = rule.library().apply(given).apply(List.of(loaded));
      second.restore(first.state());
      first.state().values().forEach(tensor -> java.util.Arrays.fill(tensor.data(), 0));
      assertEquals(7, second.steps());
      for (int i = 7; i < 15; i++) {
        step(once, whole, values(random(i)));
        step(second, loaded, values(random(i)));
      }
      assertArrayEquals(whole.value().data(), loaded.value().data(), rule + " " + flag);
      assertEquals(once.state().keySet(), second.state().keySet());
    }
  }

  private static SeededRandom random(long seed) {
    return new SeededRandom(seed);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void goesDownAQuadratic(ReferenceRules.Rule rule) {
    ReferenceRules.Numbers numbers = new ReferenceRules.Numbers(0.02, 0, 0.9, 0.99, 1e-6, false);
    Parameter w = Parameter.weight("w", Tensor.of(Shape.of(3), 1, -2, 0.5f));
    Optimizer optimizer = rule.library().apply(numbers).apply(List.of(w));
    optimizer.rate(rule.name().equals("adadelta") ? 10 : 0.02);
    double first = quadratic(w);
    for (int i = 0; i < 400; i++) {
      float[] x = w.value().data();
      step(optimizer, w, x[0], 3 * x[1], 10 * x[2]);
    }
    double last = quadratic(w);
    assertTrue(last < (rule.name().equals("adagrad") ? 0.7 : 0.02) * first, first + " to " + last);
  }

  private static double quadratic(Parameter w) {
    float[] x = w.value().data();
    return (x[0] * x[0] + 3 * x[1] * x[1] + 10 * x[2] * x[2]) / 2;
  }

  @ParameterizedTest
  @MethodSource("rules")
  void aGradientOfZeroMovesNothingAndNanIsNotHidden(ReferenceRules.Rule rule) {
    ReferenceRules.Numbers numbers = new ReferenceRules.Numbers(0.1, 0, 0.9, 0.99, 1e-6, true);
    Parameter w = Parameter.weight("w", Tensor.of(Shape.of(3), 1, -2, 3));
    Optimizer optimizer = rule.library().apply(numbers).apply(List.of(w));
    step(optimizer, w, 0, 0, 0);
    step(optimizer, w, 0, 0, 0);
    assertArrayEquals(new float[] {1, -2, 3}, w.value().data());
    step(optimizer, w, 0, Float.NaN, 1);
    assertEquals(1, w.value().data()[0]);
    assertTrue(Float.isNaN(w.value().data()[1]));
    assertTrue(w.value().data()[2] < 3);
  }
}
