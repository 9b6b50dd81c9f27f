package dev.stria.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stria.data.Augment;
import dev.stria.data.Batches;
import dev.stria.nn.Sequential;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.util.List;
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
  void severalViewsAreJudgedByTheirMean() {
    Sequential model = Bits.network();
    Batches plain = Batches.of(Bars.of(50, 4)).size(16);
    Batches mirrored = plain.augment(Augment.mirror(), 1);
    Tensor one = Predictions.of(model, plain);
    Tensor other = Predictions.of(model, mirrored);
    EvaluationTally tally = new EvaluationTally(2);
    for (int i = 0; i < one.data().length; i++) {
      one.data()[i] = (one.data()[i] + other.data()[i]) / 2;
    }
    tally.add(one, Bars.of(50, 4).labels(), 0);
    Evaluation both = Evaluation.of(model, List.of(plain, mirrored), Loss.crossEntropy());
    assertArrayEquals(tally.evaluation().confusion(), both.confusion());
    assertEquals(tally.evaluation().logLoss(), both.logLoss(), 1e-9);
    double first = Evaluation.of(model, plain, Loss.crossEntropy()).loss();
    double second = Evaluation.of(model, mirrored, Loss.crossEntropy()).loss();
    assertEquals((first + second) / 2, both.loss(), 1e-9);
    for (List<Batches> wrong :
        List.of(
            List.<Batches>of(),
            List.of(plain, plain.size(8)),
            List.of(plain, plain.shuffle(3)),
            List.of(plain, Batches.of(Bars.of(16, 4)).size(16)))) {
      assertThrows(
          IllegalArgumentException.class, () -> Evaluation.of(model, wrong, Loss.crossEntropy()));
    }
  }

  @Test
  void nothingCannotBeEvaluated() {
    assertThrows(IllegalArgumentException.class, () -> new EvaluationTally(3).evaluation());
  }
}
