package dev.stria.benchmarks;

import dev.stria.internal.kernel.ConvGeometry;
import dev.stria.internal.kernel.FusedConvolution;
import dev.stria.internal.kernel.Kernels;
import dev.stria.tensor.SeededRandom;
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

/** Convolution, bias, relu and 2×2 maxima in one pass, and the way back over the maxima. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class FusedConvolutionBenchmark {
  /** As {@link ConvolutionBenchmark#layer}: those of W1, W2 and W3. */
  @Param({"64x1x28-25x3", "64x25x14-50x3", "64x20x14-50x5", "32x64x32-64x3", "32x128x16-128x3"})
  public String layer;

  /** Which kernels. */
  @Param({"scalar", "vector"})
  public String kernels;

  private FusedConvolution kernel;
  private ConvGeometry geometry;
  private float[] bias;
  private float[] convolved;
  private float[] dy;
  private FusedConvolution.Pooled pooled;
  private FusedConvolution.Slopes slopes;

  @Setup
  public void fill() {
    ConvGeometry g = ConvolutionBenchmark.geometry(layer);
    geometry = g;
    SeededRandom random = new SeededRandom(1);
    float[] x = MatrixMultiplyBenchmark.uniform(random, g.inputShape().count());
    float[] w = MatrixMultiplyBenchmark.uniform(random, g.weightShape().count());
    int maxima = g.n() * g.k() * (g.outH() / 2) * (g.outW() / 2);
    bias = MatrixMultiplyBenchmark.uniform(random, g.k());
    dy = MatrixMultiplyBenchmark.uniform(random, maxima);
    convolved = new float[g.outputShape().count()];
    pooled = new FusedConvolution.Pooled(x, w, new float[maxima], new int[maxima]);
    slopes =
        new FusedConvolution.Slopes(
            g.c() == 1 ? null : new float[x.length], new float[w.length], new float[g.k()]);
    kernel = Kernels.provider(kernels).fusedConvolution();
    reluMax();
  }

  @Benchmark
  public float[] relu() {
    kernel.relu(geometry, pooled.x(), pooled.w(), bias, convolved);
    return convolved;
  }

  @Benchmark
  public float[] reluMax() {
    kernel.reluMax(geometry, pooled.x(), pooled.w(), bias, pooled.y(), pooled.argmax());
    return pooled.y();
  }

  /** To the filters and biases, and to the images if those have more than one channel. */
  @Benchmark
  public float[] reluMaxBackward() {
    kernel.reluMaxBackward(geometry, pooled, dy, slopes, float[]::new);
    return slopes.w();
  }
}
