package dev.stria.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stria.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MnistTest {
  private static final Path MNIST = Path.of("examples", "data", "mnist");

  @Test
  void theProjectHoldsAllOfMnist() throws IOException {
    TrainTest mnist = Mnist.load(MNIST);
    assertEquals(60_000, mnist.train().size());
    assertEquals(10_000, mnist.test().size());
    assertEquals(Shape.of(1, 28, 28), mnist.train().shape());
    assertArrayEquals(
        new int[] {980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009},
        mnist.test().histogram());
    Normalization measured = Normalization.of(mnist.train());
    assertEquals(Mnist.NORMALIZATION.mean(0), measured.mean(0), 5e-5);
    assertEquals(Mnist.NORMALIZATION.std(0), measured.std(0), 5e-5);
  }

  @Test
  void aMissingFileSaysWhatToDo(@TempDir Path empty) {
    String message = assertThrows(NoSuchFileException.class, () -> Mnist.train(empty)).getMessage();
    assertEquals(
        empty.resolve("train-images-idx3-ubyte.gz")
            + " -> MNIST needs this file; get it from"
            + " https://ossci-datasets.s3.amazonaws.com/mnist/train-images-idx3-ubyte.gz and put it"
            + " there",
        message.replace(": ", " -> ").replace("https ->", "https:"));
  }

  @Test
  void contentThatIsNotMnistsIsRefused(@TempDir Path folder) throws IOException {
    for (String name : new String[] {"t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz"}) {
      Files.copy(MNIST.resolve(name), folder.resolve(name));
    }
    Path labels = folder.resolve("t10k-labels-idx1-ubyte");
    byte[] content = IdxArrayTest.idx(0x08, new int[] {10_000}, new byte[10_000]);
    Files.write(labels, content);
    Files.delete(folder.resolve("t10k-labels-idx1-ubyte.gz"));
    String message =
        assertThrows(MalformedFileException.class, () -> Mnist.test(folder)).getMessage();
    assertTrue(message.contains(labels + ": is not MNIST's t10k-labels-idx1-ubyte"), message);
    byte[] cut =
        Arrays.copyOf(Files.readAllBytes(MNIST.resolve("t10k-images-idx3-ubyte.gz")), 9999);
    Files.write(folder.resolve("t10k-images-idx3-ubyte.gz"), cut);
    message = assertThrows(MalformedFileException.class, () -> Mnist.test(folder)).getMessage();
    assertTrue(message.contains("compressed data are damaged"), message);
    assertTrue(
        message.endsWith("get it again from https://ossci-datasets.s3.amazonaws.com/mnist/"));
  }
}
