package dev.stria.op;

import static dev.stria.op.Conv2d.conv2d;
import static dev.stria.op.MaxPool2d.maxPool2d;

import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.List;

/** Rows of the operations that slide over images. */
final class ImageRows {
  private ImageRows() {}

  static List<OpRow> rows() {
    return List.of(
        OpRow.of("conv2d", Conv2d.class, ImageRows::convolution)
            .configurations(200)
            .refuses(
                "an image without a batch axis",
                ShapeException.class,
                () ->
                    conv2d(
                        Tensor.zeros(3, 8, 8), Tensor.zeros(2, 3, 3, 3), null, Window.kernel(3), 1),
                "conv2d",
                "[N, C, H, W]",
                "[3, 8, 8]",
                "batch axis")
            .refuses(
                "filters for another number of channels",
                ShapeException.class,
                () ->
                    conv2d(
                        Tensor.zeros(1, 3, 8, 8),
                        Tensor.zeros(2, 4, 3, 3),
                        null,
                        Window.kernel(3),
                        1),
                "conv2d",
                "[2, 3, 3, 3]",
                "[2, 4, 3, 3]",
                "3 channels")
            .refuses(
                "as many biases as channels",
                ShapeException.class,
                () ->
                    conv2d(
                        Tensor.zeros(1, 3, 8, 8),
                        Tensor.zeros(2, 3, 3, 3),
                        Tensor.zeros(3),
                        Window.kernel(3),
                        1),
                "one bias per filter",
                "[2]",
                "[3]"),
        OpRow.of("maxPool2d", MaxPool2d.class, ImageRows::maxPooling)
            .configurations(200)
            .refuses(
                "rows instead of images",
                ShapeException.class,
                () -> maxPool2d(Tensor.zeros(4, 10), Window.kernel(2)),
                "max_pool2d",
                "[N, C, H, W]",
                "[4, 10]"));
  }

  private static OpCase convolution(SeededRandom random) {
    int groups = Samples.integer(random, 1, 3);
    int channels = groups * Samples.integer(random, 1, 2);
    int filters = groups * Samples.integer(random, 1, 3);
    Window window = window(random);
    int height = least(window.kernel().height(), window.dilation().height()) + random.nextInt(4);
    int width = least(window.kernel().width(), window.dilation().width()) + random.nextInt(4);
    Tensor x = Samples.uniform(random, Samples.integer(random, 1, 2), channels, height, width);
    Tensor w =
        Samples.uniform(
            random, filters, channels / groups, window.kernel().height(), window.kernel().width());
    String text = x.shape() + " * " + w.shape() + " " + window + " groups " + groups;
    return random.nextBoolean()
        ? new OpCase(text, in -> conv2d(in[0], in[1], null, window, groups), x, w)
        : new OpCase(
            text + " bias",
            in -> conv2d(in[0], in[1], in[2], window, groups),
            x,
            w,
            Samples.uniform(random, filters));
  }

  private static OpCase maxPooling(SeededRandom random) {
    Window slid = window(random);
    int padding = Math.min(slid.kernel().height(), slid.kernel().width()) / 2;
    Window window = slid.padding(random.nextInt(padding + 1)).ceil(random.nextBoolean());
    int height = least(window.kernel().height(), window.dilation().height()) + random.nextInt(4);
    int width = least(window.kernel().width(), window.dilation().width()) + random.nextInt(4);
    Tensor x = Samples.distinct(random, 1, 2, height, width);
    return new OpCase(x.shape() + " " + window, in -> maxPool2d(in[0], window), x);
  }

  private static int least(int kernel, int dilation) {
    return dilation * (kernel - 1) + 1;
  }

  private static Window window(SeededRandom random) {
    return Window.kernel(Samples.integer(random, 1, 3), Samples.integer(random, 1, 3))
        .stride(Samples.integer(random, 1, 3), Samples.integer(random, 1, 3))
        .padding(
            new Window.Sides(
                random.nextInt(3), random.nextInt(3), random.nextInt(3), random.nextInt(3)))
        .dilation(Samples.integer(random, 1, 2), Samples.integer(random, 1, 2));
  }
}
