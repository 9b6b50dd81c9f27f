package dev.stria.nn;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stria.autograd.Tape;
import dev.stria.op.Window;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Misuse of every layer: what it says, and that it says where. */
class LayerMisuseTest {
  private static final Shape IMAGE = Shape.of(4, 9, 8);
  private static final Shape SEQUENCE = Shape.of(4, 12);

  /** What takes input of any shape. */
  private static final Set<String> ELEMENTWISE =
      Set.of("Activation", "Dropout", "PRelu", "Embedding");

  /** What has no number of channels of its own. */
  private static final Set<String> ANY_CHANNELS =
      Set.of(
          "Activation",
          "Dropout",
          "Dropout2d",
          "PRelu",
          "Embedding",
          "MaxPool1d",
          "AvgPool1d",
          "AvgPool2d",
          "AdaptiveAvgPool2d",
          "AdaptiveMaxPool2d",
          "GlobalAvgPool2d",
          "GlobalMaxPool2d",
          "LocalResponseNorm",
          "Upsample",
          "Pad");

  static List<LayersTest.Case> all() {
    return LayersTest.cases();
  }

  static List<LayersTest.Case> ofRank() {
    return all().stream().filter(one -> !ELEMENTWISE.contains(kind(one))).toList();
  }

  static List<LayersTest.Case> ofChannels() {
    return all().stream()
        .filter(one -> !ANY_CHANNELS.contains(kind(one)) || one.name().equals("PRelu 4"))
        .filter(one -> !one.name().equals("InstanceNorm") && !one.name().equals("LayerNorm 1"))
        .toList();
  }

  private static String kind(LayersTest.Case one) {
    return one.name().split(" ")[0];
  }

  private static Sequential network(LayersTest.Case one) {
    return Sequential.layers().add("it", one.blueprint()).build(one.input(), 1);
  }

  private static <E extends Exception> void assertSays(
      Class<E> type, Executable call, String... words) {
    E thrown = assertThrows(type, call);
    for (String word : words) {
      assertTrue(
          thrown.getMessage().contains(word),
          "'" + word + "' is missing in: " + thrown.getMessage());
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void refusesAnEmptyBatch(LayersTest.Case one) {
    Layer layer = network(one).layer("it");
    Shape empty = one.input().prepend(0);
    assertSays(
        ShapeException.class,
        () -> layer.predict(Tensor.zeros(empty)),
        "layer 'it'",
        "expected at least one example",
        empty.toString(),
        "leave empty batches out");
  }

  @ParameterizedTest
  @MethodSource("all")
  void refusesABatchOfAClosedTape(LayersTest.Case one) {
    Sequential network = network(one);
    Tensor x;
    try (Tape tape = Tape.predicting()) {
      x = tape.trace(Tensor.zeros(one.input().prepend(2)));
    }
    assertSays(
        IllegalStateException.class,
        () -> network.apply(x).data(),
        kind(one).equals("Dropout") || kind(one).equals("Dropout2d") ? "" : "layer 'it",
        "closed",
        "copy()");
  }

  @ParameterizedTest
  @MethodSource("ofRank")
  void refusesAWrongRank(LayersTest.Case one) {
    Sequential network = network(one);
    Tensor row = Tensor.zeros(2);
    assertSays(
        ShapeException.class,
        () -> network.predict(row),
        "layer 'it",
        ": expected ",
        ", but got [");
  }

  @ParameterizedTest
  @MethodSource("ofChannels")
  void refusesAnotherNumberOfChannels(LayersTest.Case one) {
    Sequential network = network(one);
    Shape wrong = one.input().with(0, one.input().size(0) + 1);
    assertSays(
        ShapeException.class,
        () -> network.predict(Tensor.zeros(wrong.prepend(2))),
        "layer 'it",
        ": expected ",
        ", but got ");
  }

  private static void refuses(Blueprint blueprint, Shape input, String... words) {
    Sequential.Chain chain = Sequential.layers().add("it", blueprint);
    assertSays(ShapeException.class, () -> chain.build(input, 1), "layer 'it");
    assertSays(ShapeException.class, () -> chain.build(input, 1), words);
  }

  @Test
  void convolutionsAreCheckedWhenTheyAreBuilt() {
    Conv2d.Options three = Conv2d.filters(2).kernel(3);
    refuses(three.padding(-1), IMAGE, "padding of at least 0", "-1", "crop");
    refuses(three.stride(0), IMAGE, "stride of at least 1", "0×0");
    refuses(three.dilation(0), IMAGE, "dilation of at least 1", "0×0");
    refuses(Conv2d.filters(2).kernel(10), IMAGE, "at least 10", "9", "smaller kernel");
    refuses(three.dilation(5), IMAGE, "at least 11", "9");
    refuses(three.groups(3), IMAGE, "divide the 4 channels", "3");
    refuses(three.groups(0), IMAGE, "divide the 4 channels", "0");
    refuses(Conv2d.filters(3).groups(2), IMAGE, "divisible by groups 2", "3 filters");
    refuses(three, SEQUENCE, "[C, H, W]", "[4, 12]");
    refuses(three, Shape.of(48), "[C, H, W]", "[48]", "in front of Flatten");
    assertSays(ShapeException.class, () -> Conv2d.filters(0), "Conv2d", "at least one filter", "0");
    assertSays(
        ShapeException.class,
        () -> Conv2d.filters(1).kernel(3).stride(2).same(),
        "stride 1 for padding 'same'",
        "2×2",
        "in numbers");
    refuses(Conv2d.filters(2).kernel(0), IMAGE, "0");
  }

  @Test
  void sequenceConvolutionsAreCheckedWhenTheyAreBuilt() {
    Conv1d.Options three = Conv1d.filters(2).kernel(3);
    refuses(three.padding(-1), SEQUENCE, "padding of at least 0", "-1");
    refuses(three.stride(0), SEQUENCE, "stride of at least 1");
    refuses(three.dilation(0), SEQUENCE, "dilation of at least 1");
    refuses(Conv1d.filters(2).kernel(13), SEQUENCE, "conv1d", "at least 13", "12");
    refuses(three.groups(3), SEQUENCE, "divide the 4 channels", "3");
    refuses(Conv1d.filters(3).groups(2), SEQUENCE, "3 filters", "2");
    assertSays(ShapeException.class, () -> Conv1d.filters(-1), "Conv1d", "at least one", "-1");
  }

  @Test
  void transposedConvolutionsAreCheckedWhenTheyAreBuilt() {
    ConvTranspose2d.Options two = ConvTranspose2d.filters(2).kernel(3).stride(2);
    refuses(two.outputPadding(2), IMAGE, "less than stride 2", "2");
    refuses(two.outputPadding(-1), IMAGE, "output padding", "-1");
    refuses(ConvTranspose2d.filters(2).padding(5), IMAGE, "at least 1×1", "use less");
    refuses(two.groups(3), IMAGE, "4 channels and 2 filters", "3");
    refuses(two, SEQUENCE, "[C, H, W]", "[4, 12]");
    assertSays(ShapeException.class, () -> ConvTranspose2d.filters(0), "at least one filter", "0");
  }

  @Test
  void poolsAreCheckedWhenTheyAreBuilt() {
    refuses(MaxPool2d.kernel(2).padding(2), IMAGE, "max_pool2d", "half the kernel", "2");
    refuses(MaxPool2d.kernel(2).padding(-1), IMAGE, "padding of at least 0", "-1");
    refuses(MaxPool2d.kernel(2).stride(0), IMAGE, "stride of at least 1", "0×0");
    refuses(MaxPool2d.kernel(10), IMAGE, "at least 10", "9", "smaller kernel");
    refuses(MaxPool2d.kernel(2), SEQUENCE, "[N, C, H, W]", "[1, 4, 12]");
    refuses(AvgPool2d.kernel(2).padding(2), IMAGE, "avg_pool2d", "half the kernel", "2");
    refuses(AvgPool2d.kernel(10), IMAGE, "avg_pool2d", "at least 10", "9");
    refuses(AvgPool2d.kernel(2).stride(-1), IMAGE, "stride of at least 1", "-1×-1");
    refuses(
        AvgPool2d.kernel(2).window(Window.kernel(2).dilation(2)), IMAGE, "without dilation", "2×2");
    refuses(MaxPool1d.kernel(13), SEQUENCE, "at least 13", "12");
    refuses(MaxPool1d.kernel(2), IMAGE, "MaxPool1d", "[C, L]", "[4, 9, 8]");
    refuses(AvgPool1d.kernel(2), IMAGE, "AvgPool1d", "[C, L]", "[4, 9, 8]");
    refuses(AvgPool1d.kernel(2).padding(3), SEQUENCE, "half the kernel", "3");
    refuses(GlobalAvgPool2d::new, SEQUENCE, "GlobalAvgPool2d", "[C, H, W]", "[4, 12]");
    refuses(GlobalMaxPool2d::new, SEQUENCE, "GlobalMaxPool2d", "[C, H, W]", "[4, 12]");
    refuses(AdaptiveAvgPool2d.output(2), SEQUENCE, "AdaptiveAvgPool2d", "[4, 12]");
    refuses(AdaptiveMaxPool2d.output(2), SEQUENCE, "AdaptiveMaxPool2d", "[4, 12]");
  }

  @Test
  void otherLayersAreCheckedWhenTheyAreBuilt() {
    refuses(Linear.units(3), IMAGE, "Linear", "a row [in]", "[4, 9, 8]", "Flatten::new");
    assertSays(ShapeException.class, () -> Linear.units(0), "Linear", "at least one unit", "0");
    refuses(GroupNorm.groups(0), IMAGE, "divide the 4 channels", "0");
    refuses(LayerNorm.lastAxes(0), IMAGE, "LayerNorm", "axes");
    assertSays(
        IllegalArgumentException.class,
        () -> Dropout.probability(1),
        "Dropout",
        "from 0 to less than 1",
        "1.0");
    assertSays(
        IllegalArgumentException.class,
        () -> Dropout2d.probability(-0.5),
        "Dropout2d",
        "from 0 to less than 1",
        "-0.5");
    assertSays(
        IllegalArgumentException.class,
        () -> Embedding.symbols(0),
        "Embedding",
        "at least one symbol",
        "0");
    assertSays(
        IllegalArgumentException.class,
        () -> Embedding.symbols(9).padding(9),
        "Embedding",
        "padding symbol from 0 to 8",
        "9");
    assertSays(
        IllegalArgumentException.class,
        () -> LocalResponseNorm.size(0),
        "local_response_norm",
        "at least 1",
        "0");
  }

  @Test
  void namesAndPathsAreChecked() {
    Sequential.Chain chain = Sequential.layers().add("a", Relu::new);
    assertSays(IllegalArgumentException.class, () -> chain.add("a", Relu::new), "'a' is taken");
    assertSays(
        IllegalArgumentException.class,
        () -> chain.add("a.b", Relu::new).build(IMAGE, 1),
        "may not be empty or contain a dot",
        "'a.b'");
    assertSays(
        IllegalArgumentException.class,
        () -> chain.add("", Relu::new).build(IMAGE, 1),
        "may not be empty");
    assertSays(
        IllegalArgumentException.class,
        () -> Sequential.layers().build(IMAGE, 1),
        "at least one layer");
    Sequential network = chain.build(IMAGE, 1);
    assertSays(IllegalArgumentException.class, () -> network.layer("b"), "no layer 'b'", "[a]");
    assertSays(
        IllegalArgumentException.class, () -> network.parameter("b"), "no parameter 'b'", "[]");
    assertSays(
        IllegalArgumentException.class,
        () -> network.activations(Tensor.zeros(IMAGE.prepend(1))).of("b"),
        "no layer 'b' ran",
        "[a]");
    assertSays(
        IllegalArgumentException.class,
        () -> Parallel.branches().add("a", Relu::new).add("a", Relu::new),
        "'a' is taken");
  }

  @Test
  void thereAreManyCases() {
    int generated = 2 * all().size() + ofRank().size() + ofChannels().size();
    assertTrue(generated >= 130, generated + " generated");
  }
}
