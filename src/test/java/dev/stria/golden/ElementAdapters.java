package dev.stria.golden;

import dev.stria.op.Activation;
import dev.stria.op.Add;
import dev.stria.op.Divide;
import dev.stria.op.LeakyRelu;
import dev.stria.op.Maximum;
import dev.stria.op.Minimum;
import dev.stria.op.Multiply;
import dev.stria.op.Pointwise;
import dev.stria.op.Power;
import dev.stria.op.Relu;
import dev.stria.op.Subtract;
import dev.stria.op.Where;
import dev.stria.tensor.Tensor;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** Operations that treat each element by itself. */
final class ElementAdapters {
  private ElementAdapters() {}

  static Map<String, OpAdapter> all() {
    Map<String, OpAdapter> all = new HashMap<>(activations());
    all.putAll(functions());
    all.putAll(pairs());
    return all;
  }

  private static OpAdapter unary(UnaryOperator<Tensor> function) {
    return run -> run.out(function.apply(run.in("x")));
  }

  private static OpAdapter pair(BinaryOperator<Tensor> function) {
    return run -> run.out(function.apply(run.in("a"), run.in("b")));
  }

  private static Map<String, OpAdapter> activations() {
    return Map.ofEntries(
        Map.entry("relu", unary(Relu::relu)),
        Map.entry("relu6", unary(Activation::relu6)),
        Map.entry(
            "leaky_relu",
            run -> run.out(LeakyRelu.leakyRelu(run.in("x"), run.params().number("slope", 0.01)))),
        Map.entry(
            "elu", run -> run.out(Activation.elu(run.in("x"), run.params().number("alpha", 1)))),
        Map.entry("selu", unary(Activation::selu)),
        Map.entry("sigmoid", unary(Activation::sigmoid)),
        Map.entry("tanh", unary(Activation::tanh)),
        Map.entry("gelu_erf", unary(Activation::gelu)),
        Map.entry("gelu_tanh", unary(Activation::geluTanh)),
        Map.entry(
            "softplus",
            run -> run.out(Activation.softplus(run.in("x"), run.params().number("beta", 1)))),
        Map.entry("silu", unary(Activation::silu)),
        Map.entry("mish", unary(Activation::mish)),
        Map.entry("hardtanh", unary(x -> Activation.hardTanh(x, -1, 1))),
        Map.entry("hardsigmoid", unary(Activation::hardSigmoid)),
        Map.entry("hardswish", unary(Activation::hardSwish)),
        Map.entry("softsign", unary(Activation::softsign)),
        Map.entry("logsigmoid", unary(Activation::logSigmoid)));
  }

  private static Map<String, OpAdapter> functions() {
    return Map.ofEntries(
        Map.entry("exp", unary(Pointwise::exp)),
        Map.entry("log", unary(Pointwise::log)),
        Map.entry("log1p", unary(Pointwise::log1p)),
        Map.entry("expm1", unary(Pointwise::expm1)),
        Map.entry("sqrt", unary(Pointwise::sqrt)),
        Map.entry("rsqrt", unary(Pointwise::rsqrt)),
        Map.entry("abs", unary(Pointwise::abs)),
        Map.entry("neg", unary(Pointwise::neg)),
        Map.entry("square", unary(Pointwise::square)),
        Map.entry("reciprocal", unary(Pointwise::reciprocal)),
        Map.entry("sign", unary(Pointwise::sign)),
        Map.entry("erf", unary(Pointwise::erf)),
        Map.entry("sin", unary(Pointwise::sin)),
        Map.entry("cos", unary(Pointwise::cos)));
  }

  private static Map<String, OpAdapter> pairs() {
    return Map.ofEntries(
        Map.entry("add", pair(Add::add)),
        Map.entry("sub", pair(Subtract::subtract)),
        Map.entry("mul", pair(Multiply::multiply)),
        Map.entry("div", pair(Divide::divide)),
        Map.entry("pow", pair(Power::pow)),
        Map.entry("maximum", pair(Maximum::maximum)),
        Map.entry("minimum", pair(Minimum::minimum)),
        Map.entry(
            "where", run -> run.out(Where.where(run.plain("mask"), run.in("a"), run.in("b")))));
  }
}
