package dev.stria;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stria.autograd.Parameter;
import dev.stria.autograd.Tape;
import dev.stria.nn.BatchNorm;
import dev.stria.nn.Conv2d;
import dev.stria.nn.Flatten;
import dev.stria.nn.GlobalAvgPool2d;
import dev.stria.nn.Layer;
import dev.stria.nn.Linear;
import dev.stria.nn.MaxPool2d;
import dev.stria.nn.Relu;
import dev.stria.nn.Residual;
import dev.stria.nn.Sequential;
import dev.stria.op.CrossEntropy;
import dev.stria.optim.Optimizer;
import dev.stria.optim.Sgd;
import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import dev.stria.visual.Ascent;
import dev.stria.visual.Objective;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One number for every JDK, with and without vectors, at any number of threads: what a hundred steps of training end in, and a
 * picture.
 *
 * <p>Whoever changes the order of a sum on purpose runs this test once with plain Java, which is the specification, takes the
 * numbers from its messages, and sees that they are the same with vectors and on the other JDK.
 */
class SameBitsTest {
  /**
   * Something whose bits are compared.
   *
   * @param name what it is
   * @param hash of its result
   * @param result computes it
   */
  private record Work(String name, long hash, Supplier<Long> result) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Work> works() {
    return Stream.of(
        new Work("the lecture's network", 0x4B063A52L, () -> trained(Networks.lecture(42), 8)),
        new Work("six convolutions", 0x91F71C78L, () -> trained(Networks.sixConvolutions(42), 2)),
        new Work("tiles", 0x413F40F6L, SameBitsTest::byWinograd),
        new Work("a residual network", 0x7EF2EBB0L, () -> trained(residual(), 2)),
        new Work("a picture", 0xC5405108L, SameBitsTest::picture),
        new Work("a natural picture", 0xDDA2C542L, SameBitsTest::naturalPicture));
  }

  /** What networks of photographs are made of: strides, pools that overlap, normalisation, shortcuts, a mean over planes. */
  private static Sequential residual() {
    Sequential.Chain body =
        Sequential.layers()
            .add("conv1", Conv2d.filters(24).kernel(3).stride(2).padding(1))
            .add("norm1", BatchNorm::new)
            .add("relu1", Relu::new)
            .add("conv2", Conv2d.filters(24).kernel(3).padding(1))
            .add("norm2", BatchNorm::new);
    return Sequential.layers()
        .add("conv", Conv2d.filters(12).kernel(7).stride(2).padding(3))
        .add("norm", BatchNorm::new)
        .add("relu", Relu::new)
        .add("pool", MaxPool2d.kernel(3).stride(2).padding(1))
        .add("block", Residual.around(body).shortcut(Conv2d.filters(24).kernel(1).stride(2)))
        .add("out", Relu::new)
        .add("mean", GlobalAvgPool2d::new)
        .add("fc", Linear.units(10))
        .build(Shape.of(3, 35, 35), 42);
  }

  private static long trained(Sequential model, int batch) {
    Optimizer optimizer = Sgd.of(model.parameters()).rate(0.01).momentum(0.9);
    for (int i = 0; i < 100; i++) {
      try (Tape tape = Tape.training(new SeededRandom(1))) {
        Tensor logits = model.logits(tape.trace(images(model, batch, i % 3)));
        Tensor loss = CrossEntropy.crossEntropy(logits, labels(batch, i % 3));
        optimizer.step(tape.gradients(loss));
      }
    }
    return hash(model.parameters().stream().map(Parameter::value).toList());
  }

  /** Convolutions alone, with relu, and with relu and maxima, all but the first large enough for Winograd's algorithm. */
  private static long byWinograd() {
    Sequential.Chain chain =
        Sequential.layers()
            .add("conv1", Conv2d.filters(36).kernel(3).padding(1))
            .add("relu1", Relu::new)
            .add("conv2", Conv2d.filters(33).kernel(3).padding(1))
            .add("relu2", Relu::new)
            .add("pool", MaxPool2d.kernel(2))
            .add("conv3", Conv2d.filters(32).kernel(3).padding(1))
            .add("conv4", Conv2d.filters(40).kernel(3).padding(0))
            .add("relu4", Relu::new)
            .add("flatten", Flatten::new)
            .add("fc", Linear.units(10));
    Stria.winograd(true);
    try {
      return trained(chain.build(Shape.of(3, 30, 30), 42), 2);
    } finally {
      Stria.winograd(false);
    }
  }

  private static int[] labels(int batch, int first) {
    int[] labels = new int[batch];
    Arrays.setAll(labels, i -> i == 0 ? first : 8 - i);
    return labels;
  }

  private static Tensor images(Layer model, int batch, long seed) {
    SeededRandom random = new SeededRandom(seed);
    Tensor images = Tensor.zeros(model.inputShape().prepend(batch));
    for (int i = 0; i < images.data().length; i++) {
      images.data()[i] = random.nextFloat();
    }
    return images;
  }

  private static long picture() {
    Ascent ascent = Ascent.on(Networks.sixConvolutions(42)).steps(20).seed(3);
    return hash(List.of(ascent.maximize(Objective.channel("relu_b128", 5)).image()));
  }

  private static long naturalPicture() {
    Ascent ascent = Ascent.natural(residual()).steps(20).seed(3);
    return hash(List.of(ascent.maximize(Objective.channel("block", 5)).image()));
  }

  private static long hash(List<Tensor> tensors) {
    CRC32 crc = new CRC32();
    ByteBuffer bits = ByteBuffer.allocate(4);
    for (Tensor tensor : tensors) {
      for (float value : tensor.data()) {
        crc.update(bits.clear().putFloat(value).flip());
      }
    }
    return crc.getValue();
  }

  @ParameterizedTest
  @MethodSource("works")
  void sameBitsEverywhere(Work work) {
    int before = Stria.threads();
    try {
      for (int threads : new int[] {1, 2, 8}) {
        Stria.threads(threads);
        String hash = String.format("0x%XL", work.result.get());
        assertEquals(String.format("0x%XL", work.hash), hash, threads + " threads");
      }
    } finally {
      Stria.threads(before);
    }
  }

  /** Narrower registers than the processor has, as other processors have them; the JVM cuts what is too wide for it. */
  @ParameterizedTest
  @ValueSource(ints = {128, 256})
  void sameBitsInVectorsOfAnyWidth(int bits) throws IOException, InterruptedException {
    assumeTrue(OwnProcess.hasVectors(), "needs --add-modules jdk.incubator.vector");
    List<String> said =
        OwnProcess.lines(List.of("-XX:MaxVectorSize=" + bits / 8), SameBitsTest.class);
    assertTrue(said.get(0).contains("vector, " + bits + " bits"), said::toString);
    List<String> expected = works().map(work -> line(work.name, work.hash)).toList();
    assertEquals(expected, said.subList(1, said.size()));
  }

  /**
   * Computes all works by the kernels that this process has, and says what came out.
   *
   * @param args not looked at
   */
  public static void main(String[] args) {
    System.out.println(Stria.info().lines().findFirst().orElseThrow());
    works().forEach(work -> System.out.println(line(work.name, work.result.get())));
  }

  private static String line(String name, long hash) {
    return String.format("%s 0x%XL", name, hash);
  }
}
