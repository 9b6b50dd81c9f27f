package dev.stria.internal.kernel;

/**
 * The one lookup of kernels.
 *
 * <p>Ask at each use rather than keep what is returned: the vector kernels may be switched in while the program runs.
 */
public final class Kernels {
  private static final KernelProvider SCALAR = new ScalarKernels();
  private static volatile KernelProvider current = SCALAR;

  private Kernels() {}

  /**
   * Returns a provider by its name, to compare providers side by side.
   *
   * @param name {@code scalar} or {@code vector}
   * @return the provider
   * @throws IllegalStateException if this Java virtual machine cannot run it
   */
  public static KernelProvider provider(String name) {
    if (name.equals(SCALAR.name())) {
      return SCALAR;
    }
    throw new IllegalStateException("kernels '" + name + "' are not available here");
  }

  /**
   * Returns one line that says which kernels run, and why.
   *
   * @return the text
   */
  public static String info() {
    return "kernels: " + current.name();
  }

  /**
   * Returns the matrix multiplication.
   *
   * @return the kernel
   */
  public static MatrixMultiply matrixMultiply() {
    return current.matrixMultiply();
  }

  /**
   * Returns the convolution.
   *
   * @return the kernel
   */
  public static Convolution convolution() {
    return current.convolution();
  }

  /**
   * Returns the pooling.
   *
   * @return the kernel
   */
  public static Pooling pooling() {
    return current.pooling();
  }

  /**
   * Returns the functions of each element.
   *
   * @return the kernel
   */
  public static Elementwise elementwise() {
    return current.elementwise();
  }

  /**
   * Returns the softmax and its relatives.
   *
   * @return the kernel
   */
  public static Softmax softmax() {
    return current.softmax();
  }

  /**
   * Returns the sums and extremes along an axis.
   *
   * @return the kernel
   */
  public static Reduction reduction() {
    return current.reduction();
  }

  /**
   * Returns the normalisation.
   *
   * @return the kernel
   */
  public static Normalization normalization() {
    return current.normalization();
  }

  /**
   * Returns the optimizers' steps.
   *
   * @return the kernel
   */
  public static OptimizerStep optimizerStep() {
    return current.optimizerStep();
  }
}
