package dev.stria.internal.kernel;

import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;

/**
 * The sizes of one adaptive pooling: planes of any size onto a fixed number of bins.
 *
 * @param op the operation that error messages name, such as {@code adaptive_avg_pool2d}
 * @param planes the number of planes, images times channels
 * @param h rows of the input plane
 * @param w columns of the input plane
 * @param outH rows of bins
 * @param outW columns of bins
 */
public record AdaptiveGeometry(String op, int planes, int h, int w, int outH, int outW) {
  /** Refuses sizes that make no bins. */
  public AdaptiveGeometry {
    if (outH < 1 || outW < 1) {
      throw new ShapeException(op, "an output of at least 1×1", outH + "×" + outW, "");
    }
    if (h < 1 || w < 1) {
      throw new ShapeException(op, "an image with at least one cell", h + "×" + w, "");
    }
  }

  /**
   * Returns the geometry for an input.
   *
   * @param op the operation that error messages name
   * @param input the input's shape, {@code [N, C, H, W]}
   * @param outH rows of bins
   * @param outW columns of bins
   * @return the geometry
   * @throws ShapeException if the input is not an image batch
   */
  public static AdaptiveGeometry of(String op, Shape input, int outH, int outW) {
    if (input.rank() != 4) {
      throw new ShapeException(
          op, "an image batch [N, C, H, W]", input, "a single image needs a first axis of size 1");
    }
    return new AdaptiveGeometry(
        op, input.size(0) * input.size(1), input.size(2), input.size(3), outH, outW);
  }

  /** First row of the bins of output row {@code i}. */
  int top(int i) {
    return (int) ((long) i * h / outH);
  }

  /** One behind the last row of the bins of output row {@code i}. */
  int bottom(int i) {
    return (int) (((long) (i + 1) * h + outH - 1) / outH);
  }

  /** First column of the bins of output column {@code j}. */
  int left(int j) {
    return (int) ((long) j * w / outW);
  }

  /** One behind the last column of the bins of output column {@code j}. */
  int right(int j) {
    return (int) (((long) (j + 1) * w + outW - 1) / outW);
  }
}
