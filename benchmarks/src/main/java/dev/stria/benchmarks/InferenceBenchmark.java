package dev.stria.benchmarks;

import dev.stria.nn.Sequential;
import dev.stria.tensor.Tensor;
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

/** Predicting one image, and 32 at once. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "-Dstria.warmup=wait"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class InferenceBenchmark {
  /** The network. */
  @Param({"W1", "W2", "W3"})
  public Workload workload;

  /** Images at once. */
  @Param({"1", "32"})
  public int batch;

  private Sequential model;
  private Tensor images;

  @Setup
  public void build(Configuration configuration) {
    model = workload.build();
    images = workload.images(batch);
  }

  @Benchmark
  public Tensor predict() {
    return model.predict(images);
  }
}
