package dev.stria.benchmarks;

import dev.stria.autograd.Tape;
import dev.stria.nn.Sequential;
import dev.stria.op.CrossEntropy;
import dev.stria.optim.Sgd;
import dev.stria.tensor.SeededRandom;
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

/** One step of training: a batch forward and backward, and the optimizer. The gc profiler says what it allocates. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "-Dstria.warmup=wait"})
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class TrainingBenchmark {
  /** The network. */
  @Param({"W1", "W2", "W3"})
  public Workload workload;

  private final SeededRandom random = new SeededRandom(5);
  private Sequential model;
  private Sgd optimizer;
  private Tensor images;
  private int[] labels;

  @Setup
  public void build(Configuration configuration) {
    model = workload.build();
    optimizer = Sgd.of(model.parameters()).rate(0.01).momentum(0.9);
    images = workload.images(workload.batch());
    labels = workload.labels(workload.batch());
  }

  @Benchmark
  public float step() {
    try (Tape tape = Tape.training(random)) {
      Tensor loss = CrossEntropy.crossEntropy(model.logits(tape.trace(images)), labels);
      optimizer.step(tape.gradients(loss));
      return loss.item();
    }
  }
}
