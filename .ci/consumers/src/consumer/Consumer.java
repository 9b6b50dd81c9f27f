package consumer;

import static dev.stria.op.CrossEntropy.crossEntropy;

import dev.stria.Stria;
import dev.stria.autograd.Parameter;
import dev.stria.autograd.Tape;
import dev.stria.nn.Conv2d;
import dev.stria.nn.Flatten;
import dev.stria.nn.Linear;
import dev.stria.nn.MaxPool2d;
import dev.stria.nn.Relu;
import dev.stria.nn.Sequential;
import dev.stria.optim.Sgd;
import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.util.Arrays;

/** Trains a small network for some steps and prints a hash of its weights, the same everywhere. */
public final class Consumer {
  private Consumer() {}

  /**
   * Trains and prints.
   *
   * @param args not used
   */
  public static void main(String[] args) {
    Sequential model =
        Sequential.layers()
            .add("conv", Conv2d.filters(5).kernel(3).padding(1))
            .add("relu", Relu::new)
            .add("pool", MaxPool2d.kernel(2))
            .add("flatten", Flatten::new)
            .add("fc", Linear.units(10))
            .build(Shape.of(1, 13, 13), 42);
    Sgd optimizer = Sgd.of(model.parameters()).rate(0.1).momentum(0.9);
    int[] labels = {0, 1, 2, 3, 4, 5, 6, 7};
    SeededRandom random = new SeededRandom(1);
    for (int step = 0; step < 20; step++) {
      Tensor images = Tensor.zeros(8, 1, 13, 13);
      for (int i = 0; i < images.data().length; i++) {
        images.data()[i] = random.nextFloat();
      }
      try (Tape tape = Tape.training(random)) {
        Tensor logits = model.apply(tape.trace(images));
        optimizer.step(tape.gradients(crossEntropy(logits, labels)));
      }
    }
    System.out.println(Stria.info());
    System.out.printf("weights %08x%n", hash(model));
  }

  private static int hash(Sequential model) {
    int hash = 0;
    for (Parameter parameter : model.parameters()) {
      hash = 31 * hash + Arrays.hashCode(parameter.value().data());
    }
    return hash;
  }
}
