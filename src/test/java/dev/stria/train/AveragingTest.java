package dev.stria.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.stria.data.Augment;
import dev.stria.data.Batch;
import dev.stria.data.Batches;
import dev.stria.data.EpochBatches;
import dev.stria.data.Mixup;
import dev.stria.data.Position;
import dev.stria.nn.Sequential;
import dev.stria.optim.Adam;
import dev.stria.optim.OneCycle;
import dev.stria.optim.Sgd;
import dev.stria.optim.WeightAverage;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run does beside its weights: averages of them, and telling listeners. */
class AveragingTest {
  @TempDir Path folder;

  private static Batches bars() {
    return Batches.of(Bars.of(100, 1)).size(16).shuffle(3);
  }

  /** The same run without the option, averaged by hand. */
  @Test
  void theModelEndsWithTheAverageOfItsWeights() throws IOException {
    Sequential byHand = Bits.network();
    WeightAverage average = WeightAverage.of(byHand.parameters()).keep(0.9).warmUp();
    Trainer plain = Trainer.of(byHand, Sgd.of(byHand.parameters()).rate(0.05)).epochs(2);
    TrainingListener averages =
        new TrainingListener() {
          @Override
          public void batchDone(Progress progress) {
            average.update();
          }
        };
    plain.listener(averages).fit(bars());
    average.swap();
    Sequential model = Bits.network();
    Batches validation = Batches.of(Bars.of(50, 2));
    History history =
        Trainer.of(model, Sgd.of(model.parameters()).rate(0.05))
            .epochs(2)
            .average(0.9)
            .validate(validation)
            .fit(bars());
    Bits.assertSame(Bits.values(byHand), Bits.values(model));
    double loss = Evaluation.of(model, validation, Loss.crossEntropy()).loss();
    assertEquals(loss, history.epochs().get(1).validationLoss(), "averages were validated");
  }

  @Test
  void theBestAveragesArePutBack() throws IOException {
    Sequential model = Bits.network();
    Batches validation = Batches.of(Bars.of(60, 9));
    History history =
        Trainer.of(model, Adam.of(model.parameters()).rate(0.2))
            .epochs(12)
            .average(0.5)
            .validate(validation)
            .earlyStopping(1)
            .fit(bars());
    double best =
        history.epochs().stream().mapToDouble(History.Epoch::validationLoss).min().orElseThrow();
    assertEquals(best, Evaluation.of(model, validation, Loss.crossEntropy()).loss());
  }

  /** Everything at once: Adam, dropout, batch-norm, augmentation, mixup, a schedule, averages. */
  @Test
  void everythingResumesBitByBit() throws IOException {
    Sequential straight = Bits.network();
    planned(straight).fit(changing());
    for (int stopAfter : new int[] {1, 6, 7, 10, 14, 20}) {
      Path file = folder.resolve("stopped-" + stopAfter);
      int[] batches = {0};
      Sequential stopped = Bits.network();
      Trainer first = planned(stopped).checkpoints(file, 0);
      assertFalse(first.stopWhen(() -> ++batches[0] >= stopAfter).fit(changing()).completed());
      Sequential resumed = Bits.network();
      planned(resumed).resume(file).fit(changing());
      Bits.assertSame(Bits.values(straight), Bits.values(resumed));
    }
    Sequential other = Bits.network();
    Trainer without = Trainer.of(other, Adam.of(other.parameters())).epochs(3);
    Path kept = folder.resolve("without");
    without.checkpoints(kept, 0).fit(changing());
    Trainer with = planned(Bits.network()).resume(kept);
    assertThrows(IllegalArgumentException.class, () -> with.fit(changing()));
  }

  private static Batches changing() {
    return bars().augment(Augment.crop(1).then(Augment.erase(0.3)), 7).mix(Mixup.of(0.4), 8);
  }

  private static Trainer planned(Sequential model) {
    return Trainer.of(model, Adam.of(model.parameters()))
        .epochs(3)
        .seed(5)
        .average(0.8)
        .loss(Loss.crossEntropy(0.1))
        .schedule(OneCycle.upTo(0.02, 21));
  }

  @Test
  void listenersHearBeginsAndEnds() throws IOException {
    List<String> heard = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void begins(Position from, int epochs) {
            heard.add("run of " + epochs + " from " + from.epoch());
          }

          @Override
          public void epochBegins(int epoch) {
            heard.add("epoch " + epoch);
          }

          @Override
          public void batchBegins(Position at) {
            heard.add("batch " + at.epoch() + "." + at.batch());
          }

          @Override
          public void batchDone(Progress progress) {
            heard.add("done " + progress.batch());
          }

          @Override
          public void epochDone(History.Epoch epoch) {
            heard.add("epoch done");
          }

          @Override
          public void ended(History history) {
            heard.add("end");
          }
        };
    Sequential model = Bits.network();
    Trainer.of(model, Sgd.of(model.parameters()))
        .epochs(2)
        .listener(listener)
        .fit(Batches.of(Bars.of(20, 1)).size(10));
    List<String> expected = new ArrayList<>(List.of("run of 2 from 0"));
    for (int epoch = 0; epoch < 2; epoch++) {
      expected.add("epoch " + epoch);
      for (int batch = 0; batch < 2; batch++) {
        expected.add("batch " + epoch + "." + batch);
        expected.add("done " + (batch + 1));
      }
      expected.add("epoch done");
    }
    expected.add("end");
    assertEquals(expected, heard);
  }

  @Test
  void smoothedTargetsAreMixedWithTheEvenOnes() {
    Tensor logits = Tensor.of(Shape.of(1, 2), 1, -1);
    Batches one = Batches.of(Bars.of(1, 1));
    try (EpochBatches epoch = one.epoch(0)) {
      Batch batch = epoch.next();
      double right = Math.log1p(Math.exp(batch.labels()[0] == 0 ? -2 : 2));
      double wrong = Math.log1p(Math.exp(batch.labels()[0] == 0 ? 2 : -2));
      double smoothed = Loss.crossEntropy(0.2).of(logits, batch).item();
      assertEquals(0.9 * right + 0.1 * wrong, smoothed, 1e-6);
    }
    assertThrows(IllegalArgumentException.class, () -> Loss.crossEntropy(1.5));
  }

  @Test
  void whatIsNoShareIsRefused() {
    Sequential model = Bits.network();
    Trainer trainer = Trainer.of(model, Sgd.of(model.parameters()));
    for (double keep : new double[] {-0.1, 1, Double.NaN}) {
      assertThrows(IllegalArgumentException.class, () -> trainer.average(keep));
    }
  }
}
