package dev.stria.op;

import static dev.stria.op.Conv3d.conv3d;
import static dev.stria.op.Conv3d.convTranspose3d;

import dev.stria.op.Window3d.Volume;
import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.List;

/** Rows of the operations that slide through volumes. */
final class VolumeRows {
  private static final Volume NONE = new Volume(0, 0, 0);

  private VolumeRows() {}

  static List<OpRow> rows() {
    return List.of(
        OpRow.of("conv3d", Conv3d.class, VolumeRows::convolution)
            .refuses(
                "images instead of volumes",
                ShapeException.class,
                () -> conv3d(Tensor.zeros(1, 2, 4, 4), filters(), null, cube(), 1),
                "conv3d",
                "[N, C, D, H, W]",
                "[1, 2, 4, 4]",
                "batch axis")
            .refuses(
                "filters for another number of channels",
                ShapeException.class,
                () -> conv3d(Tensor.zeros(1, 2, 4, 4, 4), filters(), null, cube(), 1),
                "conv3d",
                "[K, 2, 2×2×2]",
                "[3, 1, 2, 2, 2]",
                "2 channels")
            .refuses(
                "groups that do not divide the channels",
                ShapeException.class,
                () -> conv3d(Tensor.zeros(1, 3, 4, 4, 4), filters(), null, cube(), 2),
                "conv3d",
                "3 channels",
                "2 groups")
            .refuses(
                "a kernel larger than the volume",
                ShapeException.class,
                () -> conv3d(Tensor.zeros(1, 1, 1, 4, 4), filters(), null, cube(), 1),
                "conv3d",
                "2×2×2",
                "[1, 1, 1, 4, 4]")
            .refuses(
                "a stride of 0",
                ShapeException.class,
                () -> cube().stride(1, 0, 1),
                "stride of at least 1",
                "1×0×1"),
        OpRow.of("convTranspose3d", Conv3d.class, VolumeRows::transposed)
            .refuses(
                "filters for another number of channels",
                ShapeException.class,
                () ->
                    convTranspose3d(Tensor.zeros(1, 2, 4, 4, 4), filters(), null, cube(), NONE, 1),
                "conv_transpose3d",
                "[C, K/groups, kd, kh, kw]",
                "[3, 1, 2, 2, 2]"),
        OpRow.of("maxPool3d", Pool3d.class, VolumeRows::maxPool)
            .refuses(
                "padding of more than half the kernel",
                ShapeException.class,
                () -> Pool3d.maxPool3d(Tensor.zeros(1, 1, 4, 4, 4), cube().padding(2, 0, 0)),
                "max_pool3d",
                "half the kernel 2×2×2",
                "2×0×0"),
        OpRow.of("avgPool3d", Pool3d.class, VolumeRows::avgPool)
            .refuses(
                "images instead of volumes",
                ShapeException.class,
                () -> Pool3d.avgPool3d(Tensor.zeros(1, 4, 4, 4), cube(), true),
                "avg_pool3d",
                "[N, C, D, H, W]"));
  }

  private static Tensor filters() {
    return Tensor.zeros(3, 1, 2, 2, 2);
  }

  private static Window3d cube() {
    return Window3d.kernel(2, 2, 2);
  }

  private static Window3d window(SeededRandom random, int padding) {
    return Window3d.kernel(
            Samples.integer(random, 1, 2),
            Samples.integer(random, 1, 2),
            Samples.integer(random, 1, 3))
        .stride(
            Samples.integer(random, 1, 2),
            Samples.integer(random, 1, 2),
            Samples.integer(random, 1, 2))
        .padding(0, random.nextInt(padding + 1), 0)
        .dilation(1, 1, Samples.integer(random, 1, 2));
  }

  private static OpCase convolution(SeededRandom random) {
    int groups = Samples.integer(random, 1, 2);
    Window3d window = window(random, 1);
    Tensor x = Samples.uniform(random, 2, 2, 2, 3, 5);
    Tensor w = Samples.uniform(random, kernel(window, 2, 2 / groups));
    Tensor b = Samples.uniform(random, 2);
    return new OpCase(
        window + " groups " + groups, in -> conv3d(in[0], in[1], in[2], window, groups), x, w, b);
  }

  private static int[] kernel(Window3d window, int first, int second) {
    Volume k = window.kernel();
    return new int[] {first, second, k.depth(), k.height(), k.width()};
  }

  private static OpCase transposed(SeededRandom random) {
    int groups = Samples.integer(random, 1, 2);
    Window3d window = window(random, 1);
    Tensor x = Samples.uniform(random, 1, 2, 2, 3, 2);
    Tensor w = Samples.uniform(random, kernel(window, 2, 2));
    Tensor b = Samples.uniform(random, 2 * groups);
    Volume extra = new Volume(0, 0, window.stride().width() - 1);
    return new OpCase(
        window + " groups " + groups,
        in -> convTranspose3d(in[0], in[1], in[2], window, extra, groups),
        x,
        w,
        b);
  }

  private static OpCase maxPool(SeededRandom random) {
    Window3d window = window(random, 0);
    Tensor x = Samples.distinct(random, 1, 2, 2, 3, 5);
    return new OpCase("" + window, in -> Pool3d.maxPool3d(in[0], window), x);
  }

  private static OpCase avgPool(SeededRandom random) {
    boolean counts = random.nextBoolean();
    Window3d window = window(random, 0).padding(0, 0, 0);
    Window3d padded = window.kernel().height() == 2 ? window.padding(0, 1, 0) : window;
    Tensor x = Samples.uniform(random, 2, 1, 2, 3, 5);
    return new OpCase(padded + " " + counts, in -> Pool3d.avgPool3d(in[0], padded, counts), x);
  }
}
