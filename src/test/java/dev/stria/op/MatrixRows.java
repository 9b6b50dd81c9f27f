package dev.stria.op;

import static dev.stria.op.MatMul.matmul;

import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.List;

/** Rows of the products of matrices. */
final class MatrixRows {
  private MatrixRows() {}

  static List<OpRow> rows() {
    return List.of(
        OpRow.of("matmul", MatMul.class, MatrixRows::factors)
            .refuses(
                "inner sizes that differ",
                ShapeException.class,
                () -> matmul(Tensor.zeros(2, 3), Tensor.zeros(4, 5)),
                "matmul",
                "[.., k, n]",
                "[2, 3] and [4, 5]")
            .refuses(
                "stacks that do not meet",
                ShapeException.class,
                () -> matmul(Tensor.zeros(2, 3, 4), Tensor.zeros(3, 4, 5)),
                "matmul",
                "[2] and [3]")
            .refuses(
                "a scalar",
                ShapeException.class,
                () -> matmul(Tensor.scalar(2), Tensor.zeros(1, 1)),
                "matmul",
                "[] and [1, 1]"),
        OpRow.of(
                "gram",
                Gram.class,
                random -> {
                  Tensor x =
                      Samples.uniform(
                          random, Samples.sizes(random, Samples.integer(random, 2, 4), 4));
                  return new OpCase("" + x.shape(), in -> Gram.gram(in[0]), x);
                })
            .refuses(
                "no channels",
                ShapeException.class,
                () -> Gram.gram(Tensor.zeros(3)),
                "gram",
                "[3]"));
  }

  private static OpCase factors(SeededRandom random) {
    int m = Samples.integer(random, 1, 4);
    int k = Samples.integer(random, 1, 4);
    int n = Samples.integer(random, 1, 4);
    int[][][] shapes = {
      {{m, k}, {k, n}},
      {{k}, {k, n}},
      {{m, k}, {k}},
      {{k}, {k}},
      {{2, m, k}, {2, k, n}},
      {{2, m, k}, {k, n}},
      {{m, k}, {3, k, n}},
      {{3, 1, m, k}, {2, k, n}},
      {{2, m, k}, {k}}
    };
    int[][] shape = shapes[random.nextInt(shapes.length)];
    Tensor a = Samples.uniform(random, shape[0]);
    Tensor b = Samples.uniform(random, shape[1]);
    return new OpCase(a.shape() + " " + b.shape(), in -> matmul(in[0], in[1]), a, b);
  }
}
