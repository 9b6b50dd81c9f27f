package dev.stria;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stria.autograd.Tape;
import dev.stria.nn.Layer;
import dev.stria.nn.Sequential;
import dev.stria.op.CrossEntropy;
import dev.stria.optim.Sgd;
import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Tensor;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * What a step allocates once arrays have been lent before: small descriptions of what is computed, and next to nothing that grows
 * with the batch. Counted on all threads, through the interface that users call.
 *
 * <p>The first steps allocate more: arrays that are lent from then on, and what the compiler has not yet seen to be needless.
 * So the test repeats steps until the figure is small enough, and fails if it never is.
 */
class MemoryTest {
  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** How long the compiler may take on a busy machine. */
  private static final Duration PATIENCE = Duration.ofSeconds(100);

  private static final int SMALL_BATCH = 32;
  private static final int LARGE_BATCH = 64;

  /** What an image more may take: some dozens of bytes, such as copies of what is predicted. */
  private static final int BYTES_PER_IMAGE = 250;

  /**
   * A network and what it may allocate.
   *
   * @param name what is done
   * @param network the network
   * @param training whether it trains, or else predicts
   * @param bytesPerStep what a step may take
   */
  private record Case(
      String name, Supplier<Sequential> network, boolean training, int bytesPerStep) {}

  private static final List<Case> CASES =
      List.of(
          new Case("the lecture's network, training", () -> Networks.lecture(1), true, 32_000),
          new Case("the lecture's network, predicting", () -> Networks.lecture(1), false, 20_000),
          new Case("six convolutions, training", () -> Networks.sixConvolutions(1), true, 90_000),
          new Case(
              "six convolutions, predicting", () -> Networks.sixConvolutions(1), false, 32_000));

  @Test
  void stepsAllocateNextToNothing() throws IOException, InterruptedException {
    List<String> said = OwnProcess.lines(MemoryTest.class);
    long little = said.stream().filter(line -> line.startsWith("little: ")).count();
    assertEquals(CASES.size(), little, said::toString);
  }

  /**
   * Runs steps of each case until they allocate little, or for too long, and says which in a line.
   *
   * @param args not looked at
   */
  public static void main(String[] args) {
    CASES.forEach(c -> System.out.println(figures(c)));
  }

  private static String figures(Case c) {
    Sequential model = c.network.get();
    Runnable small = step(c, model, SMALL_BATCH);
    Runnable large = step(c, model, LARGE_BATCH);
    long limit = c.bytesPerStep;
    long growth = BYTES_PER_IMAGE * (LARGE_BATCH - SMALL_BATCH);
    long ofSmall = 0;
    long ofLarge = Long.MAX_VALUE;
    Instant end = Instant.now().plus(PATIENCE);
    while ((ofLarge > limit || ofLarge - ofSmall > growth) && Instant.now().isBefore(end)) {
      ofSmall = bytesOf(small);
      ofLarge = bytesOf(large);
    }
    return (ofLarge <= limit && ofLarge - ofSmall <= growth ? "little: " : "too much: ")
        + (c.name + ", " + ofSmall + " bytes for 32 images, " + ofLarge + " for 64");
  }

  private static Runnable step(Case c, Sequential model, int batch) {
    Tensor images = Tensor.zeros(model.inputShape().prepend(batch));
    SeededRandom random = new SeededRandom(3);
    for (int i = 0; i < images.data().length; i++) {
      images.data()[i] = random.nextFloat();
    }
    return c.training ? training(model, images) : () -> model.predict(images);
  }

  private static Runnable training(Layer model, Tensor images) {
    Sgd optimizer = Sgd.of(model.parameters()).rate(0.01).momentum(0.9);
    int[] labels = new int[images.shape().size(0)];
    Arrays.setAll(labels, i -> i % 10);
    SeededRandom random = new SeededRandom(5);
    return () -> {
      try (Tape tape = Tape.training(random)) {
        Tensor loss = CrossEntropy.crossEntropy(model.logits(tape.trace(images)), labels);
        optimizer.step(tape.gradients(loss));
      }
    };
  }

  /** What one step allocates, the least of three. */
  private static long bytesOf(Runnable step) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      long before = allocated();
      step.run();
      least = Math.min(least, allocated() - before);
    }
    return least;
  }

  private static long allocated() {
    return Arrays.stream(THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds()))
        .filter(bytes -> bytes > 0)
        .sum();
  }
}
