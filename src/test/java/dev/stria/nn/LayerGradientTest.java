package dev.stria.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stria.autograd.Gradients;
import dev.stria.autograd.Parameter;
import dev.stria.autograd.Tape;
import dev.stria.optim.Sgd;
import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The gradients of every layer's weights, as training sees them, against differences: at the start and after
 * ten steps of training.
 */
class LayerGradientTest {
  private static final double STEP = 0.02;
  private static final double TOLERANCE = 0.01;
  private static final int PROBES = 6;

  static List<LayersTest.Case> cases() {
    return LayersTest.cases().stream()
        .filter(one -> one.parameters().length > 0 && !one.name().equals("BatchNorm plain"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreeWithDifferencesAtTheStartAndAfterTenSteps(LayersTest.Case one) {
    Layer layer = one.blueprint().build(one.input(), 1);
    Tensor x = batch(one);
    check(layer, x, "at the start");
    Sgd sgd = Sgd.of(layer.parameters());
    sgd.rate(0.01);
    for (int step = 0; step < 10; step++) {
      try (Tape tape = Tape.training(new SeededRandom(3))) {
        Tensor y = layer.apply(tape.trace(x));
        sgd.step(tape.gradients(y, weights(y)));
      }
    }
    check(layer, x, "after ten steps");
  }

  private static Tensor batch(LayersTest.Case one) {
    SeededRandom random = new SeededRandom(5);
    Tensor x = Tensor.zeros(one.input().prepend(3));
    for (int i = 0; i < x.data().length; i++) {
      x.data()[i] =
          one.name().startsWith("Embedding") ? random.nextInt(9) : random.nextFloat() - 0.5f;
    }
    return x;
  }

  /** Random weights that make a score of an output, the same each time. */
  private static Tensor weights(Tensor y) {
    SeededRandom random = new SeededRandom(9);
    Tensor weights = Tensor.zeros(y.shape());
    for (int i = 0; i < weights.data().length; i++) {
      weights.data()[i] = random.nextFloat() - 0.5f;
    }
    return weights;
  }

  private static double score(Layer layer, Tensor x) {
    try (Tape tape = Tape.training(new SeededRandom(3))) {
      Tensor y = layer.apply(tape.trace(x));
      float[] weights = weights(y).data();
      double score = 0;
      for (int i = 0; i < weights.length; i++) {
        score += (double) weights[i] * y.data()[i];
      }
      return score;
    }
  }

  private static void check(Layer layer, Tensor x, String when) {
    try (Tape tape = Tape.training(new SeededRandom(3))) {
      Tensor y = layer.apply(tape.trace(x));
      Gradients gradients = tape.gradients(y, weights(y));
      for (Parameter parameter : layer.parameters()) {
        if (!parameter.isStatistic()) {
          check(layer, x, parameter, gradients.of(parameter).data(), when);
        }
      }
    }
  }

  private static void check(
      Layer layer, Tensor x, Parameter parameter, float[] slope, String when) {
    float[] values = parameter.value().data();
    double scale = 1;
    for (float one : slope) {
      scale = Math.max(scale, Math.abs(one));
    }
    for (int probe = 0; probe < Math.min(PROBES, values.length); probe++) {
      int at = probe * (values.length - 1) / Math.max(1, PROBES - 1);
      float before = values[at];
      values[at] = (float) (before + STEP);
      double above = score(layer, x);
      values[at] = (float) (before - STEP);
      double below = score(layer, x);
      values[at] = before;
      assertEquals(
          (above - below) / (2 * STEP),
          slope[at],
          TOLERANCE * scale,
          parameter + " at " + at + " " + when);
    }
  }
}
