package dev.stria.examples;

import dev.stria.data.Dataset;
import dev.stria.data.Resize;
import dev.stria.nn.Conv2d;
import dev.stria.nn.Layer;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import dev.stria.visual.Example;
import dev.stria.visual.Exhibit;
import dev.stria.visual.Objective;
import dev.stria.visual.Progress;
import dev.stria.visual.ReceptiveField;
import dev.stria.visual.Report;
import dev.stria.visual.Sheet;
import dev.stria.visual.TopPatches;
import dev.stria.visual.Visualizer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A page about a network of photographs: what it says of some, why, and what its filters look for. */
final class PhotoReport {
  private static final String SAYS =
      "The three likeliest classes of each picture, and how sure the network is of them.";
  private static final String KERNELS =
      "The first layer's filters, each a few pixels in color: edges of one direction, and spots and edges"
          + " between two colors. What the eye's first cells answer to is much alike.";
  private static final String FILTERS =
      "Each picture was found by gradient ascent, from noise to what the filter answers to most wherever it"
          + " is. These are the layer's filters that answered most to the pictures above; beside each, those of"
          + " them that it answered to. From layer to layer patterns get larger and more like things.";
  private static final String DEEPER = "The same, nearer to the network's answer.";
  private static final String WHY =
      "Which parts of a picture speak for the network's answer, by seven methods. The first five say for each"
          + " pixel how a change of it would change the answer; Grad-CAM and occlusion say for each place"
          + " whether it is needed.";
  private static final int THUMBNAIL = 92;
  private static final int EXAMPLES = 3;

  /**
   * What is drawn.
   *
   * @param filters how many of each layer
   * @param size side of each picture in pixels
   * @param steps of gradient ascent, 0 for the recipe's own
   * @param seed decides all that is random
   */
  record Settings(int filters, int size, int steps, long seed) {}

  private final Subject subject;
  private final Dataset photos;
  private final ClassNames names;
  private final Progress bar;
  private volatile boolean stopped;

  PhotoReport(Subject subject, Dataset photos, ClassNames names, Progress bar) {
    this.subject = subject;
    this.photos = photos;
    this.names = names;
    this.bar =
        state -> {
          stopped = !bar.proceed(state);
          return !stopped;
        };
  }

  /** Returns four layers from near the input to near the answer. */
  static List<String> layers(Subject subject) {
    List<String> style = subject.favourites().style();
    List<String> all = new ArrayList<>(style.subList(Math.min(1, style.size() - 1), style.size()));
    all.add(subject.favourites().dream());
    all.add(subject.favourites().last());
    List<String> some = all.stream().distinct().toList();
    int count = Math.min(4, some.size());
    return IntStream.range(0, count)
        .mapToObj(i -> some.get(count == 1 ? 0 : i * (some.size() - 1) / (count - 1)))
        .toList();
  }

  Report draw(String title, List<String> layers, Settings settings) throws IOException {
    Report page = Report.of(title, subject.network());
    page = page.picture("The pictures", "What the network was shown.", pictures().draw());
    page = page.facts("What it says of them", SAYS, answers());
    String first = firstConvolution();
    if (!first.isEmpty()) {
      page = page.picture(first + ": the filters", KERNELS, look(settings).kernels(first).draw());
    }
    for (int i = 0; i < layers.size() && !stopped; i++) {
      page = page.exhibit(i == 0 ? FILTERS : DEEPER, filters(layers.get(i), settings));
    }
    for (int i = 0; i < Math.min(2, photos.size()) && !stopped; i++) {
      Sheet sheet = why(photos.image(i), settings.seed());
      String caption = i == 0 ? WHY : "The same, of another picture.";
      page = page.picture("Why it says that of picture " + i, caption, sheet.draw());
    }
    return page;
  }

  private Sheet pictures() throws IOException {
    Sheet sheet = Sheet.of(4, 1);
    for (int i = 0; i < photos.size(); i++) {
      sheet = sheet.add(photos.image(i), String.valueOf(i));
    }
    return sheet;
  }

  private Map<String, String> answers() throws IOException {
    Map<String, String> answers = new LinkedHashMap<>();
    for (int i = 0; i < photos.size(); i++) {
      Answer answer = Answer.of(subject, photos.image(i), names);
      answers.put("picture " + i, String.join(", ", answer.best(EXAMPLES)));
    }
    return answers;
  }

  private String firstConvolution() {
    return first(subject.network(), "");
  }

  private static String first(Layer block, String prefix) {
    for (Map.Entry<String, Layer> part : block.parts().entrySet()) {
      String path = prefix + part.getKey();
      String found = part.getValue() instanceof Conv2d ? path : first(part.getValue(), path + ".");
      if (!found.isEmpty()) {
        return found;
      }
    }
    return "";
  }

  private Visualizer look(Settings settings) {
    return Visualizer.of(subject.network())
        .prepared(subject.preparation())
        .with(ascent -> ascent.size(settings.size(), settings.size()))
        .with(ascent -> ascent.seed(settings.seed()).progress(bar))
        .with(ascent -> settings.steps() > 0 ? ascent.steps(settings.steps()) : ascent);
  }

  /** The filters of a layer that answer most to the photographs. */
  private Exhibit filters(String layer, Settings settings) throws IOException {
    List<List<TopPatches.Patch>> patches =
        TopPatches.of(subject.network(), subject.preparation()).find(layer, photos, EXAMPLES);
    int[] strongest =
        IntStream.range(0, patches.size())
            .boxed()
            .sorted(Comparator.comparingDouble(k -> -best(patches.get(k))))
            .limit(settings.filters())
            .mapToInt(k -> k)
            .toArray();
    System.out.println("  " + layer + ": " + look(settings).estimateFeatures(layer, strongest));
    Exhibit drawn = look(settings).features(layer, strongest);
    List<List<Example>> examples = new ArrayList<>();
    for (int k : strongest) {
      List<Example> ofFilter = new ArrayList<>();
      for (TopPatches.Patch patch : patches.get(k)) {
        ofFilter.add(thumbnail(patch));
      }
      examples.add(ofFilter);
    }
    return new Exhibit(drawn.title(), drawn.pictures(), drawn.cards(), examples);
  }

  private static double best(List<TopPatches.Patch> patches) {
    return patches.isEmpty() ? 0 : patches.get(0).value();
  }

  /** A small copy of the picture, so that the page stays small. */
  private Example thumbnail(TopPatches.Patch patch) throws IOException {
    Shape shape = photos.shape();
    double scale = (double) THUMBNAIL / shape.size(2);
    int height = (int) Math.round(scale * shape.size(1));
    ReceptiveField.Box box = patch.box();
    ReceptiveField.Box small =
        new ReceptiveField.Box(
            (int) Math.round(scale * box.top()),
            (int) Math.round(scale * box.left()),
            (int) Math.round(scale * box.height()),
            (int) Math.round(scale * box.width()));
    Tensor photo = Resize.to(photos.image(patch.index()), height, THUMBNAIL);
    return new Example(photo, small, patch.value(), patch.index());
  }

  private Sheet why(Tensor photo, long seed) {
    Answer answer = Answer.of(subject, photo, names);
    int square = Math.max(1, photo.shape().size(2) / 6);
    Objective objective = Objective.logit(answer.first());
    String last = subject.favourites().last();
    SaliencyMaps maps = new SaliencyMaps(subject, photo, objective, last, 16, 16, square, seed);
    String title = "why " + answer.name(answer.first()) + "?";
    return SaliencySheet.draw(title, photo, maps.compute(state -> true));
  }
}
