package dev.stria.visual;

import dev.stria.autograd.Tape;
import dev.stria.data.Dataset;
import dev.stria.nn.Layer;
import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Measures pictures against real ones and noise, and hands out {@link Card}s. The network that judges need
 * not be the one that the pictures were made with.
 *
 * <p>Immutable, but for the real pictures' scores, which are computed once per call and not retained.
 */
public final class Judge {
  private static final int BATCH = 100;
  private static final int RANDOM_PICTURES = 64;

  /** How many values of pictures go through a network at once, so that memory suffices. */
  private static final int PIXELS = 1 << 20;

  private static final double FLAT = 0.02;

  private final Layer network;
  private final Preparation preparation;
  private final Dataset real;

  private Judge(Layer network, Preparation preparation, Dataset real) {
    this.network = network;
    this.preparation = preparation;
    this.real = real;
  }

  /**
   * Returns a judge without real pictures to compare with.
   *
   * @param network what the objectives are measured on
   * @return the judge
   */
  public static Judge by(Layer network) {
    return new Judge(network, Preparation.none(), null);
  }

  /**
   * Returns this judge for a network that was trained on prepared pictures.
   *
   * @param preparation from a picture with values from 0 to 1 to the network's input
   * @return the changed copy
   */
  public Judge prepared(Preparation preparation) {
    return new Judge(network, Objects.requireNonNull(preparation, "preparation"), real);
  }

  /**
   * Returns this judge with real pictures to compare with.
   *
   * @param real the pictures, values from 0 to 1
   * @return the changed copy
   */
  public Judge against(Dataset real) {
    return new Judge(network, preparation, Objects.requireNonNull(real, "real"));
  }

  /**
   * Measures pictures.
   *
   * @param pictures the pictures
   * @return one card for each
   * @throws IOException if a real picture is read from a file and that fails
   */
  public List<Card> cards(List<Picture> pictures) throws IOException {
    List<Objective> objectives = pictures.stream().map(Picture::objective).toList();
    double[][] data = real == null ? new double[objectives.size()][0] : scores(objectives, real);
    double[] random =
        pictures.isEmpty() ? new double[0] : random(objectives, pictures.get(0).image().shape());
    List<Card> cards = new ArrayList<>();
    for (int i = 0; i < pictures.size(); i++) {
      cards.add(card(pictures.get(i), data[i], random[i]));
    }
    return cards;
  }

  /**
   * Computes objectives of real pictures.
   *
   * @param objectives the objectives
   * @param pictures the pictures, values from 0 to 1
   * @return for each objective, one score per picture
   * @throws IOException if a picture is read from a file and that fails
   */
  public double[][] scores(List<Objective> objectives, Dataset pictures) throws IOException {
    double[][] scores = new double[objectives.size()][pictures.size()];
    int portion = pictures.size() == 0 ? 1 : portion(pictures.image(0).shape());
    for (int from = 0; from < pictures.size(); from += portion) {
      int[] indices = new int[Math.min(portion, pictures.size() - from)];
      for (int i = 0; i < indices.length; i++) {
        indices[i] = from + i;
      }
      measure(objectives, pictures.batch(indices).images(), scores, from);
    }
    return scores;
  }

  private void measure(List<Objective> objectives, Tensor batch, double[][] scores, int from) {
    try (Tape tape = Tape.predicting()) {
      Tensor input = preparation.apply(tape.trace(batch));
      Responses.Batch seen = Responses.run(network, input, AscentCost.layers(objectives));
      for (int i = 0; i < batch.shape().size(0); i++) {
        Responses example = seen.example(i);
        for (int k = 0; k < scores.length; k++) {
          scores[k][from + i] = objectives.get(k).score(example).item();
        }
      }
    }
  }

  private Card card(Picture picture, double[] data, double random) {
    Objective objective = picture.objective();
    Tensor saved = picture.saved();
    double score = score(objective, saved);
    int best = -1;
    int lower = 0;
    for (int i = 0; i < data.length; i++) {
      best = best < 0 || data[i] > data[best] ? i : best;
      lower += data[i] < score ? 1 : 0;
    }
    double deviation = deviation(saved);
    boolean dead = !(score > 0) && !(score > picture.start());
    return new Card(
        objective,
        score,
        best < 0 ? Double.NaN : data[best],
        best,
        random,
        data.length == 0 ? Double.NaN : 100.0 * lower / data.length,
        probability(picture),
        deviation,
        dead ? Verdict.DEAD : deviation < FLAT ? Verdict.FLAT : Verdict.OK);
  }

  private double score(Objective objective, Tensor picture) {
    double[][] score = new double[1][1];
    measure(List.of(objective), Tensor.of(picture.shape().prepend(1), picture.data()), score, 0);
    return score[0][0];
  }

  /** Returns for each objective the best of some pictures of independent pixels. */
  private double[] random(List<Objective> objectives, Shape shape) {
    int portion = portion(shape);
    SeededRandom random = new SeededRandom(0);
    double[] best = new double[objectives.size()];
    Arrays.fill(best, Double.NEGATIVE_INFINITY);
    // large pictures take long, and noise differs less in them
    int count = Math.max(8, Math.min(RANDOM_PICTURES, 2 * portion));
    for (int from = 0; from < count; from += portion) {
      Tensor batch = Tensor.zeros(shape.prepend(Math.min(portion, count - from)));
      for (int i = 0; i < batch.data().length; i++) {
        batch.data()[i] = random.nextFloat();
      }
      double[][] scores = new double[best.length][batch.shape().size(0)];
      measure(objectives, batch, scores, 0);
      for (int k = 0; k < best.length; k++) {
        best[k] = Math.max(best[k], Arrays.stream(scores[k]).max().orElseThrow());
      }
    }
    return best;
  }

  /** Returns how many pictures of a shape go through a network at once. */
  static int portion(Shape picture) {
    return Math.max(1, Math.min(BATCH, PIXELS / picture.count()));
  }

  /** Returns the probability of a saved class image's class, NaN for other pictures. */
  double probability(Picture picture) {
    return picture.objective() instanceof Formula formula && formula.label() >= 0
        ? probability(picture.saved(), formula.label())
        : Double.NaN;
  }

  private double probability(Tensor picture, int label) {
    float[] logits;
    try (Tape tape = Tape.predicting()) {
      Tensor batch = tape.trace(Tensor.of(picture.shape().prepend(1), picture.data()));
      logits = network.logits(preparation.apply(batch)).data().clone();
    }
    double sum = 0;
    for (float logit : logits) {
      sum += StrictMath.exp((double) logit - logits[label]);
    }
    return 1 / sum;
  }

  private static double deviation(Tensor picture) {
    double sum = 0;
    double squares = 0;
    for (float x : picture.data()) {
      sum += x;
      squares += (double) x * x;
    }
    double mean = sum / picture.data().length;
    return Math.sqrt(Math.max(0, squares / picture.data().length - mean * mean));
  }
}
