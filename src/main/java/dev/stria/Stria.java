package dev.stria;

import dev.stria.internal.kernel.Kernels;
import dev.stria.internal.kernel.Parallel;
import dev.stria.internal.kernel.Winograd;

/**
 * What concerns the library as a whole: which kernels run, and on how many threads.
 *
 * <p>A program started with {@code --add-modules jdk.incubator.vector} begins with kernels in plain Java. In the background those that
 * use vectors are run until they are compiled, and used from then on: products and convolutions after some ten seconds,
 * then the gradients of convolutions with maxima, then all else. The results have the same bits. With
 * {@code -Dstria.warmup=wait} the first computation waits for all of them, which is for measuring.
 */
public final class Stria {
  private Stria() {}

  /**
   * Returns a text for bug reports: the kernels in use and why, the number of threads, whether Winograd's
   * convolution is on, and the Java virtual machine.
   *
   * @return a few lines of text
   */
  public static String info() {
    return Kernels.info()
        + System.lineSeparator()
        + "threads: "
        + threads()
        + System.lineSeparator()
        + "winograd: "
        + (winograd() ? "on" : "off")
        + System.lineSeparator()
        + "java: "
        + System.getProperty("java.vm.name")
        + " "
        + System.getProperty("java.vm.version")
        + " on "
        + System.getProperty("os.name")
        + " "
        + System.getProperty("os.arch");
  }

  /**
   * Sets how many threads one computation may use, the calling thread included. Results do not depend on it.
   *
   * <p>The default is the number of available processors, or the system property {@code stria.threads}.
   *
   * @param threads the number of threads
   * @throws IllegalArgumentException if it is less than 1
   */
  public static void threads(int threads) {
    Parallel.threads(threads);
  }

  /**
   * Returns how many threads one computation may use, the calling thread included.
   *
   * @return the number of threads
   */
  public static int threads() {
    return Parallel.threads();
  }

  /**
   * Lets convolutions with filters of 3 × 3, stride 1, no dilation and one group be computed by Winograd's algorithm where that
   * is faster: forward and for the gradient of the images.
   *
   * <p>It takes a quarter of the multiplications and rounds otherwise: results differ from those without it by about
   * 3e-6 of their size, at worst by 6e-5, so it is off by default. They are as reproducible as others: the same on any machine, JDK and number
   * of threads. A NaN or an infinity makes all results of its tiles of 4 × 4 NaN, not only those that it is part of.
   *
   * <p>The default is the system property {@code stria.winograd}, {@code true} or {@code false}. It holds for all threads from the
   * next convolution on.
   *
   * @param on whether it may be used
   * @see <a href="https://arxiv.org/abs/1509.09308">Lavin and Gray, Fast algorithms for convolutional neural networks</a>
   */
  public static void winograd(boolean on) {
    Winograd.on(on);
  }

  /**
   * Returns whether convolutions may be computed by Winograd's algorithm.
   *
   * @return whether
   */
  public static boolean winograd() {
    return Winograd.isOn();
  }
}
