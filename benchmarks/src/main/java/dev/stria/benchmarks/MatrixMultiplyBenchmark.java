package dev.stria.benchmarks;

import dev.stria.internal.kernel.Kernels;
import dev.stria.internal.kernel.MatrixMultiply;
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

/** Matrix products of the sizes that convolution and fully connected layers ask for. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class MatrixMultiplyBenchmark {
  /** Rows × columns × inner dimension. */
  @Param({"256x256x256", "1024x1024x1024", "64x4096x576"})
  public String size;

  /** Which kernels. */
  @Param({"scalar", "vector"})
  public String kernels;

  private MatrixMultiply kernel;
  private int m;
  private int n;
  private int k;
  private float[] a;
  private float[] b;
  private float[] c;
  private float[] bias;

  @Setup
  public void fill() {
    String[] sizes = size.split("x");
    m = Integer.parseInt(sizes[0]);
    n = Integer.parseInt(sizes[1]);
    k = Integer.parseInt(sizes[2]);
    SeededRandom random = new SeededRandom(1);
    a = uniform(random, m * k);
    b = uniform(random, k * n);
    c = new float[m * n];
    bias = new float[n];
    kernel = Kernels.provider(kernels).matrixMultiply();
  }

  static float[] uniform(SeededRandom random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return values;
  }

  @Benchmark
  public float[] multiply() {
    kernel.multiply(false, false, m, n, k, a, 0, b, 0, c, 0, false);
    return c;
  }

  /** The forward pass of a fully connected layer of m examples, with bias and relu. */
  @Benchmark
  public float[] linearRelu() {
    kernel.linear(m, k, n, a, b, bias, true, c);
    return c;
  }

  /** The gradient of its weights. */
  @Benchmark
  public float[] multiplyTransposed() {
    kernel.multiply(true, false, m, n, k, a, 0, b, 0, c, 0, true);
    return c;
  }
}
