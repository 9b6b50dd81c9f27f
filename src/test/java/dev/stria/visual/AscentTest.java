package dev.stria.visual;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stria.Stria;
import dev.stria.autograd.Parameter;
import dev.stria.nn.Conv2d;
import dev.stria.nn.Flatten;
import dev.stria.nn.Linear;
import dev.stria.nn.MaxPool2d;
import dev.stria.nn.Relu;
import dev.stria.nn.Sequential;
import dev.stria.nn.Softmax;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Gradient ascent on a small network with random weights. */
class AscentTest {
  private final Sequential model = model(1);

  static Sequential model(int channels) {
    return Sequential.layers()
        .add("conv1", Conv2d.filters(6).kernel(3))
        .add("relu1", Relu::new)
        .add("pool1", MaxPool2d.kernel(2))
        .add("conv2", Conv2d.filters(8).kernel(3))
        .add("relu2", Relu::new)
        .add("flatten", Flatten::new)
        .add("fc1", Linear.units(9))
        .add("relu3", Relu::new)
        .add("fc2", Linear.units(4))
        .add("softmax", Softmax::new)
        .build(Shape.of(channels, 12, 12), 5);
  }

  private final Ascent ascent = Ascent.on(model).steps(30).seed(3);

  @AfterEach
  void allThreadsAgain() {
    Stria.threads(Runtime.getRuntime().availableProcessors());
  }

  private static List<Objective> all(Sequential model) {
    List<Objective> all = new ArrayList<>();
    all.addAll(Objective.channels(model, "relu1"));
    all.addAll(Objective.channels(model, "conv2"));
    all.addAll(Objective.channels(model, "relu2"));
    all.addAll(Objective.neurons(model, "relu2"));
    all.addAll(Objective.neurons(model, "fc1"));
    all.addAll(Objective.logits(model));
    all.add(Objective.layer("relu2"));
    all.add(Objective.direction("conv2", 1, -1, 0, 2, 0, 0, 0, 0));
    all.add(Objective.logit(0).minus(Objective.logit(1).times(0.5)).plus(Objective.layer("fc1")));
    return all;
  }

  @Test
  void everyScoreRises() {
    for (int channels : new int[] {1, 3}) {
      Sequential network = model(channels);
      // with random weights alone, a relu may be shut for every picture there is
      float[] bias = network.parameter("conv2.bias").value().data();
      for (int k = 0; k < bias.length; k++) {
        bias[k] += 0.5f;
      }
      for (Picture picture : Ascent.on(network).steps(60).maximize(all(network))) {
        assertTrue(
            picture.score() > picture.start(),
            () -> picture.objective() + ": " + picture.start() + " to " + picture.score());
        assertEquals(network.inputShape(), picture.image().shape());
      }
    }
  }

  @Test
  void aBatchIsTheSameAsOneByOne() {
    List<Objective> objectives = all(model);
    List<Picture> together = ascent.maximize(objectives);
    List<Picture> apart = ascent.memory(1).maximize(objectives);
    for (int i = 0; i < objectives.size(); i++) {
      assertArrayEquals(
          together.get(i).image().data(), apart.get(i).image().data(), 1e-5f, "picture " + i);
    }
  }

  @Test
  void theSameSeedGivesTheSameBitsAtAnyNumberOfThreads() {
    List<byte[]> files = new ArrayList<>();
    for (int threads : new int[] {1, 2, 4}) {
      Stria.threads(threads);
      List<Picture> pictures = ascent.maximize(Objective.channels(model, "relu2"));
      files.add(new Exhibit("filters", pictures, List.of()).sheet().draw().png());
    }
    assertArrayEquals(files.get(0), files.get(1));
    assertArrayEquals(files.get(0), files.get(2));
    byte[] other =
        new Exhibit(
                "filters", ascent.seed(4).maximize(Objective.channels(model, "relu2")), List.of())
            .sheet()
            .draw()
            .png();
    assertTrue(!java.util.Arrays.equals(files.get(0), other), "another seed, another picture");
  }

  @Test
  void theNetworkIsAfterwardsWhatItWasBefore() {
    List<float[]> before = model.parameters().stream().map(p -> p.value().data().clone()).toList();
    ascent.maximize(all(model));
    int i = 0;
    for (Parameter parameter : model.parameters()) {
      assertArrayEquals(before.get(i++), parameter.value().data());
    }
  }

  @Test
  void picturesOfAnotherSizeGoAsFarAsConvolutions() {
    Picture picture = ascent.size(20, 17).maximize(Objective.channel("relu2", 0));
    assertEquals(Shape.of(1, 20, 17), picture.image().shape());
    assertTrue(picture.score() > picture.start());
  }

  @Test
  void aUnitThatIsShutEverywhereFindsItsWayByTheLeak() {
    Sequential shut = model(1);
    Parameter bias = shut.parameter("conv1.bias");
    for (int k = 0; k < 6; k++) {
      bias.value().data()[k] = -0.1f;
    }
    List<Objective> filters = Objective.channels(shut, "relu1");
    Tensor dark = Tensor.zeros(1, 12, 12);
    Ascent from = Ascent.on(shut).canvas(Canvas.box(0)).from(dark).steps(40);
    for (Picture picture : from.leak(0).maximize(filters)) {
      assertEquals(0, picture.score(), "no gradient, no way");
    }
    int found = 0;
    for (Picture picture : from.maximize(filters)) {
      found += picture.score() > 0 ? 1 : 0;
    }
    assertTrue(found >= 5, found + " of 6 found their way");
  }

  @Test
  void cancellingKeepsTheBestSoFar() {
    AtomicInteger calls = new AtomicInteger();
    Ascent cancelled = ascent.steps(1000).progress(state -> calls.incrementAndGet() < 7);
    Picture picture = cancelled.maximize(Objective.logit(1));
    assertEquals(7, picture.steps());
    assertTrue(picture.score() > picture.start());
  }

  @Test
  void progressCountsAllStepsOfAllPictures() {
    List<Progress.State> states = new ArrayList<>();
    ascent.steps(5).memory(1).progress(states::add).maximize(Objective.logits(model));
    assertEquals(20, states.size());
    Progress.State last = states.get(19);
    assertEquals(20, last.done());
    assertEquals(20, last.total());
    assertEquals(java.time.Duration.ZERO, last.left());
  }

  @Test
  void notANumberStopsWithLayerAndStepAndKeepsTheBest() {
    Sequential broken = model(1);
    broken.parameter("conv2.bias").value().data()[3] = Float.NaN;
    NonFiniteException e =
        assertThrows(
            NonFiniteException.class, () -> Ascent.on(broken).maximize(Objective.logit(0)));
    assertTrue(e.getMessage().contains("layer 'conv2'"), e.getMessage());
    assertTrue(e.getMessage().contains("step 0"), e.getMessage());
    NonFiniteException later =
        assertThrows(
            NonFiniteException.class,
            () ->
                ascent
                    .progress(
                        state -> {
                          if (state.done() == 10) {
                            model.parameter("conv2.bias").value().data()[0] = Float.NaN;
                          }
                          return true;
                        })
                    .maximize(Objective.logit(0)));
    assertTrue(later.getMessage().contains("step 10"), later.getMessage());
    assertEquals(1, later.pictures().size());
    assertSame(later.pictures().get(0).image(), later.images().get(0));
    assertTrue(later.pictures().get(0).score() > later.pictures().get(0).start());
  }

  @Test
  void aWrongLayerIsAnsweredWithTheValidOnes() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> ascent.maximize(Objective.channel("conv3", 0)));
    assertTrue(
        e.getMessage().contains("conv3") && e.getMessage().contains("relu2"), e.getMessage());
  }
}
