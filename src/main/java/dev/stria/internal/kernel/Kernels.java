package dev.stria.internal.kernel;

import dev.stria.internal.log.Logs;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;

/**
 * The one lookup of kernels.
 *
 * <p>A program starts with the scalar kernels. Vector kernels are warmed up in the background (or first of all, with
 * {@code -Dstria.warmup=wait}) and switched in, {@link Family} by family, when they are compiled; as all kernels give the same bits, nobody sees it but
 * by the clock. So ask at each use rather than keep what is returned.
 */
public final class Kernels {
  private static final Logger LOG = Logs.of(Kernels.class);
  private static final boolean WAIT = "wait".equals(System.getProperty("stria.warmup"));
  private static final FutureTask<KernelChoice> SETTLED = new FutureTask<>(Kernels::warmedUp);
  private static final FutureTask<KernelChoice> CHOICE = new FutureTask<>(KernelChoice::decide);
  private static volatile KernelProvider current = KernelChoice.scalar();

  static {
    // Only to load the Vector API takes a tenth of a second, so the background does that, too.
    if (!KernelChoice.mayBeVector() || WAIT) {
      SETTLED.run();
    } else {
      new WarmupThread(SETTLED).start();
    }
    FirstCalls.run();
  }

  private Kernels() {}

  /** Switches to the kernels chosen once they are compiled and seen to be right. */
  private static KernelChoice warmedUp() {
    KernelChoice choice = chosen();
    LOG.info(choice.text());
    KernelChoice settled = choice;
    if (choice.isVector()) {
      KernelProvider scalar = KernelChoice.scalar();
      if (!SelfCheck.agree(scalar, choice.provider())) {
        settled =
            KernelChoice.scalar("the vector kernels failed their self-check; please report it");
        LOG.warn(settled.text());
      } else if (!switchedByFamily(choice.provider(), scalar)) {
        settled = KernelChoice.scalar("the vector kernels did not become faster than plain Java");
        LOG.info(settled.text());
      }
      current = settled.provider();
      LOG.debug("running {}", settled.text());
    }
    return settled;
  }

  /** Warms family after family up, each used as soon as it is warm; returns whether all of them are. */
  private static boolean switchedByFamily(KernelProvider vector, KernelProvider scalar) {
    for (Family family : Family.values()) {
      KernelProvider kernels = vector.upTo(family);
      if (!Warmup.run(family, kernels, scalar)) {
        return false;
      }
      current = kernels;
      LOG.debug("running vector kernels up to {}", family);
    }
    return true;
  }

  /**
   * Returns a provider by its name, to compare providers side by side; waits until it is warm.
   *
   * @param name {@code scalar} or {@code vector}
   * @return the provider
   * @throws IllegalStateException if this Java virtual machine cannot run it
   */
  public static KernelProvider provider(String name) {
    if (name.equals(KernelChoice.scalar().name())) {
      return KernelChoice.scalar();
    }
    KernelChoice choice = chosen();
    if (choice.isVector() && name.equals(choice.provider().name())) {
      settled();
      return choice.provider();
    }
    throw new IllegalStateException("kernels '" + name + "' are not available: " + info());
  }

  /** Decides, if nobody has yet. */
  private static KernelChoice chosen() {
    CHOICE.run();
    return resultOf(CHOICE);
  }

  private static KernelChoice settled() {
    return resultOf(SETTLED);
  }

  private static KernelChoice resultOf(FutureTask<KernelChoice> task) {
    try {
      return task.get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the vector kernels warm up", interrupted);
    } catch (ExecutionException failed) {
      throw new IllegalStateException("the vector kernels failed", failed.getCause());
    }
  }

  /**
   * Returns one line that says which kernels run, and why.
   *
   * @return the text
   */
  public static String info() {
    if (!SETTLED.isDone() && chosen().isVector()) {
      return chosen().text() + ", scalar until they are compiled";
    }
    return settled().text();
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
   * Returns convolution with what follows it.
   *
   * @return the kernel
   */
  public static FusedConvolution fusedConvolution() {
    return current.fusedConvolution();
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
