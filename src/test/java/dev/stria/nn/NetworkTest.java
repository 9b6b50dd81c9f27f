package dev.stria.nn;

import static dev.stria.op.Add.add;
import static dev.stria.op.Relu.relu;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stria.autograd.Gradients;
import dev.stria.autograd.Parameter;
import dev.stria.autograd.Tape;
import dev.stria.op.Mean;
import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Networks that are more than a chain. */
class NetworkTest {
  private static final Shape IMAGE = Shape.of(3, 8, 8);

  /** A stem, then the same layer twice, then a sum with the stem: a graph in plain code. */
  private static final class Recurrent extends Network {
    private final Layer stem;
    private final Layer step;
    private final Layer head;

    Recurrent(Site site) {
      super(site);
      stem = part("stem", Conv2d.filters(4).kernel(3).padding(1), site.input());
      step = part("step", Conv2d.filters(4).kernel(3).padding(1), stem);
      head =
          part(
              "head",
              Sequential.layers().add("pool", GlobalAvgPool2d::new).add("fc", Linear.units(2)),
              step);
    }

    @Override
    protected Tensor forward(Tensor x) {
      Tensor first = relu(stem.apply(x));
      Tensor y = relu(step.apply(relu(step.apply(first))));
      return head.apply(add(first, y));
    }
  }

  private static Tensor images(int count) {
    SeededRandom random = new SeededRandom(7);
    Tensor x = Tensor.zeros(IMAGE.prepend(count));
    for (int i = 0; i < x.data().length; i++) {
      x.data()[i] = random.nextFloat() - 0.5f;
    }
    return x;
  }

  private static Layer build(Blueprint blueprint) {
    return blueprint.build(IMAGE, 3);
  }

  @Test
  void plainCodeKnowsItsShapeNamesAndActivations() {
    Layer network = build(Recurrent::new);
    assertEquals(Shape.of(2), network.outputShape(IMAGE));
    assertEquals(
        List.of(
            "stem.weight[4, 3, 3, 3]",
            "stem.bias[4]",
            "step.weight[4, 4, 3, 3]",
            "step.bias[4]",
            "head.fc.weight[2, 4]",
            "head.fc.bias[2]"),
        network.parameters().stream().map(Parameter::toString).toList());
    Activations seen = network.activations(images(2));
    assertEquals(Set.of("stem", "step", "head.pool", "head.fc", "head"), seen.paths());
    assertArrayEquals(seen.of("head").data(), seen.output().data());
    assertEquals(Shape.of(2, 4, 8, 8), seen.of("step").shape());
  }

  @Test
  void aNetworkIsABlueprintInsideOthers() {
    Sequential outer =
        Sequential.layers()
            .add("inner", Recurrent::new)
            .add("softmax", Softmax::new)
            .build(IMAGE, 1);
    assertEquals("inner.step.weight", outer.parameter("inner.step.weight").name());
    assertArrayEquals(
        outer.logits(images(1)).data(), outer.layer("inner").predict(images(1)).data());
  }

  @Test
  void theSummaryCountsASharedLayerOnce() {
    String summary = build(Recurrent::new).summary();
    assertEquals(
        2, summary.split("\n  ?step ", -1).length + summary.split("\nstep ", -1).length - 2);
    assertTrue(summary.contains("shared"), summary);
    assertTrue(
        summary.lines().anyMatch(line -> line.startsWith("total") && line.contains("270")),
        summary);
  }

  @Test
  void aSharedLayerGathersTheGradientsOfBothUses() {
    Layer network = build(Recurrent::new);
    Parameter bias = network.parameter("step.bias");
    float[] value = bias.value().data();
    float slope;
    try (Tape tape = Tape.training(new SeededRandom(1))) {
      Tensor loss = Mean.mean(network.apply(tape.trace(images(2))));
      slope = tape.gradients(loss).of(bias).data()[1];
    }
    float h = 1e-3f;
    float before = value[1];
    value[1] = before + h;
    double above = mean(network.predict(images(2)));
    value[1] = before - h;
    double below = mean(network.predict(images(2)));
    assertEquals((above - below) / (2 * h), slope, 2e-3 * Math.max(1, Math.abs(slope)));
  }

  private static double mean(Tensor x) {
    double sum = 0;
    for (float value : x.data()) {
      sum += value;
    }
    return sum / x.data().length;
  }

  @Test
  void frozenPartsGetNoGradients() {
    Layer network = build(Recurrent::new);
    network.layer("stem").freeze();
    try (Tape tape = Tape.training(new SeededRandom(1))) {
      Gradients gradients = tape.gradients(Mean.mean(network.apply(tape.trace(images(1)))));
      assertFalse(gradients.reached(network.parameter("stem.weight")));
      assertTrue(gradients.reached(network.parameter("step.weight")));
      IllegalStateException thrown =
          assertThrows(
              IllegalStateException.class, () -> gradients.of(network.parameter("stem.weight")));
      assertTrue(thrown.getMessage().contains("frozen"), thrown.getMessage());
    }
  }

  @Test
  void namesAreUsedOnce() {
    IllegalArgumentException thrown =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                build(
                    site ->
                        new Network(site) {
                          {
                            part("a", Relu::new, site.input());
                            part("a", Relu::new, site.input());
                          }

                          @Override
                          protected Tensor forward(Tensor x) {
                            return x;
                          }
                        }));
    assertTrue(thrown.getMessage().contains("'a' is taken"), thrown.getMessage());
  }

  @Test
  void aResidualBlockAddsItsInput() {
    Layer block = build(Residual.around(Conv2d.filters(3).kernel(3).padding(1)));
    Tensor x = images(1);
    float[] body = block.layer("body").predict(x).data();
    float[] y = block.predict(x).data();
    for (int i = 0; i < y.length; i++) {
      assertEquals(body[i] + x.data()[i], y[i]);
    }
  }

  @Test
  void aResidualBlockNeedsAShortcutWhereShapesChange() {
    Conv2d.Options body = Conv2d.filters(6).kernel(3).stride(2).padding(1);
    ShapeException thrown = assertThrows(ShapeException.class, () -> build(Residual.around(body)));
    assertTrue(thrown.getMessage().contains("[3, 8, 8], but got [6, 4, 4]"), thrown.getMessage());
    assertTrue(thrown.getMessage().contains("shortcut"), thrown.getMessage());
    Layer block = build(Residual.around(body).shortcut(Conv2d.filters(6).stride(2).noBias()));
    assertEquals(Shape.of(1, 6, 4, 4), block.predict(images(1)).shape());
    assertEquals(3, block.parameters().size());
  }

  @Test
  void parallelBranchesPutTheirChannelsSideBySide() {
    Layer block =
        build(
            Parallel.branches()
                .add("narrow", Conv2d.filters(2))
                .add(
                    "wide",
                    Sequential.layers()
                        .add("conv", Conv2d.filters(5).kernel(3).padding(1))
                        .add("relu", Relu::new)));
    assertEquals(Shape.of(7, 8, 8), block.outputShape(IMAGE));
    Tensor y = block.predict(images(1));
    assertEquals(block.layer("narrow").predict(images(1)).get(0, 1, 3, 4), y.get(0, 1, 3, 4));
    assertEquals(block.layer("wide").predict(images(1)).get(0, 4, 7, 7), y.get(0, 6, 7, 7));
    assertEquals("wide.conv.weight", block.parameter("wide.conv.weight").name());
  }

  @Test
  void parallelBranchesMustAgreeOnHeightAndWidth() {
    ShapeException thrown =
        assertThrows(
            ShapeException.class,
            () ->
                build(
                    Parallel.branches()
                        .add("a", Conv2d.filters(2))
                        .add("b", Conv2d.filters(5).kernel(3))));
    assertTrue(thrown.getMessage().contains("branch 'b'"), thrown.getMessage());
    assertTrue(thrown.getMessage().contains("[5, 8, 8], but got [5, 6, 6]"), thrown.getMessage());
    assertThrows(IllegalArgumentException.class, () -> build(Parallel.branches()));
  }
}
