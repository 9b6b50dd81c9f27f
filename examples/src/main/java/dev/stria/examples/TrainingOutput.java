package dev.stria.examples;

import dev.stria.data.SafeFile;
import dev.stria.nn.Layer;
import dev.stria.train.Evaluation;
import dev.stria.train.History;
import dev.stria.train.RateRangeTest;
import dev.stria.visual.MatrixChart;
import dev.stria.visual.Report;
import dev.stria.visual.TrainingCharts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What a training run leaves in its folder: curves, confusion matrix, figures, one page with all of it. */
final class TrainingOutput {
  private final Path folder;
  private final Layer model;
  private final List<String> classes;
  private RateRangeTest rates;

  TrainingOutput(Path folder, Layer model, List<String> classes) {
    this.folder = folder;
    this.model = model;
    this.classes = classes;
  }

  void rates(RateRangeTest test) throws IOException {
    rates = test;
    TrainingCharts.rates(test).save(folder.resolve("rates.png"));
    System.out.printf(Locale.ROOT, "suggested peak rate %.2g%n", test.suggestion());
  }

  /** Writes everything; returns the page. */
  Path write(History history, Evaluation evaluation) throws IOException {
    TrainingCharts.loss(history).save(folder.resolve("loss.png"));
    TrainingCharts.accuracy(history).save(folder.resolve("accuracy.png"));
    MatrixChart.draw(evaluation.confusion(), classes).save(folder.resolve("confusion.png"));
    byte[] csv = history.csv().getBytes(StandardCharsets.UTF_8);
    SafeFile.write(folder.resolve("history.csv"), file -> file.write(csv));
    Report page = Report.of("Training report", model);
    page = rates == null ? page : page.rates(rates);
    Path report = folder.resolve("report.html");
    page.training(history).evaluation(evaluation, classes).save(report);
    return report;
  }
}
