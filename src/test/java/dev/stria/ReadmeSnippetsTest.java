package dev.stria;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stria.data.Batches;
import dev.stria.data.Mnist;
import dev.stria.data.TrainTest;
import dev.stria.nn.Conv2d;
import dev.stria.nn.Flatten;
import dev.stria.nn.Linear;
import dev.stria.nn.MaxPool2d;
import dev.stria.nn.Relu;
import dev.stria.nn.Sequential;
import dev.stria.nn.Softmax;
import dev.stria.optim.Sgd;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import dev.stria.train.Trainer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The Java of README.md, as it is compiled and run; {@link SnippetTest} compares the two. */
class ReadmeSnippetsTest {
  @Test
  void aNetwork() throws IOException {
    TrainTest digits = Mnist.load(Path.of("examples/data/mnist"));
    Sequential model =
        Sequential.layers()
            .add("conv1", Conv2d.filters(25).kernel(3))
            .add("relu1", Relu::new)
            .add("pool1", MaxPool2d.kernel(2))
            .add("flatten", Flatten::new)
            .add("fc1", Linear.units(10))
            .add("softmax", Softmax::new)
            .build(Shape.of(1, 28, 28), 42);
    Trainer.of(model, Sgd.of(model.parameters()).rate(0.05).momentum(0.9))
        .epochs(2)
        .fit(Batches.of(digits.train().first(6_000)).size(64).shuffle(42));
    Tensor probabilities = model.predict(digits.test().batch(0, 1, 2, 3).images());
    int right = 0;
    for (int i = 0; i < 4; i++) {
      right += probabilities.get(i, digits.test().label(i)) > 0.5 ? 1 : 0;
    }
    assertEquals(4, right, () -> "digits recognised in " + probabilities);
  }
}
