package dev.stria.golden;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How the cases of one suite went. */
final class SuiteReport {
  private final String suite;
  private final List<String> failures = new ArrayList<>();
  private final Map<String, Integer> unsupported = new TreeMap<>();
  private int passed;

  SuiteReport(String suite) {
    this.suite = suite;
  }

  /** Runs one case and counts how it went. */
  void run(String name, Runnable test) {
    try {
      test.run();
      passed++;
    } catch (Unsupported e) {
      unsupported.merge(e.getMessage(), 1, Integer::sum);
    } catch (RuntimeException | AssertionError e) {
      failures.add(
          suite + "/" + name + ": " + (e instanceof GoldenMismatch ? e.getMessage() : trace(e)));
    }
  }

  private static String trace(Throwable e) {
    StringBuilder text = new StringBuilder(e.toString());
    for (int i = 0; i < Math.min(6, e.getStackTrace().length); i++) {
      text.append("\n    at ").append(e.getStackTrace()[i]);
    }
    return text.toString();
  }

  int passed() {
    return passed;
  }

  List<String> failures() {
    return failures;
  }

  int unsupported() {
    return unsupported.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Returns {@code suite: passed/failed/unsupported}, and what is unsupported by operation. */
  @Override
  public String toString() {
    String counts = suite + ": " + passed + "/" + failures.size() + "/" + unsupported();
    return unsupported.isEmpty() ? counts : counts + " unsupported " + unsupported;
  }
}
