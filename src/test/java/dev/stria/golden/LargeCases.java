package dev.stria.golden;

import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.util.Map;

/** Cases of realistic size, whose inputs are made by a counter-based generator and outputs sampled. */
final class LargeCases {
  /** The error allowed, relative to the largest magnitude. */
  private static final double RELATIVE = 1e-4;

  private LargeCases() {}

  static boolean isLarge(Params test) {
    return test.has("checks");
  }

  static Tensor input(Params test, String name) {
    for (Object json : test.list("inputs")) {
      Params input = Params.of(json);
      if (input.text("name").equals(name)) {
        Tensor x = generate(input);
        for (int i = 0; i < Math.min(4, input.list("first4").size()); i++) {
          double first = ((Number) input.list("first4").get(i)).doubleValue();
          new Tolerance(0, 0).check("generator of " + name, x.data()[i], first);
        }
        return x;
      }
    }
    return null;
  }

  static Tensor generate(Params input) {
    Shape shape = Shape.of(input.list("shape").isEmpty() ? new int[0] : input.ints("shape"));
    int seed = input.integer("seed");
    float scale = (float) input.number("scale");
    float[] values = new float[shape.count()];
    for (int i = 0; i < values.length; i++) {
      int h = i + seed * 0x9E3779B9;
      h = (h ^ h >>> 16) * 0x85EBCA6B;
      h = (h ^ h >>> 13) * 0xC2B2AE35;
      h ^= h >>> 16;
      values[i] = ((h >>> 8) * 0x1p-23f - 1) * scale;
    }
    return Tensor.of(shape, values);
  }

  static void check(Params test, String name, Tensor got, Map<String, Tensor> tensors) {
    Params expected = test.object("checks").object(name);
    double most = expected.number("max_abs");
    Tolerance each = new Tolerance(0, RELATIVE * most);
    String key = test.text("name") + "/" + name;
    int[] index = OpRun.ints(tensors.get(key + ".index"));
    float[] value = tensors.get(key + ".value").data();
    for (int i = 0; i < index.length; i++) {
      each.check(name + " at " + index[i], got.data()[index[i]], value[i]);
    }
    double sum = 0;
    double magnitude = 0;
    double largest = 0;
    for (float y : got.data()) {
      sum += y;
      magnitude += Math.abs((double) y);
      largest = Math.max(largest, Math.abs((double) y));
    }
    double slack = RELATIVE * most + 1e-6 * expected.number("sum_abs");
    new Tolerance(0, slack).check("sum of " + name, sum, expected.number("sum"));
    new Tolerance(0, slack).check("magnitude of " + name, magnitude, expected.number("sum_abs"));
    each.check("largest of " + name, largest, most);
  }
}
