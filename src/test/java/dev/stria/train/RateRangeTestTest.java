package dev.stria.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stria.data.Batches;
import dev.stria.nn.Conv2d;
import dev.stria.nn.Flatten;
import dev.stria.nn.Linear;
import dev.stria.nn.Relu;
import dev.stria.nn.Sequential;
import dev.stria.optim.Sgd;
import dev.stria.tensor.Shape;
import org.junit.jupiter.api.Test;

class RateRangeTestTest {
  @Test
  void suggestsARateThatLearnsAndLeavesTheModelAsItWas() {
    Sequential model =
        Sequential.layers()
            .add("conv", Conv2d.filters(4).kernel(3))
            .add("relu", Relu::new)
            .add("flatten", Flatten::new)
            .add("fc", Linear.units(2))
            .build(Shape.of(1, 8, 8), 1);
    Sgd optimizer = Sgd.of(model.parameters()).rate(0.123).momentum(0.9);
    float[] before = model.parameter("fc.weight").value().data().clone();
    Batches batches = Batches.of(Bars.of(200, 1)).size(16).shuffle(3);
    RateRangeTest test = RateRangeTest.run(model, optimizer, batches, 100);
    assertArrayEquals(before, model.parameter("fc.weight").value().data());
    assertEquals(0.123, optimizer.rate());
    assertTrue(test.suggestion() > 1e-4 && test.suggestion() < 1, "" + test.suggestion());
    assertEquals(test.rates().size(), test.losses().size());
    assertThrows(
        IllegalArgumentException.class, () -> RateRangeTest.run(model, optimizer, batches, 9));
  }
}
