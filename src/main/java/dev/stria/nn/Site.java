package dev.stria.nn;

import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;
import java.util.Objects;

/**
 * The place in a network where a layer is built.
 *
 * @param path the layer's path, such as {@code block1.conv2}; empty for the outermost network
 * @param input the shape of one example of the layer's input, without the batch axis
 * @param random where its initial weights come from
 */
public record Site(String path, Shape input, SeededRandom random) {
  /** Checks that nothing is missing. */
  public Site {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(input, "input");
    Objects.requireNonNull(random, "random");
  }

  /**
   * Returns the outermost place.
   *
   * @param input the shape of one example, without the batch axis
   * @param seed decides all initial weights
   * @return the place with an empty path
   */
  public static Site outermost(Shape input, long seed) {
    return new Site("", input, new SeededRandom(seed));
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
    return new Site(in(name), input, random.fork(name.hashCode()));
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
