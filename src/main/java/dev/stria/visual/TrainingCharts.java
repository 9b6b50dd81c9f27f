package dev.stria.visual;

import dev.stria.train.History;
import dev.stria.train.RateRangeTest;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** Training as pictures: what became of loss and accuracy, and which rates learn. */
public final class TrainingCharts {
  private TrainingCharts() {}

  /**
   * Draws the loss of every epoch, in training and in validation.
   *
   * @param history the figures of a run
   * @return the picture
   */
  public static Drawing loss(History history) {
    return chart("loss", history, History.Epoch::loss, History.Epoch::validationLoss, 1);
  }

  /**
   * Draws the accuracy of every epoch in percent, in training and in validation.
   *
   * @param history the figures of a run
   * @return the picture
   */
  public static Drawing accuracy(History history) {
    return chart(
        "accuracy, %", history, History.Epoch::accuracy, History.Epoch::validationAccuracy, 100);
  }

  /**
   * Draws the metrics of every epoch that the trainer was asked for, each a line.
   *
   * @param history the figures of a run
   * @return the picture; without lines if there are no metrics
   */
  public static Drawing metrics(History history) {
    Set<String> names = new LinkedHashSet<>();
    history.epochs().forEach(epoch -> names.addAll(epoch.metrics().keySet()));
    Chart chart = Chart.of("on the validation set, epoch by epoch", "epoch");
    for (String name : names) {
      chart = chart.line(name, values(history, e -> e.metrics().getOrDefault(name, Double.NaN), 1));
    }
    return chart.draw();
  }

  private static Drawing chart(
      String what,
      History history,
      ToDoubleFunction<History.Epoch> training,
      ToDoubleFunction<History.Epoch> validation,
      double unit) {
    double[] seen = values(history, training, unit);
    double[] unseen = values(history, validation, unit);
    Chart chart = Chart.of(what + ", epoch by epoch", "epoch").line("training", seen);
    boolean validated = Arrays.stream(unseen).anyMatch(Double::isFinite);
    return (validated ? chart.line("validation", unseen) : chart).draw();
  }

  private static double[] values(
      History history, ToDoubleFunction<History.Epoch> figure, double unit) {
    return history.epochs().stream().mapToDouble(figure).map(v -> unit * v).toArray();
  }

  /**
   * Draws a rate range test: the loss over the rate, and the rate that it suggests.
   *
   * @param test what was found
   * @return the picture
   */
  public static Drawing rates(RateRangeTest test) {
    List<Double> rates = test.rates();
    double[] losses = test.losses().stream().mapToDouble(Double::doubleValue).toArray();
    double[] suggestion = new double[losses.length];
    Arrays.fill(suggestion, Double.NaN);
    int at = rates.indexOf(test.suggestion());
    suggestion[at] = losses[at];
    String suggested = String.format(Locale.ROOT, "suggestion %.2g", test.suggestion());
    return Chart.of("loss while the rate grows", "learning rate")
        .steps(i -> String.format(Locale.ROOT, "%.0e", rates.get(i)))
        .line("loss", losses)
        .line(suggested, suggestion)
        .draw();
  }
}
