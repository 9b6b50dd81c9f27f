package dev.stria.autograd;

import static dev.stria.op.Relu.relu;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** What visualisation asks of a tape: the inputs of a step, filtered gradients. */
class TapeInspectionTest {
  /** {@code y = 3 x}. */
  private static Tensor triple(Tensor x) {
    Tensor y = Tape.result(x.shape(), x);
    for (int i = 0; i < x.shape().count(); i++) {
      y.data()[i] = 3 * x.data()[i];
    }
    return Tape.record(
        "triple",
        y,
        (dy, grads) -> {
          for (int i = 0; grads.wants(x) && i < x.shape().count(); i++) {
            grads.into(x)[i] += 3 * dy.data()[i];
          }
        });
  }

  @Test
  void aWatchedParameterHasAGradientThoughNothingTrains() {
    Parameter picture = Parameter.weight("picture", Tensor.of(Shape.of(2), 1, 2));
    Parameter other = Parameter.weight("other", Tensor.of(Shape.of(2), 1, 2));
    try (Tape tape = Tape.inspecting()) {
      Tensor x = tape.watch(picture);
      Gradients gradients = tape.gradients(triple(x), Tensor.of(Shape.of(2), 1, 10));
      assertArrayEquals(new float[] {3, 30}, gradients.of(picture).data());
      assertThrows(IllegalStateException.class, () -> gradients.of(other));
    }
  }

  @Test
  void aLeakLetsGradientsThroughShutRelus() {
    Tensor values = Tensor.of(Shape.of(2), -1, 1);
    try (Tape tape = Tape.inspecting().leak(0.25)) {
      Tensor x = tape.watch(values);
      Tensor y = relu(x);
      assertArrayEquals(new float[] {0, 1}, y.data());
      Tensor dy = Tensor.of(Shape.of(2), 4, 4);
      assertArrayEquals(new float[] {1, 4}, tape.gradients(y, dy).of(x).data());
    }
    assertThrows(IllegalArgumentException.class, () -> Tape.inspecting().leak(-0.1));
  }

  @Test
  void aFilterChangesTheGradientBeforeTheChainRule() {
    try (Tape tape = Tape.inspecting()) {
      tape.filterGradients(
          (op, dy) -> {
            if (op.equals("triple")) {
              dy.data()[1] = 0;
            }
          });
      Tensor x = tape.watch(Tensor.of(Shape.of(2), 1, 2));
      Tensor y = triple(x);
      assertArrayEquals(
          new float[] {3, 0}, tape.gradients(y, Tensor.of(Shape.of(2), 1, 10)).of(x).data());
    }
  }
}
