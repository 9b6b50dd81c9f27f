package dev.stria.op;

import dev.stria.internal.kernel.Activations;
import dev.stria.internal.kernel.Rectifiers;
import dev.stria.tensor.Tensor;

/**
 * The activation functions of the field, as PyTorch defines them, but for {@link Relu}, {@link LeakyRelu}
 * and {@link PRelu}, which have classes of their own.
 */
public final class Activation {
  private Activation() {}

  /**
   * Returns the logistic function, {@code 1 / (1 + e^−x)}.
   *
   * <p><b>Shape:</b> any; the same comes out.
   *
   * @param x the input
   * @return the result, from 0 to 1
   */
  public static Tensor sigmoid(Tensor x) {
    return Unary.apply(Activations.SIGMOID, x);
  }

  /**
   * Returns {@code ln(1 / (1 + e^−x))}, stable for any x.
   *
   * <p><b>Shape:</b> any; the same comes out.
   *
   * @param x the input
   * @return the result
   */
  public static Tensor logSigmoid(Tensor x) {
    return Unary.apply(Activations.LOGSIGMOID, x);
  }

  /**
   * Returns {@code min(max(x/6 + 1/2, 0), 1)}, the piecewise linear stand-in for the sigmoid.
   *
   * <p><b>Shape:</b> any; the same comes out.
   *
   * @param x the input
   * @return the result, from 0 to 1
   */
  public static Tensor hardSigmoid(Tensor x) {
    return hardSigmoid(x, 1f / 6, 0.5f);
  }

  /**
   * Returns {@code min(max(alpha · x + beta, 0), 1)}.
   *
   * <p><b>Shape:</b> any; the same comes out.
   *
   * @param x the input
   * @param alpha the slope in the middle
   * @param beta the value at 0
   * @return the result, from 0 to 1
   */
  public static Tensor hardSigmoid(Tensor x, float alpha, float beta) {
    return Unary.apply(Rectifiers.hardSigmoid(alpha, beta), x);
  }

  /**
   * Returns the hyperbolic tangent.
   *
   * <p><b>Shape:</b> any; the same comes out.
   *
   * @param x the input
   * @return the result, from −1 to 1
   */
  public static Tensor tanh(Tensor x) {
    return Unary.apply(Activations.TANH, x);
  }

  /**
   * Returns {@code min(max(x, low), high)} as an activation: the slope at the bounds is 0.
   *
   * <p><b>Shape:</b> any; the same comes out.
   *
   * @param x the input
   * @param low the smallest result, usually −1
   * @param high the largest result, usually 1
   * @return the result
   */
  public static Tensor hardTanh(Tensor x, float low, float high) {
    return Unary.apply(Rectifiers.hardtanh(low, high), x);
  }

  /**
   * Returns {@code min(max(x, 0), 6)}; the slope at the bounds is 0.
   *
   * <p><b>Shape:</b> any; the same comes out.
   *
   * @param x the input
   * @return the result
   */
  public static Tensor relu6(Tensor x) {
    return Unary.apply(Rectifiers.RELU6, x);
  }

  /**
   * Returns {@code x > 0 ? x : alpha · (e^x − 1)}, the exponential linear unit (Clevert et al., 2015).
   *
   * <p><b>Shape:</b> any; the same comes out.
   *
   * @param x the input
   * @param alpha minus the limit for very negative inputs, usually 1
   * @return the result
   */
  public static Tensor elu(Tensor x, float alpha) {
    return Unary.apply(Activations.elu(alpha), x);
  }

  /**
   * Returns the scaled exponential linear unit, {@code 1.0507 · elu(x, 1.6733)} with the constants
   * that keep mean and variance (Klambauer et al., 2017).
   *
   * <p><b>Shape:</b> any; the same comes out.
   *
   * @param x the input
   * @return the result
   */
  public static Tensor selu(Tensor x) {
    return Unary.apply(Activations.SELU, x);
  }

  /**
   * Returns {@code max(x, 0) + min(0, alpha · (e^(x / alpha) − 1))}, the exponential linear unit whose
   * slope is continuous (Barron, 2017).
   *
   * <p><b>Shape:</b> any; the same comes out.
   *
   * @param x the input
   * @param alpha minus the limit for very negative inputs, positive
   * @return the result
   */
  public static Tensor celu(Tensor x, float alpha) {
    return Scale.scale(elu(Scale.scale(x, 1 / alpha), 1), alpha);
  }

  /**
   * Returns {@code x · Φ(x)} with the distribution function Φ of the normal distribution, exactly
   * (Hendrycks and Gimpel, 2016).
   *
   * <p><b>Shape:</b> any; the same comes out.
   *
   * @param x the input
   * @return the result
   */
  public static Tensor gelu(Tensor x) {
    return Unary.apply(Activations.GELU, x);
  }

  /**
   * Returns GELU by its approximation {@code x/2 · (1 + tanh(√(2/π) (x + 0.044715 x³)))}.
   *
   * <p><b>Shape:</b> any; the same comes out.
   *
   * @param x the input
   * @return the result
   */
  public static Tensor geluTanh(Tensor x) {
    return Unary.apply(Activations.GELU_TANH, x);
  }

  /**
   * Returns {@code x / (1 + e^−x)}, also called swish.
   *
   * <p><b>Shape:</b> any; the same comes out.
   *
   * @param x the input
   * @return the result
   */
  public static Tensor silu(Tensor x) {
    return Unary.apply(Activations.SILU, x);
  }

  /**
   * Returns {@code x · min(max(x + 3, 0), 6) / 6} (Howard et al., 2019).
   *
   * <p><b>Shape:</b> any; the same comes out.
   *
   * @param x the input
   * @return the result
   */
  public static Tensor hardSwish(Tensor x) {
    return Unary.apply(Rectifiers.HARDSWISH, x);
  }

  /**
   * Returns {@code x · tanh(ln(1 + e^x))} (Misra, 2019).
   *
   * <p><b>Shape:</b> any; the same comes out.
   *
   * @param x the input
   * @return the result
   */
  public static Tensor mish(Tensor x) {
    return Unary.apply(Activations.MISH, x);
  }

  /**
   * Returns {@code ln(1 + e^x)}, stable for any x.
   *
   * <p><b>Shape:</b> any; the same comes out.
   *
   * @param x the input
   * @return the result
   */
  public static Tensor softplus(Tensor x) {
    return softplus(x, 1);
  }

  /**
   * Returns {@code ln(1 + e^(beta · x)) / beta}, stable for any x.
   *
   * <p><b>Shape:</b> any; the same comes out.
   *
   * @param x the input
   * @param beta how sharp the bend is
   * @return the result
   */
  public static Tensor softplus(Tensor x, float beta) {
    return Unary.apply(Activations.softplus(beta), x);
  }

  /**
   * Returns {@code x / (1 + |x|)}.
   *
   * <p><b>Shape:</b> any; the same comes out.
   *
   * @param x the input
   * @return the result, from −1 to 1
   */
  public static Tensor softsign(Tensor x) {
    return Unary.apply(Activations.SOFTSIGN, x);
  }
}
