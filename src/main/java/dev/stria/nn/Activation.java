package dev.stria.nn;

import dev.stria.op.LeakyRelu;
import dev.stria.op.LogSoftmax;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * A function of each element without parameters: {@code Activation.gelu()}, {@code
 * Activation.leakyRelu(0.1)}, or one's own, {@code Activation.of("Cube", x -> multiply(x, multiply(x, x)))}.
 *
 * <p>{@link Relu} and {@link Softmax} are layers of their own, as is {@link PRelu}, which learns.
 */
public final class Activation extends Layer {
  private final String kind;
  private final UnaryOperator<Tensor> function;

  private Activation(Site site, String kind, UnaryOperator<Tensor> function) {
    super(site);
    this.kind = kind;
    this.function = function;
  }

  /**
   * Returns the blueprint of any function that keeps the shape.
   *
   * @param kind what it is called in tables and messages
   * @param function computes the output from the input, of the same shape; any number of threads may call it
   * @return the blueprint
   */
  public static Blueprint of(String kind, UnaryOperator<Tensor> function) {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(function, "function");
    return site -> new Activation(site, kind, function);
  }

  /**
   * Returns the blueprint of {@code x > 0 ? x : slope · x}.
   *
   * @param slope the slope for negative inputs, usually 0.01
   * @return the blueprint
   */
  public static Blueprint leakyRelu(double slope) {
    return new Options("LeakyRelu", slope, 0);
  }

  /**
   * Returns the blueprint of {@code x > 0 ? x : alpha · (e^x − 1)}.
   *
   * @param alpha minus the limit for very negative inputs, usually 1
   * @return the blueprint
   */
  public static Blueprint elu(double alpha) {
    return new Options("Elu", alpha, 0);
  }

  /**
   * Returns the blueprint of {@code max(x, 0) + min(0, alpha · (e^(x / alpha) − 1))}.
   *
   * @param alpha minus the limit for very negative inputs, usually 1
   * @return the blueprint
   */
  public static Blueprint celu(double alpha) {
    return new Options("Celu", alpha, 0);
  }

  /**
   * Returns the blueprint of the scaled exponential linear unit, which keeps mean and variance.
   *
   * @return the blueprint
   */
  public static Blueprint selu() {
    return new Options("Selu", 0, 0);
  }

  /**
   * Returns the blueprint of {@code x · Φ(x)}, exactly.
   *
   * @return the blueprint
   */
  public static Blueprint gelu() {
    return new Options("Gelu", 0, 0);
  }

  /**
   * Returns the blueprint of GELU by its approximation with tanh.
   *
   * @return the blueprint
   */
  public static Blueprint geluTanh() {
    return new Options("GeluTanh", 0, 0);
  }

  /**
   * Returns the blueprint of {@code x / (1 + e^−x)}, also called swish.
   *
   * @return the blueprint
   */
  public static Blueprint silu() {
    return new Options("Silu", 0, 0);
  }

  /**
   * Returns the blueprint of {@code x · tanh(ln(1 + e^x))}.
   *
   * @return the blueprint
   */
  public static Blueprint mish() {
    return new Options("Mish", 0, 0);
  }

  /**
   * Returns the blueprint of {@code 1 / (1 + e^−x)}.
   *
   * @return the blueprint
   */
  public static Blueprint sigmoid() {
    return new Options("Sigmoid", 0, 0);
  }

  /**
   * Returns the blueprint of {@code ln(1 / (1 + e^−x))}.
   *
   * @return the blueprint
   */
  public static Blueprint logSigmoid() {
    return new Options("LogSigmoid", 0, 0);
  }

  /**
   * Returns the blueprint of {@code min(max(x/6 + 1/2, 0), 1)}.
   *
   * @return the blueprint
   */
  public static Blueprint hardSigmoid() {
    return new Options("HardSigmoid", 0, 0);
  }

  /**
   * Returns the blueprint of {@code x · min(max(x + 3, 0), 6) / 6}.
   *
   * @return the blueprint
   */
  public static Blueprint hardSwish() {
    return new Options("HardSwish", 0, 0);
  }

  /**
   * Returns the blueprint of the hyperbolic tangent.
   *
   * @return the blueprint
   */
  public static Blueprint tanh() {
    return new Options("Tanh", 0, 0);
  }

  /**
   * Returns the blueprint of {@code min(max(x, low), high)}.
   *
   * @param low the smallest result, usually −1
   * @param high the largest result, usually 1
   * @return the blueprint
   */
  public static Blueprint hardTanh(double low, double high) {
    return new Options("HardTanh", low, high);
  }

  /**
   * Returns the blueprint of {@code min(max(x, 0), 6)}.
   *
   * @return the blueprint
   */
  public static Blueprint relu6() {
    return new Options("Relu6", 0, 0);
  }

  /**
   * Returns the blueprint of {@code ln(1 + e^x)}.
   *
   * @return the blueprint
   */
  public static Blueprint softplus() {
    return new Options("Softplus", 0, 0);
  }

  /**
   * Returns the blueprint of {@code x / (1 + |x|)}.
   *
   * @return the blueprint
   */
  public static Blueprint softsign() {
    return new Options("Softsign", 0, 0);
  }

  /**
   * Returns the blueprint of the logarithms of softmax along the first axis behind the batch.
   *
   * @return the blueprint
   */
  public static Blueprint logSoftmax() {
    return new Options("LogSoftmax", 0, 0);
  }

  @Override
  protected Tensor forward(Tensor x) {
    return function.apply(x);
  }

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public String kind() {
    return kind;
  }

  /** The name of a function of this class and its numbers, so that a model file can keep them. */
  record Options(String name, double a, double b) implements Blueprint {
    @Override
    public Activation build(Site site) {
      return new Activation(site, name, function());
    }

    private UnaryOperator<Tensor> function() {
      return switch (name) {
        case "LeakyRelu" -> x -> LeakyRelu.leakyRelu(x, (float) a);
        case "Elu" -> x -> dev.stria.op.Activation.elu(x, (float) a);
        case "Celu" -> x -> dev.stria.op.Activation.celu(x, (float) a);
        case "Selu" -> dev.stria.op.Activation::selu;
        case "Gelu" -> dev.stria.op.Activation::gelu;
        case "GeluTanh" -> dev.stria.op.Activation::geluTanh;
        case "Silu" -> dev.stria.op.Activation::silu;
        case "Mish" -> dev.stria.op.Activation::mish;
        case "Sigmoid" -> dev.stria.op.Activation::sigmoid;
        case "LogSigmoid" -> dev.stria.op.Activation::logSigmoid;
        case "HardSigmoid" -> dev.stria.op.Activation::hardSigmoid;
        case "HardSwish" -> dev.stria.op.Activation::hardSwish;
        case "Tanh" -> dev.stria.op.Activation::tanh;
        case "HardTanh" -> x -> dev.stria.op.Activation.hardTanh(x, (float) a, (float) b);
        case "Relu6" -> dev.stria.op.Activation::relu6;
        case "Softplus" -> dev.stria.op.Activation::softplus;
        case "Softsign" -> dev.stria.op.Activation::softsign;
        case "LogSoftmax" -> x -> LogSoftmax.logSoftmax(x, 1);
        default -> throw new IllegalArgumentException("no activation is called '" + name + "'");
      };
    }
  }
}
