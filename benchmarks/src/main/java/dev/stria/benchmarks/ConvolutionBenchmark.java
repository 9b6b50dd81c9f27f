package dev.stria.benchmarks;

import dev.stria.internal.kernel.ConvGeometry;
import dev.stria.internal.kernel.Convolution;
import dev.stria.internal.kernel.Kernels;
import dev.stria.internal.kernel.Winograd;
import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;
import java.util.Arrays;
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

/** Convolutions, forward and the two ways back. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ConvolutionBenchmark {
  /**
   * Images × channels × size → filters × kernel, and perhaps the stride and the number of groups; the padding keeps the size, but
   * for the stride.
   */
  @Param({
    "64x1x28-25x3",
    "64x25x14-50x3",
    "32x64x32-64x3",
    "32x128x28-128x3",
    "32x256x8-256x3",
    "32x256x28-256x1",
    "32x3x32-64x3",
    "32x64x56-128x3s2",
    "32x128x28-128x3s1g128",
    "32x128x28-128x3s2g128"
  })
  public String layer;

  /** Which kernels. */
  @Param({"scalar", "vector"})
  public String kernels;

  /** Whether large 3 × 3 convolutions go by Winograd's algorithm. */
  @Param("false")
  public boolean winograd;

  private Convolution kernel;
  private ConvGeometry geometry;
  private float[] x;
  private float[] w;
  private float[] bias;
  private float[] y;
  private float[] dx;
  private float[] dw;

  @Setup
  public void fill() {
    geometry = geometry(layer);
    SeededRandom random = new SeededRandom(1);
    x = uniform(random, geometry.inputShape());
    w = uniform(random, geometry.weightShape());
    bias = uniform(random, Shape.of(geometry.k()));
    y = uniform(random, geometry.outputShape());
    dx = new float[x.length];
    dw = new float[w.length];
    Winograd.on(winograd);
    kernel = Kernels.provider(kernels).convolution();
  }

  /** Returns the sizes that {@link #layer} says. */
  static ConvGeometry geometry(String layer) {
    int[] sizes = Arrays.stream(layer.split("[x\\-sg]")).mapToInt(Integer::parseInt).toArray();
    int stride = sizes.length > 5 ? sizes[5] : 1;
    int groups = sizes.length > 6 ? sizes[6] : 1;
    int pad = sizes[4] / 2;
    return ConvGeometry.of(
        Shape.of(sizes[0], sizes[1], sizes[2], sizes[2]),
        Shape.of(sizes[3], sizes[1] / groups, sizes[4], sizes[4]),
        stride,
        stride,
        pad,
        pad,
        pad,
        pad,
        1,
        1,
        groups);
  }

  private static float[] uniform(SeededRandom random, Shape shape) {
    return MatrixMultiplyBenchmark.uniform(random, shape.count());
  }

  @Benchmark
  public float[] forward() {
    kernel.forward(geometry, x, w, bias, y);
    return y;
  }

  @Benchmark
  public float[] backwardData() {
    kernel.backwardData(geometry, y, w, dx);
    return dx;
  }

  @Benchmark
  public float[] backwardWeights() {
    kernel.backwardWeights(geometry, x, y, dw);
    return dw;
  }
}
