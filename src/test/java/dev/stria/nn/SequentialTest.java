package dev.stria.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stria.autograd.Parameter;
import dev.stria.autograd.Tape;
import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SequentialTest {
  private static final Shape DIGIT = Shape.of(1, 28, 28);

  private static Sequential.Chain lecture() {
    return Sequential.layers()
        .add("conv1", Conv2d.filters(25).kernel(3))
        .add("relu1", Relu::new)
        .add("pool1", MaxPool2d.kernel(2))
        .add("conv2", Conv2d.filters(50).kernel(3))
        .add("relu2", Relu::new)
        .add("pool2", MaxPool2d.kernel(2))
        .add("flatten", Flatten::new)
        .add("fc1", Linear.units(100))
        .add("relu3", Relu::new)
        .add("fc2", Linear.units(10))
        .add("softmax", Softmax::new);
  }

  private static Tensor digits(int count) {
    SeededRandom random = new SeededRandom(7);
    Tensor x = Tensor.zeros(DIGIT.prepend(count));
    for (int i = 0; i < x.data().length; i++) {
      x.data()[i] = random.nextFloat();
    }
    return x;
  }

  @Test
  void sizesAreInferredAndParametersNamedByPath() {
    Sequential model = lecture().build(DIGIT, 1);
    assertEquals(Shape.of(10), model.outputShape(DIGIT));
    assertEquals(
        List.of(
            "conv1.weight[25, 1, 3, 3]",
            "conv1.bias[25]",
            "conv2.weight[50, 25, 3, 3]",
            "conv2.bias[50]",
            "fc1.weight[100, 1250]",
            "fc1.bias[100]",
            "fc2.weight[10, 100]",
            "fc2.bias[10]"),
        model.parameters().stream().map(Parameter::toString).toList());
  }

  @Test
  void summaryCountsTheLecturesNetwork() {
    String table = lecture().build(DIGIT, 1).summary();
    assertTrue(table.contains("[25, 26, 26]"), table);
    assertTrue(table.matches("(?s).*conv2 +Conv2d +\\[50, 11, 11] +11,300 +1,361,250.*"), table);
    assertTrue(table.matches("(?s).*total +137,660 .*"), table);
  }

  @Test
  void aWrongFitIsRefusedWhenTheNetworkIsBuilt() {
    String message =
        assertThrows(
                ShapeException.class,
                () ->
                    Sequential.layers()
                        .add("conv1", Conv2d.filters(4).kernel(3))
                        .add("fc1", Linear.units(10))
                        .build(DIGIT, 1))
            .getMessage();
    assertEquals(
        "layer 'fc1': Linear: expected a row [in], but got [4, 26, 26]; add Flatten::new in front",
        message);
    String tooLarge =
        assertThrows(
                ShapeException.class,
                () -> Sequential.layers().add("wide", Conv2d.filters(4).kernel(30)).build(DIGIT, 1))
            .getMessage();
    assertTrue(tooLarge.startsWith("layer 'wide': conv2d"), tooLarge);
  }

  @Test
  void aWrongBatchNamesTheLayer() {
    Sequential model = lecture().build(DIGIT, 1);
    String message =
        assertThrows(ShapeException.class, () -> model.predict(Tensor.zeros(2, 3, 28, 28)))
            .getMessage();
    assertTrue(message.startsWith("layer 'conv1': conv2d"), message);
    assertThrows(ShapeException.class, () -> model.predict(Tensor.zeros(0, 1, 28, 28)));
  }

  @Test
  void predictionsAreProbabilitiesAndLogitsComeBeforeThem() {
    Sequential model = lecture().build(DIGIT, 1);
    Tensor x = digits(3);
    Tensor probabilities = model.predict(x);
    double sum = 0;
    for (int i = 0; i < 10; i++) {
      sum += probabilities.get(0, i);
    }
    assertEquals(1, sum, 1e-6);
    assertArrayEquals(model.activations(x).of("fc2").data(), model.logits(x).data());
  }

  @Test
  void activationsAreNamedByPathAndOnTheTapeOfTheInput() {
    Sequential model = lecture().build(DIGIT, 1);
    assertEquals(Set.copyOf(model.parts().keySet()), model.activations(digits(1)).paths());
    try (Tape tape = Tape.inspecting()) {
      Tensor x = tape.watch(digits(1));
      Tensor y = model.activations(x).of("relu2");
      Tensor slope = tape.gradients(y, Tensor.filled(y.shape(), 1)).of(x);
      assertFalse(allZero(slope.data()));
    }
    String message =
        assertThrows(IllegalArgumentException.class, () -> model.activations(digits(1)).of("conv3"))
            .getMessage();
    assertTrue(message.contains("conv3") && message.contains("conv2"), message);
  }

  private static boolean allZero(float[] values) {
    for (float value : values) {
      if (value != 0) {
        return false;
      }
    }
    return true;
  }

  @Test
  void theSameSeedGivesTheSameWeightsAndAnotherLayerDoesNotDisturbThem() {
    Sequential a = lecture().build(DIGIT, 5);
    Sequential b = lecture().build(DIGIT, 5);
    Sequential c = lecture().build(DIGIT, 6);
    float[] weights = a.parameter("conv2.weight").value().data();
    assertArrayEquals(weights, b.parameter("conv2.weight").value().data());
    assertFalse(java.util.Arrays.equals(weights, c.parameter("conv2.weight").value().data()));
    Sequential longer =
        Sequential.layers()
            .add("conv0", Conv2d.filters(25).kernel(1))
            .add("conv2", Conv2d.filters(50).kernel(3))
            .build(DIGIT, 5);
    assertArrayEquals(weights, longer.parameter("conv2.weight").value().data());
  }

  @Test
  void namesAreUniqueAndWithoutDots() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Sequential.layers().add("a", Relu::new).add("a", Relu::new));
    assertThrows(
        IllegalArgumentException.class,
        () -> Sequential.layers().add("a.b", Relu::new).build(DIGIT, 1));
    assertThrows(IllegalArgumentException.class, () -> Sequential.layers().build(DIGIT, 1));
  }
}
