package dev.stria.benchmarks;

import dev.stria.Stria;
import dev.stria.autograd.Tape;
import dev.stria.nn.Sequential;
import dev.stria.op.CrossEntropy;
import dev.stria.optim.Sgd;
import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Tensor;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;

/**
 * This library alone: how soon the first batch is trained, how many images in the first seconds of the Java virtual machine, and how
 * many a second later; prints one row of a table.
 *
 * <p>Arguments: network, number of threads, seconds; the script {@code configurations} goes through JDKs and options. The argument
 * {@code beginning} instead of the seconds measures the beginning alone.
 */
public final class Alone {
  private static final int TURNS = 7;

  private final Sequential model;
  private final Sgd optimizer;
  private final Tensor images;
  private final int[] labels;
  private final SeededRandom random = new SeededRandom(5);

  private Alone(Workload workload) {
    model = workload.build();
    optimizer = Sgd.of(model.parameters()).rate(0.01).momentum(0.9);
    images = workload.images(workload.batch());
    labels = workload.labels(workload.batch());
  }

  /**
   * Measures and prints.
   *
   * @param args see the class
   */
  public static void main(String[] args) {
    Workload workload = Workload.valueOf(args[0]);
    int threads = Integer.parseInt(args[1]);
    Stria.threads(threads);
    Alone alone = new Alone(workload);
    alone.step();
    double first = secondsSinceStart();
    if (args[2].equals("beginning")) {
      alone.beginning(workload, first);
      return;
    }
    double seconds = Double.parseDouble(args[2]);
    while (Stria.info().contains("until they are compiled")) {
      alone.imagesPerSecond(seconds);
    }
    alone.imagesPerSecond(2 * seconds);
    double[] rates = new double[TURNS];
    for (int turn = 0; turn < TURNS; turn++) {
      rates[turn] = alone.imagesPerSecond(seconds / TURNS);
    }
    Arrays.sort(rates);
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %s | %d | %,.0f | %,.0f | %.2f |%n",
        workload,
        System.getProperty("java.version"),
        kernels(),
        threads,
        rates[TURNS / 2],
        rates[TURNS - 1],
        first);
  }

  private static double secondsSinceStart() {
    long started = ManagementFactory.getRuntimeMXBean().getStartTime();
    return (System.currentTimeMillis() - started) / 1e3;
  }

  private static String kernels() {
    return Stria.info().lines().findFirst().orElse("").replaceFirst(" \\(.*|, scalar until.*", "");
  }

  /** Prints how many images were trained 1, 2, 5, 10 and 20 seconds after the start. */
  private void beginning(Workload workload, double first) {
    StringBuilder row = new StringBuilder();
    long images = labels.length;
    for (int until : new int[] {1, 2, 5, 10, 20}) {
      while (secondsSinceStart() < until) {
        step();
        images += labels.length;
      }
      row.append(String.format(Locale.ROOT, " %,d |", images));
    }
    String java = System.getProperty("java.version");
    System.out.printf(
        Locale.ROOT, "| %s | %s | %s | %.2f |%s%n", workload, java, kernels(), first, row);
  }

  private float step() {
    try (Tape tape = Tape.training(random)) {
      Tensor loss = CrossEntropy.crossEntropy(model.logits(tape.trace(images)), labels);
      optimizer.step(tape.gradients(loss));
      return loss.item();
    }
  }

  private double imagesPerSecond(double seconds) {
    long start = System.nanoTime();
    long steps = 0;
    while (System.nanoTime() - start < seconds * 1e9) {
      if (!Float.isFinite(step())) {
        throw new IllegalStateException("the loss is not finite");
      }
      steps++;
    }
    return steps * labels.length * 1e9 / (System.nanoTime() - start);
  }
}
