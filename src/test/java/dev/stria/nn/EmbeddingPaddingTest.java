package dev.stria.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.stria.autograd.Tape;
import dev.stria.op.Mean;
import dev.stria.optim.Sgd;
import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The vector of a padding symbol is zero and stays it, while the others are learned. */
class EmbeddingPaddingTest {
  private static final Tensor WORDS = Tensor.of(Shape.of(2, 3), 0, 1, 3, 2, 1, 1);

  private static Layer table() {
    return Embedding.symbols(4).width(2).padding(1).build(Site.outermost(Shape.of(3), 5));
  }

  @Test
  void paddingIsZeroBeforeAndAfterLearning() {
    Layer table = table();
    float[] weight = table.parameter("weight").value().data();
    float[] before = weight.clone();
    assertArrayEquals(new float[2], Arrays.copyOfRange(weight, 2, 4));
    try (Tape tape = Tape.training(new SeededRandom(1))) {
      Sgd.of(table.parameters())
          .rate(1)
          .step(tape.gradients(Mean.mean(table.apply(tape.trace(WORDS)))));
    }
    assertArrayEquals(new float[2], Arrays.copyOfRange(weight, 2, 4));
    for (int i : new int[] {0, 1, 4, 5, 6, 7}) {
      assertEquals(before[i] - 1f / 12, weight[i], 1e-6f);
    }
  }

  @Test
  void withoutPaddingEveryVectorIsDrawn() {
    Layer table = Embedding.symbols(4).width(2).build(Site.outermost(Shape.of(3), 5));
    for (float value : table.parameter("weight").value().data()) {
      assertNotEquals(0, value);
    }
    float[] padded = table().parameter("weight").value().data();
    assertEquals(padded[6], table.parameter("weight").value().data()[6], "others are as they were");
  }
}
