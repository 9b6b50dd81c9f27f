package dev.stria.internal.kernel;

import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;

/**
 * The sizes of one pooling: images, window, stride, padding and dilation, and what follows from them.
 *
 * <p>PyTorch's semantics: with {@code ceil} the output size is rounded up, but the last window must
 * begin inside the image or its leading padding; padding is at most half the window.
 *
 * @param op the operation that error messages name, such as {@code max_pool2d}
 * @param n images in the batch
 * @param c channels
 * @param h rows of the input plane
 * @param w columns of the input plane
 * @param kh rows of the window
 * @param kw columns of the window
 * @param strideH rows between two windows
 * @param strideW columns between two windows
 * @param padTop rows of padding above
 * @param padBottom rows of padding below
 * @param padLeft columns of padding at the left
 * @param padRight columns of padding at the right
 * @param dilationH rows between two cells of a window
 * @param dilationW columns between two cells of a window
 * @param ceil whether an incomplete last window counts
 */
public record PoolGeometry(
    String op,
    int n,
    int c,
    int h,
    int w,
    int kh,
    int kw,
    int strideH,
    int strideW,
    int padTop,
    int padBottom,
    int padLeft,
    int padRight,
    int dilationH,
    int dilationW,
    boolean ceil) {

  /** Refuses sizes that make no pooling. */
  public PoolGeometry {
    if (n < 0 || c < 0) {
      throw new ShapeException(op, "no negative batch or channels", n + " and " + c, "");
    }
    requireEach(op, "a kernel of at least 1", kh, kw, 1);
    requireEach(op, "a stride of at least 1", strideH, strideW, 1);
    requireEach(op, "a dilation of at least 1", dilationH, dilationW, 1);
    requireEach(op, "padding of at least 0", padTop, padLeft, 0);
    requireEach(op, "padding of at least 0", padBottom, padRight, 0);
    requirePadding(op, "rows", kh, Math.max(padTop, padBottom));
    requirePadding(op, "columns", kw, Math.max(padLeft, padRight));
    int spanH = h + padTop + padBottom;
    int spanW = w + padLeft + padRight;
    int reachH = reach(kh, dilationH);
    int reachW = reach(kw, dilationW);
    requireEach(op, "an image of at least 1×1", h, w, 1);
    int windowsH = outSize(spanH, reachH, strideH, h + padTop, ceil);
    int windowsW = outSize(spanW, reachW, strideW, w + padLeft, ceil);
    requireFit(op, "rows", spanH, reachH, windowsH);
    requireFit(op, "columns", spanW, reachW, windowsW);
    requireCells(op, "rows", h, windowsH, strideH, padTop, dilationH);
    requireCells(op, "columns", w, windowsW, strideW, padLeft, dilationW);
  }

  /**
   * Returns the plainest pooling: no padding, no dilation, sizes rounded down.
   *
   * @param op the operation that error messages name
   * @param input the input's shape, {@code [N, C, H, W]}
   * @param kernel rows and columns of the window
   * @param stride rows and columns between two windows
   * @return the geometry
   * @throws ShapeException if the input is not an image batch or the window does not fit
   */
  public static PoolGeometry of(String op, Shape input, int kernel, int stride) {
    if (input.rank() != 4) {
      throw new ShapeException(
          op, "an image batch [N, C, H, W]", input, "a single image needs a first axis of size 1");
    }
    int h = input.size(2);
    int w = input.size(3);
    return new PoolGeometry(
        op,
        input.size(0),
        input.size(1),
        h,
        w,
        kernel,
        kernel,
        stride,
        stride,
        0,
        0,
        0,
        0,
        1,
        1,
        false);
  }

  // Texts are put together only where something is refused: this is asked in every step.

  private static void requireEach(String op, String expected, int rows, int columns, int least) {
    if (rows < least || columns < least) {
      throw new ShapeException(op, expected, rows + "×" + columns, "");
    }
  }

  private static void requirePadding(String op, String what, int kernel, int padding) {
    if (padding > kernel / 2) {
      throw new ShapeException(
          op,
          "padding of at most half the kernel, " + kernel / 2 + " " + what,
          String.valueOf(padding),
          "a window that lies wholly in the padding has no value");
    }
  }

  private static void requireFit(String op, String what, int span, int reach, int windows) {
    if (windows < 1) {
      throw new ShapeException(
          op,
          "at least " + reach + " " + what + " under the window",
          span + " with the padding",
          "use a smaller kernel or dilation, or pool less before");
    }
  }

  private static void requireCells(
      String op, String what, int size, int windows, int stride, int pad, int dilation) {
    for (int i = 0; i < windows; i++) {
      int first = firstInside(i * stride - pad, dilation);
      if (first >= size) {
        throw new ShapeException(
            op,
            "windows with at least one cell inside the image",
            "a window whose first of " + size + " " + what + " would be " + first,
            "use less padding or dilation, or no ceil mode");
      }
    }
  }

  /** The first cell of a window that is not before the image. */
  static int firstInside(int start, int dilation) {
    return start >= 0 ? start : start + (-start + dilation - 1) / dilation * dilation;
  }

  private static int reach(int kernel, int dilation) {
    return (kernel - 1) * dilation + 1;
  }

  /** Windows along an axis of {@code span} padded cells; the last one begins before {@code end}. */
  private static int outSize(int span, int reach, int stride, int end, boolean ceil) {
    int room = span - reach;
    int steps = Math.floorDiv(ceil ? room + stride - 1 : room, stride);
    return ceil && steps * stride >= end ? steps : steps + 1;
  }

  /**
   * Returns the rows of the output plane.
   *
   * @return the number of windows that fit from top to bottom
   */
  public int outH() {
    return outSize(h + padTop + padBottom, reach(kh, dilationH), strideH, h + padTop, ceil);
  }

  /**
   * Returns the columns of the output plane.
   *
   * @return the number of windows that fit from left to right
   */
  public int outW() {
    return outSize(w + padLeft + padRight, reach(kw, dilationW), strideW, w + padLeft, ceil);
  }

  /**
   * Returns the input's shape.
   *
   * @return {@code [n, c, h, w]}
   */
  public Shape inputShape() {
    return Shape.of(n, c, h, w);
  }

  /**
   * Returns the output's shape.
   *
   * @return {@code [n, c, outH, outW]}
   */
  public Shape outputShape() {
    return Shape.of(n, c, outH(), outW());
  }

  /** The first output column whose window has its cell of column {@code b} inside the image. */
  int firstColumn(int b) {
    return Math.max(0, Math.floorDiv(padLeft - b * dilationW + strideW - 1, strideW));
  }

  /** One behind the last output column whose window has its cell of column {@code b} inside the image. */
  int endColumn(int b) {
    return Math.min(outW(), Math.floorDiv(w - 1 + padLeft - b * dilationW, strideW) + 1);
  }

  /** Returns whether this is the pooling of nearly every network: windows 2×2, stride 2, no padding. */
  boolean isTwoByTwo() {
    boolean window = kh == 2 && kw == 2 && strideH == 2 && strideW == 2;
    boolean plain =
        padTop + padBottom + padLeft + padRight == 0 && dilationH == 1 && dilationW == 1;
    return window && plain && outH() * 2 <= h && outW() * 2 <= w;
  }
}
