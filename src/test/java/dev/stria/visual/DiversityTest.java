package dev.stria.visual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stria.autograd.GradientCheck;
import dev.stria.autograd.Tape;
import dev.stria.nn.Sequential;
import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pictures of one unit that are pushed apart. */
class DiversityTest {
  private static Tensor noise(Shape shape) {
    Tensor noise = Tensor.zeros(shape);
    SeededRandom random = new SeededRandom(shape.rank());
    for (int i = 0; i < noise.data().length; i++) {
      noise.data()[i] = (float) random.nextGaussian();
    }
    return noise;
  }

  @Test
  void theGradientIsThatOfDifferences() {
    double[] scores = {1, -2, 0.5};
    Diversity diversity = new Diversity("any", 0.7);
    GradientCheck.of(x -> diversity.cost(x[0], scores)).check(noise(Shape.of(3, 4, 2, 3)));
    GradientCheck.of(x -> diversity.cost(x[0], scores)).check(noise(Shape.of(3, 5)));
  }

  @Test
  void theSameCostsTheWeightAndNothingInCommonCostsNothing() {
    try (Tape tape = Tape.predicting()) {
      Tensor same = tape.trace(Tensor.of(Shape.of(2, 2, 1, 2), 1, 2, 3, 4, 1, 2, 3, 4));
      assertEquals(
          2.1f, new Diversity("any", 0.7).cost(same, new double[] {3, 3}).data()[0], 1e-5f);
      Tensor apart = tape.trace(Tensor.of(Shape.of(2, 2, 1, 2), 1, 2, 0, 0, 0, 0, 3, 4));
      assertEquals(0, new Diversity("any", 1).cost(apart, new double[] {3, 3}).data()[1], 1e-6f);
      Tensor dead = tape.trace(Tensor.zeros(2, 2, 1, 2));
      assertEquals(0, new Diversity("any", 1).cost(dead, new double[] {3, 3}).data()[0]);
    }
  }

  @Test
  void picturesOfOneUnitDifferMoreTheMoreItCounts() {
    Sequential model = AscentTest.model(3);
    double[] alike = new double[2];
    for (int i = 0; i < 2; i++) {
      List<Picture> pictures =
          Ascent.on(model)
              .noise(0.1)
              .steps(60)
              .diverse("conv2", 2 * i)
              .memory(1)
              .maximize(Collections.nCopies(3, Objective.channel("conv2", 1)));
      for (Picture picture : pictures) {
        assertTrue(picture.score() > picture.start());
      }
      alike[i] = likeness(model, pictures);
    }
    assertTrue(alike[1] < alike[0] - 0.05, alike[0] + " to " + alike[1]);
    assertThrows(IllegalArgumentException.class, () -> Ascent.on(model).diverse("conv9", 1));
  }

  private static double likeness(Sequential model, List<Picture> pictures) {
    Tensor batch = Tensor.zeros(pictures.get(0).image().shape().prepend(pictures.size()));
    int count = batch.data().length / pictures.size();
    for (int i = 0; i < pictures.size(); i++) {
      System.arraycopy(pictures.get(i).image().data(), 0, batch.data(), i * count, count);
    }
    try (Tape tape = Tape.predicting()) {
      Tensor features = Responses.run(model, tape.trace(batch), List.of("conv2")).whole("conv2");
      return new Diversity("any", 1).cost(features, new double[] {1, 1, 1}).data()[0];
    }
  }
}
