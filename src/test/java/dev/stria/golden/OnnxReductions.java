package dev.stria.golden;

import dev.stria.op.ArgMax;
import dev.stria.op.Axes;
import dev.stria.op.CumulativeSum;
import dev.stria.op.Flip;
import dev.stria.op.LogSoftmax;
import dev.stria.op.LogSumExp;
import dev.stria.op.Max;
import dev.stria.op.Mean;
import dev.stria.op.Min;
import dev.stria.op.Norm;
import dev.stria.op.Pointwise;
import dev.stria.op.Product;
import dev.stria.op.Reshape;
import dev.stria.op.Softmax;
import dev.stria.op.Subtract;
import dev.stria.op.Sum;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.util.Arrays;
import java.util.Map;
import java.util.function.BiFunction;

/** ONNX operators that make one number of many, or that go along an axis. */
final class OnnxReductions {
  private OnnxReductions() {}

  static Map<String, OnnxAdapter> all() {
    return Map.ofEntries(
        Map.entry("ReduceSum", over(Sum::sum)),
        Map.entry("ReduceMean", over(Mean::mean)),
        Map.entry("ReduceMax", over(Max::max)),
        Map.entry("ReduceMin", over(Min::min)),
        Map.entry("ReduceProd", over(Product::product)),
        Map.entry("ReduceL1", over(Norm::l1)),
        Map.entry("ReduceL2", over(Norm::norm)),
        Map.entry("ReduceSumSquare", over((x, axes) -> Sum.sum(Pointwise.square(x), axes))),
        Map.entry("ReduceLogSum", over((x, axes) -> Pointwise.log(Sum.sum(x, axes)))),
        Map.entry("ReduceLogSumExp", over(LogSumExp::logSumExp)),
        Map.entry("ArgMax", node -> extreme(node, ArgMax::argMax)),
        Map.entry("ArgMin", node -> extreme(node, ArgMax::argMin)),
        Map.entry("CumSum", OnnxReductions::runningSum),
        Map.entry("Softmax", along(Softmax::softmax)),
        Map.entry("LogSoftmax", along(LogSoftmax::logSoftmax)));
  }

  private static OnnxAdapter over(BiFunction<Tensor, Axes, Tensor> reduction) {
    return node -> {
      boolean nothing = node.has(1) && node.ints(1).length == 0;
      if (nothing && node.attributes().flag("noop_with_empty_axes")) {
        node.out(node.x());
      } else {
        node.out(reduction.apply(node.x(), node.axes()));
      }
    };
  }

  private static void runningSum(OnnxNode node) {
    int axis = (int) node.in(1).item();
    boolean reverse = node.attributes().flag("reverse");
    Tensor x = reverse ? Flip.flip(node.x(), axis) : node.x();
    Tensor sums = CumulativeSum.cumsum(x, axis);
    Tensor y = node.attributes().flag("exclusive") ? Subtract.subtract(sums, x) : sums;
    node.out(reverse ? Flip.flip(y, axis) : y);
  }

  private static void extreme(OnnxNode node, BiFunction<Tensor, Integer, int[]> function) {
    int axis = node.x().shape().axis(node.attributes().integer("axis", 0));
    int size = node.x().shape().size(axis);
    boolean last = node.attributes().flag("select_last_index");
    int[] index = function.apply(last ? Flip.flip(node.x(), axis) : node.x(), axis);
    if (last) {
      Arrays.setAll(index, i -> size - 1 - index[i]);
    }
    Tensor kept = OnnxNode.tensor(node.x().shape().with(axis, 1), index);
    boolean keep = node.attributes().integer("keepdims", 1) == 1;
    node.out(keep ? kept : Reshape.squeeze(kept, axis));
  }

  /** Before operator set 13, all axes from the named one on counted as one. */
  private static OnnxAdapter along(BiFunction<Tensor, Integer, Tensor> function) {
    return node -> {
      Tensor x = node.x();
      if (node.opset() >= 13) {
        node.out(function.apply(x, node.attributes().integer("axis", -1)));
        return;
      }
      Shape shape = x.shape();
      int axis = shape.axis(node.attributes().integer("axis", 1));
      int rows = 1;
      for (int i = 0; i < axis; i++) {
        rows *= shape.size(i);
      }
      Tensor flat = Reshape.reshape(x, rows, -1);
      node.out(Reshape.reshape(function.apply(flat, 1), shape));
    };
  }
}
