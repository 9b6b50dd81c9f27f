package dev.stria.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import org.junit.jupiter.api.Test;

class EvaluationTest {
  /** Four examples of three classes: right, right, wrong by one place, wrong by two. */
  private static Evaluation figures() {
    EvaluationTally tally = new EvaluationTally(3);
    Tensor probabilities =
        Tensor.of(
            Shape.of(4, 3), 0.7f, 0.2f, 0.1f, 0.1f, 0.8f, 0.1f, 0.5f, 0.4f, 0.1f, 0.6f, 0.3f, 0.1f);
    tally.add(probabilities, new int[] {0, 1, 1, 2}, 0.5);
    return tally.evaluation();
  }

  @Test
  void countsWhatWasTakenForWhat() {
    Evaluation e = figures();
    assertEquals(4, e.examples());
    assertEquals(0.5, e.accuracy());
    assertEquals(0.75, e.topK(2));
    assertEquals(1, e.topK(5));
    assertEquals(1.0 / 3, e.precision(0));
    assertEquals(1, e.recall(0));
    assertEquals(0.5, e.f1(0));
    assertEquals(0.5, e.recall(1));
    assertEquals(1, e.precision(1));
    assertTrue(Double.isNaN(e.precision(2)));
    assertEquals(0, e.f1(2));
    assertEquals((0.5 + 2.0 / 3 + 0) / 3, e.macroF1(), 1e-12);
    assertEquals(0.5, e.loss());
  }

  @Test
  void logLossAndCalibrationFollowTheirDefinitions() {
    Evaluation e = figures();
    double logs = Math.log(0.7) + Math.log(0.8) + Math.log(0.4) + Math.log(0.1);
    assertEquals(-logs / 4, e.logLoss(), 1e-6);
    assertEquals((0.3 + 0.2 + 0.5 + 0.6) / 4, e.calibrationError(), 1e-6);
  }

  @Test
  void nothingCannotBeEvaluated() {
    assertThrows(IllegalArgumentException.class, () -> new EvaluationTally(3).evaluation());
  }
}
