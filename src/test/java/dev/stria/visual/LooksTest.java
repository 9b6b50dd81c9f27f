package dev.stria.visual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stria.autograd.GradientCheck;
import dev.stria.autograd.Tape;
import dev.stria.data.Dataset;
import dev.stria.nn.Conv2d;
import dev.stria.nn.MaxPool2d;
import dev.stria.nn.Relu;
import dev.stria.nn.Sequential;
import dev.stria.op.Pick;
import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Penalties, moves, saliency, receptive fields, dreams, style and pages, on small random networks. */
class LooksTest {
  private final Sequential model = AscentTest.model(1);

  private static Tensor noise(int... sizes) {
    Tensor noise = Tensor.zeros(sizes);
    SeededRandom random = new SeededRandom(sizes.length);
    for (int i = 0; i < noise.data().length; i++) {
      noise.data()[i] = 0.1f + 0.8f * random.nextFloat();
    }
    return noise;
  }

  private static Sequential convolutions() {
    return Sequential.layers()
        .add("conv1", Conv2d.filters(8).kernel(3).padding(1))
        .add("relu1", Relu::new)
        .add("pool1", MaxPool2d.kernel(2))
        .add("conv2", Conv2d.filters(10).kernel(3).stride(2).padding(1))
        .add("relu2", Relu::new)
        .build(Shape.of(3, 24, 24), 3);
  }

  @Test
  void gradientsOfPenaltiesAndMovesAreThoseOfDifferences() {
    GradientCheck.of(x -> Penalty.l1(0.5).cost(x[0])).check(noise(2, 1, 3, 4));
    GradientCheck.of(x -> Penalty.l2(0.5).cost(x[0])).check(noise(2, 1, 3, 4));
    GradientCheck.of(x -> Penalty.lp(3, 0.5).cost(x[0])).check(noise(2, 1, 3, 4));
    GradientCheck.of(x -> Penalty.tv(0.5).cost(x[0])).step(0.002).check(noise(2, 2, 3, 4));
    List<Transform> moves =
        List.of(
            Transform.roll(0.3),
            Transform.pad(0.3),
            Transform.jitter(0.3),
            Transform.scale(0.8, 1.3),
            Transform.rotate(30),
            Transform.blur(0.7),
            Transform.resize(5, 9));
    for (Transform move : moves) {
      GradientCheck.of(x -> move.apply(x[0], new SeededRandom(4))).check(noise(1, 2, 6, 7));
    }
  }

  @Test
  void integratedGradientsSumUpToTheDifference() {
    Tensor picture = noise(1, 12, 12);
    Tensor black = Tensor.zeros(1, 12, 12);
    Objective why = Objective.logit(1).minus(Objective.logit(2));
    Saliency saliency = Saliency.of(model, why);
    double sum = 0;
    for (float part : saliency.integratedGradients(picture, black, 256).data()) {
      sum += part;
    }
    Tensor both = Tensor.zeros(2, 1, 12, 12);
    System.arraycopy(picture.data(), 0, both.data(), 0, 144);
    double[] scores = saliency.scores(both);
    double difference = scores[0] - scores[1];
    assertTrue(Math.abs(sum - difference) < 0.01 * Math.abs(difference), sum + ", " + difference);
  }

  @Test
  void everyExplanationHasThePicturesSizeAlsoWhereItIsNotSquare() {
    Tensor picture = noise(3, 24, 20);
    Saliency saliency = Saliency.of(convolutions(), Objective.channel("relu2", 1));
    assertEquals(picture.shape(), saliency.gradient(picture).shape());
    assertEquals(picture.shape(), saliency.gradientTimesInput(picture).shape());
    assertEquals(picture.shape(), saliency.guidedBackprop(picture).shape());
    assertEquals(picture.shape(), saliency.smoothGrad(picture, 5, 0.1, 1).shape());
    Tensor cam = saliency.gradCam(picture, "relu1");
    Tensor covered = saliency.occlusion(picture, 7, 3, 0.5);
    assertEquals(Shape.of(1, 24, 20), cam.shape());
    assertEquals(Shape.of(1, 24, 20), covered.shape());
    for (float value : cam.data()) {
      assertTrue(value >= 0);
    }
    for (float value : Overlay.of(picture, covered).data()) {
      assertTrue(value >= 0 && value <= 1, "an overlay is a picture");
    }
  }

  @Test
  void receptiveFieldsAreWhereTheGradientIs() {
    Sequential network = convolutions();
    for (String layer : List.of("conv1", "pool1", "conv2")) {
      ReceptiveField field = ReceptiveField.of(network, layer).orElseThrow();
      for (int[] unit : new int[][] {{0, 0}, {2, 3}, {4, 1}}) {
        ReceptiveField.Box box = field.box(unit[0], unit[1], Shape.of(3, 24, 24));
        assertEquals(box, support(network, layer, unit), layer);
      }
    }
    assertTrue(ReceptiveField.of(model, "fc1").isEmpty(), "it sees the whole picture");
  }

  /** Where the input gradient of a unit is not zero, over many pictures, since a maximum hides pixels. */
  private static ReceptiveField.Box support(Sequential network, String layer, int[] unit) {
    int top = 99;
    int left = 99;
    int bottom = 0;
    int right = 0;
    for (int seed = 0; seed < 60; seed++) {
      Tensor picture = Tensor.zeros(1, 3, 24, 24);
      SeededRandom random = new SeededRandom(seed);
      for (int i = 0; i < picture.data().length; i++) {
        picture.data()[i] = (float) random.nextGaussian();
      }
      try (Tape tape = Tape.inspecting()) {
        Tensor x = tape.watch(picture);
        Tensor map = network.activations(x).of(layer);
        Tensor one =
            Pick.units(Pick.channel(map, seed % 8), unit[0] * map.shape().size(3) + unit[1]);
        float[] slope = tape.gradients(one, Tensor.filled(one.shape(), 1)).of(x).data();
        for (int i = 0; i < slope.length; i++) {
          if (slope[i] != 0) {
            top = Math.min(top, i / 24 % 24);
            bottom = Math.max(bottom, i / 24 % 24);
            left = Math.min(left, i % 24);
            right = Math.max(right, i % 24);
          }
        }
      }
    }
    return new ReceptiveField.Box(top, left, bottom - top + 1, right - left + 1);
  }

  @Test
  void aDreamAnswersMoreAndStaysAPicture() {
    Sequential network = convolutions();
    Tensor photograph = noise(3, 80, 96);
    DeepDream dream = DeepDream.of(network, "relu2").octaves(2, 1.2).steps(3, 1.5 / 255);
    Saliency measure = Saliency.of(network, Objective.layer("relu2"));
    double before = measure.scores(Tensor.of(Shape.of(1, 3, 80, 96), photograph.data()))[0];
    for (DeepDream one : List.of(dream, dream.guided(noise(3, 30, 30)))) {
      Tensor dreamt = one.dream(photograph);
      assertEquals(photograph.shape(), dreamt.shape());
      for (float value : dreamt.data()) {
        assertTrue(value >= 0 && value <= 1);
      }
      assertTrue(measure.scores(Tensor.of(Shape.of(1, 3, 80, 96), dreamt.data()))[0] > before);
    }
    assertThrows(ShapeException.class, () -> dream.dream(noise(3, 20, 20)));
    assertThrows(IllegalArgumentException.class, () -> DeepDream.of(network, "relu9"));
  }

  @Test
  void styleIsTakenAndContentIsKept() {
    Sequential network = convolutions();
    Tensor content = noise(3, 24, 24);
    Tensor painting = Tensor.zeros(3, 20, 28);
    for (int i = 0; i < painting.data().length; i++) {
      painting.data()[i] = i % 28 / 4 % 2;
    }
    List<Double> losses = new ArrayList<>();
    StyleTransfer texture =
        StyleTransfer.on(network)
            .style("relu1", "relu2")
            .like(painting)
            .weights(0, 100, 0)
            .fromNoise(1)
            .iterations(100)
            .progress(state -> losses.add(state.score()));
    texture.transfer(content);
    double last = losses.get(losses.size() - 1);
    assertTrue(losses.get(0) > 100 * last, losses.get(0) + " to " + last);

    List<Double> kept = new ArrayList<>();
    Tensor same =
        StyleTransfer.on(network)
            .content("relu2")
            .weights(5, 0, 0)
            .iterations(2)
            .adam(0.01)
            .progress(state -> kept.add(state.score()))
            .transfer(content);
    assertEquals(0, kept.get(0), "the content's own loss");
    assertEquals(content.shape(), same.shape());
    assertThrows(IllegalStateException.class, () -> StyleTransfer.on(network).transfer(content));
  }

  @Test
  void aPageHoldsEverythingAndLoadsNothing() throws Exception {
    Tensor pictures = noise(12, 1, 12, 12);
    int[] labels = new int[12];
    for (int i = 0; i < 12; i++) {
      labels[i] = i % 4;
    }
    Dataset real = Dataset.of(pictures, labels, List.of("<a>", "b", "c", "d"));
    String html = Visualizer.of(model).real(real).with(a -> a.steps(3)).report("A & B").html();
    assertTrue(html.contains("A &amp; B") && !html.contains("A & B"));
    assertFalse(html.contains("http:") || html.contains("https:"), "nothing is loaded");
    assertTrue(html.contains("fc1: what each neuron answers to"));
    assertTrue(html.contains("classes, L1 + TV"));
    assertTrue(html.contains("best real"));
  }
}
