package dev.stria.benchmarks.peers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Runs contenders in turns and prints one row of a table for each.
 *
 * @param threads how many threads each may use
 * @param count how many turns each has
 * @param seconds how long a turn lasts
 */
record Rounds(int threads, int count, double seconds) {
  /** Reads {@code threads=2 rounds=7 seconds=2}, all optional. */
  static Rounds of(String... args) {
    int processors = Runtime.getRuntime().availableProcessors();
    return new Rounds(
        (int) number(args, "threads", processors),
        (int) number(args, "rounds", 7),
        number(args, "seconds", 2));
  }

  private static double number(String[] args, String name, double otherwise) {
    return Arrays.stream(args)
        .filter(arg -> arg.startsWith(name + "="))
        .mapToDouble(arg -> Double.parseDouble(arg.substring(name.length() + 1)))
        .findFirst()
        .orElse(otherwise);
  }

  void head(String unit) {
    System.out.println();
    System.out.printf(
        "| %d threads | library | %s, median | best | stria is, of the medians |%n", threads, unit);
    System.out.println("|---|---|---|---|---|");
  }

  /** Measures contenders, the first of which is this library, and closes them. */
  void compare(String title, double unitsPerStep, List<? extends Contender> contenders) {
    List<double[]> rates = new ArrayList<>();
    for (Contender contender : contenders) {
      rates.add(new double[count]);
      unitsPerSecond(contender, unitsPerStep, 3 * seconds);
    }
    for (int round = 0; round < count; round++) {
      for (int i = 0; i < contenders.size(); i++) {
        rates.get(i)[round] = unitsPerSecond(contenders.get(i), unitsPerStep, seconds);
      }
    }
    double own = median(rates.get(0));
    for (int i = 0; i < contenders.size(); i++) {
      double[] rate = rates.get(i);
      System.out.printf(
          Locale.ROOT,
          "| %s | %s | %s | %s | %s |%n",
          title,
          contenders.get(i).name(),
          number(median(rate)),
          number(Arrays.stream(rate).max().orElseThrow()),
          i == 0 ? "" : String.format(Locale.ROOT, "%.2f ×", own / median(rate)));
      contenders.get(i).close();
    }
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%,.0f", value);
  }

  private static double unitsPerSecond(Contender contender, double units, double seconds) {
    long start = System.nanoTime();
    long steps = 0;
    while (steps == 0 || System.nanoTime() - start < seconds * 1e9) {
      float result = contender.step();
      if (!Float.isFinite(result)) {
        throw new IllegalStateException(contender.name() + ": a result of " + result);
      }
      steps++;
    }
    return steps * units * 1e9 / (System.nanoTime() - start);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
