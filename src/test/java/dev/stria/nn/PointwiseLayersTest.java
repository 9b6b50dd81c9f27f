package dev.stria.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stria.op.Multiply;
import dev.stria.op.Pad.Border;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** The values and refusals of layers that are functions of each element or move pixels. */
class PointwiseLayersTest {
  @Test
  void activationsComputeTheirFunctions() {
    PointwiseLayerCases.ACTIVATIONS.forEach(
        (blueprint, expected) -> {
          Layer layer = blueprint.build(Site.outermost(Shape.of(1), 1));
          Tensor y = layer.predict(Tensor.of(Shape.of(1, 1), 0.5f));
          assertEquals(expected, y.item(), 1e-6, layer.kind());
        });
  }

  @Test
  void anActivationOfOnesOwn() {
    Layer cube =
        Activation.of("Cube", x -> Multiply.multiply(x, Multiply.multiply(x, x)))
            .build(Site.outermost(Shape.of(1), 1));
    assertEquals(-8, cube.predict(Tensor.of(Shape.of(1, 1), -2)).item());
    assertTrue(cube.summary().contains("Cube"), cube.summary());
  }

  @Test
  void learnedSlopesStartAtAQuarter() {
    Layer layer = PRelu.perChannel().build(Site.outermost(Shape.of(2, 1), 1));
    layer.parameter("weight").value().data()[1] = 3;
    Tensor y = layer.predict(Tensor.of(Shape.of(1, 2, 1), -4, -4));
    assertEquals(-1, y.get(0, 0, 0));
    assertEquals(-12, y.get(0, 1, 0));
  }

  @Test
  void refusesInputsThatDoNotFit() {
    assertRefuses(Upsample.by(2), Shape.of(4), "Upsample", "[C, H, W]", "[4]");
    assertRefuses(Upsample.by(0.1), Shape.of(4, 5, 5), "Upsample", "0×0");
    assertRefuses(Pad.around(3, Border.REFLECT), Shape.of(1, 3, 9), "pad", "at most 2", "3");
    assertRefuses(Pad.around(-1, Border.ZERO), Shape.of(1, 3, 9), "pad", "0 or more", "crop");
    assertRefuses(PixelShuffle.by(2), Shape.of(3, 4, 4), "PixelShuffle", "r = 2", "[3, 4, 4]");
    assertRefuses(PRelu.perChannel(), Shape.scalar(), "PRelu", "with channels");
  }

  private static void assertRefuses(Blueprint blueprint, Shape input, String... words) {
    Sequential.Chain chain = Sequential.layers().add("it", blueprint);
    ShapeException thrown = assertThrows(ShapeException.class, () -> chain.build(input, 1));
    assertTrue(thrown.getMessage().contains("layer 'it'"), thrown.getMessage());
    for (String word : words) {
      assertTrue(thrown.getMessage().contains(word), word + " is missing: " + thrown.getMessage());
    }
  }
}
