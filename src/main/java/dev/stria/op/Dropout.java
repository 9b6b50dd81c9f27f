package dev.stria.op;

import dev.stria.autograd.Tape;
import dev.stria.internal.kernel.DropoutMask;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;

/**
 * Dropout: on a training tape each value is 0 with probability {@code p} and {@code x / (1 − p)} otherwise;
 * anywhere else nothing happens.
 *
 * <p>Srivastava et al., <em>Dropout</em>, 2014; Tompson et al., <em>Efficient object localization using
 * convolutional networks</em>, 2015, for whole channels. Semantics are those of PyTorch's {@code dropout}
 * and {@code dropout2d}.
 */
public final class Dropout {
  private Dropout() {}

  /**
   * Drops single values, if x is on a training tape, which has the random numbers.
   *
   * <p><b>Shape:</b> any; the same comes out.
   *
   * @param x the input
   * @param p the probability of dropping, from 0 to less than 1
   * @return what is left; x itself if this is no training
   * @throws IllegalArgumentException if p is no such probability
   */
  public static Tensor dropout(Tensor x, double p) {
    requireProbability("dropout", p);
    Tape tape = Tape.of(x);
    return p > 0 && tape != null && tape.isTraining()
        ? drop("dropout", x, p, tape.random().nextLong(), x.shape().count())
        : x;
  }

  /**
   * Drops whole channels, if x is on a training tape: neighbouring pixels say nearly the same, so that
   * dropping one of them takes nothing away.
   *
   * <p><b>Shape:</b> {@code [N, C, …]}; the same comes out.
   *
   * @param x the input
   * @param p the probability of dropping, from 0 to less than 1
   * @return what is left; x itself if this is no training
   * @throws ShapeException if x has no channels
   * @throws IllegalArgumentException if p is no such probability
   */
  public static Tensor dropout2d(Tensor x, double p) {
    requireProbability("dropout2d", p);
    Shape shape = x.shape();
    if (shape.rank() < 3) {
      throw new ShapeException(
          "dropout2d",
          "channels of images [N, C, H, W] or sequences [N, C, L]",
          shape,
          "use dropout");
    }
    Tape tape = Tape.of(x);
    return p > 0 && tape != null && tape.isTraining()
        ? drop("dropout2d", x, p, tape.random().nextLong(), shape.size(0) * shape.size(1))
        : x;
  }

  /** Drops by the random numbers of a seed, so many decisions about equal shares of x. */
  static Tensor drop(String op, Tensor x, double p, long seed, int decisions) {
    int inner = x.shape().count() / Math.max(1, decisions);
    Tensor y = Tape.result(x.shape(), x);
    float[] mask = Scratch.floats(y, decisions);
    DropoutMask.draw(seed, p, mask);
    DropoutMask.multiply(inner, mask, x.data(), y.data());
    return Tape.record(
        op,
        y,
        (dy, grads) -> {
          if (grads.wants(x)) {
            DropoutMask.multiplyBackward(inner, mask, dy.data(), grads.into(x));
          }
        });
  }

  private static void requireProbability(String op, double p) {
    if (!(p >= 0 && p < 1)) {
      throw new IllegalArgumentException(
          op + ": expected a probability from 0 to less than 1, but got " + p);
    }
  }
}
