package dev.stria.internal.kernel;

import dev.stria.internal.log.Logs;
import java.util.Locale;
import org.slf4j.Logger;

/**
 * Which kernels shall run, and the reason in words.
 *
 * @param provider the kernels
 * @param text one line for the log and for bug reports
 */
record KernelChoice(KernelProvider provider, String text) {
  private static final Logger LOG = Logs.of(KernelChoice.class);
  private static final String MODULE = "jdk.incubator.vector";
  private static final KernelProvider SCALAR = new ScalarKernels();

  /** Whether it takes more than a look to decide: the module is there, and nobody asked for plain Java. */
  static boolean mayBeVector() {
    return hasModule() && !"scalar".equalsIgnoreCase(System.getProperty("stria.kernels"));
  }

  /** A loop, as {@code findModule} makes a stream of nothing where the module is absent, which costs a start 10 ms. */
  private static boolean hasModule() {
    for (Module module : ModuleLayer.boot().modules()) {
      if (module.getName().equals(MODULE)) {
        return true;
      }
    }
    return false;
  }

  /** Decides for this Java virtual machine: reads as the list of reasons for falling back. */
  static KernelChoice decide() {
    String wanted = System.getProperty("stria.kernels", "auto").toLowerCase(Locale.ROOT);
    if (wanted.equals("scalar")) {
      return scalar("asked for by -Dstria.kernels=scalar");
    }
    if (!wanted.equals("auto") && !wanted.equals("vector")) {
      LOG.warn(
          "stria.kernels: expected auto, scalar or vector, but got '{}'; taken as auto", wanted);
    }
    if (!hasModule()) {
      return scalar("start Java with --add-modules " + MODULE + " to be several times faster");
    }
    if (!compilesVectors() && !wanted.equals("vector")) {
      return scalar("this Java virtual machine does not compile vector code: " + machine());
    }
    try {
      return vector(wanted);
    } catch (ReflectiveOperationException | LinkageError | RuntimeException failed) {
      LOG.debug("the vector kernels could not be loaded", failed);
      return scalar("the vector kernels could not be loaded: " + failed);
    }
  }

  private static KernelChoice vector(String wanted) throws ReflectiveOperationException {
    KernelProvider vector = load();
    int bits = vector.vectorBits();
    if (bits < 128 && !wanted.equals("vector")) {
      return scalar("vectors have only " + bits + " bits");
    }
    if (bits > 512) {
      return scalar("vectors of " + bits + " bits hold more than the 16 columns of a sum");
    }
    return new KernelChoice(vector, "kernels: vector, " + bits + " bits");
  }

  static KernelChoice scalar(String reason) {
    return new KernelChoice(SCALAR, "kernels: scalar (" + reason + ")");
  }

  private static KernelProvider load() throws ReflectiveOperationException {
    return (KernelProvider)
        Class.forName("dev.stria.internal.kernel.VectorKernels")
            .getDeclaredConstructor()
            .newInstance();
  }

  /** Returns the plain kernels, which run everywhere. */
  static KernelProvider scalar() {
    return SCALAR;
  }

  /** Whether the kernels chosen are not the plain ones. */
  boolean isVector() {
    return provider != SCALAR;
  }

  /** Only HotSpot's server compiler turns the Vector API into vector instructions. */
  private static boolean compilesVectors() {
    String name = System.getProperty("java.vm.name", "");
    String version = System.getProperty("java.vm.version", "");
    String info = System.getProperty("java.vm.info", "");
    return name.contains("Server VM")
        && !version.contains("jvmci")
        && !info.contains("interpreted");
  }

  private static String machine() {
    return System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version");
  }
}
