package dev.stria.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stria.Stria;
import dev.stria.data.Batches;
import dev.stria.data.SafeFile;
import dev.stria.nn.BatchNorm;
import dev.stria.nn.Conv2d;
import dev.stria.nn.Dropout;
import dev.stria.nn.Flatten;
import dev.stria.nn.Linear;
import dev.stria.nn.Relu;
import dev.stria.nn.Sequential;
import dev.stria.nn.Softmax;
import dev.stria.optim.Adam;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of training when the machine does not do as it should. */
class ReliabilityTest {
  @TempDir Path folder;

  private static Sequential network(int units) {
    return Sequential.layers()
        .add("conv", Conv2d.filters(4).kernel(3))
        .add("norm", BatchNorm::new)
        .add("relu", Relu::new)
        .add("flatten", Flatten::new)
        .add("fc1", Linear.units(units))
        .add("drop", Dropout.probability(0.2))
        .add("fc2", Linear.units(2))
        .add("softmax", Softmax::new)
        .build(Shape.of(1, 8, 8), 1);
  }

  private static Trainer trainer(Sequential model) {
    return Trainer.of(model, Adam.of(model.parameters())).seed(5).average(0.9);
  }

  private static Batches bars() {
    return Batches.of(Bars.of(64, 1)).size(16).shuffle(3);
  }

  /** Trains in a process of its own: goes on from the checkpoint if there is one. */
  public static final class Child {
    private Child() {}

    /**
     * Trains.
     *
     * @param args the checkpoint, how many epochs, and the units of the hidden layer
     */
    public static void main(String[] args) throws IOException {
      Path file = Path.of(args[0]);
      Trainer trainer = trainer(network(Integer.parseInt(args[2]))).checkpoints(file, 1);
      TrainingListener steps =
          new TrainingListener() {
            @Override
            public void batchDone(Progress progress) {
              System.out.println("step");
            }
          };
      trainer.epochs(Integer.parseInt(args[1])).listener(steps);
      (Files.exists(file) ? trainer.resume(file) : trainer).fit(bars());
    }
  }

  private static List<String> java(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Xmx128m"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Child.class.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  @Test
  void aKilledRunGoesOnFromItsLastCheckpoint() throws IOException, InterruptedException {
    Path file = folder.resolve("checkpoint");
    for (int round = 0; round < 3; round++) {
      Process child =
          new ProcessBuilder(java(file.toString(), "100000", "32"))
              .redirectErrorStream(true)
              .start();
      try (var said = child.inputReader()) {
        for (int steps = 0; steps < 7 + round; steps++) {
          assertEquals("step", said.readLine());
        }
        child.destroyForcibly().waitFor();
      }
      assertTrue(Checkpoint.read(file).position().epoch() > round, "it went on");
    }
    int epochs = Checkpoint.read(file).position().epoch() + 1;
    Sequential resumed = network(32);
    trainer(resumed).epochs(epochs).resume(file).fit(bars());
    Sequential straight = network(32);
    trainer(straight).epochs(epochs).fit(bars());
    Bits.assertSame(Bits.values(straight), Bits.values(resumed));
  }

  /** A limit on the size of files fails in the middle of a write, as a full disk does. */
  @Test
  void aFullDiskLosesNothing() throws IOException, InterruptedException {
    Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "a shell sets the limit");
    Path file = folder.resolve("checkpoint");
    trainer(network(32)).checkpoints(file, 0).fit(bars());
    byte[] before = Files.readAllBytes(file);
    long blocks = before.length / 512 / 2;
    List<String> command = new ArrayList<>();
    command.addAll(List.of("/bin/sh", "-c", "ulimit -f " + blocks + "; exec \"$@\"", "sh"));
    command.addAll(java(file.toString(), "2", "32"));
    Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(child.getInputStream().readAllBytes());
    assertEquals(1, child.waitFor(), said);
    assertTrue(said.contains("IOException: cannot write " + file + ":"), said);
    assertArrayEquals(before, Files.readAllBytes(file));
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(file), left.toList(), "nothing half is left behind");
    }
  }

  @Test
  void aFolderThatCannotBeWrittenToIsFoundOutBeforeTheFirstStep() throws IOException {
    Path noFolder = Files.writeString(folder.resolve("file"), "x");
    Sequential model = network(8);
    List<float[]> before = Bits.values(model);
    Trainer trainer = trainer(model).checkpoints(noFolder.resolve("checkpoint"), 0);
    IOException thrown = assertThrows(IOException.class, () -> trainer.fit(bars()));
    assertTrue(thrown.getMessage().contains("cannot write to folder"), thrown.getMessage());
    Bits.assertSame(before, Bits.values(model));
  }

  @Test
  void anInterruptEndsTrainingAndIsKept() throws IOException {
    Path file = folder.resolve("checkpoint");
    TrainingListener interrupting =
        new TrainingListener() {
          @Override
          public void batchDone(Progress progress) {
            if (progress.epoch() == 1 && progress.batch() == 2) {
              Thread.currentThread().interrupt();
            }
          }
        };
    Trainer trainer = trainer(network(8)).epochs(3).checkpoints(file, 1).listener(interrupting);
    UncheckedIOException thrown =
        assertThrows(UncheckedIOException.class, () -> trainer.fit(bars()));
    assertInstanceOf(InterruptedIOException.class, thrown.getCause());
    assertTrue(Thread.interrupted(), "the flag was kept");
    Sequential resumed = network(8);
    trainer(resumed).epochs(3).resume(file).fit(bars());
    Sequential straight = network(8);
    trainer(straight).epochs(3).fit(bars());
    Bits.assertSame(Bits.values(straight), Bits.values(resumed));
  }

  /** While the pool of threads is closed and replaced under them all the time. */
  @Test
  void manyThreadsPredictWhatOneDoes() throws Exception {
    Sequential model =
        Sequential.layers()
            .add("conv1", Conv2d.filters(16).kernel(3).padding(1))
            .add("norm", BatchNorm::new)
            .add("relu", Relu::new)
            .add("conv2", Conv2d.filters(16).kernel(3).padding(1))
            .add("flatten", Flatten::new)
            .add("fc", Linear.units(2))
            .add("softmax", Softmax::new)
            .build(Shape.of(1, 8, 8), 1);
    Batches batches = Batches.of(Bars.of(100, 1)).size(32);
    int before = Stria.threads();
    ExecutorService threads = Executors.newFixedThreadPool(32);
    try {
      Stria.threads(1);
      Tensor alone = Predictions.of(model, batches);
      assertEquals(Shape.of(100, 2), alone.shape());
      Callable<Tensor> predict = () -> Predictions.of(model, batches);
      List<Future<Tensor>> answers = new ArrayList<>();
      for (int i = 0; i < 32; i++) {
        answers.add(threads.submit(predict));
      }
      for (int i = 0; i < 60; i++) {
        Stria.threads(1 + i % 4);
        Thread.sleep(1);
      }
      for (Future<Tensor> answer : answers) {
        assertArrayEquals(alone.data(), answer.get().data());
      }
    } finally {
      threads.shutdownNow();
      Stria.threads(before);
    }
  }

  @Test
  void nothingIsPredictedOfNothing() {
    Batches none = Batches.of(Bars.of(4, 1).first(0));
    assertThrows(IllegalArgumentException.class, () -> Predictions.of(network(8), none));
  }

  @Test
  void memoryDoesNotGrowWithSteps() throws IOException {
    long[] used = new long[2];
    Sequential model = network(8);
    long[] steps = {0};
    TrainingListener measuring =
        new TrainingListener() {
          @Override
          public void batchDone(Progress progress) {
            steps[0]++;
            if (steps[0] == 100 || steps[0] == 10_000) {
              used[steps[0] == 100 ? 0 : 1] = heapInUse();
            }
          }
        };
    Trainer trainer = trainer(model).epochs(100).listener(measuring);
    trainer.fit(Batches.of(Bars.of(200, 1)).size(2).shuffle(3));
    assertEquals(10_000, steps[0]);
    assertTrue(used[1] < 1.05 * used[0], "in use: " + used[0] + " bytes, later " + used[1]);
  }

  private static long heapInUse() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 4; i++) {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  /** No time of day is asked for anywhere ({@code ArchitectureTest}); the times of files do not matter either. */
  @Test
  void timesOfFilesDoNotMatter() throws IOException {
    Path file = folder.resolve("checkpoint");
    int[] batches = {0};
    Trainer first = trainer(network(8)).epochs(2).checkpoints(file, 0);
    assertFalse(first.stopWhen(() -> ++batches[0] == 3).fit(bars()).completed());
    for (Duration off : new Duration[] {Duration.ofDays(9000), Duration.ofDays(-9000)}) {
      Files.setLastModifiedTime(file, FileTime.from(Instant.now().plus(off)));
      Sequential resumed = network(8);
      assertTrue(trainer(resumed).epochs(2).resume(file).fit(bars()).completed());
      SafeFile.write(folder.resolve("copy"), out -> Files.copy(file, out));
      assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(folder.resolve("copy")));
    }
  }
}
