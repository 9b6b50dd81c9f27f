package dev.stria.benchmarks.peers;

import java.util.function.Supplier;

/**
 * A contender that is one piece of work.
 *
 * @param name the library's name
 * @param work what a step does; gives one of the results
 */
record Work(String name, Supplier<Float> work) implements Contender {
  @Override
  public float step() {
    return work.get();
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
