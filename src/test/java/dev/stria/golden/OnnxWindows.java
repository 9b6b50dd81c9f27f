package dev.stria.golden;

import dev.stria.op.AvgPool1d;
import dev.stria.op.AvgPool2d;
import dev.stria.op.Conv1d;
import dev.stria.op.Conv2d;
import dev.stria.op.Conv3d;
import dev.stria.op.ConvTranspose2d;
import dev.stria.op.MaxPool1d;
import dev.stria.op.MaxPool2d;
import dev.stria.op.MaxUnpool2d;
import dev.stria.op.Pad;
import dev.stria.op.Pool3d;
import dev.stria.op.Reshape;
import dev.stria.op.Window;
import dev.stria.op.Window3d;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.util.Map;

/** ONNX operators that slide a window over one, two or three axes. */
final class OnnxWindows {
  private OnnxWindows() {}

  static Map<String, OnnxAdapter> all() {
    return Map.of(
        "Conv", OnnxWindows::convolution,
        "ConvTranspose", OnnxWindows::transposed,
        "MaxPool", OnnxWindows::maxPool,
        "AveragePool", OnnxWindows::avgPool,
        "MaxUnpool", OnnxWindows::maxUnpool);
  }

  private static OnnxWindow window(OnnxNode node) {
    Shape w = node.in(1).shape();
    int[] kernel = new int[w.rank() - 2];
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] = w.size(2 + i);
    }
    return OnnxWindow.of(node, kernel);
  }

  private static OnnxWindow poolWindow(OnnxNode node) {
    return OnnxWindow.of(node, node.attributes().ints("kernel_shape"));
  }

  private static void convolution(OnnxNode node) {
    OnnxWindow window = window(node);
    int groups = node.attributes().integer("group", 1);
    Tensor x = node.x();
    Tensor w = node.in(1);
    Tensor b = node.in(2);
    node.out(
        switch (window.axes()) {
          case 1 -> Conv1d.conv1d(x, w, b, window.row(), groups);
          case 2 -> Conv2d.conv2d(x, w, b, window.plane(), groups);
          case 3 -> Conv3d.conv3d(window.padded(x, 0), w, b, window.unpadded().volume(), groups);
          default -> throw new Unsupported("Conv over " + window.axes() + " axes");
        });
  }

  private static void transposed(OnnxNode node) {
    OnnxWindow window = window(node);
    int[] extra = window.outputPadding(node);
    int groups = node.attributes().integer("group", 1);
    Tensor x = node.x();
    Tensor w = node.in(1);
    Tensor b = node.in(2);
    node.out(
        switch (window.axes()) {
          case 1 ->
              Reshape.squeeze(
                  ConvTranspose2d.convTranspose2d(
                      Reshape.unsqueeze(x, 2),
                      Reshape.unsqueeze(w, 2),
                      b,
                      window.row(),
                      new Window.Extent(0, extra[0]),
                      groups),
                  2);
          case 2 ->
              ConvTranspose2d.convTranspose2d(
                  x, w, b, window.plane(), new Window.Extent(extra[0], extra[1]), groups);
          case 3 ->
              Conv3d.convTranspose3d(
                  x,
                  w,
                  b,
                  window.volume(),
                  new Window3d.Volume(extra[0], extra[1], extra[2]),
                  groups);
          default -> throw new Unsupported("ConvTranspose over " + window.axes() + " axes");
        });
  }

  private static void maxPool(OnnxNode node) {
    OnnxWindow window = poolWindow(node);
    Tensor x = node.x();
    switch (window.axes()) {
      case 1 -> node.out(MaxPool1d.maxPool1d(x, window.row()));
      case 2 -> {
        MaxPool2d.Located maxima = MaxPool2d.maxPool2dWithIndices(x, window.plane());
        node.out(maxima.values());
        node.out(1, positions(node, maxima));
      }
      case 3 -> {
        Tensor padded = window.padded(x, Float.NEGATIVE_INFINITY);
        node.out(Pool3d.maxPool3d(padded, window.unpadded().volume()));
      }
      default -> throw new Unsupported("MaxPool over " + window.axes() + " axes");
    }
  }

  /** ONNX counts through the whole tensor, and in one variant down the columns. */
  private static Tensor positions(OnnxNode node, MaxPool2d.Located maxima) {
    int height = node.x().shape().size(2);
    int width = node.x().shape().size(3);
    boolean byColumns = node.attributes().integer("storage_order", 0) == 1;
    int[] index = maxima.indices().clone();
    int cells = maxima.values().shape().size(2) * maxima.values().shape().size(3);
    for (int i = 0; i < index.length; i++) {
      int at = byColumns ? index[i] % width * height + index[i] / width : index[i];
      index[i] = i / cells * height * width + at;
    }
    return OnnxNode.tensor(maxima.values().shape(), index);
  }

  private static void avgPool(OnnxNode node) {
    OnnxWindow window = poolWindow(node);
    Tensor x = node.x();
    boolean counts = node.attributes().flag("count_include_pad");
    AvgPool2d.Divisor divisor = new AvgPool2d.Divisor(counts, 0);
    node.out(
        switch (window.axes()) {
          case 1 -> AvgPool1d.avgPool1d(x, window.row(), divisor);
          case 2 -> AvgPool2d.avgPool2d(x, window.plane(), divisor);
          case 3 -> Pool3d.avgPool3d(x, window.volume(), counts);
          default -> throw new Unsupported("AveragePool over " + window.axes() + " axes");
        });
  }

  /** The places are those in the planes before pooling; a larger output is padded. */
  private static void maxUnpool(OnnxNode node) {
    OnnxWindow window = poolWindow(node);
    int height = window.unpooled(node.x().shape().size(2), 0);
    int width = window.unpooled(node.x().shape().size(3), 1);
    Shape planes = node.x().shape();
    int[] index = node.ints(1);
    for (int i = 0; i < index.length; i++) {
      index[i] -= i / (planes.size(2) * planes.size(3)) * height * width;
    }
    Tensor y = MaxUnpool2d.maxUnpool2d(node.x(), index, new Window.Extent(height, width));
    if (node.has(2)) {
      int[] size = node.ints(2);
      Window.Sides rest = new Window.Sides(0, size[2] - height, 0, size[3] - width);
      y = Pad.pad(y, rest, Pad.Border.ZERO);
    }
    node.out(y);
  }
}
