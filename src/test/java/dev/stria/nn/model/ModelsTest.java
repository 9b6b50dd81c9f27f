package dev.stria.nn.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stria.autograd.Gradients;
import dev.stria.autograd.Parameter;
import dev.stria.autograd.Tape;
import dev.stria.nn.Activations;
import dev.stria.nn.Layer;
import dev.stria.nn.Sequential;
import dev.stria.nn.Weights;
import dev.stria.op.CrossEntropy;
import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sizes and names of the ready networks, against those of the models that they are called after. */
class ModelsTest {
  private static long weights(Layer model) {
    return model.parameters().stream()
        .filter(parameter -> !parameter.isStatistic())
        .mapToLong(parameter -> parameter.value().shape().count())
        .sum();
  }

  private static List<String> names(Layer model) {
    return model.parameters().stream().map(Parameter::name).toList();
  }

  private static Tensor picture(Shape shape) {
    SeededRandom random = new SeededRandom(4);
    Tensor x = Tensor.zeros(shape.prepend(1));
    for (int i = 0; i < x.data().length; i++) {
      x.data()[i] = random.nextFloat();
    }
    return x;
  }

  @Test
  void squeezeNetHasItsSize() {
    Sequential model = SqueezeNet.classes(1000).build(Shape.of(3, 227, 227), 1);
    assertEquals(1_235_496, weights(model));
    assertEquals(52, model.parameters().size());
    assertEquals(Shape.of(512, 14, 14), model.layer("conv10").inputShape());
    assertEquals(Shape.of(1000), model.outputShape(model.inputShape()));
  }

  @Test
  void squeezeNetTakesTorchvisionsNames() {
    Sequential source = SqueezeNet.classes(5).build(Shape.of(3, 63, 63), 1);
    List<String> fires = List.of("3", "4", "6", "7", "9", "10", "11", "12");
    Map<String, Tensor> torchvision = new LinkedHashMap<>();
    for (Parameter parameter : source.parameters()) {
      String name = parameter.name().replace("squeeze1x1", "squeeze");
      name = name.replace("conv10.", "classifier.1.").replace("conv1.", "features.0.");
      if (name.startsWith("fire")) {
        int number = name.charAt(4) - '2';
        name = "features." + fires.get(number) + name.substring(5);
      }
      torchvision.put(name, parameter.value());
    }
    assertTrue(torchvision.containsKey("features.12.expand3x3.bias"), "" + torchvision.keySet());
    Sequential model = SqueezeNet.classes(5).build(Shape.of(3, 63, 63), 2);
    Weights.of(torchvision).rename(SqueezeNet::fromTorchvision).into(model);
    Tensor x = picture(model.inputShape());
    assertArrayEquals(source.predict(x).data(), model.predict(x).data());
  }

  @Test
  void googLeNetHasItsSizeAndNamesAndTakesPicturesOfAnySize() {
    Sequential model = GoogLeNet.classes(1000).build(Shape.of(3, 40, 50), 1);
    assertEquals(6_998_552, weights(model));
    assertEquals(116, model.parameters().size());
    assertEquals("conv1.7x7_s2.weight", names(model).get(0));
    assertTrue(names(model).contains("inception_4c.3x3_reduce.weight"), "" + names(model));
    assertEquals("loss3.classifier.bias", names(model).get(115));
    Activations seen = model.activations(picture(model.inputShape()));
    assertEquals(Shape.of(1, 480, 5, 6), seen.of("inception_3b").shape());
    assertEquals(Shape.of(1, 1024, 1, 1), seen.of("inception_5b").shape());
  }

  @Test
  void resNet18HasTorchvisionsNames() {
    Sequential model = ResNet.resNet18(1000).build(Shape.of(3, 64, 64), 1);
    assertEquals(11_689_512, weights(model));
    List<String> expected = new ArrayList<>(List.of("conv1.weight"));
    norm(expected, "bn1");
    for (int layer = 1; layer <= 4; layer++) {
      for (int block = 0; block < 2; block++) {
        String at = "layer" + layer + "." + block + ".";
        for (int i = 1; i <= 2; i++) {
          expected.add(at + "conv" + i + ".weight");
          norm(expected, at + "bn" + i);
        }
        if (layer > 1 && block == 0) {
          expected.add(at + "downsample.0.weight");
          norm(expected, at + "downsample.1");
        }
      }
    }
    expected.addAll(List.of("fc.weight", "fc.bias"));
    assertEquals(expected, names(model));
    assertEquals(Shape.of(512, 2, 2), model.layer("avgpool").inputShape());
  }

  private static void norm(List<String> names, String at) {
    for (String name : List.of("weight", "bias", "running_mean", "running_var")) {
      names.add(at + "." + name);
    }
  }

  @Test
  void resNet20LearnsOnEveryWeight() {
    Sequential model = ResNet.resNet20(10).build(Shape.of(3, 16, 16), 1);
    assertEquals(272_474, weights(model));
    try (Tape tape = Tape.training(new SeededRandom(1))) {
      Tensor x = Tensor.zeros(2, 3, 16, 16);
      x.data()[5] = 1;
      Gradients gradients =
          tape.gradients(CrossEntropy.crossEntropy(model.apply(tape.trace(x)), new int[] {3, 4}));
      for (Parameter parameter : model.parameters()) {
        assertEquals(!parameter.isStatistic(), gradients.reached(parameter), parameter.name());
      }
    }
  }

  @Test
  void vggHasTorchvisionsNames() {
    Sequential model = Vgg.classifier(Vgg.features19(), 3, 4).build(Shape.of(3, 32, 32), 1);
    assertEquals(20_024_384 + (25088 * 4 + 4) + (4 * 4 + 4) + (4 * 3 + 3), weights(model));
    List<String> names = names(model);
    assertEquals("features.34.weight", names.get(30));
    assertEquals(
        List.of(
            "classifier.0.weight",
            "classifier.0.bias",
            "classifier.3.weight",
            "classifier.3.bias",
            "classifier.6.weight",
            "classifier.6.bias"),
        names.subList(32, 38));
    assertEquals(Shape.of(512, 7, 7), model.layer("flatten").inputShape());
  }

  @Test
  void vgg16HasThirteenConvolutions() {
    Sequential model = Vgg.features16().build(Shape.of(3, 32, 32), 1);
    assertEquals(14_714_688, weights(model));
    assertEquals("features.28.bias", names(model).get(25));
  }

  @Test
  void caffeInputIsBlueGreenRedAroundTheMean() {
    Sequential input = Sequential.layers().add("in", CaffeInput::new).build(Shape.of(3, 1, 1), 1);
    float[] y = input.predict(Tensor.of(Shape.of(1, 3, 1, 1), 1, 0.5f, 0)).data();
    assertArrayEquals(new float[] {-104, 127.5f - 117, 255 - 123}, y);
    assertThrows(
        ShapeException.class,
        () -> Sequential.layers().add("in", CaffeInput::new).build(Shape.of(1, 4, 4), 1));
  }
}
