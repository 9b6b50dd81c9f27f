package dev.stria.visual;

import dev.stria.data.Dataset;
import dev.stria.data.Mnist;
import dev.stria.nn.Layer;
import dev.stria.nn.ModelFile;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The lecture's network as {@code mvn -f run} trained it (5 epochs, seed 42, 99.2 % of the test digits), its weights
 * rounded to 16 bits, and the first 5,000 digits that it has never seen.
 */
final class Trained {
  static final Preparation PREPARATION = Preparation.of(Mnist.NORMALIZATION);

  private Trained() {}

  static Layer model() throws IOException {
    return ModelFile.load(Path.of("src/test/resources/visual/lecture.f16.safetensors"));
  }

  static Dataset digits() throws IOException {
    return Mnist.load(Path.of("examples/data/mnist")).test().first(5_000);
  }

  static Visualizer look() throws IOException {
    return Visualizer.of(model()).prepared(PREPARATION).real(digits());
  }
}
