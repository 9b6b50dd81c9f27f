package dev.stria.op;

import static dev.stria.op.Conv2d.conv2d;
import static dev.stria.op.Conv2dRelu.conv2dRelu;
import static dev.stria.op.Conv2dReluMaxPool2d.conv2dReluMaxPool2d;
import static dev.stria.op.Linear.linear;

import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.List;

/** Rows of the operations that compute several steps in one pass. */
final class FusedRows {
  /** How far values must be from a kink. */
  private static final float CLEAR = 0.2f;

  private FusedRows() {}

  static List<OpRow> rows() {
    return List.of(
        OpRow.of("conv2dRelu", Conv2dRelu.class, FusedRows::relu)
            .refuses(
                "filters for another number of channels",
                ShapeException.class,
                () ->
                    conv2dRelu(
                        Tensor.zeros(1, 3, 8, 8),
                        Tensor.zeros(2, 4, 3, 3),
                        null,
                        Window.kernel(3),
                        1),
                "conv2d",
                "[2, 3, 3, 3]",
                "[2, 4, 3, 3]"),
        OpRow.of("linearRelu", LinearRelu.class, FusedRows::linearRelu)
            .refuses(
                "weights for rows of another length",
                ShapeException.class,
                () -> LinearRelu.linearRelu(Tensor.zeros(2, 3), Tensor.zeros(5, 4), null),
                "linear",
                "[N, 4]",
                "[2, 3]"),
        OpRow.of("conv2dReluMaxPool2d", Conv2dReluMaxPool2d.class, FusedRows::reluMaxPool)
            .refuses(
                "feature maps of one row",
                ShapeException.class,
                () ->
                    conv2dReluMaxPool2d(
                        Tensor.zeros(1, 1, 3, 8),
                        Tensor.zeros(2, 1, 3, 3),
                        null,
                        Window.kernel(3),
                        1),
                "max_pool2d"));
  }

  private static OpCase relu(SeededRandom random) {
    Tensor[] in = clearOfKinks(random);
    return new OpCase(
        in[0].shape() + " * " + in[1].shape(),
        of -> conv2dRelu(of[0], of[1], of[2], Window.kernel(3).padding(1), 1),
        in);
  }

  /** Rows of which as many as not are 1, so that each way through a product is taken. */
  private static OpCase linearRelu(SeededRandom random) {
    Shape shape = Shape.of(Samples.integer(random, 1, 2), Samples.integer(random, 1, 4));
    Tensor[] in;
    do {
      in =
          new Tensor[] {
            Samples.uniform(random, shape.size(0), shape.size(1)),
            Samples.uniform(random, 5, shape.size(1)),
            Samples.uniform(random, 5)
          };
    } while (!isFarFromZero(linear(in[0], in[1], in[2])));
    return new OpCase(shape.toString(), of -> LinearRelu.linearRelu(of[0], of[1], of[2]), in);
  }

  private static boolean isFarFromZero(Tensor y) {
    for (float value : y.data()) {
      if (Math.abs(value) <= CLEAR) {
        return false;
      }
    }
    return true;
  }

  private static OpCase reluMaxPool(SeededRandom random) {
    Tensor[] in = clearOfKinks(random);
    return new OpCase(
        in[0].shape() + " * " + in[1].shape(),
        of -> conv2dReluMaxPool2d(of[0], of[1], of[2], Window.kernel(3).padding(1), 1),
        in);
  }

  /** Draws images, filters and biases until no answer is near zero or near one of its neighbours. */
  private static Tensor[] clearOfKinks(SeededRandom random) {
    while (true) {
      Tensor[] in = {
        Samples.uniform(random, 1, 2, Samples.integer(random, 2, 4), Samples.integer(random, 2, 4)),
        Samples.uniform(random, 2, 2, 3, 3),
        Samples.uniform(random, 2)
      };
      if (isClear(conv2d(in[0], in[1], in[2], Window.kernel(3).padding(1), 1))) {
        return in;
      }
    }
  }

  private static boolean isClear(Tensor y) {
    float[] values = y.data();
    int width = y.shape().size(3);
    for (int i = 0; i < values.length; i++) {
      boolean clear = Math.abs(values[i]) > CLEAR;
      for (int step : new int[] {1, width - 1, width, width + 1}) {
        clear &= i + step >= values.length || Math.abs(values[i] - values[i + step]) > CLEAR;
      }
      if (!clear) {
        return false;
      }
    }
    return true;
  }
}
