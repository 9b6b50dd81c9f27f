package dev.stria;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stria.autograd.GradientCheck;
import dev.stria.autograd.Tape;
import dev.stria.nn.Flatten;
import dev.stria.nn.Layer;
import dev.stria.nn.Linear;
import dev.stria.nn.Sequential;
import dev.stria.nn.Site;
import dev.stria.op.CrossEntropy;
import dev.stria.optim.Sgd;
import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** An operation and a layer as a user of the library writes them; README.md shows them. */
class OwnOperationTest {
  static final class Softsign extends Layer {
    Softsign(Site site) {
      super(site);
    }

    /** Returns {@code x / (1 + |x|)}, whose slope is {@code 1 / (1 + |x|)²}. */
    static Tensor softsign(Tensor x) {
      Tensor y = Tape.result(x.shape(), x);
      for (int i = 0; i < y.data().length; i++) {
        y.data()[i] = x.data()[i] / (1 + Math.abs(x.data()[i]));
      }
      return Tape.record(
          "softsign",
          y,
          (dy, grads) -> {
            float[] dx = grads.wants(x) ? grads.into(x) : new float[0];
            for (int i = 0; i < dx.length; i++) {
              float divisor = 1 + Math.abs(x.data()[i]);
              dx[i] += dy.data()[i] / (divisor * divisor);
            }
          });
    }

    @Override
    protected Tensor forward(Tensor x) {
      return softsign(x);
    }

    @Override
    public Shape outputShape(Shape input) {
      return input;
    }
  }

  @Test
  void itsGradientIsRight() {
    Tensor x = Tensor.of(Shape.of(4), -2, -0.5f, 0.3f, 1);
    GradientCheck.of(inputs -> Softsign.softsign(inputs[0])).check(x);
    assertEquals(-2f / 3, Softsign.softsign(x).get(0));
  }

  @Test
  void aNetworkLearnsThroughIt() {
    Sequential model =
        Sequential.layers()
            .add("flatten", Flatten::new)
            .add("fc1", Linear.units(8))
            .add("softsign1", Softsign::new)
            .add("fc2", Linear.units(2))
            .build(Shape.of(1, 2, 2), 42);
    Sgd sgd = Sgd.of(model.parameters()).rate(0.5);
    Tensor images = Tensor.of(Shape.of(2, 1, 2, 2), 1, 0, 0, 1, 0, 1, 1, 0);
    float first = Float.NaN;
    float last = Float.NaN;
    for (int step = 0; step < 50; step++) {
      try (Tape tape = Tape.training(new SeededRandom(1))) {
        Tensor logits = model.apply(tape.trace(images));
        Tensor loss = CrossEntropy.crossEntropy(logits, new int[] {0, 1});
        sgd.step(tape.gradients(loss));
        last = loss.item();
        first = step == 0 ? last : first;
      }
    }
    assertTrue(last < 0.05 && last < first, first + " to " + last);
  }
}
