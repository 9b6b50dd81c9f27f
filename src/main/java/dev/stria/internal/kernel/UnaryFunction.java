package dev.stria.internal.kernel;

/**
 * A function of one variable with its slope, over ranges of arrays.
 *
 * <p>A new function is two short loops without branches, which the compiler turns into vector code; exponentials and the
 * like come from {@link ArrayMath}, whose providers give the same bits. A call treats at most {@link #BLOCK} elements,
 * copied to the front of small arrays: what a function does in several passes stays in the first-level cache, and the
 * compiler, which cannot know that two arrays are not one, sees the same index everywhere and may use vectors.
 *
 * @param name its name in the field, such as {@code gelu}
 * @param value the loop that computes the function
 * @param slope the loop that computes its slope
 */
public record UnaryFunction(String name, Value value, Slope slope) {
  /** The most elements of one call. */
  static final int BLOCK = 1024;

  /** The loop that computes a function. */
  @FunctionalInterface
  interface Value {
    /**
     * Computes {@code y[i] = f(x[i])} for {@code 0 ≤ i < n}.
     *
     * @param math exponentials and the like
     * @param x the input
     * @param y receives the output, another array
     * @param n the number of elements, at most {@link #BLOCK}
     */
    void compute(ArrayMath math, float[] x, float[] y, int n);
  }

  /** The loop that computes a function's slope. */
  @FunctionalInterface
  interface Slope {
    /**
     * Computes {@code slope[i] = f'(x[i])} for {@code 0 ≤ i < n}.
     *
     * @param math exponentials and the like
     * @param x the input
     * @param y the output, {@code f(x)}
     * @param n the number of elements, at most {@link #BLOCK}
     * @param slope receives the slopes
     * @param scratch room for intermediate values
     */
    void compute(ArrayMath math, float[] x, float[] y, int n, float[] slope, float[] scratch);
  }
}
