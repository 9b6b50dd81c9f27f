package dev.stria.internal.kernel;

/**
 * Kernels that treat each element by itself: functions of one and of two variables, and the few
 * combinations that training is made of.
 *
 * <p>Forward kernels overwrite {@code y}; backward kernels add to {@code dx}. Arrays of one call are
 * equally long unless it says otherwise; {@code y} may be {@code x}.
 */
public interface Elementwise {
  /**
   * {@code y = max(x, 0)}; NaN stays NaN.
   *
   * @param x the input
   * @param y receives the output
   */
  void relu(float[] x, float[] y);

  /**
   * {@code dx += y > 0 ? dy : 0}; where {@code y} is NaN, so is the gradient.
   *
   * @param y the output of {@link #relu}
   * @param dy its gradient
   * @param dx the input's gradient, added to
   */
  void reluBackward(float[] y, float[] dy, float[] dx);

  /**
   * {@code passed = y > 0 ? dy : 0}: what {@link #reluBackward} adds, where nothing is there to be added to.
   *
   * @param y the output of a relu
   * @param dy its gradient
   * @param passed receives the gradient of the input, overwritten
   */
  void passRelu(float[] y, float[] dy, float[] passed);

  /**
   * {@code y = x > 0 ? x : slope · x}.
   *
   * @param slope the slope for negative inputs
   * @param x the input
   * @param y receives the output
   */
  void leakyRelu(float slope, float[] x, float[] y);

  /**
   * Adds the gradient of {@link #leakyRelu}; at 0 the slope is {@code slope}.
   *
   * @param slope the slope for negative inputs
   * @param x the input
   * @param dy the output's gradient
   * @param dx the input's gradient, added to
   */
  void leakyReluBackward(float slope, float[] x, float[] dy, float[] dx);

  /**
   * {@code y = f(x)}.
   *
   * @param f the function, from {@link Functions}, {@link Activations} or {@link Rectifiers}
   * @param x the input
   * @param y receives the output
   */
  void apply(UnaryFunction f, float[] x, float[] y);

  /**
   * {@code dx += f'(x) · dy}.
   *
   * @param f the function
   * @param x the input
   * @param y the output, {@code f(x)}
   * @param dy its gradient
   * @param dx the input's gradient, added to
   */
  void applyBackward(UnaryFunction f, float[] x, float[] y, float[] dy, float[] dx);

  /**
   * {@code y = f(a, b)} with broadcasting.
   *
   * @param f the function
   * @param g how the operands' shapes meet
   * @param a the first operand
   * @param b the second operand
   * @param y receives the result
   */
  void apply(BinaryFunction f, Broadcast g, float[] a, float[] b, float[] y);

  /**
   * Adds the gradients of a function of two variables, summed over broadcast axes.
   *
   * @param f the function
   * @param g how the operands' shapes meet
   * @param a the first operand
   * @param b the second operand
   * @param y the result, {@code f(a, b)}
   * @param dy its gradient
   * @param da the first operand's gradient, added to; {@code null} if nobody asks
   * @param db the second operand's gradient, added to; {@code null} if nobody asks
   */
  void applyBackward(
      BinaryFunction f,
      Broadcast g,
      float[] a,
      float[] b,
      float[] y,
      float[] dy,
      float[] da,
      float[] db);

  /**
   * {@code y = a + b}.
   *
   * @param a the first operand
   * @param b the second operand
   * @param y receives the sum
   */
  void add(float[] a, float[] b, float[] y);

  /**
   * {@code y = a · b}.
   *
   * @param a the first operand
   * @param b the second operand
   * @param y receives the product
   */
  void multiply(float[] a, float[] b, float[] y);

  /**
   * {@code y += a · b}, element by element: the backward pass of {@link #multiply}.
   *
   * @param a the first operand
   * @param b the second operand
   * @param y added to
   */
  void multiplyAdd(float[] a, float[] b, float[] y);

  /**
   * {@code y = factor · x}.
   *
   * @param factor the factor
   * @param x the input
   * @param y receives the product
   */
  void scale(float factor, float[] x, float[] y);

  /**
   * {@code y += factor · x}.
   *
   * @param factor the factor
   * @param x what is added
   * @param y added to
   */
  void axpy(float factor, float[] x, float[] y);

  /**
   * {@code y[o, c, i] += bias[c]}.
   *
   * @param channels the number of channels, the length of {@code bias}
   * @param inner elements of a channel that lie together, such as {@code h · w}
   * @param bias one number per channel
   * @param y the array {@code [outer, channels, inner]}, added to
   */
  void addBias(int channels, int inner, float[] bias, float[] y);
}
