package dev.stria.visual;

import dev.stria.autograd.Tape;
import dev.stria.nn.Layer;
import dev.stria.op.Add;
import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Which part of a picture made a network say what it says: raw maps of several methods, to be laid over the
 * picture by {@link Overlay}.
 *
 * <p>The objective that is explained may be a logit, or the difference of two: {@code
 * logit(3).minus(logit(5))} asks why a three and not a five. Immutable.
 */
public final class Saliency {
  private static final int BATCH = 16;

  private final Layer network;
  private final Preparation preparation;
  private final Objective objective;

  private Saliency(Layer network, Preparation preparation, Objective objective) {
    this.network = network;
    this.preparation = preparation;
    this.objective = objective;
  }

  /**
   * Returns explanations of an objective.
   *
   * @param network the network; it is not changed
   * @param objective what is to be explained, such as {@code Objective.logit(3)}
   * @return the explanations
   */
  public static Saliency of(Layer network, Objective objective) {
    return new Saliency(
        network, Preparation.none(), Objects.requireNonNull(objective, "objective"));
  }

  /**
   * Returns these explanations for a network that was trained on prepared pictures.
   *
   * @param preparation from a picture with values from 0 to 1 to the network's input
   * @return the changed copy
   */
  public Saliency prepared(Preparation preparation) {
    return new Saliency(network, preparation, objective);
  }

  /**
   * Returns the gradient of the objective. Simonyan, Vedaldi and Zisserman, <em>Deep inside convolutional
   * networks</em>, 2013.
   *
   * @param picture {@code [C, H, W]}, values from 0 to 1
   * @return {@code [C, H, W]}, signed
   */
  public Tensor gradient(Tensor picture) {
    return slopes(Tensor.of(picture.shape().prepend(1), picture.data()), false, picture.shape());
  }

  /**
   * Returns the gradient times the picture.
   *
   * @param picture {@code [C, H, W]}, values from 0 to 1
   * @return {@code [C, H, W]}, signed
   */
  public Tensor gradientTimesInput(Tensor picture) {
    return times(gradient(picture), picture.data());
  }

  /**
   * Returns the gradient through relus that let only positive gradients pass. Springenberg and others,
   * <em>Striving for simplicity</em>, 2014.
   *
   * @param picture {@code [C, H, W]}, values from 0 to 1
   * @return {@code [C, H, W]}, signed
   */
  public Tensor guidedBackprop(Tensor picture) {
    return slopes(Tensor.of(picture.shape().prepend(1), picture.data()), true, picture.shape());
  }

  /**
   * Returns the mean gradient of noisy copies of the picture. Smilkov and others, <em>SmoothGrad</em>, 2017.
   *
   * @param picture {@code [C, H, W]}, values from 0 to 1
   * @param copies how many
   * @param sigma the noise's standard deviation, of a range from 0 to 1
   * @param seed decides the noise
   * @return {@code [C, H, W]}, signed
   */
  public Tensor smoothGrad(Tensor picture, int copies, double sigma, long seed) {
    SeededRandom random = new SeededRandom(seed);
    return mean(
        picture.shape(),
        copies,
        (copy, into, at) -> {
          for (int i = 0; i < picture.data().length; i++) {
            into[at + i] = (float) (picture.data()[i] + sigma * random.nextGaussian());
          }
        });
  }

  /**
   * Returns integrated gradients, {@code (x − x′) · ∫ ∂f(x′ + a (x − x′))/∂x da} by the midpoint rule: they
   * sum up to {@code f(x) − f(x′)}. Sundararajan, Taly and Yan, <em>Axiomatic attribution for deep
   * networks</em>, 2017.
   *
   * @param picture {@code [C, H, W]}, values from 0 to 1
   * @param baseline the picture {@code x′} that stands for nothing, such as black, of the same shape
   * @param steps how many points of the way
   * @return {@code [C, H, W]}, signed
   * @throws ShapeException if the shapes differ
   */
  public Tensor integratedGradients(Tensor picture, Tensor baseline, int steps) {
    if (!picture.shape().equals(baseline.shape())) {
      throw new ShapeException(
          "integrated gradients", "a baseline of shape " + picture.shape(), baseline.shape(), "");
    }
    float[] x = picture.data();
    float[] from = baseline.data();
    Tensor slope =
        mean(
            picture.shape(),
            steps,
            (step, into, at) -> {
              double a = (step + 0.5) / steps;
              for (int i = 0; i < x.length; i++) {
                into[at + i] = (float) (from[i] + a * (x[i] - from[i]));
              }
            });
    float[] way = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      way[i] = x[i] - from[i];
    }
    return times(slope, way);
  }

  /**
   * Returns Grad-CAM, {@code relu(Σ_k mean(∂f/∂A_k) · A_k)} of a layer, enlarged to the picture's size.
   * Selvaraju and others, <em>Grad-CAM</em>, 2017.
   *
   * @param picture {@code [C, H, W]}, values from 0 to 1
   * @param layer the path of a layer that puts out feature maps, best the last convolution
   * @return {@code [1, H, W]}, 0 or above
   * @throws ShapeException if the layer puts out no maps
   */
  public Tensor gradCam(Tensor picture, String layer) {
    Set<String> layers = new LinkedHashSet<>(objective.layers());
    layers.add(layer);
    try (Tape tape = Tape.inspecting()) {
      Tensor x = tape.watch(Tensor.of(picture.shape().prepend(1), picture.data()));
      Responses.Batch seen = Responses.run(network, preparation.apply(x), layers);
      Tensor maps = seen.whole(layer);
      if (maps.shape().rank() != 4) {
        throw new ShapeException(
            "Grad-CAM", "a layer of feature maps", maps.shape(), "take a convolution");
      }
      tape.keep(maps);
      Tensor slopes = tape.gradients(objective.score(seen.example(0))).of(maps);
      Tensor cam = weighted(maps, slopes);
      return Resize.enlarged(cam, picture.shape().size(1), picture.shape().size(2));
    }
  }

  private static Tensor weighted(Tensor maps, Tensor slopes) {
    int area = maps.shape().size(2) * maps.shape().size(3);
    Tensor cam = Tensor.zeros(1, maps.shape().size(2), maps.shape().size(3));
    for (int k = 0; k < maps.shape().size(1); k++) {
      double weight = 0;
      for (int i = 0; i < area; i++) {
        weight += slopes.data()[k * area + i] / area;
      }
      for (int i = 0; i < area; i++) {
        cam.data()[i] += (float) (weight * maps.data()[k * area + i]);
      }
    }
    for (int i = 0; i < area; i++) {
      cam.data()[i] = Math.max(0, cam.data()[i]);
    }
    return cam;
  }

  /**
   * Returns by how much the objective falls when a grey square covers a place, averaged over all squares
   * that cover it. Zeiler and Fergus, <em>Visualizing and understanding convolutional networks</em>, 2013.
   *
   * @param picture {@code [C, H, W]}, values from 0 to 1
   * @param side the square's side in pixels
   * @param stride pixels from one square to the next; the last ones end at the border
   * @param fill the square's grey, from 0 to 1
   * @return {@code [1, H, W]}, signed
   */
  public Tensor occlusion(Tensor picture, int side, int stride, double fill) {
    return new Occlusion(this, picture, side, stride, (float) fill).map();
  }

  /** Computes the objective of each picture of a batch. */
  double[] scores(Tensor batch) {
    try (Tape tape = Tape.predicting()) {
      Tensor input = preparation.apply(tape.trace(batch));
      Responses.Batch seen = Responses.run(network, input, objective.layers());
      double[] scores = new double[batch.shape().size(0)];
      for (int i = 0; i < scores.length; i++) {
        scores[i] = objective.score(seen.example(i)).item();
      }
      return scores;
    }
  }

  /** Writes one of many variants of a picture. */
  private interface Variant {
    void write(int number, float[] into, int at);
  }

  private Tensor mean(Shape shape, int count, Variant variant) {
    if (count < 1) {
      throw new IllegalArgumentException("expected at least one copy or step, but got " + count);
    }
    Tensor sum = Tensor.zeros(shape);
    for (int from = 0; from < count; from += BATCH) {
      Tensor batch = Tensor.zeros(shape.prepend(Math.min(BATCH, count - from)));
      for (int i = 0; i < batch.shape().size(0); i++) {
        variant.write(from + i, batch.data(), i * shape.count());
      }
      Tensor part = slopes(batch, false, shape);
      for (int i = 0; i < shape.count(); i++) {
        sum.data()[i] += part.data()[i] / count;
      }
    }
    return sum;
  }

  /** Returns the sum of the gradients of all pictures of a batch. */
  private Tensor slopes(Tensor batch, boolean guided, Shape shape) {
    try (Tape tape = Tape.inspecting()) {
      if (guided) {
        tape.filterGradients(Saliency::keepPositive);
      }
      Tensor x = tape.watch(batch);
      Responses.Batch seen =
          Responses.run(network, preparation.apply(x), List.copyOf(objective.layers()));
      Tensor total = null;
      for (int i = 0; i < batch.shape().size(0); i++) {
        Tensor score = objective.score(seen.example(i));
        total = total == null ? score : Add.add(total, score);
      }
      float[] slope = tape.gradients(total).of(x).data();
      Tensor sum = Tensor.zeros(shape);
      for (int i = 0; i < slope.length; i++) {
        sum.data()[i % shape.count()] += slope[i];
      }
      return sum;
    }
  }

  private static void keepPositive(String op, Tensor dy) {
    float[] slope = dy.data();
    for (int i = 0; op.equals("relu") && i < slope.length; i++) {
      slope[i] = Math.max(0, slope[i]);
    }
  }

  private static Tensor times(Tensor map, float[] factors) {
    for (int i = 0; i < factors.length; i++) {
      map.data()[i] *= factors[i];
    }
    return map;
  }
}
