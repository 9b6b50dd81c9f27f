package dev.stria.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stria.autograd.Gradients;
import dev.stria.autograd.Parameter;
import dev.stria.autograd.Tape;
import dev.stria.op.Sum;
import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Layers that are computed in one pass behave as one after the other. */
class PassesTest {
  private static final Sequential NETWORK =
      Sequential.layers()
          .add("conv1", Conv2d.filters(5).kernel(3))
          .add("relu1", Relu::new)
          .add("pool1", MaxPool2d.kernel(2))
          .add("conv2", Conv2d.filters(7).kernel(3).padding(1))
          .add("relu2", Relu::new)
          .add("conv3", Conv2d.filters(3).kernel(2))
          .add("pool3", MaxPool2d.kernel(2))
          .add("flatten", Flatten::new)
          .add("fc1", Linear.units(9))
          .add("relu4", Relu::new)
          .add("fc2", Linear.units(4).noBias())
          .add("relu5", Relu::new)
          .add("fc3", Linear.units(3))
          .build(Shape.of(2, 13, 11), 5);

  private static Tensor images() {
    SeededRandom random = new SeededRandom(9);
    Tensor x = Tensor.zeros(3, 2, 13, 11);
    for (int i = 0; i < x.data().length; i++) {
      x.data()[i] = random.nextFloat() - 0.5f;
    }
    return x;
  }

  private static Tensor layerByLayer(Tensor x) {
    Tensor y = x;
    for (Layer layer : NETWORK.parts().values()) {
      y = layer.apply(y);
    }
    return y;
  }

  private static List<float[]> train(UnaryOperator<Tensor> network) {
    List<float[]> results = new ArrayList<>();
    try (Tape tape = Tape.training(new SeededRandom(1))) {
      Tensor y = network.apply(tape.trace(images()));
      results.add(y.copy().data());
      Gradients gradients = tape.gradients(Sum.sum(y));
      for (Parameter parameter : NETWORK.parameters()) {
        results.add(gradients.of(parameter).copy().data());
      }
    }
    return results;
  }

  @Test
  void trainingGivesTheSameBits() {
    List<float[]> apart = train(PassesTest::layerByLayer);
    List<float[]> merged = train(NETWORK::apply);
    assertEquals(12, merged.size());
    for (int i = 0; i < apart.size(); i++) {
      assertArrayEquals(apart.get(i), merged.get(i));
    }
  }

  @Test
  void predictionGivesTheSameBits() {
    assertArrayEquals(layerByLayer(images()).data(), NETWORK.predict(images()).data());
  }

  @Test
  void aTapeShowsWhatWasMerged() {
    try (Tape tape = Tape.training(new SeededRandom(1))) {
      NETWORK.apply(tape.trace(images()));
      String program = tape.toString();
      assertTrue(program.contains("conv2d_relu_max_pool2d("), program);
      assertTrue(program.contains("conv2d_relu("), program);
      assertTrue(program.contains("linear_relu("), program);
      assertFalse(program.contains("= relu("), program);
    }
  }

  @Test
  void whoInspectsSeesEveryStep() {
    try (Tape tape = Tape.inspecting()) {
      NETWORK.apply(tape.watch(images()));
      assertFalse(tape.toString().contains("conv2d_relu"), tape.toString());
    }
    assertTrue(NETWORK.activations(images()).paths().containsAll(NETWORK.parts().keySet()));
  }

  @Test
  void aShapeErrorNamesTheLayer() {
    ShapeException e =
        assertThrows(ShapeException.class, () -> NETWORK.predict(Tensor.zeros(1, 4, 13, 11)));
    assertTrue(e.getMessage().contains("conv1"), e.getMessage());
  }
}
