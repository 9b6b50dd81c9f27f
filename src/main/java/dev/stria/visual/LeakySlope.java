package dev.stria.visual;

import dev.stria.autograd.Tape;
import dev.stria.tensor.Tensor;
import java.util.List;

/**
 * The output of a relu, with a gradient that also flows where the relu is shut: {@code dx = dy} where open,
 * {@code slope · dy} where shut.
 *
 * <p>On purpose this is not the derivative. From a quiet start most units are shut everywhere, their
 * gradient is exactly zero, and the picture would stay grey; the leak tells the way to where they open. The
 * value stays that of the relu, so scores are true.
 */
final class LeakySlope {
  private LeakySlope() {}

  /** Returns the values of {@code y}, which a relu computed on a tape, with the leaky gradient. */
  static Tensor of(Tensor y, float slope) {
    List<Tensor> inputs = Tape.isWanted(y) ? Tape.of(y).inputs(y) : List.of();
    if (inputs.size() != 1 || !inputs.get(0).shape().equals(y.shape())) {
      return y;
    }
    Tensor z = inputs.get(0);
    Tensor leaky = Tape.result(y.shape(), z);
    System.arraycopy(y.data(), 0, leaky.data(), 0, y.data().length);
    return Tape.record(
        "leaky slope",
        leaky,
        (dy, grads) -> {
          if (grads.wants(z)) {
            addGradient(slope, z.data(), dy.data(), grads.into(z));
          }
        });
  }

  private static void addGradient(float slope, float[] z, float[] dy, float[] dx) {
    for (int i = 0; i < dx.length; i++) {
      dx[i] += z[i] > 0 ? dy[i] : slope * dy[i];
    }
  }
}
