package dev.stria.visual;

import dev.stria.nn.Layer;
import dev.stria.optim.Sgd;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.List;
import java.util.Objects;

/**
 * Deep Dream: a photograph in which a layer's answers are exaggerated, from coarse to fine.
 *
 * <p>The picture is made smaller several times; on each size the objective is climbed for a few steps, and
 * the detail that arose is enlarged and laid over the next size. Mordvintsev, Olah and Tyka,
 * <em>Inceptionism: going deeper into neural networks</em>, 2015.
 *
 * <p>Immutable; every setting returns a changed copy.
 */
public final class DeepDream extends Recipe<DeepDream> {
  private static final int SMALLEST = 64;

  private Objective objective;
  private int octaves = 4;
  private double ratio = 1.4;
  private int steps = 10;
  private double rate = 1.5 / 255;
  private int jitter = 32;

  private DeepDream(Layer network, Objective objective) {
    super(network);
    this.objective = Objects.requireNonNull(objective, "objective");
  }

  /**
   * Returns a dream of a layer: all that it answers to grows. Four octaves of ratio 1.4, ten steps each,
   * of 1.5 of 255 on the mean, moved by up to 32 pixels.
   *
   * @param network what dreams; it is not changed
   * @param layer the layer's path, such as {@code inception_4c}
   * @return the dream
   * @throws IllegalArgumentException if there is no such layer; the message lists those that exist
   */
  public static DeepDream of(Layer network, String layer) {
    network.layer(layer);
    return of(network, Objective.layer(layer));
  }

  /**
   * Returns a dream of an objective, such as one channel.
   *
   * @param network what dreams; it is not changed
   * @param objective what shall grow
   * @return the dream
   */
  public static DeepDream of(Layer network, Objective objective) {
    return new DeepDream(network, objective);
  }

  /**
   * Returns this dream with other octaves. Octaves that would be smaller than 64 pixels are left out.
   *
   * @param count on how many sizes
   * @param ratio from one size to the next
   * @return the changed copy
   */
  public DeepDream octaves(int count, double ratio) {
    if (count < 1 || !(ratio > 1)) {
      throw new IllegalArgumentException(
          "octaves: expected at least 1 of a ratio above 1, but got " + count + " of " + ratio);
    }
    return with(
        copy -> {
          copy.octaves = count;
          copy.ratio = ratio;
        });
  }

  /**
   * Returns this dream with other steps.
   *
   * @param count how many on each size
   * @param rate how much a pixel changes in one, on the mean, of a range from 0 to 1
   * @return the changed copy
   */
  public DeepDream steps(int count, double rate) {
    return with(
        copy -> {
          copy.steps = count;
          copy.rate = rate;
        });
  }

  /**
   * Returns this dream with another random shift before each step, which hides the grid that strides would
   * leave.
   *
   * @param pixels the largest shift, at most a quarter of the picture
   * @return the changed copy
   */
  public DeepDream jitter(int pixels) {
    return with(copy -> copy.jitter = pixels);
  }

  /**
   * Returns this dream guided by a second picture: at every place, that feature of the guide grows which is
   * nearest to what is there.
   *
   * @param guide {@code [C, H, W]}, values from 0 to 1
   * @return the changed copy
   * @throws IllegalArgumentException if the objective is not of one layer
   */
  public DeepDream guided(Tensor guide) {
    if (objective.layers().size() != 1) {
      throw new IllegalArgumentException(
          "guided: expected a dream of one layer, but got " + objective.description());
    }
    Objective nearest = Guide.of(network, preparation, objective.layers().iterator().next(), guide);
    return with(copy -> copy.objective = nearest);
  }

  /**
   * Dreams.
   *
   * @param photograph {@code [C, H, W]}, values from 0 to 1
   * @return the dream, of the same shape; if the progress listener ended it, as far as it had come
   * @throws ShapeException if the picture is smaller than 64 pixels or has another number of channels
   * @throws NonFiniteException if a layer puts out NaN or an infinity; it has the dream until then
   */
  public Tensor dream(Tensor photograph) {
    Shape shape = photograph.shape();
    if (shape.rank() != 3 || Math.min(shape.size(1), shape.size(2)) < SMALLEST) {
      throw new ShapeException(
          "deep dream", "a picture [C, H, W] of at least 64 × 64", shape, "enlarge it first");
    }
    int sizes = 1;
    while (sizes < octaves
        && size(shape, 1, sizes) >= SMALLEST
        && size(shape, 2, sizes) >= SMALLEST) {
      sizes++;
    }
    Watch watch = new Watch(progress, (long) sizes * steps, work(shape, sizes));
    Tensor detail = null;
    Tensor dream = photograph;
    for (int octave = sizes - 1; octave >= 0 && !watch.cancelled(); octave--) {
      int height = size(shape, 1, octave);
      int width = size(shape, 2, octave);
      Tensor base = Resize.to(photograph, height, width);
      Tensor from = detail == null ? base : plus(base, Resize.to(detail, height, width), 1);
      try {
        dream = climb(from, watch);
      } catch (NonFiniteException e) {
        List<Tensor> images = e.images();
        Tensor last = images.isEmpty() ? from : images.get(0);
        throw NonFiniteException.ofImage(
            "octave " + (sizes - octave) + " of " + sizes + ": " + e.getMessage(),
            images.isEmpty() && detail == null
                ? List.of()
                : List.of(whole(last, plus(last, base, -1), photograph)));
      }
      detail = plus(dream, base, -1);
    }
    return whole(dream, detail, photograph);
  }

  /** Returns a dream as large as the photograph: itself, or its detail laid over the photograph. */
  private static Tensor whole(Tensor dream, Tensor detail, Tensor photograph) {
    Shape shape = photograph.shape();
    return dream.shape().equals(shape)
        ? Resize.clipped(dream)
        : Resize.clipped(plus(photograph, Resize.to(detail, shape.size(1), shape.size(2)), 1));
  }

  /** Returns how much work each octave's steps are, from the first one on: the pixels that they see. */
  private double[] work(Shape shape, int sizes) {
    double[] work = new double[sizes];
    for (int i = 0; i < sizes; i++) {
      int octave = sizes - 1 - i;
      work[i] = (double) size(shape, 1, octave) * size(shape, 2, octave);
    }
    return work;
  }

  private int size(Shape shape, int axis, int octave) {
    return (int) Math.round(shape.size(axis) / StrictMath.pow(ratio, octave));
  }

  private Tensor climb(Tensor from, Watch watch) {
    double shift = Math.min(0.25, (double) jitter / from.shape().size(2));
    return Ascent.on(network)
        .prepared(preparation)
        .from(Resize.clipped(from))
        .canvas(Canvas.box(0.5))
        .gradientScale(GradientScale.MEAN_ABS)
        .optimizer(pixels -> Sgd.of(pixels).rate(rate))
        .transforms(Transform.roll(shift))
        .leak(0)
        .steps(steps)
        .seed(seed)
        .keepLast()
        .progress(state -> watch.step(1, state.score()))
        .maximize(objective)
        .image();
  }

  private static Tensor plus(Tensor a, Tensor b, float sign) {
    Tensor sum = a.copy();
    for (int i = 0; i < sum.data().length; i++) {
      sum.data()[i] += sign * b.data()[i];
    }
    return sum;
  }
}
