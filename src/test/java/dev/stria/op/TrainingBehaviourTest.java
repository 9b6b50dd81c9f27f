package dev.stria.op;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stria.autograd.Tape;
import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Operations that do one thing on a training tape and another everywhere else. */
class TrainingBehaviourTest {
  private static final Tensor ONES = Tensor.filled(Shape.of(100, 100), 1);

  @Test
  void dropoutDropsItsShareAndKeepsTheMean() {
    try (Tape tape = Tape.training(new SeededRandom(3))) {
      float[] y = Dropout.dropout(tape.trace(ONES), 0.3).data();
      int zeros = 0;
      for (float value : y) {
        assertTrue(value == 0 || value == (float) (1 / 0.7), "kept values are scaled: " + value);
        zeros += value == 0 ? 1 : 0;
      }
      assertEquals(3000, zeros, 200, "about 30 % are dropped");
    }
  }

  @Test
  void dropoutDoesNothingOutsideTraining() {
    assertSame(ONES, Dropout.dropout(ONES, 0.5));
    try (Tape tape = Tape.inspecting()) {
      Tensor x = tape.watch(ONES);
      assertSame(x, Dropout.dropout(x, 0.5));
    }
    try (Tape tape = Tape.training(new SeededRandom(1))) {
      Tensor x = tape.trace(ONES);
      assertSame(x, Dropout.dropout(x, 0));
      assertNotSame(x, Dropout.dropout(x, 0.5));
    }
  }

  @Test
  void sameSeedDropsTheSameAndEachCallDropsAnew() {
    float[][] runs = new float[2][];
    for (int i = 0; i < 2; i++) {
      try (Tape tape = Tape.training(new SeededRandom(7))) {
        Tensor x = tape.trace(ONES);
        runs[i] = Dropout.dropout(x, 0.5).copy().data();
        assertTrue(!Arrays.equals(runs[i], Dropout.dropout(x, 0.5).data()));
      }
    }
    assertArrayEquals(runs[0], runs[1]);
  }

  @Test
  void spatialDropoutDropsWholeChannels() {
    try (Tape tape = Tape.training(new SeededRandom(5))) {
      float[] y =
          Dropout.dropout2d(tape.trace(Tensor.filled(Shape.of(50, 20, 3, 3), 1)), 0.5).data();
      int dropped = 0;
      for (int plane = 0; plane < 1000; plane++) {
        for (int i = 1; i < 9; i++) {
          assertEquals(y[plane * 9], y[plane * 9 + i]);
        }
        dropped += y[plane * 9] == 0 ? 1 : 0;
      }
      assertEquals(500, dropped, 80);
    }
  }

  @Test
  void batchNormMovesRunningStatisticsWhenTrainingOnly() {
    Tensor x = Tensor.of(Shape.of(4, 1), 1, 2, 3, 6);
    BatchNorm.Running running =
        new BatchNorm.Running(Tensor.zeros(1), Tensor.filled(Shape.of(1), 1), 0.1);
    Tensor before = BatchNorm.batchNorm(x, null, null, running, 0);
    assertArrayEquals(x.data(), before.data(), "mean 0 and variance 1 change nothing");
    try (Tape tape = Tape.training(new SeededRandom(1))) {
      float[] y = BatchNorm.batchNorm(tape.trace(x), null, null, running, 0).data();
      float deviation = (float) Math.sqrt(3.5);
      assertArrayEquals(new float[] {-2 / deviation, -1 / deviation, 0, 3 / deviation}, y, 1e-6f);
    }
    assertEquals(0.3f, running.mean().data()[0], 1e-6);
    assertEquals(0.9f + 0.1f * 14 / 3, running.variance().data()[0], 1e-6);
  }

  @Test
  void batchNormWithAMeanFarAboveTheSpread() {
    SeededRandom random = new SeededRandom(2);
    float[] values = new float[4096];
    double mean = 0;
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (10_000 + random.nextGaussian());
      mean += values[i] / values.length;
    }
    double variance = 0;
    for (float value : values) {
      variance += (value - mean) * (value - mean) / values.length;
    }
    Tensor y = BatchNorm.batchNorm(Tensor.of(Shape.of(4096, 1), values), null, null, null, 1e-5);
    for (int i = 0; i < values.length; i++) {
      assertEquals((values[i] - mean) / Math.sqrt(variance + 1e-5), y.data()[i], 2e-3);
    }
  }
}
