package dev.stria.op;

import dev.stria.autograd.Tape;
import dev.stria.internal.kernel.AxisTaps;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;

/** Images in another size, as PyTorch's {@code interpolate}, which does not smooth when it shrinks. */
public final class Interpolate {
  private Interpolate() {}

  /** How a pixel is made from its neighbours. */
  public enum Mode {
    /** The nearest pixel above and to the left. */
    NEAREST,
    /** Linear between four neighbours; the borders of the images lie on one another. */
    BILINEAR,
    /** Linear between four neighbours; the centres of the corner pixels lie on one another. */
    BILINEAR_ALIGNED,
    /** Cubic over sixteen neighbours; the borders of the images lie on one another. */
    BICUBIC,
    /** Cubic over sixteen neighbours; the centres of the corner pixels lie on one another. */
    BICUBIC_ALIGNED
  }

  /**
   * Resizes images.
   *
   * <p><b>Shape:</b> {@code [.., H, W]} to {@code [.., height, width]}.
   *
   * @param x the images
   * @param size their new height and width
   * @param mode how a pixel is made from its neighbours
   * @return the resized images
   * @throws ShapeException if there are no rows and columns, or none should come out
   */
  public static Tensor interpolate(Tensor x, Window.Extent size, Mode mode) {
    requireImages(x, size.height(), size.width());
    double rows = (double) x.shape().size(-2) / size.height();
    double columns = (double) x.shape().size(-1) / size.width();
    return along(along(x, -2, size.height(), rows, mode), -1, size.width(), columns, mode);
  }

  /**
   * Enlarges images by a factor.
   *
   * <p><b>Shape:</b> {@code [.., H, W]} to {@code [.., ⌊H · factor⌋, ⌊W · factor⌋]}.
   *
   * @param x the images
   * @param factor how many pixels become of one, on each axis
   * @param mode how a pixel is made from its neighbours
   * @return the enlarged images
   * @throws ShapeException if there are no rows and columns, or none come out
   */
  public static Tensor upsample(Tensor x, double factor, Mode mode) {
    requireImages(x, 1, 1);
    int height = (int) Math.floor(x.shape().size(-2) * factor);
    int width = (int) Math.floor(x.shape().size(-1) * factor);
    requireImages(x, height, width);
    return along(along(x, -2, height, 1 / factor, mode), -1, width, 1 / factor, mode);
  }

  private static void requireImages(Tensor x, int height, int width) {
    if (x.shape().rank() < 2 || x.shape().size(-1) < 1 || x.shape().size(-2) < 1) {
      throw new ShapeException("interpolate", "images [.., H, W]", x.shape(), "");
    }
    if (height < 1 || width < 1) {
      throw new ShapeException(
          "interpolate", "a size of at least 1×1", height + "×" + width, "from " + x.shape());
    }
  }

  private static Tensor along(Tensor x, int axis, int size, double scale, Mode mode) {
    int in = x.shape().size(axis);
    if (in == size && scale == 1) {
      return x;
    }
    double aligned = size > 1 ? (in - 1.0) / (size - 1) : 0;
    AxisTaps taps =
        switch (mode) {
          case NEAREST -> AxisTaps.nearest(in, size, scale);
          case BILINEAR -> AxisTaps.linear(in, size, scale, false);
          case BILINEAR_ALIGNED -> AxisTaps.linear(in, size, aligned, true);
          case BICUBIC -> AxisTaps.cubic(in, size, scale, false);
          case BICUBIC_ALIGNED -> AxisTaps.cubic(in, size, aligned, true);
        };
    int inner = x.shape().stride(axis);
    int outer = x.shape().count() / (in * inner);
    Tensor y = Tape.result(x.shape().with(axis, size), x);
    taps.resize(outer, inner, x.data(), y.data());
    return Tape.record(
        "interpolate",
        y,
        (dy, grads) -> {
          if (grads.wants(x)) {
            taps.addInto(outer, inner, dy.data(), grads.into(x));
          }
        });
  }
}
