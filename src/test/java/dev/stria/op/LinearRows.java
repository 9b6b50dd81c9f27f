package dev.stria.op;

import static dev.stria.op.Add.add;
import static dev.stria.op.Linear.linear;
import static dev.stria.op.Relu.relu;
import static dev.stria.op.Reshape.flatten;
import static dev.stria.op.Reshape.reshape;
import static dev.stria.op.Softmax.softmax;

import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.List;

/** Rows of the fully connected layer's operations. */
final class LinearRows {
  private LinearRows() {}

  static List<OpRow> rows() {
    return List.of(
        OpRow.of("linear", Linear.class, LinearRows::rowsTimesWeights)
            .refuses(
                "images instead of rows",
                ShapeException.class,
                () -> linear(Tensor.zeros(2, 3, 4, 4), Tensor.zeros(10, 48), null),
                "linear",
                "[N, 48]",
                "[2, 3, 4, 4]",
                "flatten")
            .refuses(
                "rows of another length",
                ShapeException.class,
                () -> linear(Tensor.zeros(2, 47), Tensor.zeros(10, 48), null),
                "linear",
                "[N, 48]",
                "[2, 47]")
            .refuses(
                "a bias of another length",
                ShapeException.class,
                () -> linear(Tensor.zeros(2, 48), Tensor.zeros(10, 48), Tensor.zeros(48)),
                "one bias per output",
                "[10]",
                "[48]"),
        OpRow.of(
            "add",
            Add.class,
            random -> {
              int[] sizes = Samples.sizes(random, 3, 4);
              Tensor a = Samples.uniform(random, sizes);
              Tensor b = Samples.uniform(random, sizes);
              return new OpCase("" + a.shape(), in -> add(in[0], in[1]), a, b);
            }),
        OpRow.of(
            "softmax",
            Softmax.class,
            random -> {
              Tensor x = Samples.between(random, -2, 2, Samples.sizes(random, 3, 4));
              int axis = random.nextInt(3);
              return new OpCase(x.shape() + " axis " + axis, in -> softmax(in[0], axis), x);
            }),
        OpRow.of(
            "relu",
            Relu.class,
            random -> {
              Tensor x = Samples.awayFromZero(random, Samples.sizes(random, 3, 5));
              return new OpCase("" + x.shape(), in -> relu(in[0]), x);
            }),
        OpRow.of(
                "reshape",
                Reshape.class,
                random -> {
                  Tensor x = Samples.uniform(random, 2, 3, 4);
                  return new OpCase("to [4, 6]", in -> reshape(in[0], Shape.of(4, 6)), x);
                })
            .refuses(
                "sizes that do not divide",
                ShapeException.class,
                () -> reshape(Tensor.zeros(2, 3), 4, -1),
                "reshape",
                "divide the 6 elements",
                "[4, -1]")
            .refuses(
                "another number of elements",
                ShapeException.class,
                () -> reshape(Tensor.zeros(2, 3), Shape.of(7)),
                "reshape",
                "6 elements",
                "[7]"),
        OpRow.of(
            "flatten",
            Reshape.class,
            random -> {
              Tensor x = Samples.uniform(random, Samples.sizes(random, 4, 3));
              return new OpCase("" + x.shape(), in -> flatten(in[0]), x);
            }));
  }

  private static OpCase rowsTimesWeights(SeededRandom random) {
    int in = Samples.integer(random, 1, 20);
    int out = Samples.integer(random, 1, 20);
    Tensor x =
        random.nextInt(4) == 0
            ? Samples.uniform(random, 2, 3, in)
            : Samples.uniform(random, Samples.integer(random, 1, 5), in);
    Tensor w = Samples.uniform(random, out, in);
    return random.nextBoolean()
        ? new OpCase("no bias", t -> linear(t[0], t[1], null), x, w)
        : new OpCase("bias", t -> linear(t[0], t[1], t[2]), x, w, Samples.uniform(random, out));
  }
}
