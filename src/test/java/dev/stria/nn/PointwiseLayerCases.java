package dev.stria.nn;

import dev.stria.op.Interpolate.Mode;
import dev.stria.op.Pad.Border;
import dev.stria.op.Window;
import dev.stria.tensor.Shape;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Cases of {@link LayersTest}: functions of each element, and layers that move pixels. */
final class PointwiseLayerCases {
  private static final Shape IMAGE = Shape.of(4, 9, 8);

  private PointwiseLayerCases() {}

  /** Every named activation, and its value at 0.5. */
  static final Map<Blueprint, Double> ACTIVATIONS =
      Map.ofEntries(
          Map.entry(Activation.leakyRelu(0.1), 0.5),
          Map.entry(Activation.elu(1), 0.5),
          Map.entry(Activation.celu(2), 0.5),
          Map.entry(Activation.selu(), 0.5253505),
          Map.entry(Activation.gelu(), 0.3457312),
          Map.entry(Activation.geluTanh(), 0.3457140),
          Map.entry(Activation.silu(), 0.3112297),
          Map.entry(Activation.mish(), 0.3752454),
          Map.entry(Activation.sigmoid(), 0.6224593),
          Map.entry(Activation.logSigmoid(), -0.4740770),
          Map.entry(Activation.hardSigmoid(), 0.5833333),
          Map.entry(Activation.hardSwish(), 0.2916667),
          Map.entry(Activation.tanh(), 0.4621172),
          Map.entry(Activation.hardTanh(-1, 0.25), 0.25),
          Map.entry(Activation.relu6(), 0.5),
          Map.entry(Activation.softplus(), 0.9740770),
          Map.entry(Activation.softsign(), 0.3333333),
          Map.entry(Activation.logSoftmax(), 0.0));

  static List<LayersTest.Case> all() {
    Stream<LayersTest.Case> activations =
        ACTIVATIONS.keySet().stream()
            .map(blueprint -> new LayersTest.Case("Activation", blueprint, IMAGE, IMAGE));
    return Stream.concat(activations, others()).toList();
  }

  private static Stream<LayersTest.Case> others() {
    return Stream.of(
        new LayersTest.Case("PRelu", PRelu::new, IMAGE, IMAGE, "weight[1]"),
        new LayersTest.Case("PRelu 4", PRelu.perChannel(), IMAGE, IMAGE, "weight[4]"),
        new LayersTest.Case("Upsample 2", Upsample.by(2), IMAGE, Shape.of(4, 18, 16)),
        new LayersTest.Case(
            "Upsample size", Upsample.to(5, 11).mode(Mode.BILINEAR), IMAGE, Shape.of(4, 5, 11)),
        new LayersTest.Case("Pad 1", Pad.around(1, Border.REFLECT), IMAGE, Shape.of(4, 11, 10)),
        new LayersTest.Case(
            "Pad sides",
            Pad.around(new Window.Sides(0, 2, 1, 0), Border.ZERO),
            IMAGE,
            Shape.of(4, 11, 9)),
        new LayersTest.Case("PixelShuffle", PixelShuffle.by(2), IMAGE, Shape.of(1, 18, 16)));
  }
}
