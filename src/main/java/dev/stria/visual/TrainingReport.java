package dev.stria.visual;

import dev.stria.train.Evaluation;
import dev.stria.train.History;
import dev.stria.train.RateRangeTest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The sections of a page about a training run: how it went, how well the network does, which rates it
 * learns at. {@link Report} puts them together with others.
 *
 * <pre>{@code
 * Report.of("Digits", model).training(history).evaluation(evaluation, classes).save(file);
 * }</pre>
 */
final class TrainingReport {
  private static final String TRAINING =
      "Both curves fall together as long as the network learns what holds for all pictures; where only that"
          + " of training falls on, it learns its examples by heart. Changed pictures, dropout and smoothed"
          + " targets make training harder than validation, so its curve may lie above.";
  private static final String EVALUATION =
      "Counted on examples that the network was not trained with.";
  private static final String CLASSES =
      "Precision: how many of those taken for the class are of it. Recall: how many of the class were"
          + " recognised. F1: their harmonic mean.";
  private static final String RATES =
      "The rate grew from step to step. Where the loss falls fastest is a good peak for a schedule; where it"
          + " rises again the steps are too long.";

  private TrainingReport() {}

  static List<String> training(History history) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("epochs", history.epochs().size() + (history.completed() ? "" : " (stopped early)"));
    double seconds = history.epochs().stream().mapToDouble(History.Epoch::seconds).sum();
    facts.put("time in training", String.format(Locale.ROOT, "%.1f s", seconds));
    String content =
        Html.facts(facts)
            + Html.image(TrainingCharts.loss(history))
            + Html.image(TrainingCharts.accuracy(history));
    if (history.epochs().stream().anyMatch(epoch -> !epoch.metrics().isEmpty())) {
      content += Html.image(TrainingCharts.metrics(history));
    }
    return List.of(Html.section("Training", TRAINING, content));
  }

  static List<String> evaluation(Evaluation evaluation, List<String> classes) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("examples", String.format(Locale.ROOT, "%,d", evaluation.examples()));
    facts.put("accuracy", percent(evaluation.accuracy()));
    facts.put("right within two guesses", percent(evaluation.topK(2)));
    facts.put("mean F1", number(evaluation.macroF1()));
    facts.put("log-loss", number(evaluation.logLoss()) + " nats");
    facts.put("calibration error", percent(evaluation.calibrationError()));
    List<List<String>> rows = new ArrayList<>();
    for (int c = 0; c < classes.size(); c++) {
      rows.add(
          List.of(
              classes.get(c),
              percent(evaluation.precision(c)),
              percent(evaluation.recall(c)),
              number(evaluation.f1(c))));
    }
    Drawing confusion = MatrixChart.draw(evaluation.confusion(), classes);
    return List.of(
        Html.section("How well it does", EVALUATION, Html.facts(facts)),
        Html.section(
            "Class by class",
            CLASSES,
            Html.table(List.of("class", "precision", "recall", "F1"), rows)),
        Html.section("What it takes for what", Captions.CONFUSION, Html.image(confusion)));
  }

  static List<String> rates(RateRangeTest test) {
    return List.of(Html.section("Learning rates", RATES, Html.image(TrainingCharts.rates(test))));
  }

  private static String percent(double share) {
    return Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.2f %%", 100 * share);
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.4f", value);
  }
}
