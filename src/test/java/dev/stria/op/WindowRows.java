package dev.stria.op;

import static dev.stria.op.AdaptiveAvgPool2d.adaptiveAvgPool2d;
import static dev.stria.op.AdaptiveMaxPool2d.adaptiveMaxPool2d;
import static dev.stria.op.AvgPool1d.avgPool1d;
import static dev.stria.op.AvgPool2d.avgPool2d;
import static dev.stria.op.Conv1d.conv1d;
import static dev.stria.op.ConvTranspose2d.convTranspose2d;
import static dev.stria.op.GlobalAvgPool2d.globalAvgPool2d;
import static dev.stria.op.GlobalMaxPool2d.globalMaxPool2d;
import static dev.stria.op.MaxPool1d.maxPool1d;
import static dev.stria.op.MaxUnpool2d.maxUnpool2d;

import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.List;
import java.util.function.UnaryOperator;

/** Rows of the operations that slide a window, besides convolution and max-pooling themselves. */
final class WindowRows {
  private static final AvgPool2d.Divisor CELLS = AvgPool2d.Divisor.cellsAndPadding();

  private WindowRows() {}

  static List<OpRow> rows() {
    return List.of(
        transposed(),
        sequences(),
        OpRow.of("maxPool1d", MaxPool1d.class, WindowRows::maxPooling)
            .refuses(
                "images",
                ShapeException.class,
                () -> maxPool1d(Tensor.zeros(1, 2, 4, 4), Window.kernel(1, 2)),
                "max_pool1d",
                "[N, C, L]",
                "[1, 2, 4, 4]")
            .refuses(
                "a window of two rows",
                ShapeException.class,
                () -> maxPool1d(Tensor.zeros(1, 2, 4), Window.kernel(2)),
                "max_pool1d",
                "one row"),
        averages(),
        OpRow.of("avgPool1d", AvgPool1d.class, WindowRows::averagePooling1d)
            .refuses(
                "rows",
                ShapeException.class,
                () -> avgPool1d(Tensor.zeros(2, 4), Window.kernel(1, 2), CELLS),
                "avg_pool1d",
                "[N, C, L]",
                "[2, 4]",
                "axis of size 1"),
        OpRow.of("adaptiveAvgPool2d", AdaptiveAvgPool2d.class, WindowRows::adaptiveAverage)
            .refuses(
                "no bins",
                ShapeException.class,
                () -> adaptiveAvgPool2d(Tensor.zeros(1, 1, 4, 4), new Window.Extent(0, 2)),
                "adaptive_avg_pool2d",
                "at least 1×1",
                "0×2"),
        OpRow.of("adaptiveMaxPool2d", AdaptiveMaxPool2d.class, WindowRows::adaptiveMaximum)
            .refuses(
                "an image without a batch axis",
                ShapeException.class,
                () -> adaptiveMaxPool2d(Tensor.zeros(1, 4, 4), new Window.Extent(2, 2)),
                "adaptive_max_pool2d",
                "[N, C, H, W]",
                "[1, 4, 4]"),
        OpRow.of(
                "globalAvgPool2d",
                GlobalAvgPool2d.class,
                random ->
                    image(Samples.uniform(random, sizes(random)), GlobalAvgPool2d::globalAvgPool2d))
            .refuses(
                "rows",
                ShapeException.class,
                () -> globalAvgPool2d(Tensor.zeros(2, 4)),
                "global_avg_pool2d",
                "[N, C, H, W]",
                "[2, 4]")
            .refuses(
                "empty planes",
                ShapeException.class,
                () -> globalAvgPool2d(Tensor.zeros(2, 4, 0, 3)),
                "global_avg_pool2d",
                "at least one cell"),
        OpRow.of(
                "globalMaxPool2d",
                GlobalMaxPool2d.class,
                random ->
                    image(
                        Samples.distinct(random, sizes(random)), GlobalMaxPool2d::globalMaxPool2d))
            .refuses(
                "rows",
                ShapeException.class,
                () -> globalMaxPool2d(Tensor.zeros(2, 4)),
                "global_max_pool2d",
                "[N, C, H, W]",
                "[2, 4]"),
        unpooling());
  }

  private static OpRow transposed() {
    Tensor x = Tensor.zeros(1, 4, 5, 5);
    Window.Extent none = new Window.Extent(0, 0);
    return OpRow.of("convTranspose2d", ConvTranspose2d.class, WindowRows::transposedConvolution)
        .configurations(60)
        .refuses(
            "filters as for conv2d",
            ShapeException.class,
            () -> convTranspose2d(x, Tensor.zeros(2, 4, 3, 3), null, Window.kernel(3), none, 1),
            "conv_transpose2d",
            "[4, K/1, 3, 3]",
            "[2, 4, 3, 3]",
            "unlike in conv2d")
        .refuses(
            "output padding as large as the stride",
            ShapeException.class,
            () ->
                convTranspose2d(
                    x,
                    Tensor.zeros(4, 2, 3, 3),
                    null,
                    Window.kernel(3).stride(2),
                    new Window.Extent(2, 0),
                    1),
            "output padding",
            "less than stride 2",
            "2")
        .refuses(
            "groups that do not divide",
            ShapeException.class,
            () -> convTranspose2d(x, Tensor.zeros(4, 2, 3, 3), null, Window.kernel(3), none, 3),
            "groups that divide the 4 channels",
            "3")
        .refuses(
            "padding that leaves nothing",
            ShapeException.class,
            () ->
                convTranspose2d(
                    x, Tensor.zeros(4, 2, 1, 1), null, Window.kernel(1).padding(3), none, 1),
            "at least 1×1",
            "use less")
        .refuses(
            "a bias per input channel",
            ShapeException.class,
            () ->
                convTranspose2d(
                    x, Tensor.zeros(4, 2, 3, 3), Tensor.zeros(4), Window.kernel(3), none, 1),
            "one bias per output channel",
            "[2]",
            "[4]");
  }

  private static OpRow sequences() {
    return OpRow.of("conv1d", Conv1d.class, WindowRows::convolution1d)
        .configurations(60)
        .refuses(
            "images",
            ShapeException.class,
            () ->
                conv1d(
                    Tensor.zeros(1, 2, 4, 4), Tensor.zeros(2, 2, 3), null, Window.kernel(1, 3), 1),
            "conv1d",
            "[N, C, L]",
            "[1, 2, 4, 4]")
        .refuses(
            "too short a sequence",
            ShapeException.class,
            () ->
                conv1d(Tensor.zeros(1, 2, 4), Tensor.zeros(2, 2, 5), null, Window.kernel(1, 5), 1),
            "conv1d",
            "at least 5",
            "4",
            "padding")
        .refuses(
            "filters for images",
            ShapeException.class,
            () ->
                conv1d(
                    Tensor.zeros(1, 2, 9), Tensor.zeros(2, 2, 1, 3), null, Window.kernel(1, 3), 1),
            "conv1d",
            "[K, C/groups, k]",
            "[2, 2, 1, 3]")
        .refuses(
            "three groups of four channels",
            ShapeException.class,
            () ->
                conv1d(Tensor.zeros(1, 4, 9), Tensor.zeros(3, 1, 3), null, Window.kernel(1, 3), 3),
            "conv1d",
            "divide the 4 channels",
            "3");
  }

  private static OpRow averages() {
    return OpRow.of("avgPool2d", AvgPool2d.class, WindowRows::averagePooling)
        .configurations(200)
        .refuses(
            "a dilated window",
            ShapeException.class,
            () -> avgPool2d(Tensor.zeros(1, 1, 8, 8), Window.kernel(2).dilation(2), CELLS),
            "avg_pool2d",
            "without dilation",
            "2×2")
        .refuses(
            "padding of a whole window",
            ShapeException.class,
            () -> avgPool2d(Tensor.zeros(1, 1, 8, 8), Window.kernel(2).padding(2), CELLS),
            "avg_pool2d",
            "half the kernel",
            "2")
        .refuses(
            "a window larger than the image",
            ShapeException.class,
            () -> avgPool2d(Tensor.zeros(1, 1, 3, 3), Window.kernel(4), CELLS),
            "avg_pool2d",
            "at least 4",
            "3")
        .refuses(
            "a negative divisor",
            IllegalArgumentException.class,
            () -> AvgPool2d.Divisor.of(-1),
            "avg_pool2d",
            "at least 1",
            "-1");
  }

  private static OpRow unpooling() {
    return OpRow.of(
            "maxUnpool2d",
            MaxUnpool2d.class,
            random -> {
              MaxPool2d.Located pooled =
                  MaxPool2d.maxPool2dWithIndices(
                      Samples.distinct(random, 2, 2, 6, 5), Window.kernel(2).stride(2));
              return new OpCase(
                  "to 6×5",
                  in -> maxUnpool2d(in[0], pooled.indices(), new Window.Extent(6, 5)),
                  pooled.values());
            })
        .refuses(
            "an index beyond the plane",
            IndexOutOfBoundsException.class,
            () -> maxUnpool2d(Tensor.zeros(1, 1, 1, 1), new int[] {9}, new Window.Extent(3, 3)),
            "max_unpool2d",
            "less than 9",
            "9",
            "before pooling")
        .refuses(
            "too few indices",
            ShapeException.class,
            () -> maxUnpool2d(Tensor.zeros(1, 1, 2, 2), new int[] {1}, new Window.Extent(3, 3)),
            "max_unpool2d",
            "4 indices",
            "1");
  }

  private static OpCase image(Tensor x, UnaryOperator<Tensor> op) {
    return new OpCase("" + x.shape(), in -> op.apply(in[0]), x);
  }

  private static int[] sizes(SeededRandom random) {
    return Samples.sizes(random, 4, 4);
  }

  private static OpCase transposedConvolution(SeededRandom random) {
    int groups = Samples.integer(random, 1, 2);
    int channels = groups * Samples.integer(random, 1, 2);
    int filters = Samples.integer(random, 1, 2);
    Window.Extent kernel = extent(random, 1, 3);
    Window.Extent stride = extent(random, 1, 3);
    Window.Extent dilation = extent(random, 1, 2);
    Window window =
        Window.kernel(kernel.height(), kernel.width())
            .stride(stride.height(), stride.width())
            .dilation(dilation.height(), dilation.width())
            .padding(random.nextInt(kernel.height()), random.nextInt(kernel.width()));
    Window.Extent more =
        new Window.Extent(
            random.nextInt(Math.max(stride.height(), dilation.height())),
            random.nextInt(Math.max(stride.width(), dilation.width())));
    Tensor x = Samples.uniform(random, Samples.integer(random, 1, 2), channels, 3, 4);
    Tensor w = Samples.uniform(random, channels, filters, kernel.height(), kernel.width());
    String text = x.shape() + " * " + w.shape() + " " + window + " + " + more + " groups " + groups;
    return random.nextBoolean()
        ? new OpCase(text, in -> convTranspose2d(in[0], in[1], null, window, more, groups), x, w)
        : new OpCase(
            text + " bias",
            in -> convTranspose2d(in[0], in[1], in[2], window, more, groups),
            x,
            w,
            Samples.uniform(random, filters * groups));
  }

  private static Window.Extent extent(SeededRandom random, int low, int high) {
    return new Window.Extent(
        Samples.integer(random, low, high), Samples.integer(random, low, high));
  }

  private static OpCase convolution1d(SeededRandom random) {
    int groups = Samples.integer(random, 1, 3);
    int filters = groups * Samples.integer(random, 1, 2);
    int kernel = Samples.integer(random, 1, 4);
    Window window =
        Window.kernel(1, kernel)
            .stride(1, Samples.integer(random, 1, 2))
            .padding(0, random.nextInt(3))
            .dilation(1, Samples.integer(random, 1, 2));
    Tensor x = Samples.uniform(random, 2, groups * 2, Samples.integer(random, 8, 12));
    Tensor w = Samples.uniform(random, filters, 2, kernel);
    String text = x.shape() + " * " + w.shape() + " " + window + " groups " + groups;
    return random.nextBoolean()
        ? new OpCase(text, in -> conv1d(in[0], in[1], null, window, groups), x, w)
        : new OpCase(
            text + " bias",
            in -> conv1d(in[0], in[1], in[2], window, groups),
            x,
            w,
            Samples.uniform(random, filters));
  }

  private static OpCase maxPooling(SeededRandom random) {
    Window window = window1d(random);
    Tensor x = Samples.distinct(random, 2, 2, Samples.integer(random, 6, 10));
    return new OpCase(x.shape() + " " + window, in -> maxPool1d(in[0], window), x);
  }

  private static OpCase averagePooling1d(SeededRandom random) {
    Window window = window1d(random);
    AvgPool2d.Divisor divisor = divisor(random);
    Tensor x = Samples.uniform(random, 2, 2, Samples.integer(random, 6, 10));
    return new OpCase(
        x.shape() + " " + window + divisor, in -> avgPool1d(in[0], window, divisor), x);
  }

  private static Window window1d(SeededRandom random) {
    int kernel = Samples.integer(random, 1, 4);
    return Window.kernel(1, kernel)
        .stride(1, Samples.integer(random, 1, 3))
        .padding(0, random.nextInt(kernel / 2 + 1))
        .ceil(random.nextBoolean());
  }

  private static AvgPool2d.Divisor divisor(SeededRandom random) {
    return switch (random.nextInt(3)) {
      case 0 -> AvgPool2d.Divisor.cells();
      case 1 -> CELLS;
      default -> AvgPool2d.Divisor.of(Samples.integer(random, 1, 7));
    };
  }

  private static OpCase averagePooling(SeededRandom random) {
    Window.Extent kernel = extent(random, 1, 4);
    Window.Extent stride = extent(random, 1, 3);
    Window window =
        Window.kernel(kernel.height(), kernel.width())
            .stride(stride.height(), stride.width())
            .padding(
                random.nextInt(kernel.height() / 2 + 1), random.nextInt(kernel.width() / 2 + 1))
            .ceil(random.nextBoolean());
    AvgPool2d.Divisor divisor = divisor(random);
    Tensor x =
        Samples.uniform(random, 1, 2, Samples.integer(random, 4, 7), Samples.integer(random, 4, 7));
    return new OpCase(
        x.shape() + " " + window + divisor, in -> avgPool2d(in[0], window, divisor), x);
  }

  private static OpCase adaptiveAverage(SeededRandom random) {
    Window.Extent output = extent(random, 1, 5);
    Tensor x = Samples.uniform(random, sizes(random));
    return new OpCase(x.shape() + " to " + output, in -> adaptiveAvgPool2d(in[0], output), x);
  }

  private static OpCase adaptiveMaximum(SeededRandom random) {
    Window.Extent output = extent(random, 1, 5);
    Tensor x = Samples.distinct(random, sizes(random));
    return new OpCase(x.shape() + " to " + output, in -> adaptiveMaxPool2d(in[0], output), x);
  }
}
