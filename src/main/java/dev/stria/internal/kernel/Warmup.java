package dev.stria.internal.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs vector kernels until the compiler has turned them into vector instructions.
 *
 * <p>Until then every vector is an object and a kernel hundreds of times slower than plain Java. So each is run, on work as
 * small as it can be, until it is no slower than its scalar version.
 */
final class Warmup {
  private static final long EAGER_NANOS = 60_000_000_000L;

  /** On a busy machine the compiler may be late by minutes; scalar kernels for the whole run would be worse. */
  private static final long PATIENT_NANOS = 300_000_000_000L;

  /**
   * From then on a family is used though a few of its kernels are slow: in one process of two, JDK 17 leaves objects in one or two
   * of them for good, and plain Java for all would be worse.
   */
  private static final long LENIENT_NANOS = 15_000_000_000L;

  /** How many kernels there are for each that may be slow then; where vectors are not compiled at all, most are slow. */
  private static final int FAST_PER_SLOW = 8;

  private static final long PAUSE_MILLIS = 200;

  /** How much longer the warm-up rests than it works, beside a program: one that is short should not notice it much. */
  private static final int REST_PER_WORK = 3;

  /**
   * On work this small, vectors that are compiled may be a little slower than plain Java; those that are objects are slower by
   * a larger factor.
   */
  private static final int NO_SLOWER = 3;

  /** How often a kernel runs between two looks at whether it is warm; the best time counts, as others disturb. */
  private static final int TIMES = 200;

  /** How long it runs at most, if that is not its first time. */
  private static final long SLICE_NANOS = 1_000_000;

  /**
   * Turns that each kernel takes at least: as long as neither is compiled, plain Java is as slow as vectors that are objects, and
   * no measure.
   */
  private static final int TURNS = 20;

  private static final ConvGeometry LAYER =
      new ConvGeometry(1, 2, 8, 8, 1, 3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1);

  /** With rows of which every second pixel is copied. */
  private static final ConvGeometry STRIDED =
      new ConvGeometry(1, 1, 8, 32, 1, 1, 1, 1, 2, 0, 0, 0, 0, 1, 1, 1);

  /** With channels just enough for the gradient of the data to read rows with gaps, of pieces of each number. */
  private static final ConvGeometry GAPS =
      new ConvGeometry(1, 16, 4, 20, 48, 3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1);

  /** With filters enough for their gradient to be transposed. */
  private static final ConvGeometry WIDE =
      new ConvGeometry(1, 2, 8, 8, 18, 3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1);

  /** With filters of one channel each. */
  private static final ConvGeometry DEPTHWISE =
      new ConvGeometry(1, 16, 8, 8, 16, 3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 16);

  /** With little work beside that on the result. */
  private static final ConvGeometry FINISHED =
      new ConvGeometry(1, 1, 8, 64, 1, 1, 1, 1, 1, 0, 0, 0, 0, 1, 1, 1);

  /** With rows of filters that take each width of the loops over maxima. */
  private static final ConvGeometry POOLED =
      new ConvGeometry(1, 20, 16, 22, 5, 1, 8, 1, 1, 0, 0, 0, 0, 1, 1, 1);

  /** With three rows of five vectors, which are taken at once. */
  private static final ConvGeometry POOLED_FIVE =
      new ConvGeometry(1, 25, 20, 20, 5, 3, 3, 1, 1, 0, 0, 0, 0, 1, 1, 1);

  /** With three rows of six vectors. */
  private static final ConvGeometry POOLED_SIX =
      new ConvGeometry(1, 32, 24, 24, 5, 3, 3, 1, 1, 0, 0, 0, 0, 1, 1, 1);

  /** What runs each inner loop of the matrix products once. */
  private static final List<Consumer<KernelProvider>> PRODUCTS =
      List.of(
          product(16, 32, 24),
          product(13, 32, 24),
          product(12, 32, 24),
          product(10, 32, 24),
          product(9, 32, 24),
          product(8, 32, 24),
          product(5, 32, 24),
          product(4, 32, 24),
          product(2, 32, 24),
          product(1, 32, 24),
          product(8, 3, 24),
          product(5, 3, 24),
          product(4, 3, 24),
          product(2, 3, 24),
          product(1, 3, 24),
          product(8, 512, 24),
          product(3, 64, 24),
          product(2, 64, 24),
          product(1, 128, 24),
          product(3, 96, 24),
          product(2, 128, 24),
          product(1, 192, 24),
          product(6, 64, 24),
          product(4, 64, 24),
          overwritten(6, 64, 9),
          overwritten(4, 64, 9),
          Warmup::matrixVector,
          Warmup::convolution,
          Warmup::strided,
          Warmup::gaps,
          Warmup::filterGradient,
          Warmup::depthwise,
          Warmup::fusedConvolution);

  /** What runs each loop over maxima once. */
  private static final List<Consumer<KernelProvider>> MAXIMA =
      List.of(maxima(POOLED), maxima(POOLED_FIVE), maxima(POOLED_SIX), Warmup::taps);

  private Warmup() {}

  /**
   * Runs until the kernels of a family are fast: without a pause at first, then now and then. They take turns, so that one
   * runs while another is compiled, and none that the compiler is late with holds up the others.
   *
   * @return whether they are, or the time ran out
   */
  static boolean run(Family family, KernelProvider vector, KernelProvider scalar) {
    List<Consumer<KernelProvider>> slow = new ArrayList<>(workOf(family));
    int few = slow.size() / FAST_PER_SLOW;
    long start = System.nanoTime();
    for (int turn = 1; ; turn++) {
      boolean warm = turn >= TURNS;
      long turnStart = System.nanoTime();
      slow.removeIf(work -> isFast(work, vector, scalar) && warm);
      long now = System.nanoTime();
      long spent = now - start;
      if (slow.isEmpty() || spent > LENIENT_NANOS && slow.size() <= few) {
        return true;
      }
      if (spent > PATIENT_NANOS
          || !pause(spent > EAGER_NANOS ? PAUSE_MILLIS : rest(now - turnStart))) {
        return false;
      }
    }
  }

  /** Leaves most of the time to the program, and all of it to the compiler's threads, which take as much as the kernels do. */
  private static long rest(long nanos) {
    boolean besideProgram = Thread.currentThread() instanceof WarmupThread;
    return besideProgram ? Math.min(REST_PER_WORK * nanos / 1_000_000, PAUSE_MILLIS) : 0;
  }

  private static List<Consumer<KernelProvider>> workOf(Family family) {
    return switch (family) {
      case PRODUCTS -> PRODUCTS;
      case MAXIMA -> MAXIMA;
      case LIGHT -> LightWork.all();
    };
  }

  private static boolean pause(long millis) {
    try {
      Thread.sleep(millis);
      return true;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static boolean isFast(
      Consumer<KernelProvider> work, KernelProvider vector, KernelProvider scalar) {
    long nanos = bestNanos(work, vector, SLICE_NANOS);
    return nanos <= NO_SLOWER * bestNanos(work, scalar, SLICE_NANOS / 4);
  }

  private static long bestNanos(
      Consumer<KernelProvider> work, KernelProvider kernels, long sliceNanos) {
    long best = Long.MAX_VALUE;
    long first = System.nanoTime();
    long end = first;
    for (int i = 0; i < TIMES && end - first < sliceNanos; i++) {
      long start = end;
      work.accept(kernels);
      end = System.nanoTime();
      best = Math.min(best, end - start);
    }
    return best;
  }

  private static Consumer<KernelProvider> product(int m, int n, int k) {
    return product(m, n, k, true);
  }

  private static Consumer<KernelProvider> overwritten(int m, int n, int k) {
    return product(m, n, k, false);
  }

  private static Consumer<KernelProvider> product(int m, int n, int k, boolean accumulate) {
    float[] a = new float[m * k];
    float[] b = new float[k * n];
    float[] c = new float[m * n];
    return kernels ->
        kernels.matrixMultiply().multiply(false, false, m, n, k, a, 0, b, 0, c, 0, accumulate);
  }

  private static void matrixVector(KernelProvider kernels) {
    float[] w = new float[512 * 16];
    kernels.matrixMultiply().linear(1, 16, 512, new float[16], w, null, false, new float[512]);
  }

  private static void convolution(KernelProvider kernels) {
    float[] bias = new float[1];
    kernels.convolution().forward(LAYER, new float[128], new float[18], bias, new float[64]);
    kernels.fusedConvolution().relu(LAYER, new float[128], new float[18], bias, new float[64]);
  }

  private static void strided(KernelProvider kernels) {
    kernels.convolution().forward(STRIDED, new float[256], new float[1], null, new float[128]);
  }

  private static void gaps(KernelProvider kernels) {
    kernels.convolution().backwardData(GAPS, new float[3840], new float[6912], new float[1280]);
  }

  private static void filterGradient(KernelProvider kernels) {
    kernels.convolution().backwardWeights(WIDE, new float[128], new float[1152], new float[324]);
  }

  private static void depthwise(KernelProvider kernels) {
    kernels
        .convolution()
        .backwardWeights(DEPTHWISE, new float[1024], new float[1024], new float[144]);
  }

  private static void fusedConvolution(KernelProvider kernels) {
    kernels
        .fusedConvolution()
        .reluMax(
            FINISHED, new float[512], new float[1], new float[1], new float[128], new int[128]);
  }

  private static Consumer<KernelProvider> maxima(ConvGeometry g) {
    float[] x = new float[g.inputShape().count()];
    float[] w = new float[g.weightShape().count()];
    float[] y = new float[g.outputShape().count() / 4];
    int[] argmax = new int[y.length];
    KernelChoice.scalar().fusedConvolution().reluMax(g, x, w, null, y, argmax);
    Arrays.fill(y, 1);
    FusedConvolution.Pooled pooled = new FusedConvolution.Pooled(x, w, y, argmax);
    FusedConvolution.Slopes to = new FusedConvolution.Slopes(x, w, new float[g.k()]);
    return kernels -> kernels.fusedConvolution().reluMaxBackward(g, pooled, y, to, float[]::new);
  }

  private static void taps(KernelProvider kernels) {
    FusedConvolution.Pooled pooled =
        new FusedConvolution.Pooled(new float[128], new float[324], new float[288], new int[288]);
    kernels
        .fusedConvolution()
        .reluMax(WIDE, pooled.x(), pooled.w(), null, pooled.y(), pooled.argmax());
    FusedConvolution.Slopes to = new FusedConvolution.Slopes(null, new float[324], null);
    kernels.fusedConvolution().reluMaxBackward(WIDE, pooled, pooled.y(), to, float[]::new);
  }
}
