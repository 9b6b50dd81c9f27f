package dev.stria.examples;

import dev.stria.data.Dataset;
import dev.stria.data.Mnist;
import dev.stria.nn.Layer;
import dev.stria.train.Evaluation;
import dev.stria.train.History;
import dev.stria.visual.Animation;
import dev.stria.visual.Chart;
import dev.stria.visual.ClassStyle;
import dev.stria.visual.Drawing;
import dev.stria.visual.Exhibit;
import dev.stria.visual.MatrixChart;
import dev.stria.visual.Preparation;
import dev.stria.visual.Progress;
import dev.stria.visual.Sheet;
import dev.stria.visual.Visualizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The lecture's pictures, each written to the output folder as soon as it is drawn. */
final class LecturePictures {
  /** Real digits that every drawn picture is compared with. */
  private static final int REAL = 5_000;

  /** Frames of the animation, which is an animated PNG to be opened in a browser. */
  private static final int FRAMES = 16;

  private final Path folder;
  private final Visualizer look;
  private final Dataset digits;

  LecturePictures(Path folder, Layer model, Dataset digits, long seed, int steps, Progress bar) {
    this.folder = folder;
    this.digits = digits;
    this.look =
        Visualizer.of(model)
            .prepared(Preparation.of(Mnist.NORMALIZATION))
            .real(digits.first(REAL))
            .with(ascent -> ascent.seed(seed).progress(bar))
            .with(ascent -> steps > 0 ? ascent.steps(steps) : ascent);
  }

  Drawing trainingCurve(History history) throws IOException {
    Chart chart =
        Chart.of("loss, epoch by epoch", "epoch")
            .line("training", line(history, History.Epoch::loss))
            .line("test", line(history, History.Epoch::validationLoss));
    return save("training.png", chart.draw());
  }

  private static double[] line(History history, ToDoubleFunction<History.Epoch> figure) {
    return history.epochs().stream().mapToDouble(figure).toArray();
  }

  Drawing confusion(Evaluation evaluation) throws IOException {
    return save("confusion.png", MatrixChart.draw(evaluation.confusion(), digits.classes()));
  }

  /** The 25 kernels of the first layer, as they are. */
  Drawing kernels() throws IOException {
    return save("filters-conv1.png", look.kernels("conv1").draw());
  }

  /** What every filter of the second layer answers to, and how these pictures arise. */
  Exhibit filters() throws IOException {
    Animation animation = Animation.of(FRAMES);
    Visualizer recorded = look.with(ascent -> ascent.record(animation));
    System.out.println("  conv2: " + look.estimateFilterMaps("conv2"));
    Exhibit exhibit = saved("filters-conv2.png", recorded.filterMaps("conv2"));
    Path growing = folder.resolve("filters-conv2-growing.png");
    animation.save(growing, exhibit.title());
    System.out.println("  how they arise, animated: open " + growing.toUri());
    return exhibit;
  }

  /** What every neuron of the fully connected layer answers to. */
  Exhibit neurons() throws IOException {
    return saved("neurons.png", look.neuronMaps("fc1"));
  }

  /** What is most of each digit, by how it is kept simple: not at all, L1, L1 and total variation. */
  Map<String, Exhibit> classes() throws IOException {
    Map<String, Exhibit> exhibits = new LinkedHashMap<>();
    Sheet sheet = Sheet.of(10, 3).title("what the network holds to be most of a digit");
    for (ClassStyle style : ClassStyle.values()) {
      Exhibit exhibit = look.classImages(style);
      System.out.println("  " + exhibit.summary());
      exhibits.put(style.description(), exhibit);
      sheet = sheet.add(exhibit.pictures(), exhibit.cards());
    }
    save("classes.png", sheet.rows(exhibits.keySet().toArray(String[]::new)).draw());
    return exhibits;
  }

  /** One digit on its way through all layers. */
  Drawing featureMaps() throws IOException {
    return save("feature-maps.png", look.featureMaps(digits.image(0)));
  }

  private Exhibit saved(String name, Exhibit exhibit) throws IOException {
    save(name, exhibit.sheet().draw());
    System.out.println("  " + exhibit.summary());
    return exhibit;
  }

  private Drawing save(String name, Drawing drawing) throws IOException {
    drawing.save(folder.resolve(name));
    return drawing;
  }
}
