package dev.stria.train;

/** Time spent training, evaluations left out. */
final class Clock {
  private long nanos;
  private long started;
  private long lap;
  private long examples;

  void start() {
    started = System.nanoTime();
  }

  void stop() {
    lap = System.nanoTime() - started;
    nanos += lap;
  }

  void count(int size) {
    examples += size;
  }

  double examplesPerSecond() {
    return examples / ((nanos + System.nanoTime() - started) / 1e9);
  }

  double lastSeconds() {
    return lap / 1e9;
  }
}
