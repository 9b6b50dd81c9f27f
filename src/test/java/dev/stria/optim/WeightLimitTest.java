package dev.stria.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.stria.autograd.Parameter;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Rows that are too long are scaled down, others stay. */
class WeightLimitTest {
  @Test
  void rowsThatAreTooLongAreScaledDown() {
    Parameter w = Parameter.weight("w", Tensor.of(Shape.of(3, 2), 3, 4, 0.6f, 0.8f, 0, 0));
    WeightLimit.rowNorm(w, 2).apply();
    assertArrayEquals(new float[] {1.2f, 1.6f, 0.6f, 0.8f, 0, 0}, w.value().data(), 1e-6f);
    WeightLimit.none().apply();
  }

  @Test
  void badLimitsAreRefused() {
    Parameter bias = Parameter.weight("b", Tensor.zeros(3));
    Parameter w = Parameter.weight("w", Tensor.zeros(3, 2));
    assertThrows(ShapeException.class, () -> WeightLimit.rowNorm(bias, 3));
    assertThrows(IllegalArgumentException.class, () -> WeightLimit.rowNorm(w, 0));
  }
}
