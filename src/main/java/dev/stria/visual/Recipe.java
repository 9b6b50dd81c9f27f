package dev.stria.visual;

import dev.stria.nn.Layer;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * What all recipes have in common: the network that is looked into, how its pictures are prepared, a seed,
 * and somebody who is told how far it has come. Every setting returns a changed copy.
 *
 * @param <S> the recipe itself
 */
abstract class Recipe<S extends Recipe<S>> implements Cloneable {
  final Layer network;
  Preparation preparation = Preparation.none();
  long seed;
  Progress progress = state -> true;

  Recipe(Layer network) {
    this.network = Objects.requireNonNull(network, "network");
  }

  /** Returns a copy with a change; lists and arrays are exchanged and never changed. */
  @SuppressWarnings("unchecked")
  final S with(Consumer<S> change) {
    try {
      S copy = (S) clone();
      change.accept(copy);
      return copy;
    } catch (CloneNotSupportedException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * Returns this recipe for a network that was trained on prepared pictures.
   *
   * @param preparation from a picture with values from 0 to 1 to the network's input
   * @return the changed copy
   */
  public S prepared(Preparation preparation) {
    Objects.requireNonNull(preparation, "preparation");
    return with(copy -> copy.preparation = preparation);
  }

  /**
   * Returns this recipe with other random numbers. The same seed gives the same bits.
   *
   * @param seed decides all noise and all random moves
   * @return the changed copy
   */
  public S seed(long seed) {
    return with(copy -> copy.seed = seed);
  }

  /**
   * Returns this recipe with somebody who is told how far it has come and may end it; what is best until then
   * is the result.
   *
   * @param progress who
   * @return the changed copy
   */
  public S progress(Progress progress) {
    Objects.requireNonNull(progress, "progress");
    return with(copy -> copy.progress = progress);
  }
}
