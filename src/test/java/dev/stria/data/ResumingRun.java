package dev.stria.data;

import dev.stria.nn.Flatten;
import dev.stria.nn.Linear;
import dev.stria.nn.Sequential;
import dev.stria.optim.Adam;
import dev.stria.optim.OneCycle;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import dev.stria.train.NonFiniteException;
import dev.stria.train.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The smallest run with all that a checkpoint can hold: Adam, a schedule, an average, early stopping. */
final class ResumingRun {
  private static final Dataset DATA =
      Dataset.of(Tensor.zeros(8, 1, 1, 2), new int[] {0, 1, 0, 1, 0, 1, 0, 1}, List.of("a", "b"));

  private ResumingRun() {}

  private static Trainer trainer(int[] steps, int most) {
    Sequential model =
        Sequential.layers()
            .add("flatten", Flatten::new)
            .add("fc", Linear.units(2))
            .build(Shape.of(1, 1, 2), 1);
    return Trainer.of(model, Adam.of(model.parameters()))
        .schedule(OneCycle.upTo(0.1, 6))
        .epochs(3)
        .average(0.9)
        .validationSplit(0.25, 1)
        .earlyStopping(2)
        .stopWhen(() -> ++steps[0] >= most);
  }

  private static Batches batches() {
    return Batches.of(DATA).size(3).shuffle(2).prefetch(0, 1);
  }

  /** Returns the checkpoint of a run that was stopped in its second epoch. */
  static byte[] checkpoint() throws IOException {
    Path file = Files.createTempFile("fuzz", ".checkpoint.safetensors");
    try {
      trainer(new int[1], 4).checkpoints(file, 0).fit(batches());
      return Files.readAllBytes(file);
    } finally {
      Files.delete(file);
    }
  }

  /**
   * Goes on from a file and makes a step at least.
   *
   * @throws MalformedFileException if the file is refused in one of the ways that {@link Trainer#fit} documents
   */
  static void from(Path file) throws IOException {
    try {
      trainer(new int[1], 1).resume(file).fit(batches());
    } catch (IllegalArgumentException | NonFiniteException e) {
      throw new MalformedFileException(file, e.getMessage(), e);
    }
  }
}
