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
}
