package dev.stria.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.stria.data.Batches;
import dev.stria.nn.Sequential;
import dev.stria.optim.Adam;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Which figures of a run are taken, and who is told. */
class FiguresTest {
  @TempDir Path folder;

  private static Trainer trainer(Sequential model) {
    return Trainer.of(model, Adam.of(model.parameters()).rate(0.01)).epochs(2).seed(5);
  }

  private static Batches bars() {
    return Batches.of(Bars.of(60, 1)).size(16).shuffle(3);
  }

  private static Batches validation() {
    return Batches.of(Bars.of(40, 2));
  }

  @Test
  void metricsAreTakenAfterEveryEpochOfTheValidationSet() throws IOException {
    Sequential model = Bits.network();
    ByteArrayOutputStream drawn = new ByteArrayOutputStream();
    History history =
        trainer(model)
            .validate(validation())
            .metric("macro_f1", Evaluation::macroF1)
            .metric("recall-upright", evaluation -> evaluation.recall(0))
            .listener(ProgressBar.to(new PrintStream(drawn, true, StandardCharsets.UTF_8)))
            .fit(bars());
    Evaluation last = Evaluation.of(model, validation(), Loss.crossEntropy());
    Map<String, Double> metrics = history.epochs().get(1).metrics();
    assertEquals(List.of("macro_f1", "recall-upright"), List.copyOf(metrics.keySet()));
    assertEquals(last.macroF1(), metrics.get("macro_f1"));
    assertEquals(last.recall(0), metrics.get("recall-upright"));
    List<String> csv = history.csv().lines().toList();
    assertTrue(csv.get(0).endsWith(",seconds,macro_f1,recall-upright"), csv.get(0));
    assertEquals(8, csv.get(2).split(",").length, csv.get(2));
    String lines = drawn.toString(StandardCharsets.UTF_8);
    assertTrue(lines.contains(", macro_f1 0."), lines);
  }

  /** A run that is resumed has the metrics of all its epochs, and text gives them back to the bit. */
  @Test
  void metricsOutliveAStop() throws IOException {
    Path file = folder.resolve("checkpoint");
    int[] steps = {0};
    Trainer first = withMetric().checkpoints(file, 0).stopWhen(() -> ++steps[0] == 5);
    assertFalse(first.fit(bars()).completed());
    History whole = withMetric().fit(bars());
    History resumed = withMetric().resume(file).fit(bars());
    for (int i = 0; i < 2; i++) {
      assertEquals(whole.epochs().get(i).metrics(), resumed.epochs().get(i).metrics());
    }
    List<History.Epoch> epochs = whole.epochs();
    assertEquals(epochs, History.parse(History.text(epochs)));
    History other = trainer(Bits.network()).resume(file).fit(bars());
    assertEquals(Map.of(), other.epochs().get(1).metrics());
    assertTrue(other.csv().lines().toList().get(2).endsWith(",NaN"), other.csv());
  }

  private static Trainer withMetric() {
    return trainer(Bits.network()).validate(validation()).metric("f1", Evaluation::macroF1);
  }

  @Test
  void metricsWithoutANameOrAValidationSetAreRefused() {
    Trainer trainer = trainer(Bits.network()).metric("f1", Evaluation::macroF1);
    for (String name : new String[] {"", "a b", "a,b", "a=b", "a;b", "f1"}) {
      assertThrows(
          IllegalArgumentException.class, () -> trainer.metric(name, Evaluation::accuracy), name);
    }
    String message =
        assertThrows(IllegalArgumentException.class, () -> trainer.fit(bars())).getMessage();
    assertTrue(message.contains("[f1]") && message.contains("validate"), message);
  }

  @Test
  void theLogHasALineForTheRunItsEpochsAndOnRequestBatches() throws IOException {
    Logger logger = (Logger) LoggerFactory.getLogger(TrainingLog.class);
    ListAppender<ILoggingEvent> heard = new ListAppender<>();
    heard.start();
    logger.addAppender(heard);
    logger.setAdditive(false);
    logger.setLevel(Level.INFO);
    try {
      trainer(Bits.network()).listener(TrainingLog.epochs()).fit(bars());
      assertEquals(4, heard.list.size());
      heard.list.clear();
      trainer(Bits.network()).listener(TrainingLog.epochs().every(2)).fit(bars());
      List<String> lines = heard.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
      assertEquals(8, lines.size(), lines.toString());
      assertEquals("training from epoch 1, batch 1, to epoch 2", lines.get(0));
      assertTrue(lines.get(1).startsWith("epoch 1/2, batch 2/4: "), lines.get(1));
      assertTrue(lines.get(3).startsWith("epoch 1: loss "), lines.get(3));
      assertEquals("training ended after 2 epochs", lines.get(7));
    } finally {
      logger.detachAppender(heard);
      logger.setAdditive(true);
      logger.setLevel(null);
    }
    assertThrows(IllegalArgumentException.class, () -> TrainingLog.epochs().every(0));
  }
}
