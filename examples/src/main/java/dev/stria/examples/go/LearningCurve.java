package dev.stria.examples.go;

import dev.stria.data.MalformedFileException;
import dev.stria.train.History;
import dev.stria.visual.Chart;
import dev.stria.visual.Drawing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** How many moves are predicted after so many positions, beside another run if there is one. */
public final class LearningCurve {
  private static final String COLUMN = "validation_accuracy";

  private final Chart chart;

  private LearningCurve(Chart chart) {
    this.chart = chart;
  }

  /**
   * Returns the curve of a run.
   *
   * @param history its figures
   * @param perEpoch positions from one point of the curve to the next
   * @return the curve
   */
  public static LearningCurve of(History history, int perEpoch) {
    return new LearningCurve(
        Chart.of("moves predicted, %", "times " + perEpoch + " positions")
            .line("training", percent(history, History.Epoch::accuracy))
            .line("held out", percent(history, History.Epoch::validationAccuracy)));
  }

  private static double[] percent(History history, ToDoubleFunction<History.Epoch> share) {
    return history.epochs().stream().mapToDouble(share).map(part -> 100 * part).toArray();
  }

  /**
   * Returns this curve beside that of another run, which is called by the name of its folder.
   *
   * @param csv what the other run wrote: {@link History#csv}
   * @return the longer chart
   * @throws MalformedFileException if the file is no such history
   * @throws IOException if it cannot be read
   */
  public LearningCurve beside(Path csv) throws IOException {
    List<String> lines = Files.readAllLines(csv);
    int column = lines.isEmpty() ? -1 : Arrays.asList(lines.get(0).split(",")).indexOf(COLUMN);
    if (column < 0) {
      throw new MalformedFileException(csv, "expected a history with the column " + COLUMN);
    }
    double[] percent = new double[lines.size() - 1];
    for (int i = 0; i < percent.length; i++) {
      percent[i] = 100 * number(csv, i + 2, lines.get(i + 1).split(","), column);
    }
    String name = csv.toAbsolutePath().getParent().getFileName().toString();
    return new LearningCurve(chart.line(name, percent));
  }

  private static double number(Path csv, int line, String[] cells, int column)
      throws MalformedFileException {
    try {
      return Double.parseDouble(cells[column]);
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw new MalformedFileException(
          csv, "line " + line + ": expected a number in column " + (column + 1), e);
    }
  }

  /**
   * Draws it.
   *
   * @return the picture
   */
  public Drawing draw() {
    return chart.draw();
  }
}
