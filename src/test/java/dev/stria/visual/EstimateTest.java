package dev.stria.visual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stria.Stria;
import dev.stria.nn.Conv2d;
import dev.stria.nn.Relu;
import dev.stria.nn.Sequential;
import dev.stria.op.Sum;
import dev.stria.tensor.Shape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an ascent will take, against what it takes. */
class EstimateTest {
  private final Sequential network =
      Sequential.layers()
          .add("conv1", Conv2d.filters(16).kernel(3).padding(1))
          .add("relu1", Relu::new)
          .add("conv2", Conv2d.filters(16).kernel(3).padding(1))
          .add("relu2", Relu::new)
          .build(Shape.of(1, 64, 64), 3);

  private static long live() {
    Runtime runtime = Runtime.getRuntime();
    System.gc();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /** Vectors that are not compiled yet are objects, which the warm-up makes gigabytes of beside the test. */
  private static void awaitKernels() throws InterruptedException {
    while (Stria.info().contains("until they are compiled")) {
      Thread.sleep(50);
    }
  }

  @Test
  void theMemoryIsWhatABatchAndItsGradientsHold() throws InterruptedException {
    awaitKernels();
    long[] most = {0};
    Objective looking =
        Objective.of(
            "looking",
            Set.of("relu2"),
            seen -> {
              most[0] = Math.max(most[0], live());
              return Sum.sum(seen.of("relu2"));
            });
    List<Objective> objectives = new ArrayList<>(Collections.nCopies(15, Objective.layer("relu2")));
    objectives.add(looking);
    Ascent ascent = Ascent.on(network).steps(1);
    ascent.estimate(List.of(Objective.layer("relu2"))); // classes are loaded
    long before = live();
    ascent.maximize(objectives);
    Estimate estimate = ascent.estimate(objectives);
    assertEquals(16, estimate.batch());
    long held = most[0] - before; // the larger of both, as buffers are used again
    assertTrue(held > estimate.bytes() / 2, held + " of " + estimate);
    assertTrue(held < estimate.bytes() * 1.25, held + " of " + estimate);
  }

  @Test
  void theTimeIsThatOfAllStepsAndBatches() {
    List<Objective> filters = Objective.channels(network, "relu2");
    Ascent ascent = Ascent.on(network).steps(10).memory(20L << 20);
    ascent.maximize(filters); // warm
    Estimate estimate = ascent.estimate(filters);
    assertTrue(estimate.batches() > 1, estimate.toString());
    assertTrue(estimate.bytes() <= 20L << 20, estimate.toString());
    long start = System.nanoTime();
    ascent.maximize(filters);
    double ratio = (double) (System.nanoTime() - start) / estimate.time().toNanos();
    assertTrue(ratio > 0.2 && ratio < 8, "took " + ratio + " times the estimate");
    Duration half = ascent.steps(5).estimate(filters).time();
    assertFalse(half.isZero());
  }

  @Test
  void itCanBeRead() {
    assertEquals(
        "about 12 s, 40 MB, 50 pictures in 4 batches of 16",
        new Estimate(50, 16, 40_000_000, Duration.ofMillis(12_300)).toString());
    assertEquals(
        "about 5 min, 1 MB, 1 picture in 1 batch of 1",
        new Estimate(1, 1, 10, Duration.ofSeconds(290)).toString());
    assertEquals(0, Ascent.on(network).estimate(List.of()).batches());
  }

  @Test
  void askingChangesNothing() {
    Animation animation = Animation.of(3);
    List<Progress.State> states = new ArrayList<>();
    Ascent ascent = Ascent.on(network).steps(2).record(animation).progress(states::add);
    Visualizer see = Visualizer.of(network).with(any -> ascent);
    assertEquals(16, see.estimateFilterMaps("conv2").pictures());
    assertEquals(2, see.estimateFeatures("conv2", 3, 1).pictures());
    assertEquals(0, states.size());
    assertEquals(0, animation.frames());
  }
}
