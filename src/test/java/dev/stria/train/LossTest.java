package dev.stria.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stria.data.Batch;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import org.junit.jupiter.api.Test;

class LossTest {
  private static final Tensor LOGITS = Tensor.of(Shape.of(2, 3), 1, -2, 0.5f, 0, 3, -1);
  private static final int[] LABELS = {0, 2};

  private static float crossEntropy(int label0, int label1) {
    return Loss.crossEntropy().of(LOGITS, batch(label0, label1)).item();
  }

  private static Batch batch(int... labels) {
    return new Batch(Tensor.zeros(2, 1, 1, 1), labels, new int[] {0, 1}, 3);
  }

  @Test
  void mixedTargetsWeighTheClasses() {
    Tensor targets = Tensor.of(Shape.of(2, 3), 0.75f, 0.25f, 0, 0, 0.25f, 0.75f);
    Batch plain = batch(LABELS);
    float mixed = Loss.crossEntropy().of(LOGITS, plain.mixed(plain.images(), targets)).item();
    assertEquals(0.75f * crossEntropy(0, 2) + 0.25f * crossEntropy(1, 1), mixed, 1e-6);
  }

  @Test
  void targetsOfOneClassAreItsLabel() {
    Batch plain = batch(LABELS);
    Batch mixed = plain.mixed(plain.images(), plain.targets());
    float loss = Loss.crossEntropy().of(LOGITS, mixed).item();
    assertEquals(crossEntropy(0, 2), loss, 1e-6);
  }
}
