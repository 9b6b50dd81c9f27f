package dev.stria.op;

import dev.stria.autograd.Tape;
import dev.stria.internal.kernel.StridedView;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;

/** Several tensors one after the other along an axis. */
public final class Concat {
  private Concat() {}

  /**
   * Joins tensors along an axis: along axis 1 the channels of an inception block's branches.
   *
   * <p><b>Shape:</b> equal but for that axis, whose sizes add up.
   *
   * @param axis the axis; negative counts from the end
   * @param parts the tensors, at least one
   * @return the joined tensor
   * @throws ShapeException if the shapes differ on another axis, or there is no such axis, or no tensor
   */
  public static Tensor concat(int axis, Tensor... parts) {
    if (parts.length == 0) {
      throw new ShapeException("concat", "at least one tensor", "none", "");
    }
    int along = Axes.axis("concat", parts[0].shape(), axis);
    Shape shape = joined(along, parts);
    Tensor y = Tape.result(shape, parts);
    StridedView[] views = new StridedView[parts.length];
    int[] strides = strides(shape);
    int offset = 0;
    for (int i = 0; i < parts.length; i++) {
      views[i] = new StridedView(offset, parts[i].shape().sizes(), strides);
      views[i].write(parts[i].data(), y.data());
      offset += parts[i].shape().size(along) * strides[along];
    }
    return Tape.record(
        "concat",
        y,
        (dy, grads) -> {
          for (int i = 0; i < parts.length; i++) {
            if (grads.wants(parts[i])) {
              views[i].addFrom(dy.data(), grads.into(parts[i]));
            }
          }
        });
  }

  /**
   * Joins tensors of one shape along a new axis.
   *
   * <p><b>Shape:</b> all equal; the result has one axis more, as long as there are tensors.
   *
   * @param axis where the new axis stands in the result, not negative
   * @param parts the tensors, at least one
   * @return the stacked tensor
   * @throws ShapeException if the shapes differ, or the axis is beyond the last, or there is no tensor
   */
  public static Tensor stack(int axis, Tensor... parts) {
    Tensor[] slices = new Tensor[parts.length];
    for (int i = 0; i < parts.length; i++) {
      Shape shape = parts[i].shape();
      if (axis < 0 || axis > shape.rank()) {
        throw new ShapeException("stack", "an axis from 0 to " + shape.rank(), axis, "");
      }
      int[] sizes = new int[shape.rank() + 1];
      for (int k = 0; k < sizes.length; k++) {
        sizes[k] = k < axis ? shape.size(k) : k == axis ? 1 : shape.size(k - 1);
      }
      slices[i] = Reshape.reshape(OnTape.of(parts[i], parts), Shape.of(sizes));
    }
    return concat(axis, slices);
  }

  private static Shape joined(int along, Tensor... parts) {
    Shape first = parts[0].shape();
    int size = 0;
    for (Tensor part : parts) {
      Shape shape = part.shape();
      boolean fits =
          shape.rank() == first.rank() && shape.with(along, first.size(along)).equals(first);
      if (!fits) {
        throw new ShapeException(
            "concat", "shapes that differ on axis " + along + " only, as " + first, shape, "");
      }
      size += shape.size(along);
    }
    return first.with(along, size);
  }

  private static int[] strides(Shape shape) {
    int[] strides = new int[shape.rank()];
    for (int axis = 0; axis < strides.length; axis++) {
      strides[axis] = shape.stride(axis);
    }
    return strides;
  }
}
