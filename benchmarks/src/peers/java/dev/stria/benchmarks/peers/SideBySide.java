package dev.stria.benchmarks.peers;

import dev.stria.Stria;
import dev.stria.benchmarks.Workload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The same network in several libraries, in turns in one run: prints a table of images a second and of ratios.
 *
 * <p>Arguments: {@code threads=2 rounds=7 seconds=2 W1 W2 W3}, all optional.
 */
public final class SideBySide {
  private final int threads;
  private final int rounds;
  private final double seconds;

  private SideBySide(int threads, int rounds, double seconds) {
    this.threads = threads;
    this.rounds = rounds;
    this.seconds = seconds;
  }

  /**
   * Measures and prints.
   *
   * @param args see the class
   */
  public static void main(String[] args) {
    int threads = (int) number(args, "threads", Runtime.getRuntime().availableProcessors());
    SideBySide runs =
        new SideBySide(threads, (int) number(args, "rounds", 7), number(args, "seconds", 2));
    System.out.println(Stria.info());
    System.out.println();
    System.out.println(
        "| workload | library | images/s, median | best | stria is, of the medians |");
    System.out.println("|---|---|---|---|---|");
    for (Workload workload : Workload.values()) {
      boolean all = Arrays.stream(args).noneMatch(arg -> arg.startsWith("W"));
      if (all || Arrays.asList(args).contains(workload.name())) {
        runs.train(workload);
        runs.predict(workload, 1);
        runs.predict(workload, 32);
      }
    }
  }

  private static double number(String[] args, String name, double otherwise) {
    return Arrays.stream(args)
        .filter(arg -> arg.startsWith(name + "="))
        .mapToDouble(arg -> Double.parseDouble(arg.substring(name.length() + 1)))
        .findFirst()
        .orElse(otherwise);
  }

  private void train(Workload workload) {
    int batch = workload.batch();
    compare(
        workload + " training, batch " + batch + ", " + threads + "T",
        batch,
        List.of(
            new StriaContender(workload, batch, true, threads),
            new LibTorchContender(workload, batch, true, threads)));
  }

  private void predict(Workload workload, int batch) {
    compare(
        workload + " inference, batch " + batch + ", " + threads + "T",
        batch,
        List.of(
            new StriaContender(workload, batch, false, threads),
            new LibTorchContender(workload, batch, false, threads),
            new OnnxContender(workload, batch, threads)));
  }

  private void compare(String title, int batch, List<Contender> contenders) {
    List<double[]> rates = new ArrayList<>();
    for (Contender contender : contenders) {
      rates.add(new double[rounds]);
      imagesPerSecond(contender, batch, 3 * seconds);
    }
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < contenders.size(); i++) {
        rates.get(i)[round] = imagesPerSecond(contenders.get(i), batch, seconds);
      }
    }
    double own = median(rates.get(0));
    for (int i = 0; i < contenders.size(); i++) {
      double[] rate = rates.get(i);
      System.out.printf(
          Locale.ROOT,
          "| %s | %s | %,.0f | %,.0f | %s |%n",
          title,
          contenders.get(i).name(),
          median(rate),
          Arrays.stream(rate).max().orElseThrow(),
          i == 0 ? "" : String.format(Locale.ROOT, "%.2f ×", own / median(rate)));
      contenders.get(i).close();
    }
  }

  private static double imagesPerSecond(Contender contender, int batch, double seconds) {
    long start = System.nanoTime();
    long images = 0;
    while (System.nanoTime() - start < seconds * 1e9) {
      float loss = contender.step();
      if (!Float.isFinite(loss)) {
        throw new IllegalStateException(contender.name() + ": a loss of " + loss);
      }
      images += batch;
    }
    return images * 1e9 / (System.nanoTime() - start);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
