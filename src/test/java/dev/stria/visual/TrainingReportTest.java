package dev.stria.visual;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stria.nn.Flatten;
import dev.stria.nn.Linear;
import dev.stria.nn.Sequential;
import dev.stria.tensor.Shape;
import dev.stria.train.Evaluation;
import dev.stria.train.History;
import dev.stria.train.RateRangeTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training as pictures and as one page. */
class TrainingReportTest {
  private static final int BLUE = 0x0969DA;
  private static final int RED = 0xCF222E;

  @TempDir Path folder;

  private static History history(double validation, Map<String, Double> metrics) {
    return new History(
        List.of(
            new History.Epoch(0, 2, 0.4, validation, validation / 3, 1, metrics),
            new History.Epoch(1, 1, 0.6, validation, validation / 2, 1, metrics)),
        true);
  }

  private static Evaluation evaluation() {
    return new Evaluation(0.5, 0.4, new long[] {7, 3}, 0.1, new int[][] {{4, 2}, {1, 3}});
  }

  private static int count(Drawing drawing, int color) throws IOException {
    var image = javax.imageio.ImageIO.read(new java.io.ByteArrayInputStream(drawing.png()));
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    return (int) Arrays.stream(pixels).filter(pixel -> (pixel & 0xFFFFFF) == color).count();
  }

  @Test
  void curvesAreDrawnOfWhatThereIs() throws IOException {
    Drawing both = TrainingCharts.loss(history(1.5, Map.of()));
    Drawing alone = TrainingCharts.loss(history(Double.NaN, Map.of()));
    assertTrue(count(both, BLUE) > 100 && count(both, RED) > 100);
    assertTrue(count(alone, BLUE) > 100);
    assertEquals(0, count(alone, RED), "nothing was validated");
    assertArrayEquals(both.png(), TrainingCharts.loss(history(1.5, Map.of())).png());
    assertFalse(Arrays.equals(both.png(), TrainingCharts.accuracy(history(1.5, Map.of())).png()));
    Drawing metrics = TrainingCharts.metrics(history(1, Map.of("f1", 0.5)));
    assertTrue(count(metrics, BLUE) > 100);
    assertEquals(0, count(TrainingCharts.metrics(history(1, Map.of())), BLUE));
  }

  @Test
  void aRangeTestIsDrawnWithItsSuggestion() throws IOException {
    List<Double> rates = List.of(1e-3, 1e-2, 1e-1);
    Drawing drawing = TrainingCharts.rates(new RateRangeTest(rates, List.of(2.0, 1.0, 4.0), 1e-2));
    assertTrue(count(drawing, BLUE) > 100, "the losses");
    assertTrue(count(drawing, RED) > 5, "the suggestion");
  }

  @Test
  void thePageHoldsAllAndNeedsNothing() throws IOException {
    Sequential model =
        Sequential.layers()
            .add("flatten", Flatten::new)
            .add("fc", Linear.units(2))
            .build(Shape.of(1, 2, 2), 1);
    RateRangeTest rates = new RateRangeTest(List.of(0.1, 0.2), List.of(1.0, 2.0), 0.1);
    Path file = folder.resolve("report.html");
    Report page = Report.of("A < B", model).rates(rates);
    page.training(history(1, Map.of("f1", 0.5)))
        .evaluation(evaluation(), List.of("cat", "d<g"))
        .save(file);
    String html = Files.readString(file);
    for (String words :
        new String[] {
          "A &lt; B", "Learning rates", "Training", "How well it does", "70.00 %", "d&lt;g", "fc"
        }) {
      assertTrue(html.contains(words), words);
    }
    assertEquals(5, html.split("data:image/png;base64,", -1).length - 1, "rates, three, matrix");
    assertFalse(html.matches("(?s).*(src|href)=\"(?!data:|#).*"), "nothing is loaded");
    assertFalse(html.contains("<script"), "nothing runs");
    Report other = page.training(history(1, Map.of()));
    assertThrows(
        IllegalArgumentException.class, () -> other.evaluation(evaluation(), List.of("cat")));
  }
}
