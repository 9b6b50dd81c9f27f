package dev.stria.golden;

import static dev.stria.golden.ShapeAdapters.window;

import dev.stria.op.AdaptiveAvgPool2d;
import dev.stria.op.AdaptiveMaxPool2d;
import dev.stria.op.AvgPool2d;
import dev.stria.op.Conv2d;
import dev.stria.op.ConvTranspose2d;
import dev.stria.op.MaxPool2d;
import dev.stria.op.Window;
import dev.stria.tensor.Shape;
import java.util.Map;

/** Convolutions and pools. */
final class WindowAdapters {
  private WindowAdapters() {}

  static Map<String, OpAdapter> all() {
    return Map.of(
        "conv2d", WindowAdapters::convolution,
        "conv_transpose2d", WindowAdapters::transposed,
        "max_pool2d", WindowAdapters::maxPool,
        "avg_pool2d", WindowAdapters::avgPool,
        "adaptive_avg_pool2d",
            run -> run.out(AdaptiveAvgPool2d.adaptiveAvgPool2d(run.in("x"), output(run))),
        "adaptive_max_pool2d",
            run ->
                located(
                    run, AdaptiveMaxPool2d.adaptiveMaxPool2dWithIndices(run.in("x"), output(run))));
  }

  /** The window of a convolution, whose size is that of its filters. */
  private static Window filters(OpRun run) {
    Shape w = run.plain("w").shape();
    int[] stride = run.params().pair("stride", 1);
    int[] padding = run.params().pair("padding", 0);
    int[] dilation = run.params().pair("dilation", 1);
    return Window.kernel(w.size(2), w.size(3))
        .stride(stride[0], stride[1])
        .padding(padding[0], padding[1])
        .dilation(dilation[0], dilation[1]);
  }

  private static void convolution(OpRun run) {
    int groups = run.params().integer("groups", 1);
    run.out(Conv2d.conv2d(run.in("x"), run.in("w"), run.in("b"), filters(run), groups));
  }

  private static void transposed(OpRun run) {
    int groups = run.params().integer("groups", 1);
    int[] extra = run.params().pair("output_padding", 0);
    Window.Extent outputPadding = new Window.Extent(extra[0], extra[1]);
    run.out(
        ConvTranspose2d.convTranspose2d(
            run.in("x"), run.in("w"), run.in("b"), filters(run), outputPadding, groups));
  }

  private static void maxPool(OpRun run) {
    located(run, MaxPool2d.maxPool2dWithIndices(run.in("x"), window(run.params())));
  }

  private static void located(OpRun run, MaxPool2d.Located maxima) {
    run.out(maxima.values());
    run.out("indices", maxima.values(), maxima.indices());
  }

  private static void avgPool(OpRun run) {
    Params p = run.params();
    boolean padding = !p.has("count_include_pad") || p.flag("count_include_pad");
    AvgPool2d.Divisor divisor = new AvgPool2d.Divisor(padding, p.integer("divisor_override", 0));
    run.out(AvgPool2d.avgPool2d(run.in("x"), window(p), divisor));
  }

  private static Window.Extent output(OpRun run) {
    int[] size = run.params().pair("output", 1);
    return new Window.Extent(size[0], size[1]);
  }
}
