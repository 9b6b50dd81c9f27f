package dev.stria.benchmarks.peers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Runs contenders in turns, each after a pause in which the threads of the one before fall asleep.
 *
 * @param threads how many threads each may use
 * @param count how many turns each has
 * @param seconds how long a turn lasts
 */
record Rounds(int threads, int count, double seconds) {
  /**
   * How long each contender works before it is measured, at least: the compiler of a JVM has all of a network's training in its
   * final form after 3 to 4 seconds.
   */
  private static final double WARMUP_SECONDS = 4;

  private static boolean quick(String... args) {
    return Arrays.asList(args).contains("--quick");
  }

  /** Reads {@code --quick threads=2 rounds=7 seconds=1}, all optional. */
  static Rounds of(String... args) {
    int processors = Runtime.getRuntime().availableProcessors();
    return new Rounds(
        (int) number(args, "threads", processors),
        (int) number(args, "rounds", quick(args) ? 3 : 7),
        number(args, "seconds", quick(args) ? 0.3 : 1));
  }

  private static double number(String[] args, String name, double otherwise) {
    return Arrays.stream(args)
        .filter(arg -> arg.startsWith(name + "="))
        .mapToDouble(arg -> Double.parseDouble(arg.substring(name.length() + 1)))
        .findFirst()
        .orElse(otherwise);
  }

  /** Measures contenders, the first of which is this library, and closes them. */
  Row compare(String title, String unit, Cost cost, List<? extends Contender> contenders) {
    List<double[]> rates = new ArrayList<>();
    for (Contender contender : contenders) {
      rates.add(new double[count]);
      Quiet.await();
      unitsPerSecond(contender, cost.units(), Math.max(WARMUP_SECONDS, 3 * seconds));
    }
    for (int round = 0; round < count; round++) {
      for (int i = 0; i < contenders.size(); i++) {
        Quiet.await();
        rates.get(i)[round] = unitsPerSecond(contenders.get(i), cost.units(), seconds);
      }
    }
    List<Row.Result> results = new ArrayList<>();
    for (int i = 0; i < contenders.size(); i++) {
      results.add(new Row.Result(contenders.get(i).name(), rates.get(i)));
      contenders.get(i).close();
    }
    return new Row(title, unit, cost, results);
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
}
