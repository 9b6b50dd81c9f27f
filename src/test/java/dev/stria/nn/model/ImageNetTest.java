package dev.stria.nn.model;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.stria.data.ImageFile;
import dev.stria.nn.Sequential;
import dev.stria.nn.Softmax;
import dev.stria.nn.Weights;
import dev.stria.op.Crop;
import dev.stria.op.Interpolate;
import dev.stria.op.Window;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Real weights and real photographs: there are no tests in here unless {@code -Dstria.data} names a folder
 * with {@code weights} and {@code photos}.
 */
class ImageNetTest {
  /** ImageNet's classes that a photograph may sensibly be given. */
  private static final Map<String, Set<Integer>> SENSIBLE =
      Map.of(
          "macaws", Set.of(88),
          "cat", Set.of(281, 282, 283, 284, 285, 287),
          "coffee", Set.of(504, 550, 967, 968));

  @TestFactory
  Stream<DynamicTest> photographsAreRecognised() {
    String data = System.getProperty("stria.data");
    return data == null
        ? Stream.empty()
        : Stream.of(
                tests(Path.of(data), "squeezenet1_1", SqueezeNet.classes(1000), 227),
                tests(Path.of(data), "bvlc_googlenet", GoogLeNet.classes(1000), 224))
            .flatMap(tests -> tests);
  }

  private static Stream<DynamicTest> tests(
      Path data, String name, Sequential.Chain blueprint, int size) {
    Sequential network = blueprint.build(Shape.of(3, size, size), 1);
    return SENSIBLE.keySet().stream()
        .map(photo -> dynamicTest(name + " " + photo, () -> check(data, network, name, photo)));
  }

  private static void check(Path data, Sequential network, String name, String photo)
      throws IOException {
    Weights.load(network, data.resolve("weights/" + name + ".f16.safetensors"));
    int size = network.inputShape().size(1);
    Sequential input =
        Sequential.layers().add("input", CaffeInput::new).build(network.inputShape(), 1);
    Tensor x = input.predict(square(data.resolve("photos/" + photo + ".jpg"), size));
    Tensor logits = network.predict(x);
    float[] p =
        Sequential.layers()
            .add("softmax", Softmax::new)
            .build(Shape.of(1000), 1)
            .predict(logits)
            .data();
    List<Integer> best =
        IntStream.range(0, p.length)
            .boxed()
            .sorted((i, j) -> Float.compare(p[j], p[i]))
            .limit(5)
            .toList();
    String text =
        best.stream()
            .map(i -> String.format("%d %.3f", i, p[i]))
            .collect(Collectors.joining(", ", name + " sees in " + photo + ": ", ""));
    assertTrue(best.stream().anyMatch(SENSIBLE.get(photo)::contains), text);
    if (photo.equals("macaws")) {
      assertTrue(best.get(0) == 88 && p[88] > 0.9, text);
    }
  }

  private static Tensor square(Path file, int size) throws IOException {
    Tensor photo = ImageFile.readAs(file, 3);
    int[] sizes = photo.shape().sizes();
    double scale = (double) size / Math.min(sizes[1], sizes[2]);
    Window.Extent whole =
        new Window.Extent((int) Math.round(scale * sizes[1]), (int) Math.round(scale * sizes[2]));
    Tensor batch = Tensor.of(photo.shape().prepend(1), photo.data());
    Tensor small = Interpolate.interpolate(batch, whole, Interpolate.Mode.BILINEAR);
    return Crop.center(small, new Window.Extent(size, size));
  }
}
