package dev.stria.golden;

import dev.stria.op.Activation;
import dev.stria.op.Add;
import dev.stria.op.Compare;
import dev.stria.op.Divide;
import dev.stria.op.Expand;
import dev.stria.op.LeakyRelu;
import dev.stria.op.Maximum;
import dev.stria.op.Minimum;
import dev.stria.op.Multiply;
import dev.stria.op.PRelu;
import dev.stria.op.Pointwise;
import dev.stria.op.Power;
import dev.stria.op.Relu;
import dev.stria.op.Reshape;
import dev.stria.op.Scale;
import dev.stria.op.Subtract;
import dev.stria.op.Where;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** ONNX operators that treat each element by itself. */
final class OnnxElements {
  private OnnxElements() {}

  static Map<String, OnnxAdapter> all() {
    Map<String, OnnxAdapter> all = new HashMap<>(functions());
    all.putAll(activations());
    all.putAll(pairs());
    return all;
  }

  private static OnnxAdapter unary(UnaryOperator<Tensor> function) {
    return node -> node.out(function.apply(node.x()));
  }

  private static Map<String, OnnxAdapter> functions() {
    return Map.ofEntries(
        Map.entry("Abs", unary(Pointwise::abs)),
        Map.entry("Neg", unary(Pointwise::neg)),
        Map.entry("Exp", unary(Pointwise::exp)),
        Map.entry("Log", unary(Pointwise::log)),
        Map.entry("Sqrt", unary(Pointwise::sqrt)),
        Map.entry("Reciprocal", unary(Pointwise::reciprocal)),
        Map.entry("Sign", unary(Pointwise::sign)),
        Map.entry("Sin", unary(Pointwise::sin)),
        Map.entry("Cos", unary(Pointwise::cos)),
        Map.entry("Erf", unary(Pointwise::erf)),
        Map.entry("Tanh", unary(Activation::tanh)),
        Map.entry("Identity", unary(x -> x)),
        Map.entry("Clip", OnnxElements::clip));
  }

  private static Map<String, OnnxAdapter> activations() {
    return Map.ofEntries(
        Map.entry("Relu", unary(Relu::relu)),
        Map.entry("Sigmoid", unary(Activation::sigmoid)),
        Map.entry("Softplus", unary(Activation::softplus)),
        Map.entry("Softsign", unary(Activation::softsign)),
        Map.entry("HardSwish", unary(Activation::hardSwish)),
        Map.entry("Mish", unary(Activation::mish)),
        Map.entry("Elu", n -> n.out(Activation.elu(n.x(), alpha(n, 1)))),
        Map.entry("Celu", n -> n.out(Activation.celu(n.x(), alpha(n, 1)))),
        Map.entry("LeakyRelu", n -> n.out(LeakyRelu.leakyRelu(n.x(), alpha(n, 0.01)))),
        Map.entry("Selu", OnnxElements::selu),
        Map.entry(
            "HardSigmoid",
            n ->
                n.out(
                    Activation.hardSigmoid(
                        n.x(), alpha(n, 0.2), n.attributes().number("beta", 0.5)))),
        Map.entry("ThresholdedRelu", OnnxElements::thresholded),
        Map.entry("PRelu", OnnxElements::prelu));
  }

  private static Map<String, OnnxAdapter> pairs() {
    return Map.ofEntries(
        Map.entry("Add", pair(Add::add)),
        Map.entry("Sub", pair(Subtract::subtract)),
        Map.entry("Mul", pair(Multiply::multiply)),
        Map.entry("Div", pair(Divide::divide)),
        Map.entry("Pow", pair(Power::pow)),
        Map.entry("Greater", pair(Compare::greater)),
        Map.entry("Less", pair((a, b) -> Compare.greater(b, a))),
        Map.entry("GreaterOrEqual", pair(Compare::greaterOrEqual)),
        Map.entry("LessOrEqual", pair((a, b) -> Compare.greaterOrEqual(b, a))),
        Map.entry("Equal", pair(Compare::equal)),
        Map.entry("Max", each(Maximum::maximum)),
        Map.entry("Min", each(Minimum::minimum)),
        Map.entry("Sum", each(Add::add)),
        Map.entry("Mean", OnnxElements::mean),
        Map.entry("Where", n -> n.out(Where.where(n.in(0), n.in(1), n.in(2)))));
  }

  private static float alpha(OnnxNode node, double otherwise) {
    return node.attributes().number("alpha", otherwise);
  }

  private static OnnxAdapter pair(BinaryOperator<Tensor> function) {
    return node -> node.out(function.apply(node.in(0), second(node)));
  }

  /** Before operator set 7, the second operand was laid along the first from an axis on. */
  private static Tensor second(OnnxNode node) {
    Tensor b = node.in(1);
    if (node.opset() >= 7 || !node.attributes().has("axis")) {
      return b;
    }
    int axis = node.in(0).shape().axis(node.attributes().integer("axis"));
    int[] sizes = Arrays.copyOf(b.shape().sizes(), node.in(0).shape().rank() - axis);
    Arrays.fill(sizes, b.shape().rank(), sizes.length, 1);
    return Reshape.reshape(b, Shape.of(sizes));
  }

  private static OnnxAdapter each(BinaryOperator<Tensor> function) {
    return node -> node.out(joined(node, function));
  }

  private static Tensor joined(OnnxNode node, BinaryOperator<Tensor> function) {
    Tensor y = node.x();
    for (int i = 1; i < node.inputs(); i++) {
      y = function.apply(y, node.in(i));
    }
    return y;
  }

  private static void mean(OnnxNode node) {
    node.out(Scale.scale(joined(node, Add::add), 1f / node.inputs()));
  }

  private static void clip(OnnxNode node) {
    Params attributes = node.attributes();
    float low =
        node.has(1) ? node.in(1).item() : attributes.number("min", Double.NEGATIVE_INFINITY);
    float high =
        node.has(2) ? node.in(2).item() : attributes.number("max", Double.POSITIVE_INFINITY);
    node.out(Pointwise.clamp(node.x(), low, high));
  }

  private static void selu(OnnxNode node) {
    Params attributes = node.attributes();
    if (!attributes.has("alpha") && !attributes.has("gamma")) {
      node.out(Activation.selu(node.x()));
      return;
    }
    Tensor elu = Activation.elu(node.x(), attributes.number("alpha", 1.6732632423543772));
    node.out(Scale.scale(elu, attributes.number("gamma", 1.0507009873554805)));
  }

  private static void thresholded(OnnxNode node) {
    Tensor x = node.x();
    Tensor above = Compare.greater(x, Tensor.scalar(alpha(node, 1)));
    node.out(Where.where(above, x, Tensor.scalar(0)));
  }

  /** Slopes of one axis are per channel in old operator sets, and broadcast from the last axis since 7. */
  private static void prelu(OnnxNode node) {
    Tensor slopes = node.in(1);
    boolean broadcast = node.opset() >= 7 && slopes.shape().rank() == 1;
    node.out(PRelu.prelu(node.x(), broadcast ? Expand.expand(slopes, node.x().shape()) : slopes));
  }
}
