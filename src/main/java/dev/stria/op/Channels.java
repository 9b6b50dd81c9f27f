package dev.stria.op;

import dev.stria.autograd.Gradients;
import dev.stria.autograd.Tape;
import dev.stria.internal.kernel.Kernels;
import dev.stria.internal.kernel.NormGeometry;
import dev.stria.internal.kernel.Normalization;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;

/** What the normalisations have in common: a factor and a summand per channel, either may be absent. */
final class Channels {
  private Channels() {}

  static void requireEach(String op, int channels, String what, Tensor p) {
    if (p != null && !p.shape().equals(Shape.of(channels))) {
      throw new ShapeException(
          op,
          "one " + what + " per channel, " + Shape.of(channels),
          p.shape(),
          "axis 1 of the input holds the channels");
    }
  }

  static float[] data(Tensor p) {
    return p == null ? null : p.data();
  }

  static float[] into(Gradients grads, Tensor x) {
    return grads.wants(x) ? grads.into(x) : null;
  }

  /** Normalises by statistics of x itself; {@code inverse} comes with the variances in it. */
  static Tensor normalized(
      String op,
      NormGeometry g,
      Tensor x,
      Tensor w,
      Tensor b,
      float[] mean,
      float[] inverse,
      double epsilon,
      Tensor y) {
    Normalization.inverseDeviation(inverse, (float) epsilon, inverse);
    Kernels.normalization().normalize(g, x.data(), mean, inverse, data(w), data(b), y.data());
    return Tape.record(
        op,
        y,
        (dy, grads) ->
            Kernels.normalization()
                .backward(
                    g,
                    x.data(),
                    mean,
                    inverse,
                    data(w),
                    dy.data(),
                    into(grads, x),
                    into(grads, w),
                    into(grads, b)));
  }

  /** Normalises by statistics of x itself, over the groups of a geometry. */
  static Tensor normalized(
      String op, NormGeometry g, Tensor x, Tensor w, Tensor b, double epsilon) {
    Tensor y = Tape.result(x.shape(), x, w, b);
    float[] mean = Scratch.floats(y, g.statistics());
    float[] variance = Scratch.floats(y, g.statistics());
    Kernels.normalization().statistics(g, x.data(), mean, variance);
    return normalized(op, g, x, w, b, mean, variance, epsilon, y);
  }
}
