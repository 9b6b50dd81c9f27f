package dev.stria.examples;

import dev.stria.Stria;
import picocli.CommandLine.Option;

/** The option that says how many threads work. */
final class Threads {
  @Option(
      names = "--threads",
      defaultValue = "0",
      description = "worker threads, 0 for as many as there are processors")
  private int count;

  /**
   * Sets what the user said, if anything.
   *
   * @throws IllegalArgumentException if it is negative
   */
  void apply() {
    if (count < 0) {
      throw new IllegalArgumentException("--threads: expected 0 or more, but got " + count);
    }
    if (count > 0) {
      Stria.threads(count);
    }
  }
}
