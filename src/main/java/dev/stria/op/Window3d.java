package dev.stria.op;

import dev.stria.internal.kernel.StridedView;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;

/**
 * How a kernel slides through a volume {@code [N, C, D, H, W]}: its size, stride, padding and dilation.
 *
 * @param kernel the kernel's size
 * @param stride from one position to the next
 * @param padding added on both sides of each axis
 * @param dilation from one cell of the kernel to the next
 */
public record Window3d(Volume kernel, Volume stride, Volume padding, Volume dilation) {
  private static final Volume ONE = new Volume(1, 1, 1);

  /**
   * Sizes along the three axes of a volume.
   *
   * @param depth slices
   * @param height rows
   * @param width columns
   */
  public record Volume(int depth, int height, int width) {
    int[] sizes() {
      return new int[] {depth, height, width};
    }

    @Override
    public String toString() {
      return depth + "×" + height + "×" + width;
    }
  }

  /** Refuses windows that cannot slide. */
  public Window3d {
    requireAtLeast(1, "kernel", kernel);
    requireAtLeast(1, "stride", stride);
    requireAtLeast(0, "padding", padding);
    requireAtLeast(1, "dilation", dilation);
  }

  private static void requireAtLeast(int least, String what, Volume sizes) {
    if (Math.min(sizes.depth, Math.min(sizes.height, sizes.width)) < least) {
      throw new ShapeException("window", "a " + what + " of at least " + least, sizes, "");
    }
  }

  /**
   * Returns a window of stride 1 without padding.
   *
   * @param depth slices
   * @param height rows
   * @param width columns
   * @return the window
   */
  public static Window3d kernel(int depth, int height, int width) {
    return new Window3d(new Volume(depth, height, width), ONE, new Volume(0, 0, 0), ONE);
  }

  /**
   * Returns this window with another stride.
   *
   * @param depth slices from one position to the next
   * @param height rows from one position to the next
   * @param width columns from one position to the next
   * @return the changed window
   */
  public Window3d stride(int depth, int height, int width) {
    return new Window3d(kernel, new Volume(depth, height, width), padding, dilation);
  }

  /**
   * Returns this window with padding.
   *
   * @param depth slices added in front and as many behind
   * @param height rows added above and as many below
   * @param width columns added on the left and as many on the right
   * @return the changed window
   */
  public Window3d padding(int depth, int height, int width) {
    return new Window3d(kernel, stride, new Volume(depth, height, width), dilation);
  }

  /**
   * Returns this window with another dilation.
   *
   * @param depth slices from one cell of the kernel to the next
   * @param height rows from one cell of the kernel to the next
   * @param width columns from one cell of the kernel to the next
   * @return the changed window
   */
  public Window3d dilation(int depth, int height, int width) {
    return new Window3d(kernel, stride, padding, new Volume(depth, height, width));
  }

  /** Puts a constant around volumes. */
  Tensor padded(Tensor x, float value) {
    int[] sides = {0, 0, padding.depth, padding.height, padding.width};
    return Pad.pad(x, sides, sides, Pad.Border.constant(value));
  }

  /** Returns the positions of this window in volumes that are padded already. */
  Volume positions(String op, Shape padded) {
    int[] out = new int[3];
    for (int i = 0; i < 3; i++) {
      int reach = dilation.sizes()[i] * (kernel.sizes()[i] - 1) + 1;
      if (padded.size(2 + i) < reach) {
        throw new ShapeException(
            op, "volumes at least as large as the kernel " + kernel, padded, "after padding");
      }
      out[i] = (padded.size(2 + i) - reach) / stride.sizes()[i] + 1;
    }
    return new Volume(out[0], out[1], out[2]);
  }

  /**
   * Copies the patches under this window out of padded volumes: {@code [N, C, cells, positions]}, or
   * {@code [N, C, positions, cells]}.
   */
  Tensor patches(String op, Tensor padded, boolean cellsFirst) {
    Shape from = padded.shape();
    Volume out = positions(op, from);
    int first = cellsFirst ? 2 : 5;
    int[] sizes = new int[8];
    int[] strides = new int[8];
    for (int i = 0; i < 2; i++) {
      sizes[i] = from.size(i);
      strides[i] = from.stride(i);
    }
    for (int i = 0; i < 3; i++) {
      sizes[first + i] = kernel.sizes()[i];
      strides[first + i] = dilation.sizes()[i] * from.stride(2 + i);
      sizes[7 - first + i] = out.sizes()[i];
      strides[7 - first + i] = stride.sizes()[i] * from.stride(2 + i);
    }
    int cells = kernel.depth * kernel.height * kernel.width;
    int positions = out.depth * out.height * out.width;
    Shape patches =
        Shape.of(
            from.size(0),
            from.size(1),
            cellsFirst ? cells : positions,
            cellsFirst ? positions : cells);
    return Views.read("patches", padded, patches, new StridedView(0, sizes, strides));
  }

  /** Refuses what is no batch of volumes. */
  static void requireVolumes(String op, Shape x) {
    if (x.rank() != 5) {
      throw new ShapeException(
          op, "volumes [N, C, D, H, W]", x, x.rank() == 4 ? "add a batch axis of size 1" : "");
    }
  }
}
