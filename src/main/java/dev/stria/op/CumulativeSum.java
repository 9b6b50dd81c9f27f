package dev.stria.op;

import dev.stria.autograd.Tape;
import dev.stria.internal.kernel.Scans;
import dev.stria.tensor.Tensor;

/** Running sums along an axis. */
public final class CumulativeSum {
  private CumulativeSum() {}

  /**
   * Returns the sum of all elements up to each, itself included.
   *
   * <p><b>Shape:</b> any with that axis; the same comes out.
   *
   * @param x the summands
   * @param axis the axis; negative counts from the end
   * @return the running sums
   * @throws dev.stria.tensor.ShapeException if there is no such axis
   */
  public static Tensor cumsum(Tensor x, int axis) {
    Axes.Reduced r = Axes.along("cumsum", x, axis);
    Tensor y = Tape.result(x.shape(), x);
    Scans.cumulativeSum(r.outer(), r.size(), r.inner(), x.data(), y.data());
    return Tape.record(
        "cumsum",
        y,
        (dy, grads) -> {
          if (grads.wants(x)) {
            Scans.cumulativeSumBackward(r.outer(), r.size(), r.inner(), dy.data(), grads.into(x));
          }
        });
  }
}
