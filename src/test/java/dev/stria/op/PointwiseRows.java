package dev.stria.op;

import static dev.stria.op.Add.add;
import static dev.stria.op.Divide.divide;
import static dev.stria.op.LeakyRelu.leakyRelu;
import static dev.stria.op.Maximum.maximum;
import static dev.stria.op.Minimum.minimum;
import static dev.stria.op.Multiply.multiply;
import static dev.stria.op.Scale.scale;
import static dev.stria.op.Subtract.subtract;

import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Rows of the operations that treat each element by itself. */
final class PointwiseRows {
  private PointwiseRows() {}

  static List<OpRow> rows() {
    return Stream.of(arithmetic(), comparisons(), functions(), activations())
        .flatMap(List::stream)
        .toList();
  }

  private static List<OpRow> arithmetic() {
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
        pair("subtract", Subtract.class, Subtract::subtract)
            .refuses(
                "sizes that do not meet",
                ShapeException.class,
                () -> subtract(Tensor.zeros(2, 1, 3), Tensor.zeros(3, 2, 3)),
                "subtract",
                "equal or 1",
                "[2, 1, 3] and [3, 2, 3]"),
        OpRow.of("divide", Divide.class, PointwiseRows::division)
            .refuses(
                "sizes that do not meet",
                ShapeException.class,
                () -> divide(Tensor.zeros(5), Tensor.zeros(4)),
                "divide",
                "equal or 1",
                "[5] and [4]",
                "line up"),
        OpRow.of("maximum", Maximum.class, random -> apart(random, Maximum::maximum))
            .refuses(
                "sizes that do not meet",
                ShapeException.class,
                () -> maximum(Tensor.zeros(5), Tensor.zeros(4)),
                "maximum",
                "[5] and [4]"),
        OpRow.of("minimum", Minimum.class, random -> apart(random, Minimum::minimum))
            .refuses(
                "sizes that do not meet",
                ShapeException.class,
                () -> minimum(Tensor.zeros(5), Tensor.zeros(4)),
                "minimum",
                "[5] and [4]"),
        OpRow.of("pow", Power.class, PointwiseRows::power)
            .refuses(
                "sizes that do not meet",
                ShapeException.class,
                () -> Power.pow(Tensor.zeros(5), Tensor.zeros(4)),
                "pow",
                "[5] and [4]"),
        OpRow.of("where", Where.class, PointwiseRows::choice)
            .refuses(
                "a condition that does not meet",
                ShapeException.class,
                () -> Where.where(Tensor.zeros(3), Tensor.zeros(2, 2), Tensor.zeros(2, 2)),
                "where",
                "[3] and [2, 2]"),
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

  private static List<OpRow> comparisons() {
    return List.of(
        comparison("greater", Compare::greater),
        comparison("greaterOrEqual", Compare::greaterOrEqual),
        comparison("equal", Compare::equal));
  }

  private static OpRow comparison(String name, BinaryOperator<Tensor> function) {
    return OpRow.of(name, Compare.class, random -> apart(random, function))
        .refuses(
            "sizes that do not meet",
            ShapeException.class,
            () -> function.apply(Tensor.zeros(5), Tensor.zeros(4)),
            "equal or 1",
            "[5] and [4]");
  }

  private static List<OpRow> functions() {
    return List.of(
        function("exp", Pointwise.class, Pointwise::exp, in(-2, 2)),
        function("expm1", Pointwise.class, Pointwise::expm1, in(-1, 1)),
        function("log", Pointwise.class, Pointwise::log, in(0.3, 3)),
        function("log1p", Pointwise.class, Pointwise::log1p, in(-0.5, 2)),
        function("sqrt", Pointwise.class, Pointwise::sqrt, in(0.3, 3)),
        function("rsqrt", Pointwise.class, Pointwise::rsqrt, in(0.4, 3)),
        function("square", Pointwise.class, Pointwise::square, in(-2, 2)),
        function("reciprocal", Pointwise.class, Pointwise::reciprocal, in(0.5, 2)),
        function("neg", Pointwise.class, Pointwise::neg, in(-2, 2)),
        function("sin", Pointwise.class, Pointwise::sin, in(-3, 3)),
        function("cos", Pointwise.class, Pointwise::cos, in(-3, 3)),
        function("erf", Pointwise.class, Pointwise::erf, in(-2, 2)),
        function("abs", Pointwise.class, Pointwise::abs, PointwiseRows::kinkAtZero),
        function("sign", Pointwise.class, Pointwise::sign, PointwiseRows::kinkAtZero),
        function("clamp", Pointwise.class, x -> Pointwise.clamp(x, -1, 1.5f), in(-0.8, 1.3)),
        function("shift", Pointwise.class, x -> Pointwise.shift(x, 2), in(-2, 2)));
  }

  private static List<OpRow> activations() {
    return List.of(
        function("sigmoid", Activation.class, Activation::sigmoid, in(-3, 3)),
        function("logSigmoid", Activation.class, Activation::logSigmoid, in(-3, 3)),
        function("tanh", Activation.class, Activation::tanh, in(-2, 2)),
        function("selu", Activation.class, Activation::selu, PointwiseRows::kinkAtZero),
        function("gelu", Activation.class, Activation::gelu, in(-3, 3)),
        function("geluTanh", Activation.class, Activation::geluTanh, in(-3, 3)),
        function("silu", Activation.class, Activation::silu, in(-3, 3)),
        function("mish", Activation.class, Activation::mish, in(-3, 3)),
        function("softsign", Activation.class, Activation::softsign, PointwiseRows::kinkAtZero),
        function("hardSigmoid", Activation.class, Activation::hardSigmoid, in(-2.8, 2.8)),
        function("hardTanh", Activation.class, x -> Activation.hardTanh(x, -1, 1), in(-0.9, 0.9)),
        function("relu6", Activation.class, Activation::relu6, PointwiseRows::kinkAtZero),
        function("hardSwish", Activation.class, Activation::hardSwish, in(-2.8, 2.8)),
        function("elu", Activation.class, x -> Activation.elu(x, 0.7f), PointwiseRows::kinkAtZero),
        function(
            "celu", Activation.class, x -> Activation.celu(x, 1.3f), PointwiseRows::kinkAtZero),
        function("softplus", Activation.class, x -> Activation.softplus(x, 1.5f), in(-3, 3)),
        OpRow.of("prelu", PRelu.class, PointwiseRows::learnedSlopes)
            .refuses(
                "as many slopes as columns",
                ShapeException.class,
                () -> PRelu.prelu(Tensor.zeros(2, 3, 4, 5), Tensor.zeros(5)),
                "prelu",
                "one per channel of [2, 3, 4, 5]",
                "[C]"));
  }

  private static OpRow function(
      String name,
      Class<?> op,
      UnaryOperator<Tensor> function,
      BiFunction<SeededRandom, int[], Tensor> inputs) {
    return OpRow.of(
        name,
        op,
        random -> {
          Tensor x = inputs.apply(random, Samples.sizes(random, 3, 5));
          return new OpCase("" + x.shape(), in -> function.apply(in[0]), x);
        });
  }

  private static BiFunction<SeededRandom, int[], Tensor> in(double low, double high) {
    return (random, sizes) -> Samples.between(random, low, high, sizes);
  }

  private static Tensor kinkAtZero(SeededRandom random, int[] sizes) {
    return Samples.awayFromZero(random, sizes);
  }

  /** Positive bases, which have a slope towards the exponent, or one fixed exponent. */
  private static OpCase power(SeededRandom random) {
    Tensor a = Samples.between(random, 0.5, 2, 2, 3);
    if (random.nextBoolean()) {
      float exponent = Samples.integer(random, -2, 4);
      return new OpCase("exponent " + exponent, in -> Power.pow(in[0], exponent), a);
    }
    Tensor b = Samples.between(random, -2, 2, Samples.integer(random, 1, 2), 1, 3);
    return new OpCase("exponents " + b.shape(), in -> Power.pow(in[0], in[1]), a, b);
  }

  private static OpCase choice(SeededRandom random) {
    Tensor a = Samples.uniform(random, 2, 3, 4);
    Tensor b = Samples.uniform(random, random.nextBoolean() ? 1 : 3, 4);
    float[] condition = new float[3];
    for (int i = 0; i < 3; i++) {
      condition[i] = random.nextInt(2);
    }
    Tensor c = Tensor.of(Shape.of(3, 1), condition);
    return new OpCase("by rows", in -> Where.where(c, in[0], in[1]), a, b);
  }

  private static OpCase learnedSlopes(SeededRandom random) {
    Tensor x =
        Samples.awayFromZero(random, Samples.sizes(random, Samples.integer(random, 2, 4), 4));
    Tensor w = Samples.uniform(random, random.nextBoolean() ? 1 : x.shape().size(1));
    return new OpCase(x.shape() + " by " + w.shape(), in -> PRelu.prelu(in[0], in[1]), x, w);
  }

  /** Two operands that nowhere come close to one another. */
  private static OpCase apart(SeededRandom random, BinaryOperator<Tensor> function) {
    int[] sizes = Samples.sizes(random, 3, 3);
    Tensor a = Samples.distinct(random, shrunk(random, sizes));
    Tensor b = Samples.distinct(random, shrunk(random, sizes));
    for (int i = 0; i < b.data().length; i++) {
      b.data()[i] += 0.05f;
    }
    return new OpCase(a.shape() + " and " + b.shape(), in -> function.apply(in[0], in[1]), a, b);
  }

  /** Divisors that keep away from 0. */
  private static OpCase division(SeededRandom random) {
    OpCase any = broadcast(random, Divide::divide);
    float[] divisors = any.inputs()[1].data();
    for (int i = 0; i < divisors.length; i++) {
      divisors[i] += Math.copySign(0.5f, divisors[i]);
    }
    return any;
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
