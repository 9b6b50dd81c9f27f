package dev.stria.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stria.autograd.Tape;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** NaN and infinities travel through windows, norms and losses as in PyTorch, and no further. */
class NonFiniteTest {
  private static final float NAN = Float.NaN;
  private static final float INF = Float.POSITIVE_INFINITY;

  private static Tensor image(float... values) {
    int side = (int) Math.sqrt(values.length);
    return Tensor.of(Shape.of(1, 1, side, side), values);
  }

  private static long count(Tensor y) {
    long count = 0;
    for (float value : y.data()) {
      count += Float.isNaN(value) ? 1 : 0;
    }
    return count;
  }

  @Test
  void aNanReachesTheWindowsThatSeeItAndNoOthers() {
    Tensor x = Tensor.zeros(1, 1, 6, 6);
    x.data()[7] = NAN;
    AvgPool2d.Divisor cells = AvgPool2d.Divisor.cells();
    assertEquals(1, count(AvgPool2d.avgPool2d(x, Window.kernel(2).stride(2), cells)));
    assertEquals(1, count(MaxPool2d.maxPool2d(x, Window.kernel(2).stride(2))));
    assertEquals(1, count(AdaptiveAvgPool2d.adaptiveAvgPool2d(x, new Window.Extent(3, 2))));
    assertEquals(1, count(AdaptiveMaxPool2d.adaptiveMaxPool2d(x, new Window.Extent(2, 3))));
    assertEquals(1, count(GlobalAvgPool2d.globalAvgPool2d(x)));
    assertEquals(1, count(GlobalMaxPool2d.globalMaxPool2d(x)));
    Tensor w = Tensor.filled(Shape.of(1, 1, 3, 3), 1);
    Window.Extent none = new Window.Extent(0, 0);
    assertEquals(9, count(ConvTranspose2d.convTranspose2d(x, w, null, Window.kernel(3), none, 1)));
  }

  @Test
  void infinitiesAreOrdinaryMaxima() {
    Tensor y = MaxPool2d.maxPool2d(image(-INF, -INF, -INF, -INF), Window.kernel(2));
    assertEquals(-INF, y.data()[0]);
    Tensor top = AdaptiveMaxPool2d.adaptiveMaxPool2d(image(1, INF, 2, 3), new Window.Extent(1, 1));
    assertEquals(INF, top.data()[0]);
    Tensor mean =
        AvgPool2d.avgPool2d(image(INF, -INF, 0, 0), Window.kernel(2), AvgPool2d.Divisor.cells());
    assertTrue(Float.isNaN(mean.data()[0]), "∞ − ∞ has no mean");
  }

  @Test
  void normalisationsSpreadANanOverWhatSharesItsStatistics() {
    Tensor x = Tensor.zeros(2, 4, 3);
    for (int i = 0; i < 24; i++) {
      x.data()[i] = i % 5;
    }
    x.data()[0] = NAN;
    assertEquals(6, count(BatchNorm.batchNorm(x, null, null, null, 1e-5)));
    assertEquals(3, count(InstanceNorm.instanceNorm(x, null, null, 1e-5)));
    assertEquals(6, count(GroupNorm.groupNorm(x, 2, null, null, 1e-5)));
    assertEquals(3, count(LayerNorm.layerNorm(x, Shape.of(3), null, null, 1e-5)));
    LocalResponseNorm.Constants three = LocalResponseNorm.Constants.of(3);
    assertEquals(2, count(LocalResponseNorm.localResponseNorm(x, three)));
  }

  @Test
  void aClassThatIsImpossibleCostsNothingUnlessItIsRight() {
    Tensor logits = Tensor.of(Shape.of(1, 3), 1, -INF, 2);
    try (Tape tape = Tape.inspecting()) {
      Tensor x = tape.watch(logits);
      Tensor loss = CrossEntropy.crossEntropy(x, new int[] {2}, ClassLoss.mean());
      assertEquals(Math.log(1 + Math.exp(-1)), loss.item(), 1e-6);
      float[] slope = tape.gradients(loss).of(x).data();
      assertEquals(0, slope[1]);
      assertFalse(Float.isNaN(slope[0]) || Float.isNaN(slope[2]));
    }
    assertEquals(INF, CrossEntropy.crossEntropy(logits, new int[] {1}, ClassLoss.mean()).item());
  }

  @Test
  void lossesOfCertaintyAreFinite() {
    Tensor p = Tensor.of(Shape.of(4), 0, 1, 0, 1);
    Tensor t = Tensor.of(Shape.of(4), 0, 1, 1, 0);
    float[] y = BinaryCrossEntropy.binaryCrossEntropy(p, t, Reduction.NONE).data();
    assertEquals(0, y[0], 1e-9);
    assertEquals(0, y[1], 1e-9);
    assertEquals(100, y[2]);
    assertEquals(100, y[3]);
    Tensor x = Tensor.of(Shape.of(2), 1e4f, -1e4f);
    Tensor wrong = Tensor.of(Shape.of(2), 0, 1);
    float[] z = BinaryCrossEntropy.binaryCrossEntropyWithLogits(x, wrong, 1, Reduction.NONE).data();
    assertEquals(1e4f, z[0]);
    assertEquals(1e4f, z[1]);
    assertTrue(
        Float.isNaN(MseLoss.mseLoss(Tensor.scalar(NAN), Tensor.scalar(0), Reduction.MEAN).item()));
  }
}
