package dev.stria.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stria.autograd.Parameter;
import dev.stria.autograd.Tape;
import dev.stria.op.Multiply;
import dev.stria.op.Sum;
import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The quasi-Newton method on parameters: tapes, pictures, frozen weights, resuming. */
class LbfgsTest {
  private static Parameter weight(String name, float... values) {
    return Parameter.weight(name, Tensor.of(Shape.of(values.length), values));
  }

  /** Rosenbrock's valley over neighbours. */
  static double bowl(Parameter w, Lbfgs.Slopes slopes) {
    float[] values = w.value().data();
    double[] x = new double[values.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = values[i];
    }
    double[] g = new double[x.length];
    double value = TestFunction.rosenbrock(x, g);
    Tensor slope = Tensor.zeros(x.length);
    for (int i = 0; i < x.length; i++) {
      slope.data()[i] = (float) g[i];
    }
    slopes.accept(w, slope);
    return value;
  }

  @Test
  void findsTheMinimumInFloats() {
    Parameter w = weight("w", -1.2f, 1, -1.2f, 1);
    Lbfgs lbfgs = Lbfgs.of(List.of(w)).iterations(100);
    double value = lbfgs.step(slopes -> bowl(w, slopes));
    assertTrue(value < 1e-9, "value " + value);
    for (float x : w.value().data()) {
      assertEquals(1, x, 1e-4);
    }
    assertTrue(lbfgs.iterationsTaken() < 80, "iterations " + lbfgs.iterationsTaken());
    assertTrue(lbfgs.evaluations() < 120, "evaluations " + lbfgs.evaluations());
  }

  @Test
  void takesTheGradientsOfATrainingTapeAndLeavesFrozenWeights() {
    Parameter w = weight("w", 3, -2);
    Parameter frozen = weight("frozen", 5, 5);
    frozen.freeze();
    Lbfgs lbfgs = Lbfgs.of(List.of(frozen, w));
    double value =
        lbfgs.step(
            slopes -> {
              try (Tape tape = Tape.training(new SeededRandom(1))) {
                Tensor x = Multiply.multiply(w.value(), tape.trace(frozen.value()));
                Tensor loss = Sum.sum(Multiply.multiply(x, x));
                slopes.accept(tape.gradients(loss));
                return loss.item();
              }
            });
    assertEquals(0, value, 1e-10);
    assertArrayEquals(new float[] {5, 5}, frozen.value().data());
    assertArrayEquals(new float[] {0, 0}, w.value().data(), 1e-6f);
  }

  @Test
  void restoredItGoesOnWithTheSameBits() {
    Parameter whole = weight("w", -1.2f, 1, 0.3f);
    Lbfgs once = Lbfgs.of(List.of(whole)).iterations(4).history(3);
    Parameter half = weight("w", -1.2f, 1, 0.3f);
    Lbfgs first = Lbfgs.of(List.of(half)).iterations(4).history(3);
    for (int i = 0; i < 2; i++) {
      once.step(slopes -> bowl(whole, slopes));
      first.step(slopes -> bowl(half, slopes));
    }
    Parameter loaded = weight("w", half.value().data().clone());
    Lbfgs second = Lbfgs.of(List.of(loaded)).iterations(4).history(3);
    second.restore(first.state());
    for (int i = 0; i < 2; i++) {
      once.step(slopes -> bowl(whole, slopes));
      second.step(slopes -> bowl(loaded, slopes));
    }
    assertArrayEquals(whole.value().data(), loaded.value().data());
    assertEquals(once.iterationsTaken(), second.iterationsTaken());
  }

  @Test
  void aLossThatIsNotANumberChangesNothing() {
    Parameter w = weight("w", 1, 2);
    double value =
        Lbfgs.of(List.of(w))
            .step(
                slopes -> {
                  slopes.accept(w, Tensor.filled(Shape.of(2), Float.NaN));
                  return Double.NaN;
                });
    assertTrue(Double.isNaN(value));
    assertArrayEquals(new float[] {1, 2}, w.value().data());
  }

  @Test
  void aWallOfNanIsSteppedBackFrom() {
    Parameter w = weight("w", 1);
    double value =
        Lbfgs.of(List.of(w))
            .iterations(50)
            .step(
                slopes -> {
                  double x = w.value().data()[0];
                  slopes.accept(w, Tensor.of(Shape.of(1), (float) (1 - 1 / x)));
                  return x - Math.log(x); // NaN below 0, least at 1
                });
    assertEquals(1, value, 1e-9);
    Parameter far = weight("far", 20);
    Lbfgs.of(List.of(far))
        .iterations(50)
        .step(
            slopes -> {
              double x = far.value().data()[0];
              slopes.accept(far, Tensor.of(Shape.of(1), (float) (100 * (1 - 1 / x))));
              return 100 * (x - Math.log(x));
            });
    assertEquals(1, far.value().data()[0], 1e-3);
  }
}
