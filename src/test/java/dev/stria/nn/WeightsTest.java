package dev.stria.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stria.autograd.Parameter;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsTest {
  private static final Shape IMAGE = Shape.of(1, 4, 4);

  private static Sequential network(long seed) {
    return Sequential.layers()
        .add("conv", Conv2d.filters(2).kernel(3).noBias())
        .add("bn", BatchNorm::new)
        .add("flatten", Flatten::new)
        .add("fc", Linear.units(3))
        .build(IMAGE, seed);
  }

  private static Map<String, Tensor> values(Layer model) {
    Map<String, Tensor> values = new LinkedHashMap<>();
    model.parameters().forEach(p -> values.put(p.name(), p.value().copy()));
    return values;
  }

  private static void assertSame(Layer expected, Layer actual) {
    for (Parameter parameter : expected.parameters()) {
      assertArrayEquals(
          parameter.value().data(),
          actual.parameter(parameter.name()).value().data(),
          parameter.name());
    }
  }

  @Test
  void aFileBringsEverythingBack(@TempDir Path folder) throws IOException {
    Sequential saved = network(1);
    saved.parameter("bn.running_mean").value().data()[1] = 0.25f;
    Weights.save(saved, folder.resolve("model.safetensors"));
    Sequential loaded = network(2);
    Weights.load(loaded, folder.resolve("model.safetensors"));
    assertSame(saved, loaded);
    Tensor x = Tensor.filled(IMAGE.prepend(1), 0.5f);
    assertArrayEquals(saved.predict(x).data(), loaded.predict(x).data());
  }

  @Test
  void otherNamesAreTranslated() {
    Sequential source = network(1);
    Map<String, Tensor> foreign = new LinkedHashMap<>();
    values(source)
        .forEach((name, value) -> foreign.put("module." + name.replace("fc.", "head."), value));
    foreign.put("module.bn.num_batches_tracked", Tensor.scalar(9));
    foreign.put("optimizer.step", Tensor.scalar(7));
    Sequential loaded = network(2);
    Weights.of(foreign)
        .withoutPrefix("module.")
        .rename(name -> name.startsWith("optimizer") ? null : name.replace("head.", "fc."))
        .into(loaded);
    assertSame(source, loaded);
  }

  @Test
  void matricesOfOtherFrameworksAreTransposed() {
    Sequential model = network(2);
    Map<String, Tensor> values = values(network(1));
    Tensor w = values.get("fc.weight");
    Tensor turned = Tensor.zeros(8, 3);
    for (int i = 0; i < 24; i++) {
      turned.data()[i % 8 * 3 + i / 8] = w.data()[i];
    }
    values.put("fc.weight", turned);
    Weights.of(values).transposed("fc.weight"::equals).into(model);
    assertArrayEquals(w.data(), model.parameter("fc.weight").value().data());
    IllegalArgumentException thrown =
        assertThrows(
            IllegalArgumentException.class, () -> Weights.of(values).transposed("fc.bias"::equals));
    assertTrue(thrown.getMessage().contains("'fc.bias'"), thrown.getMessage());
  }

  @Test
  void whatDoesNotFitIsListedAndNothingChanges() {
    Sequential model = network(2);
    Map<String, Tensor> before = values(model);
    Map<String, Tensor> values = values(network(1));
    values.put("bn.bias", Tensor.zeros(5));
    values.put("extra.weight", Tensor.zeros(1));
    values.remove("fc.bias");
    IllegalArgumentException thrown =
        assertThrows(IllegalArgumentException.class, () -> Weights.of(values).into(model));
    for (String word :
        List.of(
            "missing are [fc.bias]",
            "unexpected are [extra.weight]",
            "bn.bias [5] instead of [2]",
            "matchingInto")) {
      assertTrue(thrown.getMessage().contains(word), word + " in " + thrown.getMessage());
    }
    before.forEach(
        (name, value) ->
            assertArrayEquals(value.data(), model.parameter(name).value().data(), name));
    Weights.Report report = Weights.of(values).matchingInto(model);
    assertFalse(report.isComplete());
    assertEquals(List.of("fc.bias"), report.missing());
    assertEquals(List.of("extra.weight"), report.unexpected());
    assertEquals(1, report.misshapen().size());
    assertTrue(report.loaded().contains("conv.weight"));
    assertArrayEquals(
        values.get("conv.weight").data(), model.parameter("conv.weight").value().data());
  }

  @Test
  void twoTensorsCannotHaveOneName() {
    IllegalArgumentException thrown =
        assertThrows(
            IllegalArgumentException.class,
            () -> Weights.of(values(network(1))).rename(name -> "same"));
    assertTrue(thrown.getMessage().contains("'same'"), thrown.getMessage());
  }
}
