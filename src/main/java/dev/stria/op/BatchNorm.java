package dev.stria.op;

import dev.stria.autograd.Tape;
import dev.stria.internal.kernel.Kernels;
import dev.stria.internal.kernel.NormGeometry;
import dev.stria.internal.kernel.Normalization;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;

/**
 * Batch normalisation: {@code y = w · (x − μ) / √(σ² + ε) + b} with mean and variance of each channel over
 * the batch and its pixels.
 *
 * <p>Ioffe and Szegedy, <em>Batch normalization</em>, 2015. Semantics are those of PyTorch's {@code
 * batch_norm}: the biased variance normalises, the unbiased one enters the running statistics.
 */
public final class BatchNorm {
  private static final String OP = "batch_norm";

  private BatchNorm() {}

  /**
   * The statistics that prediction uses, and how fast training moves them: {@code running = (1 −
   * momentum) · running + momentum · batch}.
   *
   * @param mean the mean of each channel, {@code [C]}; training writes into it
   * @param variance the unbiased variance of each channel, {@code [C]}; training writes into it
   * @param momentum the weight of the newest batch, PyTorch's default is 0.1
   */
  public record Running(Tensor mean, Tensor variance, double momentum) {}

  /**
   * Normalises channels: by the batch's own statistics on a training tape, which moves the running ones, or
   * if there are none; by the running statistics otherwise.
   *
   * <p><b>Shape:</b> x {@code [N, C, …]}, w and b {@code [C]}; the shape of x comes out.
   *
   * @param x the input
   * @param w the factor of each channel, or {@code null} for 1
   * @param b the summand of each channel, or {@code null} for 0
   * @param running the running statistics, or {@code null} for none
   * @param epsilon what keeps the root away from 0, PyTorch's default is 1e-5
   * @return the normalised input
   * @throws ShapeException if the shapes do not fit one another, or if a channel has a single value to
   *     take its own statistics from
   */
  public static Tensor batchNorm(Tensor x, Tensor w, Tensor b, Running running, double epsilon) {
    NormGeometry g = geometry(x.shape());
    Channels.requireEach(OP, g.channels(), "weight", w);
    Channels.requireEach(OP, g.channels(), "bias", b);
    if (running != null) {
      Channels.requireEach(OP, g.channels(), "running mean", running.mean);
      Channels.requireEach(OP, g.channels(), "running variance", running.variance);
    }
    Tape tape = Tape.of(x);
    boolean own = running == null || tape != null && tape.isTraining();
    return own ? byBatch(g, x, w, b, running, epsilon) : byRunning(g, x, w, b, running, epsilon);
  }

  private static Tensor byBatch(
      NormGeometry g, Tensor x, Tensor w, Tensor b, Running running, double epsilon) {
    if (g.share() < 2) {
      throw new ShapeException(
          OP,
          "more than one value per channel to train on",
          x.shape(),
          "use a larger batch, or drop a last batch of one example");
    }
    Tensor y = Tape.result(x.shape(), x, w, b);
    float[] mean = Scratch.floats(y, g.statistics());
    float[] inverse = Scratch.floats(y, g.statistics());
    Kernels.normalization().statistics(g, x.data(), mean, inverse);
    if (running != null) {
      float momentum = (float) running.momentum;
      Normalization.blend(momentum, 1, mean, running.mean.data());
      float unbiased = (float) ((double) g.share() / (g.share() - 1));
      Normalization.blend(momentum, unbiased, inverse, running.variance.data());
    }
    return Channels.normalized(OP, g, x, w, b, mean, inverse, epsilon, y);
  }

  private static Tensor byRunning(
      NormGeometry g, Tensor x, Tensor w, Tensor b, Running running, double epsilon) {
    Tensor y = Tape.result(x.shape(), x, w, b);
    float[] mean = running.mean.data();
    float[] inverse = Scratch.floats(y, g.statistics());
    Normalization.inverseDeviation(running.variance.data(), (float) epsilon, inverse);
    Kernels.normalization()
        .normalize(g, x.data(), mean, inverse, Channels.data(w), Channels.data(b), y.data());
    return Tape.record(
        OP,
        y,
        (dy, grads) ->
            Kernels.normalization()
                .backwardFixed(
                    g,
                    x.data(),
                    mean,
                    inverse,
                    Channels.data(w),
                    dy.data(),
                    Channels.into(grads, x),
                    Channels.into(grads, w),
                    Channels.into(grads, b)));
  }

  private static NormGeometry geometry(Shape x) {
    if (x.rank() < 2) {
      throw new ShapeException(OP, "a batch of channels [N, C, …]", x, "");
    }
    return NormGeometry.batch(x.size(0), x.size(1), x.stride(1));
  }
}
