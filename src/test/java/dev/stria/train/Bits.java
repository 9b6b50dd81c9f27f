package dev.stria.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stria.nn.BatchNorm;
import dev.stria.nn.Conv2d;
import dev.stria.nn.Dropout;
import dev.stria.nn.Flatten;
import dev.stria.nn.Linear;
import dev.stria.nn.Relu;
import dev.stria.nn.Sequential;
import dev.stria.nn.Softmax;
import dev.stria.tensor.Shape;
import java.util.List;

/** A small network for {@link Bars} with all that is random or remembers, and the comparison of its values. */
final class Bits {
  private Bits() {}

  static Sequential network() {
    return Sequential.layers()
        .add("conv", Conv2d.filters(4).kernel(3))
        .add("norm", BatchNorm::new)
        .add("relu", Relu::new)
        .add("flatten", Flatten::new)
        .add("drop", Dropout.probability(0.2))
        .add("fc", Linear.units(2))
        .add("softmax", Softmax::new)
        .build(Shape.of(1, 8, 8), 1);
  }

  /** Returns copies of all weights and statistics. */
  static List<float[]> values(Sequential model) {
    return model.parameters().stream().map(p -> p.value().data().clone()).toList();
  }

  static void assertSame(List<float[]> expected, List<float[]> actual) {
    assertEquals(expected.size(), actual.size());
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(expected.get(i), actual.get(i));
    }
  }
}
