package dev.stria.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.stria.autograd.Gradients;
import dev.stria.autograd.Parameter;
import dev.stria.autograd.Tape;
import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every optimizer does with parameters and tapes, shown on the two most used. */
class SgdAndAdamTest {
  private static Parameter weight(String name, float... values) {
    return Parameter.weight(name, Tensor.of(Shape.of(values.length), values));
  }

  /** The gradient of this sum is the factor, by parameter. */
  private static Tensor sumOf(Tensor x, Parameter w, float factor) {
    Tensor y = Tape.result(Shape.scalar(), x, w.value());
    float sum = 0;
    for (float value : w.value().data()) {
      sum += factor * value;
    }
    y.data()[0] = sum;
    return Tape.record(
        "sum",
        y,
        (dy, grads) -> {
          if (grads.wants(w.value())) {
            float[] dw = grads.into(w.value());
            for (int i = 0; i < dw.length; i++) {
              dw[i] += factor * dy.data()[0];
            }
          }
        });
  }

  @Test
  void aStepGoesAgainstTheGradientOfTheTape() {
    Parameter w = weight("w", 1, 2);
    Optimizer optimizer = Sgd.of(List.of(w)).rate(0.5);
    try (Tape tape = Tape.training(new SeededRandom(1))) {
      optimizer.step(tape.gradients(sumOf(tape.trace(Tensor.scalar(1)), w, 0.5f)));
    }
    assertArrayEquals(new float[] {0.75f, 1.75f}, w.value().data());
    assertEquals(1, optimizer.steps());
  }

  @Test
  void whatTheScoreDoesNotReachIsLeftAlone() {
    Parameter used = weight("used", 1);
    Parameter unused = weight("unused", 1);
    Parameter frozen = weight("frozen", 1);
    Optimizer optimizer =
        Sgd.of(List.of(used, unused, frozen)).rate(0.5).momentum(0.9).weightDecay(0.1);
    try (Tape tape = Tape.training(new SeededRandom(1))) {
      Gradients gradients = tape.gradients(sumOf(tape.trace(Tensor.scalar(1)), used, 1));
      frozen.freeze();
      assertEquals(0, gradients.of(unused).data()[0]);
      optimizer.step(gradients);
    }
    assertArrayEquals(new float[] {1 - 0.5f * 1.1f}, used.value().data());
    assertArrayEquals(new float[] {1}, unused.value().data());
    assertArrayEquals(new float[] {1}, frozen.value().data());
    assertEquals(
        List.of(
            "Sgd/rate",
            "Sgd/momentum",
            "Sgd/steps",
            "Sgd/used/steps",
            "Sgd/used/product",
            "Sgd/used/momentum_buffer",
            "Sgd/unused/steps",
            "Sgd/unused/product",
            "Sgd/frozen/steps",
            "Sgd/frozen/product"),
        List.copyOf(optimizer.state().keySet()));
  }

  @Test
  void aClosedTapeIsRefused() {
    Parameter w = weight("w", 1);
    Gradients gradients;
    try (Tape tape = Tape.training(new SeededRandom(1))) {
      gradients = tape.gradients(sumOf(tape.trace(Tensor.scalar(1)), w, 1));
    }
    Sgd sgd = Sgd.of(List.of(w));
    assertThrows(IllegalStateException.class, () -> sgd.step(gradients));
  }

  @Test
  void restoredItGoesOnWithTheSameBits() {
    Parameter once = weight("w", 1, -2, 3);
    Optimizer whole = Adam.of(List.of(once)).rate(0.1).amsgrad();
    steps(whole, once, 0, 10);

    Parameter twice = weight("w", 1, -2, 3);
    Optimizer half = Adam.of(List.of(twice)).rate(0.1).amsgrad();
    steps(half, twice, 0, 5);
    Map<String, Tensor> state = half.state();
    Parameter loaded = weight("w", twice.value().data().clone());
    Optimizer rest = Adam.of(List.of(loaded)).amsgrad();
    rest.restore(state);
    steps(rest, loaded, 5, 10);
    assertArrayEquals(once.value().data(), loaded.value().data());
    assertEquals(10, rest.steps());
  }

  private static void steps(Optimizer optimizer, Parameter w, int from, int to) {
    for (int i = from; i < to; i++) {
      float[] g = {0.3f * i - 1, 0.5f, 0.01f * i};
      optimizer.step(Map.of(w, Tensor.of(Shape.of(3), g)));
    }
  }
}
