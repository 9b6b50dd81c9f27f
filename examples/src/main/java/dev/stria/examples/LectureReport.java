package dev.stria.examples;

import dev.stria.nn.Layer;
import dev.stria.train.Evaluation;
import dev.stria.train.History;
import dev.stria.visual.Exhibit;
import dev.stria.visual.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The lecture as one page: every picture with two sentences that say what is seen and why. */
final class LectureReport {
  private static final String TRAINING =
      "The loss falls on the digits that the network learns from and on those that it never sees."
          + " As long as both fall together it learns digits and not the training set by heart.";
  private static final String CONFUSION =
      "Rows are what was written, columns what the network took it for: right answers lie on the"
          + " diagonal. What it confuses is what looks alike, 4 and 9, 7 and 2.";
  private static final String KERNELS =
      "A filter of the first layer sees 3×3 pixels only, because what matters in a picture is local:"
          + " edges, ends and corners. The same nine weights are shared by all places, since a stroke"
          + " means the same wherever it is.";
  private static final String MAPS =
      "One digit on its way through the network: each filter makes a map of where its pattern"
          + " occurs. Subsampling by max-pooling keeps that a pattern occurs and forgets the exact"
          + " place, so the maps get smaller and what they say more general.";
  private static final String FILTERS =
      "The picture that makes a filter of the second layer answer most, found by gradient ascent on"
          + " the pixels. Stripes and textures in one direction each fill the picture, because the"
          + " filter is shared by all places and adds up what it finds at each.";
  private static final String NEURONS =
      "The picture that a neuron of the fully connected layer answers to most. It sees the whole"
          + " picture at once, so its pattern is as large as the picture and no longer repeats.";
  private static final Map<String, String> CLASSES =
      Map.of(
          "no penalty",
          "The picture that the network holds to be most of a digit, with nothing else asked of it."
              + " It is noise to us: the network was never shown what is not a digit.",
          "L1",
          "The same with a penalty on ink, as large as certainty allows. Most of the picture turns"
              + " black, and what is left are the strokes that decide.",
          "L1 + TV",
          "The same with a further penalty on contours (total variation). Specks join into strokes,"
              + " and shapes emerge that begin to look like the digit.");

  private LectureReport() {}

  /** Draws everything, writes each picture to the folder as it is ready, and the page last. */
  static Path write(
      Path folder, Layer model, LecturePictures pictures, History history, Evaluation evaluation)
      throws IOException {
    Report page =
        Report.of("What a convolutional network learns from digits", model)
            .facts(
                "How well it reads",
                "All digits of the test set, which it has never seen.",
                facts(evaluation));
    page = page.picture("Training", TRAINING, pictures.trainingCurve(history));
    page = page.picture("What it takes for what", CONFUSION, pictures.confusion(evaluation));
    page = page.picture("The first layer's filters", KERNELS, pictures.kernels());
    page = page.picture("From layer to layer", MAPS, pictures.featureMaps());
    page = page.exhibit(FILTERS, pictures.filters());
    page = page.exhibit(NEURONS, pictures.neurons());
    for (Map.Entry<String, Exhibit> style : pictures.classes().entrySet()) {
      page = page.exhibit(CLASSES.get(style.getKey()), style.getValue());
    }
    Path file = folder.resolve("report.html");
    page.save(file);
    return file;
  }

  private static Map<String, String> facts(Evaluation evaluation) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("accuracy", percent(evaluation.accuracy()));
    facts.put("right within two guesses", percent(evaluation.topK(2)));
    facts.put("mean F1", String.format(Locale.ROOT, "%.4f", evaluation.macroF1()));
    facts.put("log-loss", String.format(Locale.ROOT, "%.4f nats", evaluation.logLoss()));
    facts.put("calibration error", percent(evaluation.calibrationError()));
    return facts;
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * share);
  }
}
