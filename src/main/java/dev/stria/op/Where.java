package dev.stria.op;

import dev.stria.autograd.Tape;
import dev.stria.internal.kernel.Selection;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;

/** A choice between two tensors, element by element. */
public final class Where {
  private Where() {}

  /**
   * Takes one tensor's element where a condition holds and another's elsewhere.
   *
   * <p><b>Shape:</b> equal, or broadcast as in NumPy: aligned at the last axis, where an axis of size 1
   * (or none) repeats.
   *
   * @param condition holds where it is not 0; NaN counts as not 0
   * @param a what is taken where it holds
   * @param b what is taken elsewhere
   * @return the chosen elements; no gradient flows to the condition
   * @throws dev.stria.tensor.ShapeException if sizes differ on an axis where none is 1
   */
  public static Tensor where(Tensor condition, Tensor a, Tensor b) {
    Shape shape =
        Expand.common("where", Expand.common("where", condition.shape(), a.shape()), b.shape());
    Tensor c = Expand.expand(condition, shape);
    Tensor p = Expand.expand(OnTape.of(a, b, condition), shape);
    Tensor q = Expand.expand(OnTape.of(b, a, condition), shape);
    Tensor y = Tape.result(shape, c, p, q);
    Selection.choose(c.data(), p.data(), q.data(), y.data());
    return Tape.record(
        "where",
        y,
        (dy, grads) -> {
          if (grads.wants(p)) {
            Selection.addWhere(c.data(), true, dy.data(), grads.into(p));
          }
          if (grads.wants(q)) {
            Selection.addWhere(c.data(), false, dy.data(), grads.into(q));
          }
        });
  }
}
