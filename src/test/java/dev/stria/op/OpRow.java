package dev.stria.op;

import dev.stria.tensor.SeededRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.function.Executable;

/**
 * One operation's row in {@link OpTable}: where random configurations of it come from, and which misuse
 * it must refuse with which words.
 *
 * @param name the public method that computes it, such as {@code relu}
 * @param op the class that holds the method
 * @param configurations how many random configurations are differentiated
 * @param sample makes a random configuration
 * @param misuses what it must refuse
 */
record OpRow(
    String name,
    Class<?> op,
    int configurations,
    Function<SeededRandom, OpCase> sample,
    List<Misuse> misuses) {

  /** A call that must throw, and words that its message must contain. */
  record Misuse(
      String what, Class<? extends Exception> exception, Executable call, String... words) {}

  static OpRow of(String name, Class<?> op, Function<SeededRandom, OpCase> sample) {
    return new OpRow(name, op, 20, sample, List.of());
  }

  OpRow configurations(int count) {
    return new OpRow(name, op, count, sample, misuses);
  }

  OpRow refuses(
      String what, Class<? extends Exception> exception, Executable call, String... words) {
    List<Misuse> more = new ArrayList<>(misuses);
    more.add(new Misuse(what, exception, call, words));
    return new OpRow(name, op, configurations, sample, more);
  }

  @Override
  public String toString() {
    return name;
  }
}
