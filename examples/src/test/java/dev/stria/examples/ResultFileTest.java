package dev.stria.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stria.data.ImageFile;
import dev.stria.nn.Conv2d;
import dev.stria.nn.Sequential;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import dev.stria.visual.DeepDream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;

/** What a program leaves behind when NaN ends its work. */
class ResultFileTest {
  @Test
  void theBestIsWrittenAndTheErrorIsOneLine(@TempDir Path folder) throws Exception {
    Sequential network =
        Sequential.layers().add("conv", Conv2d.filters(2).kernel(3)).build(Shape.of(3, 70, 70), 1);
    DeepDream dream =
        DeepDream.of(network, "conv")
            .octaves(1, 1.4)
            .progress(
                state -> {
                  network.parameter("conv.bias").value().data()[0] =
                      state.done() == 2 ? Float.NaN : 0;
                  return true;
                });
    Path file = folder.resolve("dream.png");
    PrintStream before = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    int code;
    try (PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8)) {
      System.setErr(err);
      code =
          CommandLines.exitCode(
              new Making(() -> new ResultFile(file).orBest(() -> dream.dream(photograph()))));
    } finally {
      System.setErr(before);
    }
    assertEquals(1, code);
    String line = said.toString(StandardCharsets.UTF_8);
    assertEquals(1, line.lines().count(), line);
    assertTrue(line.startsWith("error: octave 1 of 1: ") && line.contains("layer 'conv'"), line);
    assertEquals(photograph().shape(), ImageFile.read(file).shape());
    assertTrue(ImageFile.text(file).get("Warning").contains("step 2"));
  }

  /** A command that makes a picture. */
  @Command(name = "making")
  private record Making(Callable<Tensor> picture) implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
      picture.call();
      return 0;
    }
  }

  private static Tensor photograph() {
    Tensor photograph = Tensor.zeros(3, 70, 70);
    for (int i = 0; i < photograph.data().length; i++) {
      photograph.data()[i] = i % 17 / 16f;
    }
    return photograph;
  }
}
