package dev.stria.op;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stria.autograd.Tape;
import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Misuse of every operation: what its row lists, closed tapes, two tapes. */
class MisuseTest {
  static List<OpRow> rows() {
    return OpTable.rows();
  }

  static List<OpRow> rowsOfSeveralInputs() {
    return rows().stream().filter(row -> sample(row).inputs().length > 1).toList();
  }

  private static OpCase sample(OpRow row) {
    return row.sample().apply(new SeededRandom(2));
  }

  private static void assertSays(Exception thrown, String... words) {
    for (String word : words) {
      assertTrue(
          thrown.getMessage().contains(word),
          "'" + word + "' is missing in: " + thrown.getMessage());
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void valuesOfAClosedTapeAreRefused(OpRow row) {
    OpCase sample = sample(row);
    Tensor[] inputs;
    try (Tape tape = Tape.inspecting()) {
      inputs = Stream.of(sample.inputs()).map(tape::watch).toArray(Tensor[]::new);
    }
    IllegalStateException thrown =
        assertThrows(
            IllegalStateException.class,
            () -> sample.function().apply(inputs).data(),
            row + ": " + sample);
    assertSays(thrown, "tape that is closed", "copy()");
  }

  @ParameterizedTest
  @MethodSource("rowsOfSeveralInputs")
  void valuesOfTwoTapesDoNotMix(OpRow row) {
    OpCase sample = sample(row);
    try (Tape one = Tape.inspecting();
        Tape other = Tape.inspecting()) {
      Tensor[] inputs = sample.inputs().clone();
      for (int i = 0; i < inputs.length; i++) {
        inputs[i] = (i == 0 ? one : other).watch(inputs[i]);
      }
      IllegalStateException thrown =
          assertThrows(IllegalStateException.class, () -> sample.function().apply(inputs));
      assertSays(thrown, "two tapes", "copy()");
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void shapeErrorsSayWhereWhatWasExpectedAndWhatCame(OpRow row) {
    for (OpRow.Misuse misuse : row.misuses()) {
      if (misuse.exception() == ShapeException.class) {
        ShapeException thrown = assertThrows(ShapeException.class, misuse.call());
        assertTrue(
            thrown.getMessage().matches("(?s)[a-z0-9_]+: expected .+, but got .+"),
            row + ", " + misuse.what() + ": " + thrown.getMessage());
      }
    }
  }

  /** Together with the layers' the promise is of 300. */
  @Test
  void thereAreManyCases() {
    int listed = rows().stream().mapToInt(row -> row.misuses().size()).sum();
    int generated = rows().size() + rowsOfSeveralInputs().size();
    assertTrue(listed >= 150, listed + " listed");
    assertTrue(listed + generated >= 320, listed + " listed and " + generated + " generated");
  }
}
