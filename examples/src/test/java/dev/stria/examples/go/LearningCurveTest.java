package dev.stria.examples.go;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.stria.data.MalformedFileException;
import dev.stria.train.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The curve of a run beside that of another. */
class LearningCurveTest {
  @TempDir Path folder;

  private static History history(double accuracy) {
    return new History(
        List.of(
            new History.Epoch(0, 1, 0.2, 1, accuracy / 2, 1, Map.of()),
            new History.Epoch(1, 1, 0.3, 1, accuracy, 1, Map.of())),
        true);
  }

  @Test
  void anotherRunIsReadFromItsHistory() throws IOException {
    Path csv = Files.createDirectory(folder.resolve("plain")).resolve("curve.csv");
    Files.writeString(csv, history(0.4).csv());
    LearningCurve alone = LearningCurve.of(history(0.2), 1000);
    Path one = folder.resolve("one.png");
    Path both = folder.resolve("both.png");
    alone.draw().save(one);
    alone.beside(csv).draw().save(both);
    assertNotEquals(-1, Files.mismatch(one, both));
  }

  @Test
  void whatIsNoHistoryIsRefusedByFileAndLine() throws IOException {
    LearningCurve curve = LearningCurve.of(history(0.2), 1000);
    Path csv = folder.resolve("curve.csv");
    for (String[] bad :
        new String[][] {
          {"", "expected a history with the column validation_accuracy"},
          {"a,b\n1,2\n", "expected a history with the column validation_accuracy"},
          {"epoch,validation_accuracy\n1,x\n", "line 2: expected a number in column 2"},
          {"epoch,validation_accuracy\n1,0.5\n2\n", "line 3: expected a number in column 2"},
        }) {
      Files.writeString(csv, bad[0]);
      String message =
          assertThrows(MalformedFileException.class, () -> curve.beside(csv)).getMessage();
      assertEquals(csv + ": " + bad[1], message);
    }
  }
}
