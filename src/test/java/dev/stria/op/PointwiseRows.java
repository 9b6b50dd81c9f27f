package dev.stria.op;

import static dev.stria.op.Add.add;
import static dev.stria.op.LeakyRelu.leakyRelu;
import static dev.stria.op.Multiply.multiply;
import static dev.stria.op.Scale.scale;

import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.List;
import java.util.function.BinaryOperator;

/** Rows of the operations that treat each element by itself. */
final class PointwiseRows {
  private PointwiseRows() {}

  static List<OpRow> rows() {
    return List.of(
        pair("add", Add.class, Add::add)
            .refuses(
                "sizes that do not meet",
                ShapeException.class,
                () -> add(Tensor.zeros(2, 3), Tensor.zeros(2, 4)),
                "add",
                "equal or 1",
                "[2, 3] and [2, 4]"),
        pair("multiply", Multiply.class, Multiply::multiply)
            .refuses(
                "sizes that do not meet",
                ShapeException.class,
                () -> multiply(Tensor.zeros(3), Tensor.zeros(2, 4)),
                "multiply",
                "equal or 1",
                "[3] and [2, 4]"),
        OpRow.of(
            "scale",
            Scale.class,
            random -> {
              Tensor x = Samples.uniform(random, Samples.sizes(random, 3, 5));
              float factor = 3 * random.nextFloat() - 1;
              return new OpCase(x.shape() + " by " + factor, in -> scale(in[0], factor), x);
            }),
        OpRow.of(
            "leakyRelu",
            LeakyRelu.class,
            random -> {
              Tensor x = Samples.awayFromZero(random, Samples.sizes(random, 3, 5));
              float slope = random.nextFloat() / 2;
              return new OpCase(x.shape() + " slope " + slope, in -> leakyRelu(in[0], slope), x);
            }));
  }

  private static OpRow pair(String name, Class<?> op, BinaryOperator<Tensor> function) {
    return OpRow.of(name, op, random -> broadcast(random, function));
  }

  /** Two operands that meet after broadcasting, each perhaps with fewer axes or with axes of size 1. */
  private static OpCase broadcast(SeededRandom random, BinaryOperator<Tensor> function) {
    int[] sizes = Samples.sizes(random, 4, 4);
    Tensor a = Samples.awayFromZero(random, shrunk(random, sizes));
    Tensor b = Samples.awayFromZero(random, shrunk(random, sizes));
    return new OpCase(a.shape() + " and " + b.shape(), in -> function.apply(in[0], in[1]), a, b);
  }

  private static int[] shrunk(SeededRandom random, int[] sizes) {
    int drop = random.nextInt(3) == 0 ? random.nextInt(sizes.length + 1) : 0;
    int[] shrunk = new int[sizes.length - drop];
    for (int i = 0; i < shrunk.length; i++) {
      shrunk[i] = random.nextInt(4) == 0 ? 1 : sizes[i + drop];
    }
    return shrunk;
  }
}
