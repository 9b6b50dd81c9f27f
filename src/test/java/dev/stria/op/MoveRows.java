package dev.stria.op;

import static dev.stria.op.Concat.concat;
import static dev.stria.op.Pad.pad;
import static dev.stria.op.Slice.slice;

import dev.stria.op.Slice.Range;
import dev.stria.op.Window.Extent;
import dev.stria.op.Window.Sides;
import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Rows of the operations that cut, join, repeat, resize and rearrange. */
final class MoveRows {
  private MoveRows() {}

  static List<OpRow> rows() {
    return Stream.of(joining(), cutting(), indexing(), imaging()).flatMap(List::stream).toList();
  }

  private static OpCase of(Tensor x, Object text, UnaryOperator<Tensor> function) {
    return new OpCase(x.shape() + " " + text, in -> function.apply(in[0]), x);
  }

  private static List<OpRow> joining() {
    return List.of(
        OpRow.of("concat", Concat.class, MoveRows::parts)
            .refuses(
                "another size on another axis",
                ShapeException.class,
                () -> concat(1, Tensor.zeros(2, 3), Tensor.zeros(3, 3)),
                "concat",
                "axis 1 only",
                "[2, 3]",
                "[3, 3]")
            .refuses(
                "another rank",
                ShapeException.class,
                () -> concat(0, Tensor.zeros(2, 3), Tensor.zeros(2)),
                "concat",
                "[2, 3]",
                "[2]")
            .refuses("nothing", ShapeException.class, () -> concat(0), "concat", "at least one"),
        OpRow.of(
                "stack",
                Concat.class,
                random -> {
                  int axis = random.nextInt(3);
                  return new OpCase(
                      "axis " + axis,
                      in -> Concat.stack(axis, in),
                      Samples.uniform(random, 2, 3),
                      Samples.uniform(random, 2, 3));
                })
            .refuses(
                "an axis beyond the last",
                ShapeException.class,
                () -> Concat.stack(3, Tensor.zeros(2, 3)),
                "stack",
                "from 0 to 2",
                "3"),
        OpRow.of(
                "expand",
                Expand.class,
                random -> {
                  int[] to = Samples.sizes(random, 3, 4);
                  int[] from = to.clone();
                  from[random.nextInt(3)] = 1;
                  int drop = from[0] == 1 ? random.nextInt(2) : 0;
                  Tensor x = Samples.uniform(random, Arrays.copyOfRange(from, drop, 3));
                  return of(x, Arrays.toString(to), t -> Expand.expand(t, Shape.of(to)));
                })
            .refuses(
                "an axis of another size",
                ShapeException.class,
                () -> Expand.expand(Tensor.zeros(2, 3), Shape.of(4, 3)),
                "expand",
                "[4, 3]",
                "[2, 3]"));
  }

  private static OpCase parts(SeededRandom random) {
    int[] sizes = Samples.sizes(random, 3, 4);
    int axis = random.nextInt(3);
    Tensor[] parts = new Tensor[Samples.integer(random, 1, 3)];
    for (int i = 0; i < parts.length; i++) {
      sizes[axis] = Samples.integer(random, 1, 3);
      parts[i] = Samples.uniform(random, sizes);
    }
    return new OpCase("axis " + axis + " of " + parts.length, in -> concat(axis - 3, in), parts);
  }

  private static List<OpRow> cutting() {
    return List.of(
        OpRow.of("slice", Slice.class, MoveRows::slices)
            .refuses(
                "an axis twice",
                ShapeException.class,
                () -> slice(Tensor.zeros(2, 3), Range.along(1), Range.along(-1)),
                "slice",
                "at most once",
                "axis 1 twice")
            .refuses(
                "no step",
                IllegalArgumentException.class,
                () -> Range.along(1).step(0),
                "slice",
                "other than 0")
            .refuses(
                "parts that do not add up",
                ShapeException.class,
                () -> Slice.split(Tensor.zeros(2, 5), 1, 2, 2),
                "split",
                "axis 1 of [2, 5]",
                "[2, 2]"),
        OpRow.of(
                "crop",
                Crop.class,
                random -> {
                  Sides sides =
                      new Sides(random.nextInt(2), random.nextInt(3), random.nextInt(3), 1);
                  return of(Samples.uniform(random, 2, 2, 5, 5), sides, t -> Crop.crop(t, sides));
                })
            .refuses(
                "more than there is",
                ShapeException.class,
                () -> Crop.crop(Tensor.zeros(1, 1, 4, 4), new Sides(2, 2, 0, 0)),
                "crop",
                "leave something of [1, 1, 4, 4]"),
        OpRow.of(
                "center",
                Crop.class,
                random -> {
                  Extent size = new Extent(1 + random.nextInt(5), 1 + random.nextInt(4));
                  return of(Samples.uniform(random, 2, 5, 4), size, t -> Crop.center(t, size));
                })
            .refuses(
                "more than there is",
                ShapeException.class,
                () -> Crop.center(Tensor.zeros(4, 4), new Extent(5, 4)),
                "crop",
                "[4, 4]"),
        OpRow.of("pad", Pad.class, MoveRows::padding)
            .refuses(
                "negative padding",
                ShapeException.class,
                () -> pad(Tensor.zeros(1, 1, 4, 4), new Sides(0, -1, 0, 0), Pad.Border.ZERO),
                "pad",
                "0 or more",
                "-1",
                "crop")
            .refuses(
                "a mirror larger than the image",
                ShapeException.class,
                () -> pad(Tensor.zeros(1, 1, 4, 4), new Sides(4, 0, 0, 0), Pad.Border.REFLECT),
                "pad",
                "at most 3",
                "axis 2 of [1, 1, 4, 4]",
                "4")
            .refuses(
                "numbers for other axes",
                ShapeException.class,
                () -> pad(Tensor.zeros(4, 4), new int[1], new int[2], Pad.Border.ZERO),
                "pad",
                "each axis of [4, 4]"));
  }

  private static OpCase slices(SeededRandom random) {
    Tensor x = Samples.uniform(random, 3, 5, 6);
    int step = Samples.integer(random, -3, 3);
    Range rows = Range.along(1).step(step == 0 ? 1 : step);
    Range columns = Range.along(-1).from(random.nextInt(3) - 3).to(6);
    return of(x, rows + " " + columns, t -> slice(t, rows, columns));
  }

  private static OpCase padding(SeededRandom random) {
    Pad.Border[] borders = {
      Pad.Border.ZERO,
      Pad.Border.constant(1.5f),
      Pad.Border.REFLECT,
      Pad.Border.REPLICATE,
      Pad.Border.CIRCULAR
    };
    Pad.Border border = borders[random.nextInt(borders.length)];
    Sides sides =
        new Sides(random.nextInt(3), random.nextInt(3), random.nextInt(3), random.nextInt(3));
    return of(
        Samples.uniform(random, 2, 1, 3, 4), border + " " + sides, t -> pad(t, sides, border));
  }

  private static List<OpRow> indexing() {
    return List.of(
        OpRow.of(
                "indexSelect",
                IndexSelect.class,
                random -> {
                  int[] index = random.ints(4, 0, 3).toArray();
                  int axis = random.nextInt(3) - 3;
                  return of(
                      Samples.uniform(random, 3, 3, 3),
                      axis + " " + Arrays.toString(index),
                      t -> IndexSelect.indexSelect(t, axis, index));
                })
            .refuses(
                "an index beyond the axis",
                IllegalArgumentException.class,
                () -> IndexSelect.indexSelect(Tensor.zeros(2, 3), 1, 0, 3),
                "index_select",
                "from 0 to 2",
                "got 3"),
        OpRow.of(
                "gather",
                Gather.class,
                random -> {
                  int axis = random.nextInt(2);
                  int[] index = random.ints(6, 0, 3).toArray();
                  return of(
                      Samples.uniform(random, 3, 3),
                      axis + " " + Arrays.toString(index),
                      t ->
                          Gather.gather(
                              t, axis, Shape.of(axis == 0 ? 2 : 3, axis == 0 ? 3 : 2), index));
                })
            .refuses(
                "an index that is too wide",
                ShapeException.class,
                () -> Gather.gather(Tensor.zeros(2, 3), 0, Shape.of(1, 4), 0, 0, 0, 0),
                "gather",
                "other than 0",
                "[2, 3]",
                "[1, 4]")
            .refuses(
                "fewer indices than the shape has",
                ShapeException.class,
                () -> Gather.gather(Tensor.zeros(2, 3), 0, Shape.of(1, 3), 0, 0),
                "gather",
                "3 indices",
                "2")
            .refuses(
                "an index beyond the axis",
                IllegalArgumentException.class,
                () -> Gather.gather(Tensor.zeros(2, 3), 0, Shape.of(1, 1), -1),
                "gather",
                "from 0 to 1",
                "-1"),
        OpRow.of(
                "roll",
                Roll.class,
                random -> {
                  int by = Samples.integer(random, -7, 7);
                  int axis = random.nextInt(3);
                  return of(
                      Samples.uniform(random, Samples.sizes(random, 3, 4)),
                      axis + " by " + by,
                      t -> Roll.roll(t, axis, by));
                })
            .refuses(
                "an axis that does not exist",
                ShapeException.class,
                () -> Roll.roll(Tensor.zeros(2, 3), 2, 1),
                "roll",
                "axis 2"),
        OpRow.of(
                "flip",
                Flip.class,
                random -> {
                  int[] axes = random.nextBoolean() ? new int[] {-1} : new int[] {0, 2};
                  return of(
                      Samples.uniform(random, Samples.sizes(random, 3, 4)),
                      Arrays.toString(axes),
                      t -> Flip.flip(t, axes));
                })
            .refuses(
                "an axis that does not exist",
                ShapeException.class,
                () -> Flip.flip(Tensor.zeros(2, 3), -3),
                "flip",
                "axis -3"));
  }

  private static List<OpRow> imaging() {
    return List.of(
        OpRow.of(
                "interpolate",
                Interpolate.class,
                random -> {
                  Extent size = new Extent(1 + random.nextInt(7), 1 + random.nextInt(7));
                  Interpolate.Mode mode = mode(random);
                  return of(
                      Samples.uniform(random, 2, 1, 1 + random.nextInt(4), 4),
                      size + " " + mode,
                      t -> Interpolate.interpolate(t, size, mode));
                })
            .refuses(
                "no rows",
                ShapeException.class,
                () -> Interpolate.interpolate(Tensor.zeros(4, 4), new Extent(0, 3), mode(null)),
                "interpolate",
                "at least 1×1",
                "0×3"),
        OpRow.of(
                "upsample",
                Interpolate.class,
                random -> {
                  double factor = 0.5 + random.nextInt(6) / 2.0;
                  Interpolate.Mode mode = mode(random);
                  return of(
                      Samples.uniform(random, 2, 3, 4),
                      factor + " " + mode,
                      t -> Interpolate.upsample(t, factor, mode));
                })
            .refuses(
                "nothing left",
                ShapeException.class,
                () -> Interpolate.upsample(Tensor.zeros(4, 4), 0.1, mode(null)),
                "interpolate",
                "at least 1×1",
                "0×0",
                "[4, 4]"),
        OpRow.of("im2col", Im2col.class, MoveRows::patches)
            .refuses(
                "rows instead of images",
                ShapeException.class,
                () -> Im2col.im2col(Tensor.zeros(4, 10), Window.kernel(3)),
                "[N, C, H, W]",
                "[4, 10]"),
        OpRow.of(
                "pixelShuffle",
                PixelShuffle.class,
                random ->
                    of(
                        Samples.uniform(random, 2, 8, 2, 3),
                        2,
                        t -> PixelShuffle.pixelShuffle(t, 2)))
            .refuses(
                "channels that are no multiple",
                ShapeException.class,
                () -> PixelShuffle.pixelShuffle(Tensor.zeros(1, 6, 2, 2), 2),
                "pixel_shuffle",
                "r = 2",
                "[1, 6, 2, 2]"),
        OpRow.of(
                "pixelUnshuffle",
                PixelShuffle.class,
                random ->
                    of(
                        Samples.uniform(random, 2, 1, 4, 6),
                        2,
                        t -> PixelShuffle.pixelUnshuffle(t, 2)))
            .refuses(
                "a height that is no multiple",
                ShapeException.class,
                () -> PixelShuffle.pixelUnshuffle(Tensor.zeros(1, 6, 3, 2), 2),
                "pixel_unshuffle",
                "r = 2",
                "[1, 6, 3, 2]"));
  }

  private static Interpolate.Mode mode(SeededRandom random) {
    Interpolate.Mode[] modes = Interpolate.Mode.values();
    return modes[random == null ? 0 : random.nextInt(modes.length)];
  }

  private static OpCase patches(SeededRandom random) {
    Window window =
        Window.kernel(Samples.integer(random, 1, 3), Samples.integer(random, 1, 3))
            .stride(Samples.integer(random, 1, 2), Samples.integer(random, 1, 2))
            .padding(random.nextInt(2), random.nextInt(3))
            .dilation(Samples.integer(random, 1, 2), 1);
    return of(Samples.uniform(random, 2, 2, 5, 4), window, t -> Im2col.im2col(t, window));
  }
}
