package dev.stria.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.stria.data.MalformedFileException;
import dev.stria.data.Npy;
import dev.stria.data.Safetensors;
import dev.stria.op.Window;
import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFileTest {
  private static final Shape IMAGE = Shape.of(2, 12, 12);
  private static final String RELU = "{\"kind\":\"Relu\"}";

  @TempDir Path folder;

  private static Sequential model() {
    return Sequential.layers()
        .add("conv", Conv2d.filters(4).window(Window.kernel(3, 5).stride(2).padding(1)).noBias())
        .add("norm", BatchNorm.options().epsilon(1e-3))
        .add("relu", Relu::new)
        .add(
            "block",
            Residual.around(
                Sequential.layers()
                    .add("a", Conv2d.filters(4).kernel(3).same().groups(2))
                    .add("b", Relu::new)))
        .add(
            "wide",
            Parallel.branches()
                .add("one", Conv2d.filters(2).kernel(1))
                .add("three", Conv2d.filters(3).kernel(3).padding(1)))
        .add("pool", MaxPool2d.kernel(3).stride(2).ceil())
        .add("flatten", Flatten::new)
        .add("drop", Dropout.probability(0.25))
        .add("fc", Linear.units(7))
        .add("softmax", Softmax::new)
        .build(IMAGE, 3);
  }

  @Test
  void aNetworkIsRebuiltFromTheFileAlone() throws IOException {
    Sequential model = model();
    Path file = folder.resolve("model.safetensors");
    ModelFile.save(model, file);
    Layer loaded = ModelFile.load(file);
    SeededRandom random = new SeededRandom(1);
    Tensor x = Tensor.zeros(IMAGE.prepend(3));
    for (int i = 0; i < x.data().length; i++) {
      x.data()[i] = random.nextFloat();
    }
    assertArrayEquals(model.predict(x).data(), loaded.predict(x).data());
    assertEquals(model.summary(), loaded.summary());
    assertEquals(Architecture.write(model), Architecture.write(loaded));
    String text = Safetensors.read(file).metadata().get("stria.architecture");
    assertTrue(text.contains("\"filters\":4") && text.contains("\"Conv2d\""), text);
  }

  @Test
  void layersWithOptionsInsideOfOptionsAreRebuilt() throws IOException {
    for (Blueprint blueprint :
        new Blueprint[] {
          Upsample.by(1.5), Upsample.to(5, 7), SeparableConv2d.like(Conv2d.filters(3).kernel(3))
        }) {
      Layer model = Sequential.layers().add("x", blueprint).build(IMAGE, 3);
      Path file = folder.resolve("model.safetensors");
      ModelFile.save(model, file);
      Tensor x = Tensor.filled(IMAGE.prepend(1), 0.5f);
      assertArrayEquals(model.predict(x).data(), ModelFile.load(file).predict(x).data());
    }
  }

  @Test
  void javaCodeIsRefusedWithAdvice() {
    Layer custom =
        Sequential.layers()
            .add(
                "mine",
                site ->
                    new Layer(site) {
                      @Override
                      protected Tensor forward(Tensor x) {
                        return x;
                      }

                      @Override
                      public Shape outputShape(Shape input) {
                        return input;
                      }
                    })
            .build(IMAGE, 1);
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> ModelFile.save(custom, folder.resolve("m")))
            .getMessage();
    assertTrue(message.contains("mine") && message.contains("Weights.save"), message);
  }

  /** Each change of the metadata must be refused in words, and quickly. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "stria.model=2",
        "stria.input=[2, 12]",
        "stria.input=[2, 12, 12.5]",
        "stria.input=[-2, 12, 12]",
        "stria.input=[2000000000, 1, 1]",
        "stria.input=",
        "stria.architecture={}",
        "stria.architecture={\"kind\":\"Conv2d\"}",
        "stria.architecture={\"kind\":\"Layers\"}",
        "stria.architecture={\"kind\":\"java.lang.Runtime\"}",
        "stria.architecture={\"kind\":\"Relu\"}",
        "stria.architecture={\"kind\":\"Residual\"}",
        "stria.architecture={\"kind\":\"Linear\",\"units\":2000000000,\"bias\":true}",
        "stria.architecture={\"kind\":\"Linear\",\"units\":\"7\",\"bias\":true}",
        "stria.architecture={\"kind\":\"Sequential\",\"layers\":[]}",
        "stria.architecture={\"kind\":\"Sequential\",\"layers\":{}}",
        "stria.architecture=nonsense"
      })
  void changedMetadataAreRefused(String change) throws IOException {
    Path file = folder.resolve("model.safetensors");
    ModelFile.save(model(), file);
    Safetensors good = Safetensors.read(file);
    Map<String, String> facts = new LinkedHashMap<>(good.metadata());
    int equals = change.indexOf('=');
    facts.put(change.substring(0, equals), change.substring(equals + 1));
    Safetensors.write(file, good.tensors(), facts);
    String message =
        assertThrows(MalformedFileException.class, () -> ModelFile.load(file)).getMessage();
    assertTrue(message.contains("model.safetensors"), message);
  }

  /** Layers whose parameters follow from the input's shape, and not from a weight that could be counted. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[67108864, 1, 1]={\"kind\":\"BatchNorm\"}",
        "[1, 1, 67108864]={\"kind\":\"Bias\"}",
        "[4, 8192, 2048]={\"kind\":\"LayerNorm\"}",
        "[0]={\"kind\":\"Linear\",\"units\":1000000000,\"bias\":true}",
        "[1, 8, 8]={\"kind\":\"Pad\",\"sides\":{\"top\":40000,\"left\":40000,\"bottom\":0,\"right\":0},"
            + "\"border\":{\"kind\":\"CONSTANT\",\"value\":0}}",
        "[1, 8, 8]={\"kind\":\"Pad\",\"sides\":{\"top\":2147483647,\"left\":0,\"bottom\":2147483647,"
            + "\"right\":0},\"border\":{\"kind\":\"CONSTANT\",\"value\":0}}"
      })
  void noFileTakesMoreMemoryThanItsOwnWeights(String inputAndLayer) throws IOException {
    String[] parts = inputAndLayer.split("=", 2);
    Path file = folder.resolve("model.safetensors");
    for (String architecture :
        new String[] {
          parts[1],
          "{\"kind\":\"Sequential\",\"layers\":{\"a\":" + parts[1] + ",\"b\":" + RELU + "}}"
        }) {
      Map<String, String> facts = new LinkedHashMap<>();
      facts.put("stria.model", "1");
      facts.put("stria.input", parts[0]);
      facts.put("stria.architecture", architecture);
      Safetensors.write(file, Map.of("fc.weight", Tensor.zeros(2, 3)), facts);
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
      assertThrows(MalformedFileException.class, () -> ModelFile.load(file));
      long taken = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
      assertTrue(taken < 8 << 20, architecture + " took " + taken + " bytes");
    }
  }

  /** Many kinds of layers with many options, as version 1 saved them. */
  @Test
  void filesOfVersion1StayReadable() throws IOException {
    Layer loaded = ModelFile.load(Path.of("src/test/resources/files/model-version-1.safetensors"));
    Tensor x = Tensor.zeros(3, 4, 8, 8);
    for (int i = 0; i < x.data().length; i++) {
      x.data()[i] = i % 17 / 17f;
    }
    Tensor expected = Npy.read(Path.of("src/test/resources/files/model-version-1.npy"));
    assertEquals(expected.shape(), loaded.predict(x).shape());
    assertArrayEquals(expected.data(), loaded.predict(x).data(), 1e-5f);
    Path again = folder.resolve("again.safetensors");
    ModelFile.save(loaded, again);
    assertArrayEquals(loaded.predict(x).data(), ModelFile.load(again).predict(x).data());
  }

  @Test
  void weightsAloneAreNoModel() throws IOException {
    Path file = folder.resolve("weights.safetensors");
    Weights.save(model(), file);
    String message =
        assertThrows(MalformedFileException.class, () -> ModelFile.load(file)).getMessage();
    assertTrue(message.contains("Weights.load"), message);
  }
}
