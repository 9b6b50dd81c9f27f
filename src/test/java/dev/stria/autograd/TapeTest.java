package dev.stria.autograd;

import static dev.stria.op.Add.add;
import static dev.stria.op.Linear.linear;
import static dev.stria.op.Relu.relu;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class TapeTest {
  private static final Tensor ROW = Tensor.of(Shape.of(1, 2), 1, -2);

  private static Tensor ones(Tensor like) {
    return Tensor.filled(like.shape(), 1);
  }

  @Test
  void withoutATapeNothingIsRecorded() {
    assertNull(relu(ROW).owner());
  }

  @Test
  void gradientsReachWatchedTensorsOnly() {
    try (Tape tape = Tape.inspecting()) {
      Tensor watched = tape.watch(ROW);
      Tensor traced = tape.trace(ROW);
      Tensor y = add(relu(watched), traced);
      Gradients gradients = tape.gradients(y, ones(y));
      assertArrayEquals(new float[] {1, 0}, gradients.of(watched).data());
      String message =
          assertThrows(IllegalStateException.class, () -> gradients.of(traced)).getMessage();
      assertTrue(message.contains("watch"), message);
    }
  }

  /** d(x + x + relu(x + x)) / dx = 4 where x > 0: a diamond of shared values. */
  @Test
  void sharedValuesGatherTheirGradients() {
    try (Tape tape = Tape.inspecting()) {
      Tensor x = tape.watch(ROW);
      Tensor twice = add(x, x);
      Tensor y = add(twice, relu(twice));
      assertArrayEquals(new float[] {4, 2}, tape.gradients(y, ones(y)).of(x).data());
    }
  }

  @Test
  void aChainOfTenThousandStepsNeedsNoDeepStack() {
    try (Tape tape = Tape.inspecting()) {
      Tensor x = tape.watch(Tensor.scalar(1));
      Tensor y = x;
      for (int i = 0; i < 10_000; i++) {
        y = add(y, x);
      }
      assertEquals(10_001, tape.gradients(y).of(x).item());
    }
  }

  @Test
  void trainingGivesGradientsOfParametersAndInspectingDoesNot() {
    Parameter w = Parameter.weight("w", Tensor.of(Shape.of(1, 2), 3, 4));
    try (Tape tape = Tape.training(new SeededRandom(1))) {
      Gradients gradients = tape.gradients(linear(tape.trace(ROW), w.value(), null));
      assertArrayEquals(new float[] {1, -2}, gradients.of(w).data());
      assertTrue(gradients.reached(w));
    }
    try (Tape tape = Tape.inspecting()) {
      Tensor x = tape.watch(ROW);
      Gradients gradients = tape.gradients(linear(x, w.value(), null));
      assertArrayEquals(new float[] {3, 4}, gradients.of(x).data());
      assertFalse(gradients.wants(w.value()));
      assertThrows(IllegalStateException.class, () -> gradients.of(w));
    }
  }

  @Test
  void frozenParametersAndStatisticsAreLeftAlone() {
    Parameter w = Parameter.weight("w", Tensor.of(Shape.of(1, 2), 3, 4));
    Parameter b = Parameter.weight("b", Tensor.zeros(1));
    w.freeze();
    try (Tape tape = Tape.training(new SeededRandom(1))) {
      Gradients gradients = tape.gradients(linear(tape.trace(ROW), w.value(), b.value()));
      String message =
          assertThrows(IllegalStateException.class, () -> gradients.of(w)).getMessage();
      assertTrue(message.contains("w[1, 2]") && message.contains("frozen"), message);
      assertEquals(1, gradients.of(b).item());
    }
    assertFalse(Parameter.statistic("mean", ROW).isTrainable());
  }

  @Test
  void aClosedTapeRefusesToBeRead() {
    Tensor y;
    Tensor kept;
    try (Tape tape = Tape.inspecting()) {
      y = relu(tape.watch(ROW));
      kept = y.copy();
    }
    assertArrayEquals(new float[] {1, 0}, kept.data());
    for (Supplier<?> use : new Supplier<?>[] {y::data, y::item, y::copy, () -> relu(y)}) {
      String message = assertThrows(RuntimeException.class, use::get).getMessage();
      assertTrue(message.contains("closed") || message.contains("one element"), message);
    }
  }

  @Test
  void twoTapesDoNotMix() {
    try (Tape one = Tape.inspecting();
        Tape two = Tape.inspecting()) {
      Tensor a = one.watch(ROW);
      Tensor b = two.watch(ROW);
      String message = assertThrows(IllegalStateException.class, () -> add(a, b)).getMessage();
      assertTrue(message.contains("two tapes"), message);
      Tensor y = relu(b);
      assertThrows(IllegalStateException.class, () -> one.gradients(y, ones(y)));
    }
  }

  @Test
  void gradientsOfWhatIsNotAScoreAreRefused() {
    try (Tape tape = Tape.inspecting()) {
      Tensor y = relu(tape.watch(ROW));
      String message = assertThrows(ShapeException.class, () -> tape.gradients(y)).getMessage();
      assertTrue(message.contains("[1, 2]") && message.contains("sum or mean"), message);
      assertThrows(ShapeException.class, () -> tape.gradients(y, Tensor.scalar(1)));
      assertThrows(IllegalStateException.class, () -> tape.gradients(Tensor.scalar(1)));
      Tensor unwatched = relu(tape.trace(Tensor.scalar(1)));
      assertThrows(IllegalStateException.class, () -> tape.gradients(unwatched));
    }
  }

  @Test
  void intermediateGradientsAreKeptOnRequest() {
    try (Tape tape = Tape.inspecting()) {
      Tensor x = tape.watch(ROW);
      Tensor middle = tape.keep(add(x, x));
      Tensor lost = add(x, middle);
      Tensor y = relu(lost);
      Gradients gradients = tape.gradients(y, ones(y));
      assertArrayEquals(new float[] {1, 0}, gradients.of(middle).data());
      String message =
          assertThrows(IllegalStateException.class, () -> gradients.of(lost)).getMessage();
      assertTrue(message.contains("tape.keep"), message);
    }
  }

  @Test
  void arraysAreLentAgain() {
    float[] first;
    try (Tape tape = Tape.predicting()) {
      first = relu(tape.trace(ROW)).data();
    }
    try (Tape tape = Tape.predicting()) {
      assertSame(first, relu(tape.trace(ROW)).data());
      assertNotSame(first, relu(tape.trace(ROW)).data());
    }
  }

  @Test
  void aTapePrintsAsAProgram() {
    Parameter w = Parameter.weight("fc.weight", Tensor.zeros(3, 2));
    try (Tape tape = Tape.inspecting()) {
      relu(linear(tape.watch(ROW), w.value(), null));
      assertEquals(
          """
          %0 [1, 2] = watch()
          %1 [1, 3] = linear(%0, fc.weight)
          %2 [1, 3] = relu(%1)
          """,
          tape.toString());
    }
  }

  /** The check must catch a wrong derivative: relu's value with a slope of one everywhere. */
  @Test
  void gradientCheckCatchesAWrongOperation() {
    GradientCheck right = GradientCheck.of(in -> relu(in[0]));
    GradientCheck wrong =
        GradientCheck.of(
            in -> {
              Tensor y = Tape.result(in[0].shape(), in[0]);
              System.arraycopy(relu(in[0].copy()).data(), 0, y.data(), 0, y.shape().count());
              return Tape.record(
                  "wrong",
                  y,
                  (dy, grads) -> {
                    for (int i = 0; i < y.shape().count(); i++) {
                      grads.into(in[0])[i] += dy.data()[i];
                    }
                  });
            });
    right.check(ROW);
    AssertionError error = assertThrows(AssertionError.class, () -> wrong.check(ROW));
    assertTrue(error.getMessage().contains("element 1"), error.getMessage());
  }
}
