package dev.stria.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stria.data.Augmentation;
import dev.stria.data.Batch;
import dev.stria.data.Batches;
import dev.stria.data.Dataset;
import dev.stria.data.EpochBatches;
import dev.stria.data.Mixup;
import dev.stria.data.Normalization;
import dev.stria.nn.Flatten;
import dev.stria.nn.Linear;
import dev.stria.nn.Sequential;
import dev.stria.optim.Adam;
import dev.stria.tensor.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A part of the training data held out by the trainer itself. */
class ValidationSplitTest {
  private static final Dataset DATA = Bars.of(120, 1);

  @TempDir Path folder;

  private static Sequential network() {
    return Sequential.layers()
        .add("flatten", Flatten::new)
        .add("fc", Linear.units(2))
        .build(Shape.of(1, 8, 8), 1);
  }

  private static Trainer trainer(Sequential model) {
    return Trainer.of(model, Adam.of(model.parameters()).rate(0.01)).epochs(3);
  }

  /** Batches whose augmentation makes an image that it has seen recognisable. */
  private static Batches batches() {
    Augmentation mark = (shape, image, random) -> image[0] = 7;
    return Batches.of(DATA)
        .size(25)
        .shuffle(3)
        .augment(mark, 4)
        .normalize(Normalization.of(0, 0.5f));
  }

  @Test
  void aRunWithASplitIsARunOfTheTwoParts() throws IOException {
    Sequential itself = network();
    History one = trainer(itself).validationSplit(0.25, 9).fit(batches());
    Dataset.Split parts = DATA.split(0.25, 9);
    Sequential byHand = network();
    Batches train =
        Batches.of(parts.train())
            .size(25)
            .shuffle(3)
            .augment((shape, image, random) -> image[0] = 7, 4)
            .normalize(Normalization.of(0, 0.5f));
    Batches validation =
        Batches.of(parts.validation()).size(25).normalize(Normalization.of(0, 0.5f));
    History other = trainer(byHand).validate(validation).fit(train);
    for (int i = 0; i < 3; i++) {
      assertEquals(other.epochs().get(i).loss(), one.epochs().get(i).loss());
      assertEquals(other.epochs().get(i).validationLoss(), one.epochs().get(i).validationLoss());
    }
    assertArrayEquals(
        byHand.parameter("fc.weight").value().data(), itself.parameter("fc.weight").value().data());
  }

  @Test
  void noExampleIsInBothPartsAndEachClassKeepsItsShare() {
    Batches.Split parts = batches().mix(Mixup.of(0.4), 5).dropLast().split(0.25, 9);
    int[] all = DATA.histogram();
    int[] held = parts.validation().dataset().histogram();
    for (int c = 0; c < all.length; c++) {
      assertEquals(Math.round(0.25 * all[c]), held[c]);
      assertEquals(all[c] - held[c], parts.train().dataset().histogram()[c]);
    }
    int seen = 0;
    try (EpochBatches epoch = parts.validation().epoch(2)) {
      for (Batch batch : epoch) {
        for (int i = 0; i < batch.size(); i++) {
          assertEquals(seen++, batch.indices()[i], "in order, to the last");
          assertTrue(batch.images().data()[64 * i] < 7, "not augmented");
        }
        assertTrue(Arrays.equals(onehot(batch), batch.targets().data()), "not mixed");
      }
    }
    assertEquals(held[0] + held[1], seen);
    assertEquals(90 / 25, parts.train().perEpoch(), "the rest is dropped where it was asked for");
  }

  private static float[] onehot(Batch batch) {
    float[] targets = new float[2 * batch.size()];
    for (int i = 0; i < batch.size(); i++) {
      targets[2 * i + batch.labels()[i]] = 1;
    }
    return targets;
  }

  @Test
  void earlyStoppingLooksAtTheHeldOutPart() throws IOException {
    Sequential model = network();
    History history = trainer(model).validationSplit(0.25, 9).earlyStopping(1).fit(batches());
    double best =
        history.epochs().stream().mapToDouble(History.Epoch::validationLoss).min().orElseThrow();
    Batches held = batches().split(0.25, 9).validation();
    assertEquals(best, Evaluation.of(model, held, Loss.crossEntropy()).loss());
  }

  @Test
  void aRunGoesOnWithTheSameSplitOnly() throws IOException {
    Sequential straight = network();
    trainer(straight).validationSplit(0.25, 9).fit(batches());
    Path file = folder.resolve("checkpoint");
    int[] steps = {0};
    Trainer stopped = trainer(network()).validationSplit(0.25, 9).checkpoints(file, 0);
    assertFalse(stopped.stopWhen(() -> ++steps[0] == 5).fit(batches()).completed());
    Sequential resumed = network();
    trainer(resumed).validationSplit(0.25, 9).resume(file).fit(batches());
    assertArrayEquals(
        straight.parameter("fc.weight").value().data(),
        resumed.parameter("fc.weight").value().data());
    for (Trainer other :
        new Trainer[] {
          trainer(network()),
          trainer(network()).validationSplit(0.25, 10),
          trainer(network()).validationSplit(0.2, 9)
        }) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> other.resume(file).fit(batches()))
              .getMessage();
      assertTrue(message.contains("0.25 with seed 9"), message);
    }
  }

  @Test
  void whatIsNoSplitIsRefused() {
    Trainer trainer = trainer(network());
    for (double fraction : new double[] {0, 1, -0.1, Double.NaN}) {
      assertThrows(IllegalArgumentException.class, () -> trainer.validationSplit(fraction, 1));
    }
    Trainer tooLittle = trainer(network()).validationSplit(0.001, 1);
    String message =
        assertThrows(IllegalArgumentException.class, () -> tooLittle.fit(batches())).getMessage();
    assertTrue(message.contains("120 examples to train and 0 to validate"), message);
    Trainer both = trainer(network()).validationSplit(0.1, 1).validate(batches());
    message = assertThrows(IllegalArgumentException.class, () -> both.fit(batches())).getMessage();
    assertTrue(message.contains("exclude one another"), message);
  }
}
