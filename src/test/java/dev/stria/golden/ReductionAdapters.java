package dev.stria.golden;

import dev.stria.op.ArgMax;
import dev.stria.op.Axes;
import dev.stria.op.CumulativeSum;
import dev.stria.op.LogSoftmax;
import dev.stria.op.LogSumExp;
import dev.stria.op.Max;
import dev.stria.op.Mean;
import dev.stria.op.Min;
import dev.stria.op.Norm;
import dev.stria.op.Softmax;
import dev.stria.op.Sum;
import dev.stria.op.Variance;
import dev.stria.tensor.Tensor;
import java.util.Map;
import java.util.function.BiFunction;

/** Operations that make one number of many, or that go along an axis. */
final class ReductionAdapters {
  private ReductionAdapters() {}

  static Map<String, OpAdapter> all() {
    return Map.ofEntries(
        Map.entry("sum", over(Sum::sum)),
        Map.entry("mean", over(Mean::mean)),
        Map.entry("amax", over(Max::max)),
        Map.entry("amin", over(Min::min)),
        Map.entry("var_unbiased", over((x, axes) -> Variance.variance(x, axes, 1))),
        Map.entry("var_biased", over((x, axes) -> Variance.variance(x, axes, 0))),
        Map.entry("std_unbiased", over((x, axes) -> Variance.std(x, axes, 1))),
        Map.entry("norm2", over(Norm::norm)),
        Map.entry("logsumexp", over(LogSumExp::logSumExp)),
        Map.entry("max_with_index", ReductionAdapters::firstMaximum),
        Map.entry("cumsum", along(CumulativeSum::cumsum)),
        Map.entry("softmax", along(Softmax::softmax)),
        Map.entry("log_softmax", along(LogSoftmax::logSoftmax)));
  }

  private static OpAdapter over(BiFunction<Tensor, Axes, Tensor> reduction) {
    return run -> run.out(reduction.apply(run.in("x"), axes(run.params())));
  }

  private static Axes axes(Params params) {
    boolean some = params.has("axes") || params.has("axis");
    Axes axes = some ? Axes.of(params.ints(params.has("axes") ? "axes" : "axis")) : Axes.all();
    return params.flag("keepdim") ? axes.keepDim() : axes;
  }

  private static OpAdapter along(BiFunction<Tensor, Integer, Tensor> function) {
    return run -> run.out(function.apply(run.in("x"), run.params().integer("axis")));
  }

  private static void firstMaximum(OpRun run) {
    int axis = run.params().integer("axis");
    Tensor y = ArgMax.max(run.in("x"), axis);
    run.out(y);
    run.out("indices", y, ArgMax.argMax(run.in("x"), axis));
  }
}
