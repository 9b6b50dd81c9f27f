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
    return of("LeakyRelu", x -> LeakyRelu.leakyRelu(x, (float) slope));
  }

  /**
   * Returns the blueprint of {@code x > 0 ? x : alpha · (e^x − 1)}.
   *
   * @param alpha minus the limit for very negative inputs, usually 1
   * @return the blueprint
   */
  public static Blueprint elu(double alpha) {
    return of("Elu", x -> dev.stria.op.Activation.elu(x, (float) alpha));
  }

  /**
   * Returns the blueprint of {@code max(x, 0) + min(0, alpha · (e^(x / alpha) − 1))}.
   *
   * @param alpha minus the limit for very negative inputs, usually 1
   * @return the blueprint
   */
  public static Blueprint celu(double alpha) {
    return of("Celu", x -> dev.stria.op.Activation.celu(x, (float) alpha));
  }

  /**
   * Returns the blueprint of the scaled exponential linear unit, which keeps mean and variance.
   *
   * @return the blueprint
   */
  public static Blueprint selu() {
    return of("Selu", dev.stria.op.Activation::selu);
  }

  /**
   * Returns the blueprint of {@code x · Φ(x)}, exactly.
   *
   * @return the blueprint
   */
  public static Blueprint gelu() {
    return of("Gelu", dev.stria.op.Activation::gelu);
  }

  /**
   * Returns the blueprint of GELU by its approximation with tanh.
   *
   * @return the blueprint
   */
  public static Blueprint geluTanh() {
    return of("GeluTanh", dev.stria.op.Activation::geluTanh);
  }

  /**
   * Returns the blueprint of {@code x / (1 + e^−x)}, also called swish.
   *
   * @return the blueprint
   */
  public static Blueprint silu() {
    return of("Silu", dev.stria.op.Activation::silu);
  }

  /**
   * Returns the blueprint of {@code x · tanh(ln(1 + e^x))}.
   *
   * @return the blueprint
   */
  public static Blueprint mish() {
    return of("Mish", dev.stria.op.Activation::mish);
  }

  /**
   * Returns the blueprint of {@code 1 / (1 + e^−x)}.
   *
   * @return the blueprint
   */
  public static Blueprint sigmoid() {
    return of("Sigmoid", dev.stria.op.Activation::sigmoid);
  }

  /**
   * Returns the blueprint of {@code ln(1 / (1 + e^−x))}.
   *
   * @return the blueprint
   */
  public static Blueprint logSigmoid() {
    return of("LogSigmoid", dev.stria.op.Activation::logSigmoid);
  }

  /**
   * Returns the blueprint of {@code min(max(x/6 + 1/2, 0), 1)}.
   *
   * @return the blueprint
   */
  public static Blueprint hardSigmoid() {
    return of("HardSigmoid", dev.stria.op.Activation::hardSigmoid);
  }

  /**
   * Returns the blueprint of {@code x · min(max(x + 3, 0), 6) / 6}.
   *
   * @return the blueprint
   */
  public static Blueprint hardSwish() {
    return of("HardSwish", dev.stria.op.Activation::hardSwish);
  }

  /**
   * Returns the blueprint of the hyperbolic tangent.
   *
   * @return the blueprint
   */
  public static Blueprint tanh() {
    return of("Tanh", dev.stria.op.Activation::tanh);
  }

  /**
   * Returns the blueprint of {@code min(max(x, low), high)}.
   *
   * @param low the smallest result, usually −1
   * @param high the largest result, usually 1
   * @return the blueprint
   */
  public static Blueprint hardTanh(double low, double high) {
    return of("HardTanh", x -> dev.stria.op.Activation.hardTanh(x, (float) low, (float) high));
  }

  /**
   * Returns the blueprint of {@code min(max(x, 0), 6)}.
   *
   * @return the blueprint
   */
  public static Blueprint relu6() {
    return of("Relu6", dev.stria.op.Activation::relu6);
  }

  /**
   * Returns the blueprint of {@code ln(1 + e^x)}.
   *
   * @return the blueprint
   */
  public static Blueprint softplus() {
    return of("Softplus", dev.stria.op.Activation::softplus);
  }

  /**
   * Returns the blueprint of {@code x / (1 + |x|)}.
   *
   * @return the blueprint
   */
  public static Blueprint softsign() {
    return of("Softsign", dev.stria.op.Activation::softsign);
  }

  /**
   * Returns the blueprint of the logarithms of softmax along the first axis behind the batch.
   *
   * @return the blueprint
   */
  public static Blueprint logSoftmax() {
    return of("LogSoftmax", x -> LogSoftmax.logSoftmax(x, 1));
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
}
