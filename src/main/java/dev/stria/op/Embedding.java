package dev.stria.op;

import dev.stria.autograd.Tape;
import dev.stria.internal.kernel.RowGather;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.Arrays;

/** A table of learned vectors, one per word or other symbol, as PyTorch's {@code embedding}. */
public final class Embedding {
  private static final String OP = "embedding";

  private Embedding() {}

  /**
   * Looks vectors up.
   *
   * <p><b>Shape:</b> x {@code […]}, w {@code [V, D]}; result {@code […, D]}. No gradient flows to x.
   *
   * @param x whole numbers from 0 to V − 1
   * @param w the table, a row per symbol
   * @return the vectors
   * @throws ShapeException if the table is no matrix
   * @throws IndexOutOfBoundsException if a number has no row
   */
  public static Tensor embedding(Tensor x, Tensor w) {
    return embedding(x, w, -1);
  }

  /**
   * Looks vectors up, one of which is not learned: as PyTorch's {@code padding_idx}, it fills sequences up.
   *
   * <p><b>Shape:</b> x {@code […]}, w {@code [V, D]}; result {@code […, D]}. No gradient flows to x, nor to
   * the row of the padding.
   *
   * @param x whole numbers from 0 to V − 1
   * @param w the table, a row per symbol
   * @param padding the number whose row gets no gradient, −1 for none
   * @return the vectors
   * @throws ShapeException if the table is no matrix
   * @throws IndexOutOfBoundsException if a number has no row
   */
  public static Tensor embedding(Tensor x, Tensor w, int padding) {
    if (w.shape().rank() != 2) {
      throw new ShapeException(OP, "a table [V, D]", w.shape(), "");
    }
    int width = w.shape().size(1);
    int count = x.shape().count();
    Tensor y = Tape.result(outputShape(x.shape(), width), x, w);
    int[] index = indices(y, x, w.shape().size(0));
    RowGather.gather(index, count, width, w.data(), y.data());
    return Tape.record(
        OP,
        y,
        (dy, grads) -> {
          if (grads.wants(w)) {
            RowGather.addRows(index, count, width, padding, dy.data(), grads.into(w));
          }
        });
  }

  /**
   * Returns the shape of looked up vectors.
   *
   * @param x the shape of the numbers
   * @param width the length of a vector
   * @return the shape with one more axis
   */
  public static Shape outputShape(Shape x, int width) {
    int[] sizes = Arrays.copyOf(x.sizes(), x.rank() + 1);
    sizes[x.rank()] = width;
    return Shape.of(sizes);
  }

  private static int[] indices(Tensor y, Tensor x, int rows) {
    float[] values = x.data();
    int[] index = Scratch.ints(y, values.length);
    for (int i = 0; i < values.length; i++) {
      index[i] = (int) values[i];
      if (index[i] != values[i] || index[i] < 0 || index[i] >= rows) {
        throw new IndexOutOfBoundsException(
            OP
                + ": expected whole numbers from 0 to "
                + (rows - 1)
                + ", but got "
                + values[i]
                + " at "
                + i
                + "; the table has "
                + rows
                + " rows");
      }
    }
    return index;
  }
}
