package dev.stria.benchmarks;

import dev.stria.autograd.Tape;
import dev.stria.nn.Sequential;
import dev.stria.op.Mean;
import dev.stria.tensor.Tensor;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One step of a picture's ascent through VGG-19: the gradient of its last activations' mean (W6). */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "-Dstria.warmup=wait"})
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
public class PictureBenchmark {
  private Sequential model;
  private Tensor picture;

  @Setup
  public void build(Configuration configuration) {
    model = Workload.W6.build();
    picture = Workload.W6.images(1);
  }

  @Benchmark
  public float gradient() {
    try (Tape tape = Tape.inspecting()) {
      Tensor watched = tape.watch(picture);
      return tape.gradients(Mean.mean(model.apply(watched))).of(watched).data()[0];
    }
  }
}
