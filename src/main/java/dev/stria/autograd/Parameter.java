package dev.stria.autograd;

import dev.stria.tensor.Tensor;
import java.util.Objects;

/**
 * A named tensor of a layer that outlives every tape: a weight that an optimizer changes, or a running
 * statistic that training keeps.
 *
 * <p>A tape in training mode computes gradients for every trainable parameter that was used on it.
 */
public final class Parameter implements Tensor.Owner {
  private final String name;
  private final Tensor value;
  private final boolean statistic;
  private volatile boolean frozen;

  private Parameter(String name, Tensor initial, boolean statistic) {
    this.name = Objects.requireNonNull(name, "name");
    this.value = Tensor.owned(initial.shape(), initial.data().clone(), this, -1);
    this.statistic = statistic;
  }

  /**
   * Returns a weight, to be learned.
   *
   * @param name its path in the network, such as {@code conv1.weight}
   * @param initial its first values, copied
   * @return the parameter
   */
  public static Parameter weight(String name, Tensor initial) {
    return new Parameter(name, initial, false);
  }

  /**
   * Returns a running statistic: saved with the weights, but never differentiated.
   *
   * @param name its path in the network, such as {@code bn1.running_mean}
   * @param initial its first values, copied
   * @return the parameter
   */
  public static Parameter statistic(String name, Tensor initial) {
    return new Parameter(name, initial, true);
  }

  /**
   * Returns the path in the network.
   *
   * @return such as {@code conv1.weight}
   */
  public String name() {
    return name;
  }

  /**
   * Returns the values. Optimizers and loaders write into its array; nothing else should.
   *
   * @return the live tensor, not a copy
   */
  public Tensor value() {
    return value;
  }

  /**
   * Tells whether this is a running statistic and not a weight.
   *
   * @return whether it was made by {@link #statistic}
   */
  public boolean isStatistic() {
    return statistic;
  }

  /**
   * Tells whether gradients are computed for this parameter while training.
   *
   * @return false for statistics and frozen weights
   */
  public boolean isTrainable() {
    return !statistic && !frozen;
  }

  /** Excludes this weight from training until {@link #unfreeze()}. */
  public void freeze() {
    frozen = true;
  }

  /** Lets this weight be trained again. */
  public void unfreeze() {
    frozen = false;
  }

  /** Does nothing: a parameter may always be read. */
  @Override
  public void requireReadable() {}

  /** Returns the name and shape. */
  @Override
  public String toString() {
    return name + value.shape();
  }
}
