package dev.stria.visual;

import dev.stria.autograd.Tape;
import dev.stria.nn.Layer;
import dev.stria.tensor.Tensor;

/** Finds the layer in which NaN or an infinity first shows. */
final class Diagnosis {
  private Diagnosis() {}

  /** Ends the search. */
  private static final class Found extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Found(String path) {
      super(path, null, false, false);
    }
  }

  /** Returns a half-sentence that names the layer. */
  static String of(Layer network, Tensor input) {
    if (!isFinite(input)) {
      return ": the picture itself is not finite; take smaller steps";
    }
    try (Tape tape = Tape.predicting()) {
      tape.observe(
          (layer, y) -> {
            if (!isFinite(y)) {
              throw new Found(((Layer) layer).path());
            }
          });
      network.apply(tape.trace(input));
    } catch (Found found) {
      return ": layer '"
          + found.getMessage()
          + "' is the first that puts out such a number; are its weights finite?";
    } catch (IllegalArgumentException tooSmall) {
      // what lies behind the layers that were asked for need not fit the picture
    }
    return ": no layer puts out such a number, so it arises in the objective, a penalty or backwards";
  }

  private static boolean isFinite(Tensor x) {
    for (float value : x.data()) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }
}
