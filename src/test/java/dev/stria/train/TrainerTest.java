package dev.stria.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stria.autograd.Parameter;
import dev.stria.data.Batches;
import dev.stria.data.MalformedFileException;
import dev.stria.data.Safetensors;
import dev.stria.nn.Conv2d;
import dev.stria.nn.Flatten;
import dev.stria.nn.Linear;
import dev.stria.nn.Sequential;
import dev.stria.optim.Adam;
import dev.stria.optim.CosineDecay;
import dev.stria.optim.GradientLimit;
import dev.stria.optim.Sgd;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {
  @TempDir Path folder;

  private static Trainer trainer(Sequential model) {
    return Trainer.of(model, Adam.of(model.parameters()).rate(0.01)).seed(5);
  }

  private static Batches bars() {
    return Batches.of(Bars.of(200, 1)).size(16).shuffle(3);
  }

  private static List<float[]> weights(Sequential model) {
    return model.parameters().stream()
        .filter(Parameter::isTrainable)
        .map(p -> p.value().data().clone())
        .toList();
  }

  @Test
  void learnsToTellBarsApart() throws IOException {
    Sequential model = Bits.network();
    List<Progress> seen = new ArrayList<>();
    History history =
        trainer(model)
            .epochs(4)
            .validate(Batches.of(Bars.of(100, 2)))
            .listener(
                new TrainingListener() {
                  @Override
                  public void batchDone(Progress progress) {
                    seen.add(progress);
                  }
                })
            .fit(bars());
    assertTrue(history.completed());
    assertEquals(4, history.epochs().size());
    assertEquals(1, history.epochs().get(3).validationAccuracy(), 0.06);
    assertEquals(4 * 13, seen.size());
    assertEquals(3, seen.get(seen.size() - 1).epoch());
    assertEquals(0, seen.get(seen.size() - 1).secondsLeft(), 1e-9);
    assertTrue(history.csv().startsWith("epoch,loss,accuracy"), history.csv());
    assertEquals(5, history.csv().lines().count());
  }

  @Test
  void stopsWhenAskedAndSaysSo() throws IOException {
    int[] batches = {0};
    History history =
        trainer(Bits.network()).epochs(5).stopWhen(() -> ++batches[0] == 15).fit(bars());
    assertFalse(history.completed());
    assertEquals(1, history.epochs().size());
  }

  /** Adam, dropout, batch-norm and a schedule: stopped anywhere, a run ends with the same bits. */
  @Test
  void resumesBitByBit() throws IOException {
    Sequential straight = Bits.network();
    History whole = planned(straight).fit(bars());
    for (int stopAfter : new int[] {1, 7, 12, 13, 20}) {
      Path file = folder.resolve("stopped-" + stopAfter);
      int[] batches = {0};
      Trainer first = planned(Bits.network()).checkpoints(file, 0);
      assertFalse(first.stopWhen(() -> ++batches[0] >= stopAfter).fit(bars()).completed());
      Sequential resumed = Bits.network();
      History rest = planned(resumed).resume(file).fit(bars());
      Bits.assertSame(Bits.values(straight), Bits.values(resumed));
      for (int i = 0; i < 3; i++) {
        assertEquals(whole.epochs().get(i).loss(), rest.epochs().get(i).loss());
      }
    }
  }

  private static Trainer planned(Sequential model) {
    return trainer(model)
        .epochs(3)
        .schedule(CosineDecay.from(0.02).over(39))
        .validate(Batches.of(Bars.of(50, 2)))
        .earlyStopping(2);
  }

  @Test
  void accumulatedBatchesMakeTheStepOfOne() throws IOException {
    List<float[]> once = smallSteps(32, 1);
    List<float[]> gathered = smallSteps(8, 4);
    for (int i = 0; i < once.size(); i++) {
      assertArrayEquals(once.get(i), gathered.get(i), 1e-5f);
    }
  }

  private static List<float[]> smallSteps(int size, int accumulate) throws IOException {
    Sequential model =
        Sequential.layers()
            .add("conv", Conv2d.filters(2).kernel(3))
            .add("flatten", Flatten::new)
            .add("fc", Linear.units(2))
            .build(Shape.of(1, 8, 8), 1);
    Trainer.of(model, Sgd.of(model.parameters()).rate(0.1))
        .accumulate(accumulate)
        .limit(GradientLimit.norm(0.5))
        .fit(Batches.of(Bars.of(64, 1)).size(size));
    return Bits.values(model);
  }

  @Test
  void earlyStoppingPutsTheBestWeightsBack() throws IOException {
    Sequential model = Bits.network();
    Batches validation = Batches.of(Bars.of(60, 9));
    History history =
        Trainer.of(model, Adam.of(model.parameters()).rate(0.2))
            .epochs(12)
            .validate(validation)
            .earlyStopping(1)
            .fit(bars());
    double best =
        history.epochs().stream().mapToDouble(History.Epoch::validationLoss).min().orElseThrow();
    assertEquals(best, Evaluation.of(model, validation, Loss.crossEntropy()).loss(), 1e-6);
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> trainer(Bits.network()).earlyStopping(1).fit(bars()))
            .getMessage();
    assertTrue(message.contains("validate"), message);
  }

  @Test
  void aLossThatIsNotFiniteNamesStepLayerAndCheckpoint() throws IOException {
    Sequential model = Bits.network();
    Path file = folder.resolve("last.safetensors");
    trainer(model).checkpoints(file, 0).fit(bars());
    model.parameter("fc.bias").value().data()[1] = Float.NaN;
    List<float[]> before = weights(model);
    NonFiniteException thrown =
        assertThrows(
            NonFiniteException.class, () -> trainer(model).checkpoints(file, 0).fit(bars()));
    for (String words : new String[] {"NaN", "epoch 1, batch 1", "fc.bias", "last.safetensors"}) {
      assertTrue(thrown.getMessage().contains(words), thrown.getMessage());
    }
    Bits.assertSame(before, weights(model));
    Sequential other = Bits.network();
    other.parameter("conv.weight").value().data()[0] = Float.MAX_VALUE;
    String message =
        assertThrows(NonFiniteException.class, () -> trainer(other).fit(bars())).getMessage();
    assertTrue(message.contains("layer '"), message);
  }

  /** A step can break the weights while its loss was still finite; the next save would keep them. */
  @Test
  void aGoodCheckpointIsNotOverwrittenByBrokenWeights() throws IOException {
    Path file = folder.resolve("last.safetensors");
    Sequential model = Bits.network();
    TrainingListener breaking =
        new TrainingListener() {
          @Override
          public void batchDone(Progress progress) {
            if (progress.batch() == 5) {
              model.parameter("fc.weight").value().data()[3] = Float.POSITIVE_INFINITY;
            }
          }
        };
    Trainer trainer = trainer(model).checkpoints(file, 1).listener(breaking);
    NonFiniteException thrown = assertThrows(NonFiniteException.class, () -> trainer.fit(bars()));
    for (String words : new String[] {"fc.weight", "batch 6 (step 6)", "is " + file}) {
      assertTrue(thrown.getMessage().contains(words), thrown.getMessage());
    }
    assertEquals(4, Checkpoint.read(file).position().batch());
    Sequential resumed = Bits.network();
    assertTrue(trainer(resumed).checkpoints(file, 1).resume(file).fit(bars()).completed());
  }

  @Test
  void aCheckpointThatIsNotThereIsNotNamed() {
    Sequential model = Bits.network();
    model.parameter("fc.bias").value().data()[1] = Float.NaN;
    Trainer trainer = trainer(model).checkpoints(folder.resolve("none"), 0);
    NonFiniteException thrown = assertThrows(NonFiniteException.class, () -> trainer.fit(bars()));
    assertTrue(thrown.getMessage().contains("no checkpoint to go back to"), thrown.getMessage());
  }

  /** Whatever is wrong with one entry, the network and its optimizer are as they were. */
  @Test
  void aCheckpointWithOneWrongEntryChangesNothing() throws IOException {
    Path file = folder.resolve("checkpoint");
    int[] batches = {0};
    planned(Bits.network()).checkpoints(file, 0).stopWhen(() -> ++batches[0] >= 20).fit(bars());
    Safetensors good = Safetensors.read(file);
    List<String> names = new ArrayList<>(good.tensors().keySet());
    names.addAll(good.metadata().keySet());
    for (String name : names) {
      for (String change : new String[] {"drop", "replace"}) {
        Map<String, Tensor> tensors = new LinkedHashMap<>(good.tensors());
        Map<String, String> facts = new LinkedHashMap<>(good.metadata());
        if (tensors.remove(name) != null && change.equals("replace")) {
          tensors.put(name, Tensor.zeros(1, 2, 3, 4, 5));
        } else if (facts.remove(name) != null && change.equals("replace")) {
          facts.put(name, "-7;x");
        }
        Path bad = folder.resolve("bad");
        Safetensors.write(bad, tensors, facts);
        Sequential model = Bits.network();
        List<float[]> before = Bits.values(model);
        Trainer trainer = planned(model).resume(bad);
        Map<String, Tensor> state = trainer.optimizer.state();
        try {
          assertTrue(trainer.fit(bars()).completed());
          // without a moment it starts at zero, and without a word about a split there was none
          boolean dispensable = name.contains("exp_avg") || name.equals("validation_split");
          assertTrue(dispensable && change.equals("drop"), change + " " + name);
        } catch (MalformedFileException | IllegalArgumentException e) {
          Bits.assertSame(before, Bits.values(model));
          assertEquals(state.keySet(), trainer.optimizer.state().keySet(), name);
        }
      }
    }
  }

  @Test
  void checkpointsOfVersion1StayReadable() throws IOException {
    Path file = Path.of("src/test/resources/files/checkpoint-version-1.safetensors");
    Sequential model = Bits.network();
    History history = planned(model).resume(file).fit(bars());
    assertTrue(history.completed());
    assertEquals(3, history.epochs().size());
    List<History.Epoch> saved = History.parse(Checkpoint.read(file).fact("history"));
    assertEquals(saved.get(0), history.epochs().get(0));
    assertEquals(1, history.epochs().get(2).validationAccuracy(), 0.1);
  }

  @Test
  void whatIsNoCheckpointIsRefusedAndChangesNothing() throws IOException {
    Sequential model = Bits.network();
    List<float[]> before = Bits.values(model);
    Path weights = folder.resolve("weights.safetensors");
    Safetensors.write(weights, Map.of("a", Tensor.scalar(1)), Map.of());
    String message =
        assertThrows(MalformedFileException.class, () -> trainer(model).resume(weights).fit(bars()))
            .getMessage();
    assertTrue(message.contains("weights.safetensors") && message.contains("not a"), message);
    Path good = folder.resolve("good");
    trainer(Bits.network()).checkpoints(good, 3).fit(bars());
    byte[] bytes = Files.readAllBytes(good);
    for (int length = 0; length < bytes.length; length += 997) {
      Path cut = Files.write(folder.resolve("cut"), java.util.Arrays.copyOf(bytes, length));
      assertThrows(MalformedFileException.class, () -> trainer(model).resume(cut).fit(bars()));
    }
    Bits.assertSame(before, Bits.values(model));
  }

  @Test
  void evaluationCountsEveryExampleOnce() {
    Evaluation evaluation =
        Evaluation.of(Bits.network(), Batches.of(Bars.of(50, 4)).size(16), Loss.crossEntropy());
    long all = 0;
    for (int[] row : evaluation.confusion()) {
      for (long count : row) {
        all += count;
      }
    }
    assertEquals(50, all);
    long right = evaluation.confusion()[0][0] + evaluation.confusion()[1][1];
    assertEquals(right / 50.0, evaluation.accuracy());
  }

  @Test
  void refusesNonsense() {
    Trainer trainer = trainer(Bits.network());
    assertThrows(IllegalArgumentException.class, () -> trainer.epochs(0));
    assertThrows(IllegalArgumentException.class, () -> trainer.accumulate(0));
    assertThrows(IllegalArgumentException.class, () -> trainer.earlyStopping(-1));
    assertThrows(IllegalArgumentException.class, () -> trainer.checkpoints(folder, -1));
    assertThrows(IllegalArgumentException.class, () -> GradientLimit.norm(0));
    assertThrows(IllegalArgumentException.class, () -> GradientLimit.value(Double.NaN));
  }

  @Test
  void theProgressBarSaysAllThatItKnows() {
    String line =
        ProgressBar.line(new Progress(1, 5, 469, 938, 0.1234, 0.9512, 8123, 63), "images");
    assertEquals(
        "epoch 2/5 [████████████············]   8,123 images/s  loss 0.1234  "
            + "accuracy 95.12 %  1:03 left",
        line);
  }

  @Test
  void parametersAreListedOnce() {
    assertEquals(8, Bits.network().parameters().stream().map(Parameter::name).distinct().count());
  }
}
