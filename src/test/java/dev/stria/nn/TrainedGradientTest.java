package dev.stria.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stria.autograd.Gradients;
import dev.stria.autograd.Parameter;
import dev.stria.autograd.Tape;
import dev.stria.op.Mean;
import dev.stria.op.Pointwise;
import dev.stria.optim.Optimizer;
import dev.stria.optim.Sgd;
import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of layer still has the right gradients after ten steps of training, where weights are no longer as drawn. */
class TrainedGradientTest {
  private static final double STEP = 0.02;
  private static final double TOLERANCE = 0.005;
  private static final int ELEMENTS = 12;

  static Stream<LayersTest.Case> cases() {
    return Stream.concat(
        LayersTest.cases().stream(),
        Stream.of(
            new LayersTest.Case(
                "Conv2d",
                Conv2d.filters(6).kernel(3).stride(2).padding(1).groups(2),
                Shape.of(4, 7, 6),
                Shape.of(6, 4, 3)),
            new LayersTest.Case("Linear", Linear.units(5), Shape.of(9), Shape.of(5)),
            new LayersTest.Case("Relu", Relu::new, Shape.of(4, 5), Shape.of(4, 5)),
            new LayersTest.Case("Softmax", Softmax::new, Shape.of(6), Shape.of(6)),
            new LayersTest.Case(
                "MaxPool2d", MaxPool2d.kernel(2), Shape.of(2, 6, 6), Shape.of(2, 3, 3))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void afterTenSteps(LayersTest.Case one) {
    Layer layer = one.blueprint().build(Site.outermost(one.input(), 1));
    boolean symbols = one.name().startsWith("Embedding");
    Parameter input = Parameter.weight("input", input(one.input().prepend(3), symbols));
    List<Parameter> learned =
        Stream.concat(layer.parameters().stream(), symbols ? Stream.of() : Stream.of(input))
            .filter(parameter -> !parameter.isStatistic())
            .toList();
    Optimizer optimizer = Sgd.of(learned).rate(0.05).momentum(0.9);
    for (int step = 0; step < 10; step++) {
      train(layer, input, symbols, optimizer);
    }
    check(layer, input, learned);
  }

  private static Tensor input(Shape shape, boolean symbols) {
    SeededRandom random = new SeededRandom(5);
    float[] x = new float[shape.count()];
    for (int i = 0; i < x.length; i++) {
      x[i] = symbols ? random.nextInt(9) : 2 * random.nextFloat() - 1;
    }
    return Tensor.of(shape, x);
  }

  /** Trains towards ones, so that everything moves. */
  private static void train(Layer layer, Parameter input, boolean symbols, Optimizer optimizer) {
    try (Tape tape = Tape.training(new SeededRandom(7))) {
      Tensor x = symbols ? tape.trace(input.value()) : tape.watch(input.value());
      Tensor loss = Mean.mean(Pointwise.square(Pointwise.shift(layer.apply(x), -1)));
      Gradients gradients = tape.gradients(loss);
      Map<Parameter, Tensor> slopes = new HashMap<>();
      for (Parameter parameter : optimizer.parameters()) {
        slopes.put(parameter, parameter == input ? gradients.of(x) : gradients.of(parameter));
      }
      optimizer.step(slopes);
    }
  }

  private static void check(Layer layer, Parameter input, List<Parameter> learned) {
    double[] weights = new double[run(layer, input).length];
    SeededRandom random = new SeededRandom(3);
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (2 * random.nextDouble() - 1);
    }
    Map<Parameter, float[]> slopes = slopes(layer, input, learned, weights);
    int seen = 0;
    int kinks = 0;
    for (Parameter parameter : learned) {
      float[] slope = slopes.get(parameter);
      double scale = 1;
      for (float value : slope) {
        scale = Math.max(scale, Math.abs(value));
      }
      for (int k = 0; k < Math.min(ELEMENTS, slope.length); k++) {
        int at = slope.length <= ELEMENTS ? k : random.nextInt(slope.length);
        double coarse = difference(layer, input, parameter, at, STEP, weights);
        double fine = difference(layer, input, parameter, at, STEP / 4, weights);
        seen++;
        if (Math.abs(coarse - fine) > TOLERANCE * scale) {
          kinks++;
        } else {
          assertEquals(coarse, slope[at], TOLERANCE * scale, parameter + " at " + at);
        }
      }
    }
    assertTrue(kinks <= seen / 3, kinks + " of " + seen + " elements are near a kink");
  }

  private static Map<Parameter, float[]> slopes(
      Layer layer, Parameter input, List<Parameter> learned, double[] weights) {
    try (Tape tape = Tape.training(new SeededRandom(7))) {
      Tensor x = learned.contains(input) ? tape.watch(input.value()) : tape.trace(input.value());
      Tensor y = layer.apply(x);
      Tensor dy = Tensor.zeros(y.shape());
      for (int i = 0; i < weights.length; i++) {
        dy.data()[i] = (float) weights[i];
      }
      Gradients gradients = tape.gradients(y, dy);
      Map<Parameter, float[]> slopes = new HashMap<>();
      for (Parameter parameter : learned) {
        Tensor slope = parameter == input ? gradients.of(x) : gradients.of(parameter);
        slopes.put(parameter, slope.copy().data());
      }
      return slopes;
    }
  }

  /** Runs the layer as in training, with the same random numbers each time. */
  private static float[] run(Layer layer, Parameter input) {
    try (Tape tape = Tape.training(new SeededRandom(7))) {
      return layer.apply(tape.trace(input.value())).copy().data();
    }
  }

  private static double difference(
      Layer layer, Parameter input, Parameter parameter, int at, double h, double[] weights) {
    float[] values = parameter.value().data();
    float x = values[at];
    double[] scores = new double[4];
    double[] places = {x + h, x - h, x + 2 * h, x - 2 * h};
    for (int i = 0; i < 4; i++) {
      values[at] = (float) places[i];
      float[] y = run(layer, input);
      for (int j = 0; j < y.length; j++) {
        scores[i] += weights[j] * y[j];
      }
    }
    values[at] = x;
    return (8 * (scores[0] - scores[1]) - (scores[2] - scores[3])) / (12 * h);
  }
}
