package dev.stria.golden;

import dev.stria.op.Concat;
import dev.stria.op.Flip;
import dev.stria.op.Gather;
import dev.stria.op.Gram;
import dev.stria.op.Im2col;
import dev.stria.op.IndexSelect;
import dev.stria.op.Interpolate;
import dev.stria.op.Linear;
import dev.stria.op.MatMul;
import dev.stria.op.Pad;
import dev.stria.op.Permute;
import dev.stria.op.Reshape;
import dev.stria.op.Slice;
import dev.stria.op.Slice.Range;
import dev.stria.op.Window;
import dev.stria.tensor.Tensor;
import java.util.Map;

/** Operations that move elements, and products of matrices. */
final class ShapeAdapters {
  private ShapeAdapters() {}

  static Map<String, OpAdapter> all() {
    return Map.ofEntries(
        Map.entry("linear", run -> run.out(Linear.linear(run.in("x"), run.in("w"), run.in("b")))),
        Map.entry("matmul", run -> run.out(MatMul.matmul(run.in("a"), run.in("b")))),
        Map.entry("gram", run -> run.out(Gram.gram(run.in("x")))),
        Map.entry(
            "concat",
            run ->
                run.out(
                    Concat.concat(
                        run.params().integer("axis"), run.in("a"), run.in("b"), run.in("c")))),
        Map.entry("flip", run -> run.out(Flip.flip(run.in("x"), run.params().integer("axis")))),
        Map.entry(
            "permute", run -> run.out(Permute.permute(run.in("x"), run.params().ints("perm")))),
        Map.entry(
            "reshape", run -> run.out(Reshape.reshape(run.in("x"), run.params().ints("shape")))),
        Map.entry("pad", ShapeAdapters::pad),
        Map.entry("slice", ShapeAdapters::slice),
        Map.entry(
            "index_select",
            run ->
                run.out(
                    IndexSelect.indexSelect(
                        run.in("x"), run.params().integer("axis"), run.ints("index")))),
        Map.entry(
            "gather",
            run ->
                run.out(
                    Gather.gather(
                        run.in("x"),
                        run.params().integer("axis"),
                        run.plain("index").shape(),
                        run.ints("index")))),
        Map.entry("interpolate", ShapeAdapters::interpolate),
        Map.entry("im2col", run -> run.out(Im2col.im2col(run.in("x"), window(run.params())))));
  }

  /** Returns kernel size, stride, padding, dilation and ceil mode. */
  static Window window(Params params) {
    int[] kernel = params.pair("kernel", 1);
    int[] stride = params.pair("stride", 1);
    int[] padding = params.pair("padding", 0);
    int[] dilation = params.pair("dilation", 1);
    return Window.kernel(kernel[0], kernel[1])
        .stride(stride[0], stride[1])
        .padding(padding[0], padding[1])
        .dilation(dilation[0], dilation[1])
        .ceil(params.flag("ceil_mode"));
  }

  private static void pad(OpRun run) {
    Params p = run.params();
    Window.Sides sides =
        new Window.Sides(
            p.integer("top"), p.integer("bottom"), p.integer("left"), p.integer("right"));
    Pad.Border border =
        switch (p.text("mode")) {
          case "constant" -> Pad.Border.constant(p.number("value", 0));
          case "reflect" -> Pad.Border.REFLECT;
          case "replicate" -> Pad.Border.REPLICATE;
          case "circular" -> Pad.Border.CIRCULAR;
          default -> throw new Unsupported("pad " + p.text("mode"));
        };
    run.out(Pad.pad(run.in("x"), sides, border));
  }

  /** The case says in words what it slices. */
  private static void slice(OpRun run) {
    String note = run.params().text("note");
    String[] axes = note.replaceAll("[x\\[\\] ]", "").split(",");
    Range[] ranges = new Range[axes.length];
    for (int axis = 0; axis < axes.length; axis++) {
      ranges[axis] = range(axis, axes[axis].split(":", -1));
    }
    run.out(Slice.slice(run.in("x"), ranges));
  }

  /** Reads {@code from:to:step}, each of which may be missing; a letter is the size of the axis. */
  private static Range range(int axis, String... parts) {
    Range range = Range.along(axis);
    if (parts.length > 2 && !parts[2].isEmpty()) {
      range = range.step(Integer.parseInt(parts[2]));
    }
    if (!parts[0].isEmpty()) {
      range = range.from(Integer.parseInt(parts[0]));
    }
    boolean whole = parts[1].isEmpty() || Character.isLetter(parts[1].charAt(0));
    return whole ? range : range.to(Integer.parseInt(parts[1]));
  }

  private static void interpolate(OpRun run) {
    Params p = run.params();
    boolean aligned = p.flag("align_corners");
    Interpolate.Mode mode =
        switch (p.text("mode")) {
          case "nearest" -> Interpolate.Mode.NEAREST;
          case "bilinear" ->
              aligned ? Interpolate.Mode.BILINEAR_ALIGNED : Interpolate.Mode.BILINEAR;
          case "bicubic" -> aligned ? Interpolate.Mode.BICUBIC_ALIGNED : Interpolate.Mode.BICUBIC;
          default -> throw new Unsupported("interpolate " + p.text("mode"));
        };
    Tensor x = run.in("x");
    if (p.has("size")) {
      int[] size = p.pair("size", 0);
      run.out(Interpolate.interpolate(x, new Window.Extent(size[0], size[1]), mode));
    } else {
      run.out(Interpolate.upsample(x, p.number("scale_factor"), mode));
    }
  }
}
