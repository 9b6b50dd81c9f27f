package dev.stria.optim;

import dev.stria.autograd.Parameter;
import java.util.Collection;

/**
 * {@link Adam} whose weight decay acts on the weights themselves, {@code w −= rate · decay · w}, and not
 * through the gradient.
 *
 * <p>Semantics and defaults of PyTorch's {@code AdamW}: weight decay 0.01. Loshchilov and Hutter,
 * <em>Decoupled weight decay regularization</em>, 2019.
 */
public final class AdamW {
  private AdamW() {}

  /**
   * Returns Adam with decoupled weight decay, 0.01 unless set.
   *
   * @param parameters what to change
   * @return the optimizer
   * @throws IllegalArgumentException if there is no weight among them or one comes twice
   */
  public static Adam of(Collection<Parameter> parameters) {
    return new Adam(parameters, true);
  }
}
