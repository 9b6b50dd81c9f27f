package dev.stria.golden;

import dev.stria.op.Pad;
import dev.stria.op.Window;
import dev.stria.op.Window3d;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.util.Arrays;

/** Kernel, strides, dilations and pads of an ONNX node over any number of axes, with pads in numbers. */
record OnnxWindow(
    int[] kernel, int[] strides, int[] dilations, int[] before, int[] after, boolean ceil) {
  static OnnxWindow of(OnnxNode node, int... kernel) {
    Params p = node.attributes();
    int[] ones = new int[kernel.length];
    Arrays.fill(ones, 1);
    int[] pads = p.ints("pads", new int[2 * kernel.length]);
    OnnxWindow window =
        new OnnxWindow(
            kernel,
            p.ints("strides", ones),
            p.ints("dilations", ones),
            Arrays.copyOf(pads, kernel.length),
            Arrays.copyOfRange(pads, kernel.length, pads.length),
            p.flag("ceil_mode"));
    boolean same = p.text("auto_pad", "NOTSET").startsWith("SAME");
    if (same && !node.op().equals("ConvTranspose")) {
      for (int i = 0; i < kernel.length; i++) {
        int size = node.x().shape().size(2 + i);
        int out = (size + window.strides[i] - 1) / window.strides[i];
        window.pad(i, (out - 1) * window.strides[i] + window.reach(i) - size, p);
      }
    }
    return window;
  }

  /**
   * Sets the pads that a transposed convolution's wanted output size means, and returns what is to be added
   * behind each axis.
   */
  int[] outputPadding(OnnxNode node) {
    Params p = node.attributes();
    Shape x = node.x().shape();
    boolean same = p.text("auto_pad", "NOTSET").startsWith("SAME");
    int[] extra = p.ints("output_padding", new int[axes()]);
    if (!same && !p.has("output_shape")) {
      return extra;
    }
    for (int i = 0; i < axes(); i++) {
      int[] shape = p.ints("output_shape", new int[0]);
      int wanted = shape.length > 0 ? shape[shape.length - axes() + i] : x.size(2 + i) * strides[i];
      int total = strides[i] * (x.size(2 + i) - 1) + extra[i] + reach(i) - wanted;
      pad(i, total, p);
      extra[i] += Math.max(0, -total);
    }
    return extra;
  }

  private void pad(int axis, int total, Params attributes) {
    int larger = (Math.max(0, total) + 1) / 2;
    boolean upper = attributes.text("auto_pad", "NOTSET").equals("SAME_UPPER");
    before[axis] = upper ? Math.max(0, total) - larger : larger;
    after[axis] = Math.max(0, total) - before[axis];
  }

  private int reach(int axis) {
    return dilations[axis] * (kernel[axis] - 1) + 1;
  }

  int axes() {
    return kernel.length;
  }

  int unpooled(int size, int axis) {
    return (size - 1) * strides[axis] + kernel[axis] - before[axis] - after[axis];
  }

  Window row() {
    return Window.kernel(1, kernel[0])
        .stride(1, strides[0])
        .dilation(1, dilations[0])
        .padding(new Window.Sides(0, 0, before[0], after[0]))
        .ceil(ceil);
  }

  Window plane() {
    return Window.kernel(kernel[0], kernel[1])
        .stride(strides[0], strides[1])
        .dilation(dilations[0], dilations[1])
        .padding(new Window.Sides(before[0], after[0], before[1], after[1]))
        .ceil(ceil);
  }

  /** Returns whether both sides of each axis are padded alike. */
  boolean isEven() {
    return Arrays.equals(before, after);
  }

  /** Returns this window without pads, for images that have them already. */
  OnnxWindow unpadded() {
    return new OnnxWindow(kernel, strides, dilations, new int[axes()], new int[axes()], ceil);
  }

  /** Returns images with the pads that this window asks for. */
  Tensor padded(Tensor x, float value) {
    int[] front = new int[x.shape().rank()];
    int[] behind = new int[front.length];
    System.arraycopy(before, 0, front, 2, axes());
    System.arraycopy(after, 0, behind, 2, axes());
    return Pad.pad(x, front, behind, Pad.Border.constant(value));
  }

  Window3d volume() {
    if (!isEven() || ceil) {
      throw new Unsupported("window over three axes with unequal pads or in ceil mode");
    }
    return Window3d.kernel(kernel[0], kernel[1], kernel[2])
        .stride(strides[0], strides[1], strides[2])
        .dilation(dilations[0], dilations[1], dilations[2])
        .padding(before[0], before[1], before[2]);
  }
}
