package dev.stria.train;

import dev.stria.autograd.Parameter;
import dev.stria.autograd.Tape;
import dev.stria.data.Batch;
import dev.stria.nn.Activations;
import dev.stria.nn.Layer;
import java.nio.file.Path;
import java.util.function.Predicate;

/**
 * The loss became NaN or infinite: training stopped before the weights were changed by it. Or a weight did,
 * which was noticed before a checkpoint was overwritten by it.
 *
 * <p>The message names the step, where the first number that is not finite arose, and the last good
 * checkpoint.
 */
public final class NonFiniteException extends ArithmeticException {
  private static final long serialVersionUID = 1L;

  NonFiniteException(String message) {
    super(message);
  }

  /** Looks for the culprit and words the complaint; {@code checkpoint} may be null. */
  static NonFiniteException diagnose(
      Layer model, Batch batch, double loss, String where, Path checkpoint) {
    return new NonFiniteException(
        "the loss is "
            + loss
            + " at "
            + where
            + ": "
            + culprit(model, batch)
            + "; try a smaller rate, clip gradients, or look at the data. "
            + last(checkpoint));
  }

  /** Refuses to overwrite a good checkpoint by weights that no training can go on from. */
  static void requireFinite(Layer model, String where, Path checkpoint) {
    for (Parameter parameter : model.parameters()) {
      if (!isFinite(parameter.value().data())) {
        throw new NonFiniteException(
            "parameter '"
                + parameter.name()
                + "' holds NaN or infinity before "
                + where
                + ", so no checkpoint was saved; try a smaller rate or clip gradients. "
                + last(checkpoint));
      }
    }
  }

  private static String last(Path checkpoint) {
    return checkpoint == null
        ? "There is no checkpoint to go back to yet; Trainer.checkpoints(…) keeps some"
        : "The last good checkpoint is " + checkpoint;
  }

  private static String culprit(Layer model, Batch batch) {
    if (!isFinite(batch.images().data())) {
      return "the batch itself holds NaN or infinity";
    }
    for (Parameter parameter : model.parameters()) {
      // statistics are no culprits: the broken batch has just gone into them
      if (!parameter.isStatistic() && !isFinite(parameter.value().data())) {
        return "parameter '" + parameter.name() + "' holds NaN or infinity";
      }
    }
    try (Tape tape = Tape.predicting()) {
      Activations outputs = model.activations(tape.trace(batch.images()));
      Predicate<String> broken = path -> !isFinite(outputs.of(path).data());
      return outputs.paths().stream()
          .filter(broken)
          .findFirst()
          .map(path -> "layer '" + path + "' is the first to put out NaN or infinity")
          .orElse("all layers put out finite numbers, so the loss itself overflowed");
    }
  }

  static boolean isFinite(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }
}
