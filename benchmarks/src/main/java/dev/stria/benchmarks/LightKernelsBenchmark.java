package dev.stria.benchmarks;

import dev.stria.internal.kernel.Activations;
import dev.stria.internal.kernel.AdaptiveGeometry;
import dev.stria.internal.kernel.Functions;
import dev.stria.internal.kernel.KernelProvider;
import dev.stria.internal.kernel.Kernels;
import dev.stria.internal.kernel.NormGeometry;
import dev.stria.internal.kernel.Normalization;
import dev.stria.internal.kernel.OptimizerStep;
import dev.stria.internal.kernel.Parallel;
import dev.stria.internal.kernel.PoolGeometry;
import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Pooling, elementwise functions, normalisation and optimizer steps on one layer of activations, one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class LightKernelsBenchmark {
  /** Images × channels × rows × columns. */
  @Param({"64x25x26x26", "64x50x11x11"})
  public String size;

  /** Which kernels. */
  @Param({"scalar", "vector"})
  public String kernels;

  private final OptimizerStep.Sgd sgd = new OptimizerStep.Sgd(0.01, 0.9, 0, false, 0);
  private final OptimizerStep.Adam adam = new OptimizerStep.Adam(0.001, 0.9, 0.999, 1e-8, 0, false);
  private KernelProvider kernel;
  private PoolGeometry pool;
  private PoolGeometry windows;
  private AdaptiveGeometry plane;
  private NormGeometry norm;
  private float[] x;
  private float[] y;
  private float[] dx;
  private float[] pooled;
  private int[] argmax;
  private float[] mean;
  private float[] inverse;
  private int[] labels;
  private float[] losses;

  @Setup
  public void fill() {
    String[] sizes = size.split("x");
    int n = Integer.parseInt(sizes[0]);
    int c = Integer.parseInt(sizes[1]);
    int h = Integer.parseInt(sizes[2]);
    Parallel.threads(1);
    kernel = Kernels.provider(kernels);
    pool = PoolGeometry.of("max_pool2d", Shape.of(n, c, h, h), 2, 2);
    windows = new PoolGeometry("max_pool2d", n, c, h, h, 3, 3, 1, 1, 1, 1, 1, 1, 1, 1, false);
    plane = new AdaptiveGeometry("adaptive_avg_pool2d", n * c, h, h, 1, 1);
    norm = NormGeometry.batch(n, c, h * h);
    x = MatrixMultiplyBenchmark.uniform(new SeededRandom(1), n * c * h * h);
    y = new float[x.length];
    dx = new float[x.length];
    pooled = new float[pool.outputShape().count()];
    argmax = new int[x.length];
    mean = new float[c];
    inverse = new float[c];
    labels = new int[x.length / 100];
    losses = new float[labels.length];
    kernel.pooling().maxForward(pool, x, pooled, argmax);
  }

  @Benchmark
  public float[] maxPool() {
    kernel.pooling().maxForward(pool, x, pooled, argmax);
    return pooled;
  }

  @Benchmark
  public float[] maxPoolBackward() {
    kernel.pooling().maxBackward(pool, argmax, pooled, dx);
    return dx;
  }

  @Benchmark
  public float[] maxPool3x3() {
    kernel.pooling().maxForward(windows, x, y, argmax);
    return y;
  }

  @Benchmark
  public float[] averagePool3x3() {
    kernel.pooling().averageForward(windows, true, 0, x, y);
    return y;
  }

  @Benchmark
  public float[] globalAverage() {
    kernel.pooling().adaptiveAverageForward(plane, x, pooled);
    return pooled;
  }

  @Benchmark
  public float[] softmaxOfRows() {
    kernel.softmax().softmax(x.length / 100, 100, 1, x, y);
    return y;
  }

  @Benchmark
  public float[] softmaxOfChannels() {
    kernel.softmax().softmax(norm.n(), norm.channels(), norm.inner(), x, y);
    return y;
  }

  @Benchmark
  public float[] logSoftmaxOfRows() {
    kernel.softmax().logSoftmax(x.length / 100, 100, 1, x, y);
    return y;
  }

  @Benchmark
  public float[] crossEntropy() {
    kernel.softmax().crossEntropy(labels.length, 100, x, labels, y, losses);
    return losses;
  }

  @Benchmark
  public float[] relu() {
    kernel.elementwise().relu(x, y);
    return y;
  }

  @Benchmark
  public float[] reluBackward() {
    kernel.elementwise().reluBackward(x, x, dx);
    return dx;
  }

  @Benchmark
  public float[] exp() {
    kernel.elementwise().apply(Functions.EXP, x, y);
    return y;
  }

  @Benchmark
  public float[] log() {
    kernel.elementwise().apply(Functions.LOG, x, y);
    return y;
  }

  @Benchmark
  public float[] addBias() {
    kernel.elementwise().addBias(norm.channels(), norm.inner(), mean, y);
    return y;
  }

  @Benchmark
  public float[] tanh() {
    kernel.elementwise().apply(Activations.TANH, x, y);
    return y;
  }

  @Benchmark
  public float[] gelu() {
    kernel.elementwise().apply(Activations.GELU, x, y);
    return y;
  }

  @Benchmark
  public float sum() {
    return kernel.reduction().sum(x);
  }

  @Benchmark
  public float[] sumOfChannels() {
    kernel.reduction().addChannelSums(norm.n(), norm.channels(), norm.inner(), x, mean);
    return mean;
  }

  @Benchmark
  public float[] maximaOfRows() {
    kernel.reduction().max(x.length / 100, 100, 1, x, y);
    return y;
  }

  @Benchmark
  public float[] batchNorm() {
    kernel.normalization().statistics(norm, x, mean, inverse);
    Normalization.inverseDeviation(inverse, 1e-5f, inverse);
    kernel.normalization().normalize(norm, x, mean, inverse, null, null, y);
    return y;
  }

  @Benchmark
  public float[] batchNormBackward() {
    kernel.normalization().backward(norm, x, mean, inverse, null, x, dx, null, null);
    return dx;
  }

  @Benchmark
  public float[] sgdStep() {
    kernel.optimizerStep().sgd(sgd, false, x, x, y);
    return x;
  }

  @Benchmark
  public float[] adamStep() {
    kernel.optimizerStep().adam(adam, 10, x, x, y, dx, null);
    return x;
  }
}
