package dev.stria.benchmarks.peers;

import java.time.Duration;
import java.util.stream.Stream;

/**
 * Waits between turns. The threads of native libraries look for more work for a while after the last (OpenMP's 0.2 s), and
 * would take a processor from whoever is measured next.
 */
final class Quiet {
  private static final long WINDOW_MILLIS = 100;
  private static final long MOST_MILLIS = 1_500;

  /** A tick of the clock that counts, and a little of this library's own. */
  private static final long IDLE_MILLIS = 10;

  private Quiet() {}

  /** Returns when this process and its children have hardly used a processor for a while. */
  static void await() {
    long used = cpuMillis();
    for (long waited = 0; waited < MOST_MILLIS; waited += WINDOW_MILLIS) {
      sleep();
      long now = cpuMillis();
      if (now - used <= IDLE_MILLIS) {
        return;
      }
      used = now;
    }
  }

  private static void sleep() {
    try {
      Thread.sleep(WINDOW_MILLIS);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  private static long cpuMillis() {
    ProcessHandle own = ProcessHandle.current();
    return Stream.concat(Stream.of(own), own.descendants())
        .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
        .mapToLong(Duration::toMillis)
        .sum();
  }
}
