package dev.stria;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stria.nn.Conv2d;
import dev.stria.nn.Flatten;
import dev.stria.nn.Linear;
import dev.stria.nn.Relu;
import dev.stria.nn.Sequential;
import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** One model that many threads ask at once: each has arrays of its own, and all share the few threads that help. */
class ManyCallersTest {
  private static final int CALLERS = 32;
  private static final int CALLS = 10;
  private static final int THREADS = 3;

  private final Sequential model =
      Sequential.layers()
          .add("conv1", Conv2d.filters(32).kernel(3).padding(1))
          .add("relu1", Relu::new)
          .add("conv2", Conv2d.filters(16).kernel(3).padding(1))
          .add("flatten", Flatten::new)
          .add("fc", Linear.units(10))
          .build(Shape.of(3, 16, 16), 1);

  private static Tensor images(long seed) {
    SeededRandom random = new SeededRandom(seed);
    Tensor images = Tensor.zeros(8, 3, 16, 16);
    for (int i = 0; i < images.data().length; i++) {
      images.data()[i] = random.nextFloat();
    }
    return images;
  }

  private static int helpers() {
    return (int)
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().matches("stria-\\d+"))
            .filter(Thread::isAlive)
            .count();
  }

  @Test
  void manyCallersShareTheHelpersAndGetTheirOwnResults()
      throws InterruptedException, ExecutionException {
    int before = Stria.threads();
    int others = helpers(); // of other tests, on their way out or idle
    Stria.threads(THREADS);
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    AtomicInteger most = new AtomicInteger();
    try {
      List<Future<List<float[]>>> answers = new ArrayList<>();
      for (int caller = 0; caller < CALLERS; caller++) {
        Tensor images = images(caller);
        answers.add(callers.submit(() -> ask(images, most)));
      }
      for (int caller = 0; caller < CALLERS; caller++) {
        float[] alone = model.predict(images(caller)).data();
        for (float[] answer : answers.get(caller).get()) {
          assertArrayEquals(alone, answer, "caller " + caller);
        }
      }
    } finally {
      callers.shutdownNow();
      Stria.threads(before);
    }
    int allowed = others + THREADS - 1;
    assertTrue(most.get() <= allowed, most + " helping threads, at most " + allowed + " expected");
  }

  private List<float[]> ask(Tensor images, AtomicInteger most) {
    List<float[]> answers = new ArrayList<>();
    for (int call = 0; call < CALLS; call++) {
      answers.add(model.predict(images).data());
      most.accumulateAndGet(helpers(), Math::max);
    }
    return answers;
  }
}
