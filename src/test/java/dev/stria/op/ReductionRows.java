package dev.stria.op;

import static dev.stria.op.CrossEntropy.crossEntropy;
import static dev.stria.op.LogSoftmax.logSoftmax;
import static dev.stria.op.Mean.mean;
import static dev.stria.op.Softmax.softmax;
import static dev.stria.op.Sum.sum;

import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.List;
import java.util.function.BiFunction;

/** Rows of the operations that make one number of many, or that normalise along an axis. */
final class ReductionRows {
  private ReductionRows() {}

  static List<OpRow> rows() {
    return List.of(
        overAxes("sum", Sum.class, Sum::sum)
            .refuses(
                "an axis that does not exist",
                ShapeException.class,
                () -> sum(Tensor.zeros(2, 3), Axes.of(2)),
                "sum",
                "from -2 to 1",
                "axis 2")
            .refuses(
                "an axis twice",
                ShapeException.class,
                () -> sum(Tensor.zeros(2, 3), Axes.of(1, -1)),
                "sum",
                "at most once",
                "[1, -1] of [2, 3]"),
        overAxes("mean", Mean.class, Mean::mean)
            .refuses(
                "an axis of a scalar",
                ShapeException.class,
                () -> mean(Tensor.scalar(1), Axes.of(0)),
                "mean",
                "a tensor with axes",
                "[]"),
        overAxes("max", Max.class, Max::max)
            .refuses(
                "nothing to look at",
                ShapeException.class,
                () -> Max.max(Tensor.zeros(2, 0), Axes.of(1)),
                "max",
                "at least one element",
                "[2, 0]"),
        overAxes("min", Min.class, Min::min)
            .refuses(
                "nothing to look at",
                ShapeException.class,
                () -> Min.min(Tensor.zeros(0), Axes.all()),
                "min",
                "at least one element",
                "[0]"),
        overAxes("logSumExp", LogSumExp.class, LogSumExp::logSumExp),
        overAxes("norm", Norm.class, Norm::norm)
            .refuses(
                "an axis that does not exist",
                ShapeException.class,
                () -> Norm.norm(Tensor.zeros(2, 3), Axes.of(7)),
                "axis 7"),
        overAxes("l1", Norm.class, (x, axes) -> Norm.l1(Pointwise.shift(x, 0.05f), axes)),
        overAxes("variance", Variance.class, (x, axes) -> Variance.variance(x, axes, 0)),
        OpRow.of("std", Variance.class, ReductionRows::deviation),
        OpRow.of("product", Product.class, ReductionRows::factors)
            .refuses(
                "an axis that does not exist",
                ShapeException.class,
                () -> Product.product(Tensor.zeros(2, 3), Axes.of(-4)),
                "product",
                "axis -4"),
        along("cumsum", CumulativeSum.class, CumulativeSum::cumsum)
            .refuses(
                "an axis that does not exist",
                ShapeException.class,
                () -> CumulativeSum.cumsum(Tensor.zeros(2, 3), 2),
                "cumsum",
                "axis 2"),
        along("softmax", Softmax.class, Softmax::softmax)
            .refuses(
                "an axis that does not exist",
                ShapeException.class,
                () -> softmax(Tensor.zeros(2, 3), -3),
                "softmax",
                "from -2 to 1",
                "axis -3"),
        along("logSoftmax", LogSoftmax.class, LogSoftmax::logSoftmax)
            .refuses(
                "an axis of a scalar",
                ShapeException.class,
                () -> logSoftmax(Tensor.scalar(1), 0),
                "log_softmax",
                "a tensor with axes"),
        OpRow.of("max", ArgMax.class, ReductionRows::firstMaximum)
            .refuses(
                "an empty axis",
                ShapeException.class,
                () -> ArgMax.argMax(Tensor.zeros(2, 0), 1),
                "argmax",
                "at least one element"),
        OpRow.of("crossEntropy", CrossEntropy.class, ReductionRows::classification)
            .refuses(
                "a label beyond the classes",
                IllegalArgumentException.class,
                () -> crossEntropy(Tensor.zeros(2, 3), new int[] {0, 3}),
                "cross_entropy",
                "from 0 to 2",
                "got 3 for example 1",
                "3 outputs")
            .refuses(
                "a negative label",
                IllegalArgumentException.class,
                () -> crossEntropy(Tensor.zeros(1, 3), new int[] {-1}),
                "cross_entropy",
                "from 0 to 2",
                "got -1")
            .refuses(
                "fewer labels than rows",
                ShapeException.class,
                () -> crossEntropy(Tensor.zeros(2, 3), new int[] {0}),
                "cross_entropy",
                "one label per row",
                "1 labels")
            .refuses(
                "an empty batch",
                ShapeException.class,
                () -> crossEntropy(Tensor.zeros(0, 3), new int[0]),
                "cross_entropy",
                "at least one example",
                "[0, 3]"));
  }

  /** A row of a reduction over random axes of a random tensor. */
  private static OpRow overAxes(
      String name, Class<?> op, BiFunction<Tensor, Axes, Tensor> function) {
    return OpRow.of(
        name,
        op,
        random -> {
          Tensor x = Samples.distinct(random, Samples.sizes(random, 4, 4));
          Axes axes = axes(random, 4);
          return new OpCase(x.shape() + " " + axes, in -> function.apply(in[0], axes), x);
        });
  }

  private static Axes axes(SeededRandom random, int rank) {
    int which = 1 + random.nextInt((1 << rank) - 1);
    int[] some = new int[Integer.bitCount(which)];
    for (int axis = 0, at = 0; axis < rank; axis++) {
      if ((which >> axis & 1) == 1) {
        some[at++] = random.nextBoolean() ? axis : axis - rank;
      }
    }
    Axes axes = random.nextInt(8) == 0 ? Axes.all() : Axes.of(some);
    return random.nextBoolean() ? axes.keepDim() : axes;
  }

  private static OpRow along(
      String name, Class<?> op, BiFunction<Tensor, Integer, Tensor> function) {
    return OpRow.of(
        name,
        op,
        random -> {
          int[] sizes = Samples.sizes(random, Samples.integer(random, 1, 4), 5);
          Tensor x = Samples.between(random, -3, 3, sizes);
          int axis = random.nextInt(2 * sizes.length) - sizes.length;
          return new OpCase(x.shape() + " axis " + axis, in -> function.apply(in[0], axis), x);
        });
  }

  private static OpCase deviation(SeededRandom random) {
    Tensor x = Samples.between(random, -2, 2, 3, 4, 2);
    int correction = random.nextInt(2);
    Axes axes = random.nextBoolean() ? Axes.of(1) : Axes.of(0, 2).keepDim();
    return new OpCase(
        axes + " correction " + correction, in -> Variance.std(in[0], axes, correction), x);
  }

  private static OpCase factors(SeededRandom random) {
    Tensor x = Samples.between(random, -1.5, 1.5, 2, 3, 2);
    x.data()[random.nextInt(12)] = 0;
    Axes axes = random.nextBoolean() ? Axes.of(1) : Axes.of(0, 2).keepDim();
    return new OpCase("with a zero, " + axes, in -> Product.product(in[0], axes), x);
  }

  private static OpCase firstMaximum(SeededRandom random) {
    Tensor x = Samples.distinct(random, Samples.sizes(random, 3, 4));
    int axis = random.nextInt(3);
    return new OpCase(x.shape() + " axis " + axis, in -> ArgMax.max(in[0], axis), x);
  }

  private static OpCase classification(SeededRandom random) {
    int n = Samples.integer(random, 1, 5);
    int classes = Samples.integer(random, 1, 7);
    int[] labels = random.ints(n, 0, classes).toArray();
    Tensor x = Samples.between(random, -3, 3, n, classes);
    return new OpCase("" + x.shape(), in -> crossEntropy(in[0], labels), x);
  }
}
