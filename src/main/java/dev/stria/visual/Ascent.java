package dev.stria.visual;

import dev.stria.autograd.Parameter;
import dev.stria.nn.Layer;
import dev.stria.optim.Adam;
import dev.stria.optim.Optimizer;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * Gradient ascent on the input: a picture is changed step by step so that an {@link Objective} gets larger.
 *
 * <p>Immutable; every setting returns a changed copy, which any number of threads may use at the same time.
 * Many objectives are followed in one batch, and none influences another. The same seed gives the same bits
 * at any number of threads.
 *
 * <pre>{@code
 * List<Picture> filters = Ascent.on(model).maximize(Objective.channels(model, "relu2"));
 * }</pre>
 *
 * <p>Erhan, Bengio, Courville and Vincent, <em>Visualizing higher-layer features of a deep network</em>,
 * 2009.
 */
public final class Ascent extends Recipe<Ascent> {
  Shape picture;
  Canvas canvas = Canvas.sigmoid();
  List<Penalty> penalties = List.of();
  List<Transform> transforms = List.of();
  Diversity diversity;
  Animation animation;
  Function<List<Parameter>, Optimizer> optimizer = pixels -> Adam.of(pixels).rate(0.05);
  GradientScale gradientScale = GradientScale.NONE;
  int steps = 256;
  double leak = 0.1;
  double sigma = 0.01;

  /** The pictures to start from: none, one for all, or one for each. */
  List<Tensor> from = List.of();

  double[] sparsity = {0};
  double decay;
  boolean last;
  double blur;
  int blurEvery = 1;
  long memory = 256L << 20;

  private Ascent(Layer network) {
    super(network);
    this.picture = network.inputShape();
  }

  /**
   * Returns an ascent with the defaults for a small grey network: pictures as large as the network's input,
   * sigmoid pixels, 256 steps of Adam at 0.05, leaky slope 0.1, seed 0.
   *
   * @param network what is looked into; it is not changed
   * @return the ascent
   * @throws ShapeException if the network does not take pictures
   */
  public static Ascent on(Layer network) {
    Shape input = network.inputShape();
    if (input.rank() != 3) {
      throw new ShapeException("ascent", "a network that takes pictures [C, H, W]", input, "");
    }
    return new Ascent(network);
  }

  /**
   * Returns an ascent with the defaults for networks of natural pictures: {@linkplain Canvas#naturalColor
   * waves in decorrelated colors}, the {@linkplain Transform#robust moves} that keep tricks out, 512 steps of
   * Adam at 0.05. Small networks of grey pictures take {@link #on}. Olah, Mordvintsev and Schubert,
   * <em>Feature visualization</em>, 2017.
   *
   * @param network what is looked into; it is not changed
   * @return the ascent
   * @throws ShapeException if the network does not take pictures
   */
  public static Ascent natural(Layer network) {
    return on(network).canvas(Canvas.naturalColor()).transforms(Transform.robust()).steps(512);
  }

  /**
   * Returns this ascent with pictures of another size, which objectives on convolutions allow.
   *
   * @param height rows
   * @param width columns
   * @return the changed copy
   */
  public Ascent size(int height, int width) {
    return with(copy -> copy.picture = Shape.of(picture.size(0), height, width));
  }

  /**
   * Returns this ascent on another canvas.
   *
   * @param canvas what is learned, and how it becomes a picture
   * @return the changed copy
   */
  public Ascent canvas(Canvas canvas) {
    return with(copy -> copy.canvas = Objects.requireNonNull(canvas, "canvas"));
  }

  /**
   * Returns this ascent with penalties instead of those that it had.
   *
   * @param penalties what the pictures shall avoid; none for none
   * @return the changed copy
   */
  public Ascent penalties(Penalty... penalties) {
    return with(copy -> copy.penalties = List.of(penalties));
  }

  /**
   * Returns this ascent with the pictures of one call pushed apart: several pictures of one unit then show
   * its several sides. All of them are made in one batch, whatever memory that takes. Olah, Mordvintsev
   * and Schubert, <em>Feature visualization</em>, 2017.
   *
   * @param layer the path of the layer whose Gram matrices tell how alike two pictures are
   * @param weight what it costs to be the same as the others, as a part of the score, such as 0.5
   * @return the changed copy
   * @throws IllegalArgumentException if there is no such layer; the message lists those that exist
   */
  public Ascent diverse(String layer, double weight) {
    network.layer(layer);
    return with(copy -> copy.diversity = new Diversity(layer, weight));
  }

  /**
   * Returns this ascent with pictures moved at random before the network sees them, another way at each
   * step, so that only what is robust against it is painted.
   *
   * @param transforms the moves, in this order; none for none
   * @return the changed copy
   */
  public Ascent transforms(Transform... transforms) {
    return with(copy -> copy.transforms = List.of(transforms));
  }

  /**
   * Returns this ascent with an L1 penalty in the proximal form: after each step every value comes nearer to
   * 0 by the optimizer's rate times the weight, and those that would pass it stay there. Other than {@link
   * Penalty#l1}, this makes pixels exactly black. For canvases whose values are pixels.
   *
   * @param weight the penalty's weight, against the gradient as the optimizer sees it
   * @return the changed copy
   */
  public Ascent sparse(double weight) {
    return sparse(new double[] {weight});
  }

  /** Returns this ascent with each picture going on from one of its own. */
  Ascent from(List<Tensor> pictures) {
    return with(copy -> copy.from = List.copyOf(pictures));
  }

  /** Returns this ascent keeping the last step and not the best, for moves that make scores jump. */
  Ascent keepLast() {
    return with(copy -> copy.last = true);
  }

  /** The same with a weight of its own for each picture. */
  Ascent sparse(double[] weights) {
    return with(copy -> copy.sparsity = weights.clone());
  }

  /**
   * Returns this ascent being recorded.
   *
   * @param animation what the pictures are shown to while they arise
   * @return the changed copy
   */
  public Ascent record(Animation animation) {
    return with(copy -> copy.animation = Objects.requireNonNull(animation, "animation"));
  }

  /**
   * Returns this ascent with another optimizer, which is turned around: it is given the gradient of
   * penalties minus objectives.
   *
   * @param optimizer makes one from the values that it is to change
   * @return the changed copy
   */
  public Ascent optimizer(Function<List<Parameter>, Optimizer> optimizer) {
    return with(copy -> copy.optimizer = Objects.requireNonNull(optimizer, "optimizer"));
  }

  /**
   * Returns this ascent with the gradient of each picture scaled before the optimizer sees it.
   *
   * @param scale to what
   * @return the changed copy
   */
  public Ascent gradientScale(GradientScale scale) {
    return with(copy -> copy.gradientScale = Objects.requireNonNull(scale, "scale"));
  }

  /**
   * Returns this ascent with another number of steps.
   *
   * @param steps how many, 0 or more
   * @return the changed copy
   */
  public Ascent steps(int steps) {
    if (steps < 0) {
      throw new IllegalArgumentException("steps: expected 0 or more, but got " + steps);
    }
    return with(copy -> copy.steps = steps);
  }

  /**
   * Returns this ascent with another slope of the gradient where a relu is shut, in every layer on the way.
   * It leads out of the silence that most units are in at the start; with 0 their pictures stay
   * grey.
   *
   * @param slope from 0, the true gradient, to 1
   * @return the changed copy
   */
  public Ascent leak(double slope) {
    return with(copy -> copy.leak = slope);
  }

  /**
   * Returns this ascent with another amount of noise to start from.
   *
   * @param sigma the standard deviation
   * @return the changed copy
   */
  public Ascent noise(double sigma) {
    return with(copy -> copy.sigma = sigma);
  }

  /**
   * Returns this ascent with every picture starting from a given one.
   *
   * @param picture {@code [C, H, W]}, values from 0 to 1; its size becomes that of the pictures
   * @return the changed copy
   * @throws ShapeException if the network takes another number of channels
   */
  public Ascent from(Tensor picture) {
    Shape shape = picture.shape();
    if (shape.rank() != 3 || shape.size(0) != this.picture.size(0)) {
      throw new ShapeException(
          "ascent", "a picture [" + this.picture.size(0) + ", H, W]", shape, "");
    }
    return size(shape.size(1), shape.size(2)).with(copy -> copy.from = List.of(picture.copy()));
  }

  /**
   * Returns this ascent with all values fading at each step.
   *
   * @param rate the part that is lost, 0 for none
   * @return the changed copy
   */
  public Ascent decay(double rate) {
    return with(copy -> copy.decay = rate);
  }

  /**
   * Returns this ascent with the values blurred now and then. For canvases whose values are pixels.
   * Yosinski and others, <em>Understanding neural networks through deep visualization</em>, 2015.
   *
   * @param sigma the blur's standard deviation in pixels, 0 for none
   * @param every after how many steps
   * @return the changed copy
   */
  public Ascent blur(double sigma, int every) {
    return with(
        copy -> {
          copy.blur = sigma;
          copy.blurEvery = Math.max(1, every);
        });
  }

  /**
   * Returns this ascent with another bound on the memory of one batch; more pictures are made in several
   * batches, with the same result.
   *
   * @param bytes about how much may be used
   * @return the changed copy
   */
  public Ascent memory(long bytes) {
    return with(copy -> copy.memory = bytes);
  }

  /**
   * Tells what {@link #maximize} will take, by a look through the network and four steps of the first batch.
   *
   * @param objectives what the pictures shall maximise
   * @return memory, size of a batch and time
   * @throws IllegalArgumentException if an objective names a layer that does not exist; the message lists
   *     those that do
   * @throws NonFiniteException if a layer puts out NaN or an infinity
   */
  public Estimate estimate(List<Objective> objectives) {
    return AscentCost.estimate(this, objectives);
  }

  /**
   * Makes one picture.
   *
   * @param objective what it shall maximise
   * @return the picture at its best step
   * @throws NonFiniteException if a layer puts out NaN or an infinity; it has the best picture until then
   */
  public Picture maximize(Objective objective) {
    return maximize(List.of(objective)).get(0);
  }

  /**
   * Makes one picture for each objective.
   *
   * @param objectives what they shall maximise
   * @return the pictures at their best steps, in the order of the objectives; if the progress listener ended
   *     the ascent, only those that were begun
   * @throws IllegalArgumentException if an objective names a layer that does not exist; the message lists
   *     those that do
   * @throws NonFiniteException if a layer puts out NaN or an infinity; it has the best pictures until then
   */
  public List<Picture> maximize(List<Objective> objectives) {
    if (animation != null) {
      animation.begin(steps, objectives);
    }
    Watch watch = new Watch(progress, (long) steps * objectives.size());
    List<Picture> pictures = new ArrayList<>();
    int chunk = AscentCost.chunk(this, objectives);
    for (int at = 0; at < objectives.size() && !watch.cancelled(); at += chunk) {
      List<Objective> part = objectives.subList(at, Math.min(objectives.size(), at + chunk));
      pictures.addAll(new AscentRun(this, part, at, pictures, watch).run());
    }
    if (animation != null) {
      animation.end(pictures);
    }
    return List.copyOf(pictures);
  }
}
