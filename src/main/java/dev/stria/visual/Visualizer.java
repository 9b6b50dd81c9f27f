package dev.stria.visual;

import dev.stria.data.Dataset;
import dev.stria.nn.Layer;
import dev.stria.nn.Relu;
import dev.stria.tensor.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * The usual looks into a network, each a short composition of {@link Ascent}, {@link Objective}, {@link
 * Canvas} and {@link Penalty} with defaults that suit small grey networks.
 *
 * <p>Immutable; every setting returns a changed copy, which any number of threads may use.
 *
 * <pre>{@code
 * Visualizer see = Visualizer.of(model).prepared(Preparation.of(Mnist.NORMALIZATION)).real(digits);
 * see.filterMaps("conv2").sheet().draw().save(Path.of("filters.png"));
 * }</pre>
 */
public final class Visualizer {
  /** Weights of the penalty on contours for pictures of neurons, tried in this order. */
  private static final double[] NEURON_TV = {0.1, 0.03, 0};

  /** The standard deviation from which on a pattern is seen. */
  private static final double VISIBLE = 0.05;

  /** What it costs a facet to be like the others, as a part of its score. */
  private static final double DIVERSITY = 1;

  /** How many real pictures stand beside each picture. */
  private static final int EXAMPLES = 5;

  private final Layer network;
  private final Preparation preparation;
  private final Dataset real;
  private final UnaryOperator<Ascent> settings;

  private Visualizer(
      Layer network, Preparation preparation, Dataset real, UnaryOperator<Ascent> settings) {
    this.network = network;
    this.preparation = preparation;
    this.real = real;
    this.settings = settings;
  }

  /**
   * Returns looks into a network that takes pictures as they are.
   *
   * @param network the network; it is not changed
   * @return the looks
   */
  public static Visualizer of(Layer network) {
    Objects.requireNonNull(network, "network");
    return new Visualizer(network, Preparation.none(), null, ascent -> ascent);
  }

  /**
   * Returns these looks for a network that was trained on prepared pictures.
   *
   * @param preparation from a picture with values from 0 to 1 to the network's input
   * @return the changed copy
   */
  public Visualizer prepared(Preparation preparation) {
    return new Visualizer(network, preparation, real, settings);
  }

  /**
   * Returns these looks with real pictures to compare with.
   *
   * @param real the pictures, values from 0 to 1
   * @return the changed copy
   */
  public Visualizer real(Dataset real) {
    return new Visualizer(network, preparation, real, settings);
  }

  /**
   * Returns these looks with other settings of the ascent, after those that the recipe makes.
   *
   * @param change such as {@code ascent -> ascent.seed(7).steps(100)}
   * @return the changed copy
   */
  public Visualizer with(UnaryOperator<Ascent> change) {
    UnaryOperator<Ascent> before = settings;
    return new Visualizer(network, preparation, real, ascent -> change.apply(before.apply(ascent)));
  }

  /**
   * Draws the filters of a convolution as they are: grey is 0, white the largest weight, black its
   * negative.
   *
   * @param layer the path of a convolution
   * @return a sheet, a filter each
   * @throws IllegalArgumentException if there is no such convolution
   */
  public Sheet kernels(String layer) {
    List<Tensor> kernels = Kernels.of(network, layer, preparation.isBgr());
    int height = kernels.get(0).shape().size(1);
    int width = kernels.get(0).shape().size(2);
    // long filters, as over time or frequency, are enlarged until their short side can be seen
    int zoom = Math.max(1, Math.max(72 / Math.max(height, width), 14 / Math.min(height, width)));
    int columns = Math.max(1, Math.min(10, 960 / (zoom * width)));
    Sheet sheet = Sheet.of(columns, zoom).title(layer + ": the filters");
    for (int k = 0; k < kernels.size(); k++) {
      sheet = sheet.add(kernels.get(k), String.valueOf(k));
    }
    return sheet;
  }

  /**
   * Draws for every filter of a layer the picture that it answers to most strongly, wherever in the picture:
   * it maximises the sum of the filter's map, behind the relu that follows the layer, if one does.
   *
   * @param layer the layer's path
   * @return the pictures
   * @throws IOException if a real picture is read from a file and that fails
   */
  public Exhibit filterMaps(String layer) throws IOException {
    return exhibit(
        layer + ": what each filter answers to",
        answerOf(layer),
        ascent(),
        Objective.channels(network, answerOf(layer)));
  }

  /**
   * Tells what {@link #filterMaps} will take, as far as the pictures are concerned: comparing them with real
   * ones comes on top.
   *
   * @param layer the layer's path
   * @return memory, size of a batch and time
   */
  public Estimate estimateFilterMaps(String layer) {
    return settings.apply(ascent()).estimate(Objective.channels(network, answerOf(layer)));
  }

  /**
   * Draws for every unit of a layer the picture that it answers to most strongly: of a fully connected layer
   * all units, of a convolution the unit in the middle of each filter's map. A penalty on contours makes the
   * pattern visible; where it costs so much that a real picture scores higher, it is lowered.
   *
   * @param layer the layer's path
   * @return the pictures
   * @throws IOException if a real picture is read from a file and that fails
   */
  public Exhibit neuronMaps(String layer) throws IOException {
    List<Objective> objectives = Objective.neurons(network, layer);
    Picture[] pictures = new Picture[objectives.size()];
    Card[] cards = new Card[pictures.length];
    List<Integer> open = new ArrayList<>(IntStream.range(0, pictures.length).boxed().toList());
    for (double weight : NEURON_TV) {
      Ascent ascent = settings.apply(ascent().penalties(Penalty.tv(weight)));
      List<Picture> made = ascent.maximize(open.stream().map(objectives::get).toList());
      List<Card> judged = judge().cards(made);
      for (int i = 0; i < made.size(); i++) {
        pictures[open.get(i)] = made.get(i);
        cards[open.get(i)] = judged.get(i);
      }
      open.removeIf(k -> cards[k] == null || isConvincing(cards[k]));
      if (open.isEmpty()) {
        break;
      }
    }
    return new Exhibit(
        layer + ": what each neuron answers to",
        Arrays.stream(pictures).filter(Objects::nonNull).toList(),
        Arrays.stream(cards).filter(Objects::nonNull).toList(),
        examples(layer));
  }

  /**
   * Draws for some filters of a layer what they look for, by the recipe for networks of natural pictures,
   * {@link Ascent#natural}.
   *
   * @param layer the layer's path
   * @param filters the numbers of the filters; all of the layer if none are named
   * @return the pictures
   * @throws IOException if a real picture is read from a file and that fails
   */
  public Exhibit features(String layer, int... filters) throws IOException {
    List<Picture> pictures = natural().maximize(chosen(layer, filters));
    return new Exhibit(
        layer + ": what filters look for", pictures, judge().cards(pictures), List.of());
  }

  /**
   * Tells what {@link #features} will take, as far as the pictures are concerned.
   *
   * @param layer the layer's path
   * @param filters the numbers of the filters; all of the layer if none are named
   * @return memory, size of a batch and time
   */
  public Estimate estimateFeatures(String layer, int... filters) {
    return natural().estimate(chosen(layer, filters));
  }

  private Ascent natural() {
    return settings.apply(Ascent.natural(network).prepared(preparation));
  }

  private List<Objective> chosen(String layer, int... filters) {
    List<Objective> all = Objective.channels(network, layer);
    return filters.length == 0 ? all : Arrays.stream(filters).mapToObj(all::get).toList();
  }

  /**
   * Draws several pictures of one filter that differ as much as they can: the several things that it
   * answers to, which one picture would hide or mix. By the recipe for networks of natural pictures.
   *
   * @param layer the layer's path
   * @param filter the number of the filter
   * @param count how many pictures
   * @return the pictures
   * @throws IOException if a real picture is read from a file and that fails
   */
  public Exhibit facets(String layer, int filter, int count) throws IOException {
    Ascent ascent = Ascent.natural(network).prepared(preparation).diverse(layer, DIVERSITY);
    List<Picture> pictures =
        settings
            .apply(ascent)
            .maximize(Collections.nCopies(count, Objective.channel(layer, filter)));
    return new Exhibit(
        layer + " filter " + filter + ": what it answers to",
        pictures,
        judge().cards(pictures),
        List.of());
  }

  private boolean isConvincing(Card card) {
    return card.score() > 0 && card.deviation() > VISIBLE && (real == null || card.beatsData());
  }

  /**
   * Draws for every class the picture that is most of that class.
   *
   * @param style how the picture is kept simple
   * @return the pictures
   * @throws IOException if a real picture is read from a file and that fails
   */
  public Exhibit classImages(ClassStyle style) throws IOException {
    Judge judge = judge();
    List<Picture> pictures =
        style.make(ascent -> settings.apply(ascent.prepared(preparation)), judge, network);
    return new Exhibit(
        "classes, " + style.description(),
        pictures,
        judge.cards(pictures),
        examples(Objective.LOGITS));
  }

  /**
   * Draws what every layer makes of one picture.
   *
   * @param picture {@code [C, H, W]}, values from 0 to 1
   * @return the feature maps, layer below layer
   */
  public Drawing featureMaps(Tensor picture) {
    return FeatureMaps.draw(network, preparation, picture);
  }

  /**
   * Counts how strongly the filters or units of a layer answer to the real pictures, behind the relu that
   * follows the layer, if one does.
   *
   * @param layer the layer's path
   * @return mean, maximum and share of zeros of each, and which are dead
   * @throws IllegalStateException if there are no real pictures
   * @throws IOException if a real picture is read from a file and that fails
   */
  public LayerStatistics statistics(String layer) throws IOException {
    if (real == null) {
      throw new IllegalStateException("statistics: give real pictures first, by real(…)");
    }
    return LayerStatistics.of(network, preparation, answerOf(layer), real);
  }

  /**
   * Draws the real pictures as points in the colors of their classes: what a layer puts out for each, behind
   * the relu that follows it, if one does, along its two principal axes. Up to 600 pictures, evenly taken.
   *
   * @param layer the layer's path
   * @return the picture
   * @throws IllegalStateException if there are no real pictures
   * @throws dev.stria.tensor.ShapeException if the layer puts out less than 2 or more than 2,048 values
   * @throws IOException if a real picture is read from a file and that fails
   */
  public Drawing scatter(String layer) throws IOException {
    if (real == null || real.size() == 0) {
      throw new IllegalStateException("scatter: give real pictures first, by real(…)");
    }
    return FeatureScatter.draw(network, preparation, answerOf(layer), real);
  }

  /**
   * Makes one page of everything: the network's table, how it errs on the real pictures, the filters of the
   * first layer, then for each convolution what its filters answer to, for each hidden fully connected layer
   * what its neurons answer to, the picture of each class without and with penalties, and feature maps.
   *
   * @param title the page's heading
   * @return the page; add what else belongs to it, and save it
   * @throws IOException if a real picture is read from a file and that fails
   */
  public Report report(String title) throws IOException {
    return Report.of(title, network).everything(this);
  }

  Layer network() {
    return network;
  }

  Preparation preparation() {
    return preparation;
  }

  Dataset real() {
    return real;
  }

  private Exhibit exhibit(String title, String layer, Ascent ascent, List<Objective> objectives)
      throws IOException {
    List<Picture> pictures = settings.apply(ascent).maximize(objectives);
    return new Exhibit(title, pictures, judge().cards(pictures), examples(layer));
  }

  /** Finds the real pictures to which the units of a layer answer most strongly. */
  private List<List<Example>> examples(String layer) throws IOException {
    List<List<Example>> examples = new ArrayList<>();
    if (real == null) {
      return examples;
    }
    for (List<TopPatches.Patch> best :
        TopPatches.of(network, preparation).find(layer, real, EXAMPLES)) {
      List<Example> ofUnit = new ArrayList<>();
      for (TopPatches.Patch patch : best) {
        Tensor image = real.image(patch.index());
        ofUnit.add(new Example(image, patch.box(), patch.value(), patch.index()));
      }
      examples.add(ofUnit);
    }
    return examples;
  }

  private Ascent ascent() {
    return Ascent.on(network).prepared(preparation);
  }

  private Judge judge() {
    Judge judge = Judge.by(network).prepared(preparation);
    return real == null ? judge : judge.against(real);
  }

  /** Returns the path of the relu that directly follows a layer, or the layer's own. */
  private String answerOf(String path) {
    int dot = path.lastIndexOf('.');
    String prefix = path.substring(0, dot + 1);
    Map<String, Layer> siblings = network.layer(dot < 0 ? "" : path.substring(0, dot)).parts();
    network.layer(path);
    List<String> names = new ArrayList<>(siblings.keySet());
    int next = names.indexOf(path.substring(dot + 1)) + 1;
    boolean followed = next < names.size() && siblings.get(names.get(next)) instanceof Relu;
    return followed ? prefix + names.get(next) : path;
  }
}
