package dev.stria.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stria.autograd.Gradients;
import dev.stria.autograd.Parameter;
import dev.stria.autograd.Tape;
import dev.stria.op.AvgPool2d.Divisor;
import dev.stria.op.Mean;
import dev.stria.op.SparseMatrix;
import dev.stria.op.Window;
import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every layer must satisfy: the shape it promises, the names of its parameters, its gradients. */
class LayersTest {
  private static final Shape IMAGE = Shape.of(4, 9, 8);
  private static final Shape SEQUENCE = Shape.of(4, 12);
  private static final SparseMatrix PATH =
      SparseMatrix.adjacency(3, new int[] {0, 1}, new int[] {1, 2});

  /** A layer, its input, and what PyTorch's checkpoint of it holds. */
  record Case(String name, Blueprint blueprint, Shape input, Shape output, String... parameters) {
    @Override
    public String toString() {
      return name + " " + input;
    }
  }

  static List<Case> cases() {
    return Stream.of(windowsAndNorms(), PointwiseLayerCases.all()).flatMap(List::stream).toList();
  }

  private static List<Case> windowsAndNorms() {
    return List.of(
        new Case(
            "Conv1d",
            Conv1d.filters(6).kernel(3).stride(2).padding(1).groups(2),
            SEQUENCE,
            Shape.of(6, 6),
            "weight[6, 2, 3]",
            "bias[6]"),
        new Case(
            "Conv1d same",
            Conv1d.filters(2).kernel(4).dilation(2).same().noBias(),
            SEQUENCE,
            Shape.of(2, 12),
            "weight[2, 4, 4]"),
        new Case(
            "ConvTranspose2d",
            ConvTranspose2d.filters(6).kernel(3).stride(2).padding(1).outputPadding(1).groups(2),
            IMAGE,
            Shape.of(6, 18, 16),
            "weight[4, 3, 3, 3]",
            "bias[6]"),
        new Case(
            "SeparableConv2d",
            SeparableConv2d.like(Conv2d.filters(7).kernel(3).padding(1)),
            IMAGE,
            Shape.of(7, 9, 8),
            "depthwise.weight[4, 1, 3, 3]",
            "pointwise.weight[7, 4, 1, 1]",
            "pointwise.bias[7]"),
        new Case("MaxPool1d", MaxPool1d.kernel(3).padding(1), SEQUENCE, Shape.of(4, 4)),
        new Case("AvgPool1d", AvgPool1d.kernel(5).stride(3).ceil(), SEQUENCE, Shape.of(4, 4)),
        new Case(
            "AvgPool2d",
            AvgPool2d.kernel(2).window(Window.kernel(3, 2).stride(2, 1)).divisor(Divisor.cells()),
            IMAGE,
            Shape.of(4, 4, 7)),
        new Case("AvgPool2d ceil", AvgPool2d.kernel(2).ceil(), IMAGE, Shape.of(4, 5, 4)),
        new Case("AdaptiveAvgPool2d", AdaptiveAvgPool2d.output(3), IMAGE, Shape.of(4, 3, 3)),
        new Case("AdaptiveMaxPool2d", AdaptiveMaxPool2d.output(2, 5), IMAGE, Shape.of(4, 2, 5)),
        new Case("GlobalAvgPool2d", GlobalAvgPool2d::new, IMAGE, Shape.of(4)),
        new Case("GlobalMaxPool2d", GlobalMaxPool2d::new, IMAGE, Shape.of(4)),
        new Case(
            "BatchNorm",
            BatchNorm::new,
            IMAGE,
            IMAGE,
            "weight[4]",
            "bias[4]",
            "running_mean[4]",
            "running_var[4]"),
        new Case(
            "BatchNorm plain",
            BatchNorm.options().plain().momentum(0.2).epsilon(1e-3),
            SEQUENCE,
            SEQUENCE,
            "running_mean[4]",
            "running_var[4]"),
        new Case("GroupNorm", GroupNorm.groups(2), IMAGE, IMAGE, "weight[4]", "bias[4]"),
        new Case("InstanceNorm", InstanceNorm::new, IMAGE, IMAGE),
        new Case(
            "InstanceNorm affine", InstanceNorm.affine(), IMAGE, IMAGE, "weight[4]", "bias[4]"),
        new Case("LayerNorm", LayerNorm::new, SEQUENCE, SEQUENCE, "weight[4, 12]", "bias[4, 12]"),
        new Case("LayerNorm 1", LayerNorm.lastAxes(1), IMAGE, IMAGE, "weight[8]", "bias[8]"),
        new Case("LocalResponseNorm", LocalResponseNorm.size(5), IMAGE, IMAGE),
        new Case("Dropout", Dropout.probability(0.5), IMAGE, IMAGE),
        new Case("Dropout2d", Dropout2d.probability(0.5), IMAGE, IMAGE),
        new Case("Bias", Bias::new, SEQUENCE, SEQUENCE, "bias[4, 12]"),
        new Case(
            "Embedding",
            Embedding.symbols(9).width(5),
            Shape.of(7),
            Shape.of(7, 5),
            "weight[9, 5]"),
        new Case(
            "Embedding padding",
            Embedding.symbols(10).width(5).padding(9).initializer(Initializer.xavierUniform()),
            Shape.of(7),
            Shape.of(7, 5),
            "weight[10, 5]"),
        new Case(
            "GraphConv",
            GraphConv.units(2, PATH),
            Shape.of(3, 4),
            Shape.of(3, 2),
            "weight[2, 4]",
            "bias[2]"));
  }

  private static Tensor batch(Case layer) {
    SeededRandom random = new SeededRandom(5);
    Tensor x = Tensor.zeros(layer.input.prepend(3));
    for (int i = 0; i < x.data().length; i++) {
      x.data()[i] = layer.name.startsWith("Embedding") ? random.nextInt(9) : random.nextFloat();
    }
    return x;
  }

  private static Layer build(Case layer) {
    return layer.blueprint.build(Site.outermost(layer.input, 1));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void keepsItsPromiseOfAShape(Case layer) {
    Layer built = build(layer);
    assertEquals(layer.output, built.outputShape(layer.input));
    assertEquals(layer.output.prepend(3), built.predict(batch(layer)).shape());
    assertTrue(built.summary().contains(built.kind()) || !built.parts().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void namesItsParametersAsPyTorchDoes(Case layer) {
    assertEquals(
        List.of(layer.parameters),
        build(layer).parameters().stream().map(Parameter::toString).toList());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void trainingReachesEveryWeight(Case layer) {
    Layer built = build(layer);
    try (Tape tape = Tape.training(new SeededRandom(2))) {
      Tensor y = built.apply(tape.trace(batch(layer)));
      if (layer.parameters.length == 0 || layer.name.equals("BatchNorm plain")) {
        return;
      }
      Gradients gradients = tape.gradients(Mean.mean(y));
      for (Parameter parameter : built.parameters()) {
        assertEquals(!parameter.isStatistic(), gradients.reached(parameter), parameter.name());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void predictsTheSameTwice(Case layer) {
    Layer built = build(layer);
    Tensor first = built.predict(batch(layer));
    assertFalse(Float.isNaN(first.data()[0]));
    assertEquals(first.toString(), built.predict(batch(layer)).toString());
  }

  @Test
  void refusesInputsThatDoNotFit() {
    assertRefuses(BatchNorm::new, Shape.scalar(), "BatchNorm", "[C, …]");
    assertRefuses(GroupNorm.groups(3), IMAGE, "GroupNorm", "divide the 4 channels", "3");
    assertRefuses(InstanceNorm::new, Shape.of(4), "InstanceNorm", "[C, L, …]", "[4]");
    assertRefuses(LayerNorm.lastAxes(4), IMAGE, "LayerNorm", "at least 4 axes", "[4, 9, 8]");
    assertRefuses(LocalResponseNorm.size(5), Shape.of(4), "LocalResponseNorm", "[4]");
    assertRefuses(Conv1d.filters(2).kernel(3), IMAGE, "Conv1d", "a sequence [C, L]", "[4, 9, 8]");
    assertRefuses(Conv1d.filters(2).groups(3), SEQUENCE, "Conv1d", "divide the 4 channels", "3");
    assertRefuses(ConvTranspose2d.filters(2), SEQUENCE, "ConvTranspose2d", "[C, H, W]", "[4, 12]");
    assertRefuses(ConvTranspose2d.filters(3).groups(2), IMAGE, "ConvTranspose2d", "3 filters", "2");
    assertRefuses(GraphConv.units(2, PATH), Shape.of(4, 4), "GraphConv", "[3, F]", "[4, 4]");
    assertRefuses(
        SeparableConv2d.like(Conv2d.filters(7)), SEQUENCE, "depthwise", "[C, H, W]", "[4, 12]");
  }

  private static void assertRefuses(Blueprint blueprint, Shape input, String... words) {
    Sequential.Chain chain = Sequential.layers().add("it", blueprint);
    ShapeException thrown = assertThrows(ShapeException.class, () -> chain.build(input, 1));
    for (String word : words) {
      assertTrue(
          thrown.getMessage().contains(word), word + " is missing in " + thrown.getMessage());
    }
    assertTrue(thrown.getMessage().contains("layer 'it"), thrown.getMessage());
  }

  @Test
  void aGraphConvolutionGathersFromNeighbours() {
    Layer layer = GraphConv.units(1, PATH).build(Site.outermost(Shape.of(3, 1), 1));
    layer.parameter("weight").value().data()[0] = 1;
    layer.parameter("bias").value().data()[0] = 10;
    Tensor y = layer.predict(Tensor.of(Shape.of(1, 3, 1), 1, 0, 0));
    assertEquals(10 + 1 / 2.0, y.get(0, 0, 0), 1e-6);
    assertEquals(10 + 1 / Math.sqrt(6), y.get(0, 1, 0), 1e-6);
    assertEquals(10, y.get(0, 2, 0), 1e-6);
  }
}
