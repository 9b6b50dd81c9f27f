package dev.stria.benchmarks.peers;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What was measured of one workload.
 *
 * @param title the workload
 * @param unit what is counted per second
 * @param cost what a step costs
 * @param results of each library, this one first
 */
record Row(String title, String unit, Cost cost, List<Result> results) {
  /**
   * The rates of one library.
   *
   * @param library its name
   * @param rates units per second of each round
   */
  record Result(String library, double[] rates) {
    double median() {
      double[] sorted = rates.clone();
      Arrays.sort(sorted);
      return sorted[sorted.length / 2];
    }

    double best() {
      return Arrays.stream(rates).max().orElseThrow();
    }
  }

  /** Returns the GFLOP/s of one result. */
  double gigaflops(Result result) {
    return result.median() / cost.units() * cost.gigaflop();
  }

  /** Returns one line of a Markdown table. */
  String markdown(double peak) {
    Result own = results.get(0);
    StringBuilder line = new StringBuilder("| " + title + " | " + unit + " | ");
    line.append(number(own.median())).append(" (").append(number(own.best())).append(") | ");
    for (Result peer : results.subList(1, results.size())) {
      line.append(peer.library()).append(' ').append(number(peer.median()));
      line.append(" (").append(number(peer.best())).append("): ");
      line.append(String.format(Locale.ROOT, "**%.2f ×** ", own.median() / peer.median()));
    }
    double share = 100 * gigaflops(own) / peak;
    return line.append(String.format(Locale.ROOT, "| %.0f %% |", share)).toString();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%,.0f", value);
  }
}
