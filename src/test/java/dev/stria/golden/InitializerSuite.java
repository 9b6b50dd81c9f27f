package dev.stria.golden;

import dev.stria.nn.Gain;
import dev.stria.nn.Initializer;
import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;

/** Golden spreads and bounds of initial weights, {@code init}. */
final class InitializerSuite {
  private InitializerSuite() {}

  static void run(Params json, SuiteReport report) {
    for (Object one : json.list("cases")) {
      Params test = Params.of(one);
      report.run(test.get("shape") + " " + test.text("gain_of"), () -> check(test));
    }
  }

  private static void check(Params test) {
    double gain = gain(test.text("gain_of"));
    new Tolerance(1e-12, 0).check("gain", gain, test.number("gain"));
    normal(test, "kaiming_normal_std_fan_in", Initializer.kaimingNormal(gain));
    normal(test, "kaiming_normal_std_fan_out", Initializer.kaimingNormal(gain).fanOut());
    normal(test, "xavier_normal_std", Initializer.xavierNormal().times(gain));
    uniform(test, "kaiming_uniform_bound_fan_in", Initializer.kaimingUniform(gain));
    uniform(test, "xavier_uniform_bound", Initializer.xavierUniform().times(gain));
  }

  private static double gain(String of) {
    if (of.startsWith("leaky_relu_")) {
      return Gain.leakyRelu(Double.parseDouble(of.substring("leaky_relu_".length())));
    }
    return switch (of) {
      case "linear" -> Gain.linear();
      case "relu" -> Gain.relu();
      case "tanh" -> Gain.tanh();
      case "selu" -> Gain.selu();
      default -> throw new Unsupported("gain of " + of);
    };
  }

  private static void normal(Params test, String what, Initializer initializer) {
    if (test.has(what)) {
      float[] values = sample(test, initializer);
      checkSpread(what, values, test.number(what));
    }
  }

  private static void uniform(Params test, String what, Initializer initializer) {
    if (test.has(what)) {
      float[] values = sample(test, initializer);
      double bound = test.number(what);
      for (float value : values) {
        new Tolerance(0, bound * (1 + 1e-6)).check(what, value, 0);
      }
      checkSpread(what, values, bound / Math.sqrt(3));
    }
  }

  private static float[] sample(Params test, Initializer initializer) {
    Tensor weight = initializer.weight(Shape.of(test.ints("shape")), new SeededRandom(1));
    return weight.data();
  }

  private static void checkSpread(String what, float[] values, double expected) {
    double n = values.length;
    double sum = 0;
    double squares = 0;
    for (double value : values) {
      sum += value;
      squares += value * value;
    }
    double mean = sum / n;
    new Tolerance(0, 4 * expected / Math.sqrt(n)).check(what + ": mean", mean, 0);
    double spread = Math.sqrt(squares / n - mean * mean);
    new Tolerance(4 / Math.sqrt(2 * n), 0).check(what + ": spread", spread, expected);
  }
}
