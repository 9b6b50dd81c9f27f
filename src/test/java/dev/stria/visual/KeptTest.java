package dev.stria.visual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stria.nn.Conv2d;
import dev.stria.nn.Relu;
import dev.stria.nn.Sequential;
import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Dreams and style transfers that meet NaN hand back what they had, and tell how far they have come. */
class KeptTest {
  private final Sequential network =
      Sequential.layers()
          .add("conv1", Conv2d.filters(6).kernel(3).padding(1))
          .add("relu1", Relu::new)
          .add("conv2", Conv2d.filters(6).kernel(3).stride(2).padding(1))
          .add("relu2", Relu::new)
          .build(Shape.of(3, 24, 24), 3);

  private static Tensor noise(int seed, int height, int width) {
    Tensor noise = Tensor.zeros(3, height, width);
    SeededRandom random = new SeededRandom(seed);
    for (int i = 0; i < noise.data().length; i++) {
      noise.data()[i] = random.nextFloat();
    }
    return noise;
  }

  private Progress breakingAt(long step) {
    return state -> {
      if (state.done() == step) {
        network.parameter("conv2.bias").value().data()[0] = Float.NaN;
      }
      return true;
    };
  }

  private static void requirePicture(Tensor picture, Tensor photograph) {
    assertEquals(photograph.shape(), picture.shape());
    for (float value : picture.data()) {
      assertTrue(value >= 0 && value <= 1, "a value of " + value);
    }
    assertFalse(Arrays.equals(photograph.data(), picture.data()), "nothing has changed");
  }

  @Test
  void aDreamKeepsWhatItHasDreamt() {
    Tensor photograph = noise(1, 96, 100);
    DeepDream dream = DeepDream.of(network, "relu2").octaves(3, 1.2).steps(5, 1.5 / 255);
    // within an octave, at its end, and within the last one
    for (long step : new long[] {3, 5, 12}) {
      network.parameter("conv2.bias").value().data()[0] = 0;
      NonFiniteException e =
          assertThrows(
              NonFiniteException.class, () -> dream.progress(breakingAt(step)).dream(photograph));
      assertTrue(e.getMessage().contains("layer 'conv2'"), e.getMessage());
      assertTrue(e.getMessage().contains("octave " + (step == 12 ? 3 : 1)), e.getMessage());
      assertTrue(e.getMessage().contains("step " + step % 10), e.getMessage());
      requirePicture(e.images().get(0), photograph);
    }
    NonFiniteException first =
        assertThrows(NonFiniteException.class, () -> dream.dream(photograph));
    assertTrue(first.images().isEmpty(), "nothing was dreamt");
  }

  @Test
  void aStyleTransferKeepsItsBest() {
    Tensor photograph = noise(1, 32, 40);
    StyleTransfer lbfgs =
        StyleTransfer.on(network)
            .content("relu2")
            .style("relu1", "relu2")
            .like(noise(2, 36, 36))
            .iterations(30);
    for (StyleTransfer transfer : List.of(lbfgs, lbfgs.adam(0.02), lbfgs.keepColor())) {
      network.parameter("conv2.bias").value().data()[0] = 0;
      Tensor expected = transfer.progress(state -> state.done() < 8).transfer(photograph);
      NonFiniteException e =
          assertThrows(
              NonFiniteException.class,
              () -> transfer.progress(breakingAt(8)).transfer(photograph));
      assertTrue(e.getMessage().contains("layer 'conv2'"), e.getMessage());
      assertTrue(e.getMessage().contains("at iteration 8 of 30"), e.getMessage());
      requirePicture(e.images().get(0), photograph);
      assertTrue(Arrays.equals(expected.data(), e.images().get(0).data()), "as if cancelled");
    }
    NonFiniteException first =
        assertThrows(NonFiniteException.class, () -> lbfgs.transfer(photograph));
    assertTrue(first.images().isEmpty(), "nothing was made");
  }

  @Test
  void aDreamsProgressCountsPixels() {
    List<Progress.State> states = new ArrayList<>();
    DeepDream.of(network, "relu2")
        .octaves(2, 2)
        .steps(4, 1.5 / 255)
        .progress(states::add)
        .dream(noise(1, 128, 128));
    assertEquals(8, states.size());
    // four steps on 64 × 64 pixels, then four on 128 × 128: a fifth of the work, then the rest
    assertEquals(0.05, states.get(0).share(), 1e-9);
    assertEquals(0.2, states.get(3).share(), 1e-9);
    assertEquals(0.4, states.get(4).share(), 1e-9);
    assertEquals(1, states.get(7).share());
    assertEquals(Duration.ZERO, states.get(7).left());
    Progress.State half = new Progress.State(4, 8, 0.2, 0, Duration.ofSeconds(3));
    assertEquals(12, half.left().toMillis() / 1000.0, 0.01);
  }
}
