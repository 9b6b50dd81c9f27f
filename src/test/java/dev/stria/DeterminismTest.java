package dev.stria;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stria.autograd.Parameter;
import dev.stria.autograd.Tape;
import dev.stria.nn.Sequential;
import dev.stria.op.CrossEntropy;
import dev.stria.optim.Adam;
import dev.stria.optim.Optimizer;
import dev.stria.optim.Sgd;
import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Same seed, same bits: training the lecture's network, and that it can learn by heart. */
class DeterminismTest {
  private static final int IMAGES = 8;

  private static Tensor images(long seed) {
    SeededRandom random = new SeededRandom(seed);
    Tensor images = Tensor.zeros(IMAGES, 1, 28, 28);
    for (int i = 0; i < images.data().length; i++) {
      images.data()[i] = random.nextFloat();
    }
    return images;
  }

  private static int[] labels() {
    int[] labels = new int[IMAGES];
    for (int i = 0; i < IMAGES; i++) {
      labels[i] = i;
    }
    return labels;
  }

  private static float step(Sequential model, Optimizer optimizer, Tensor images) {
    try (Tape tape = Tape.training(new SeededRandom(1))) {
      Tensor logits = model.logits(tape.trace(images));
      Tensor loss = CrossEntropy.crossEntropy(logits, labels());
      optimizer.step(tape.gradients(loss));
      return loss.item();
    }
  }

  private static List<float[]> weightsAfterAHundredSteps(int threads, long seed) {
    Stria.threads(threads);
    Sequential model = Networks.lecture(seed);
    Optimizer optimizer = Adam.of(model.parameters());
    for (int i = 0; i < 100; i++) {
      step(model, optimizer, images(i % 3));
    }
    return model.parameters().stream().map(Parameter::value).map(t -> t.data().clone()).toList();
  }

  @Test
  void sameBitsAtAnyNumberOfThreadsAndAgain() {
    int before = Stria.threads();
    try {
      List<float[]> reference = weightsAfterAHundredSteps(1, 42);
      for (int threads : new int[] {2, 4, 8}) {
        List<float[]> other = weightsAfterAHundredSteps(threads, 42);
        for (int i = 0; i < reference.size(); i++) {
          assertArrayEquals(reference.get(i), other.get(i), threads + " threads, parameter " + i);
        }
      }
      List<float[]> another = weightsAfterAHundredSteps(2, 43);
      assertFalse(Arrays.equals(reference.get(0), another.get(0)), "another seed, other weights");
    } finally {
      Stria.threads(before);
    }
  }

  @Test
  void eightImagesAreLearnedByHeart() {
    Sequential model = Networks.lecture(1);
    Optimizer optimizer = Sgd.of(model.parameters()).rate(0.02).momentum(0.9).nesterov();
    Tensor images = images(9);
    float first = step(model, optimizer, images);
    float last = first;
    for (int i = 0; i < 60; i++) {
      last = step(model, optimizer, images);
    }
    assertTrue(last < 0.01, "the loss fell from " + first + " to " + last + " only");
    Tensor logits = model.logits(images);
    for (int i = 0; i < IMAGES; i++) {
      for (int k = 0; k < 10; k++) {
        assertTrue(k == i || logits.get(i, k) < logits.get(i, i), "image " + i);
      }
    }
  }
}
