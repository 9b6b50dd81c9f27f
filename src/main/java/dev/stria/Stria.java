package dev.stria;

import dev.stria.internal.kernel.Kernels;
import dev.stria.internal.kernel.Parallel;

/** What concerns the library as a whole: which kernels run, and on how many threads. */
public final class Stria {
  private Stria() {}

  /**
   * Returns a text for bug reports: the kernels in use and why, the number of threads, and the Java virtual machine.
   *
   * @return a few lines of text
   */
  public static String info() {
    return Kernels.info()
        + System.lineSeparator()
        + "threads: "
        + threads()
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
}
