package dev.stria.visual;

import dev.stria.data.SafeFile;
import dev.stria.nn.Conv2d;
import dev.stria.nn.Layer;
import dev.stria.nn.Linear;
import dev.stria.train.Evaluation;
import dev.stria.train.History;
import dev.stria.train.RateRangeTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One page about a network, in one file that needs no other: pictures are inside, nothing is loaded from
 * anywhere, and it can be read in light and dark and on a phone.
 *
 * <p>{@link Visualizer#report} fills it by one call; or it is put together from what is there already, such as a
 * training report: {@code Report.of("Digits", model).training(history).evaluation(evaluation, classes)}.
 * Immutable; every addition returns a changed copy.
 */
public final class Report {
  private final String title;
  private final List<String> sections;

  private Report(String title, List<String> sections) {
    this.title = title;
    this.sections = List.copyOf(sections);
  }

  /**
   * Returns a page with the network's table.
   *
   * @param title the page's heading
   * @param network the network
   * @return the page
   */
  public static Report of(String title, Layer network) {
    return new Report(title, List.of())
        .with(Html.section("The network", Captions.NETWORK, Html.table(network.summary())));
  }

  /**
   * Returns this page with one more picture.
   *
   * @param heading the section's heading
   * @param caption what is seen and why
   * @param drawing the picture
   * @return the changed copy
   */
  public Report picture(String heading, String caption, Drawing drawing) {
    return with(Html.section(heading, caption, Html.image(drawing)));
  }

  /**
   * Returns this page with one more exhibit: each picture with its score, the best real picture's score and
   * the verdict, and beside it the real pictures.
   *
   * @param caption what is seen and why
   * @param exhibit the pictures
   * @return the changed copy
   */
  public Report exhibit(String caption, Exhibit exhibit) {
    return with(Html.section(exhibit.title(), caption, ExhibitHtml.of(exhibit)));
  }

  /**
   * Returns this page with a table of facts.
   *
   * @param heading the section's heading
   * @param caption what they mean
   * @param facts names and values, in the order wanted
   * @return the changed copy
   */
  public Report facts(String heading, String caption, Map<String, String> facts) {
    return with(Html.section(heading, caption, Html.facts(new LinkedHashMap<>(facts))));
  }

  /**
   * Returns this page with the story of a training run: curves of loss and accuracy, epochs and time.
   *
   * @param history the figures of the run
   * @return the changed copy
   */
  public Report training(History history) {
    return with(TrainingReport.training(history));
  }

  /**
   * Returns this page with how well the network does: figures, each class, the confusion matrix.
   *
   * @param evaluation the figures
   * @param classes the names of the classes
   * @return the changed copy
   * @throws IllegalArgumentException if there are more or fewer names than classes
   */
  public Report evaluation(Evaluation evaluation, List<String> classes) {
    return with(TrainingReport.evaluation(evaluation, classes));
  }

  /**
   * Returns this page with the picture of a rate range test.
   *
   * @param test what was found
   * @return the changed copy
   */
  public Report rates(RateRangeTest test) {
    return with(TrainingReport.rates(test));
  }

  private Report with(String section) {
    return with(List.of(section));
  }

  private Report with(List<String> added) {
    List<String> more = new ArrayList<>(sections);
    more.addAll(added);
    return new Report(title, more);
  }

  /** Adds everything that can be found out about a network by itself. */
  Report everything(Visualizer see) throws IOException {
    Report page = this;
    Layer network = see.network();
    if (see.real() != null) {
      Drawing confusion = Confusion.draw(network, see.preparation(), see.real());
      page = page.picture("What it takes for what", Captions.CONFUSION, confusion);
    }
    boolean first = true;
    String hidden = null;
    String last = null;
    for (Map.Entry<String, Layer> layer : Parts.of(network).entrySet()) {
      if (layer.getValue() instanceof Conv2d) {
        // what a linear filter of the first layer likes best is flat; its weights say more
        page =
            first
                ? page.picture(
                    layer.getKey() + ": the filters",
                    Captions.KERNELS,
                    see.kernels(layer.getKey()).draw())
                : page.exhibit(Captions.FILTERS, see.filterMaps(layer.getKey()));
        first = false;
      } else if (layer.getValue() instanceof Linear) {
        page = last == null ? page : page.exhibit(Captions.NEURONS, see.neuronMaps(last));
        hidden = last;
        last = layer.getKey();
      }
    }
    if (see.real() != null && see.real().size() > 0 && hidden != null) {
      page = page.picture("How " + hidden + " sorts", Captions.SCATTER, see.scatter(hidden));
    }
    if (see.real() != null && last != null) {
      page = page.facts("How its layers answer", Captions.STATISTICS, statistics(see, last));
    }
    for (ClassStyle style : last == null ? new ClassStyle[0] : ClassStyle.values()) {
      page = page.exhibit(Captions.CLASSES, see.classImages(style));
    }
    return see.real() == null || see.real().size() == 0
        ? page
        : page.picture("From layer to layer", Captions.MAPS, see.featureMaps(see.real().image(0)));
  }

  private static Map<String, String> statistics(Visualizer see, String last) throws IOException {
    Map<String, String> facts = new LinkedHashMap<>();
    for (Map.Entry<String, Layer> layer : Parts.of(see.network()).entrySet()) {
      boolean answers = layer.getValue() instanceof Conv2d || layer.getValue() instanceof Linear;
      if (answers && !layer.getKey().equals(last)) {
        facts.put(layer.getKey(), see.statistics(layer.getKey()).summary());
      }
    }
    return facts;
  }

  /**
   * Returns the page.
   *
   * @return the text of an HTML file
   */
  public String html() {
    return Html.page(title, sections);
  }

  /**
   * Writes the page into a file, which is replaced if it exists, as a whole or not at all.
   *
   * @param file the file
   * @throws IOException if it cannot be written; the file is then as it was before
   */
  public void save(Path file) throws IOException {
    byte[] bytes = html().getBytes(StandardCharsets.UTF_8);
    SafeFile.write(file, out -> out.write(bytes));
  }
}
