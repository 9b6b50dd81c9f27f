package dev.stria.nn;

import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.util.Objects;

/**
 * The place in a network where a layer is built: its path, the shape of its input, and where its initial
 * weights come from.
 */
public final class Site {
  private final String path;
  private final Shape input;
  private final SeededRandom random;
  private final Allowance allowance;

  private Site(String path, Shape input, SeededRandom random, Allowance allowance) {
    this.path = path;
    this.input = Objects.requireNonNull(input, "input");
    this.random = random;
    this.allowance = allowance;
  }

  /**
   * Returns the outermost place.
   *
   * @param input the shape of one example, without the batch axis
   * @param seed decides all initial weights
   * @return the place with an empty path
   */
  public static Site outermost(Shape input, long seed) {
    return outermost(input, seed, Allowance.UNLIMITED);
  }

  /** Returns the outermost place of a network that may not have more numbers than allowed. */
  static Site outermost(Shape input, long seed, Allowance allowance) {
    return new Site("", input, new SeededRandom(seed), allowance);
  }

  /**
   * Returns the path of the layer.
   *
   * @return such as {@code block1.conv2}; empty for the outermost network
   */
  public String path() {
    return path;
  }

  /**
   * Returns the shape of one example of the layer's input.
   *
   * @return the shape, without the batch axis
   */
  public Shape input() {
    return input;
  }

  /**
   * Returns where the layer's initial weights come from.
   *
   * @return the source of random numbers
   */
  public SeededRandom random() {
    return random;
  }

  /** Returns the first value of a parameter that starts at the same number everywhere. */
  Tensor filled(Shape shape, float value) {
    allowance.take(shape);
    return value == 0 ? Tensor.zeros(shape) : Tensor.filled(shape, value);
  }

  /** Returns the first value of a parameter that starts at random. */
  Tensor drawn(Shape shape, Initializer initializer) {
    allowance.take(shape);
    return initializer.weight(shape, random.fork(0));
  }

  /**
   * Returns the place of a part of what is built here. Its random numbers depend on its name and not on
   * its neighbours, so that adding a layer leaves the initial weights of the others as they were.
   *
   * @param name the part's name, without dots
   * @param input the shape of one example of the part's input
   * @return the part's place
   */
  public Site child(String name, Shape input) {
    if (name.isEmpty() || name.contains(".")) {
      throw new IllegalArgumentException(
          "a layer's name may not be empty or contain a dot, since paths are joined by dots: '"
              + name
              + "'");
    }
    return new Site(in(name), input, random.fork(name.hashCode()), allowance);
  }

  /**
   * Returns the path of something inside this place.
   *
   * @param name its name
   * @return {@code path.name}, or {@code name} alone at the outermost place
   */
  public String in(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
