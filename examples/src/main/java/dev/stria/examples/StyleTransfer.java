package dev.stria.examples;

import dev.stria.op.StyleLoss;
import dev.stria.tensor.Tensor;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Paints what one picture shows in the manner of others. */
@Command(
    name = "StyleTransfer",
    mixinStandardHelpOptions = true,
    version = "Stria 0.1.0",
    showDefaultValues = true,
    description = "Paints what one picture shows in the manner of others.")
public final class StyleTransfer extends PictureExample {
  @Parameters(
      index = "0",
      arity = "0..1",
      defaultValue = "cat",
      paramLabel = "CONTENT",
      description = PICTURE)
  private String content;

  @Parameters(
      index = "1..*",
      paramLabel = "STYLE",
      description = "one or more pictures whose manner is taken (default: scream)")
  private List<String> styles;

  @Option(
      names = "--blend",
      split = ",",
      paramLabel = "W",
      description = "how much each style counts (default: all the same)")
  private double[] blend;

  @Option(names = "--size", description = "pixels of the longer side, 0 for the picture's own")
  private int size = 384;

  @Option(
      names = "--style-size",
      description =
          "pixels of the styles' longer side: larger gives larger strokes (default: --size)")
  private int styleSize;

  @Option(
      names = "--content-layers",
      split = ",",
      description = "whose answers stay (default: those that suit the network)")
  private List<String> contentLayers;

  @Option(
      names = "--style-layers",
      split = ",",
      description = "whose answers' correlations are taken over (default: those that suit)")
  private List<String> styleLayers;

  @Option(names = "--content-weight", description = "how much the content counts")
  private double contentWeight = 1;

  @Option(names = "--style-weight", description = "how much the style counts")
  private double styleWeight = 500;

  @Option(names = "--tv", description = "how much smoothness counts (total variation)")
  private double tv = 1e-3;

  @Option(
      names = "--raw-weights",
      description = "do not divide each term by what it is for a silent layer, as papers do not")
  private boolean raw;

  @Option(
      names = "--gram",
      description = "how Gram matrices are compared: ${COMPLETION-CANDIDATES}")
  private StyleLoss.Form gram = StyleLoss.Form.MEAN_OF_CHW;

  @Option(names = "--iterations", description = "how many")
  private int iterations = 200;

  @Option(
      names = "--adam",
      paramLabel = "RATE",
      description = "use Adam at this rate, such as 0.02, instead of L-BFGS")
  private double adam;

  @Option(names = "--noise", description = "start from noise instead of the content")
  private boolean noise;

  @Option(names = "--keep-color", description = "take over the strokes but not the colors")
  private boolean keepColor;

  private StyleTransfer() {
    super("styled.png");
  }

  /**
   * Transfers style.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    CommandLines.run(new StyleTransfer(), args);
  }

  @Override
  public Integer call() throws IOException {
    styles = styles == null ? List.of("scream") : styles;
    if (blend != null && blend.length != styles.size()) {
      throw new IllegalArgumentException(
          "--blend: expected a number for each of the %d styles, but got %d"
              .formatted(styles.size(), blend.length));
    }
    return super.call();
  }

  @Override
  int make(Subject subject, ResultFile result) throws IOException {
    Tensor picture = Pictures.read(content, subject.channels(), size);
    dev.stria.visual.StyleTransfer transfer = transfer(subject);
    try (Interruption interruption = new Interruption()) {
      long start = System.nanoTime();
      result
          .fact("Title", "%s in the style of %s".formatted(content, String.join(", ", styles)))
          .fact("Network", subject.name())
          .fact("Seed", seed);
      Tensor styled =
          result.orBest(
              () ->
                  transfer
                      .progress(new AscentBar("painting", "loss", interruption::wished))
                      .transfer(picture));
      System.out.printf(
          Locale.ROOT,
          "painted with %s in %.1f s%n",
          subject.name(),
          (System.nanoTime() - start) / 1e9);
      say(transfer.terms(picture, styled));
      result.save(styled);
      return interruption.exitCode();
    }
  }

  /** Shows what is left of each term of the loss, which tells what weight to change. */
  private static void say(Map<String, Double> terms) {
    terms.forEach((name, value) -> System.out.printf(Locale.ROOT, "  %-28s %.4g%n", name, value));
  }

  private dev.stria.visual.StyleTransfer transfer(Subject subject) throws IOException {
    NamedNetwork.Favourites suited = subject.favourites();
    dev.stria.visual.StyleTransfer transfer =
        dev.stria.visual.StyleTransfer.on(subject.network())
            .prepared(subject.preparation())
            .content(names(subject.layers(contentLayers, suited.content())))
            .style(names(subject.layers(styleLayers, suited.style())))
            .weights(contentWeight, styleWeight, tv)
            .form(gram)
            .iterations(iterations);
    for (int i = 0; i < styles.size(); i++) {
      int side = styleSize > 0 ? styleSize : size;
      Tensor style = Pictures.read(styles.get(i), subject.channels(), side);
      transfer = transfer.like(style, blend == null ? 1 : blend[i]);
    }
    transfer = raw ? transfer : transfer.balanced();
    transfer = adam > 0 ? transfer.adam(adam) : transfer;
    transfer = noise ? transfer.fromNoise(seed) : transfer;
    return keepColor ? transfer.keepColor() : transfer;
  }

  private static String[] names(List<String> layers) {
    return layers.toArray(String[]::new);
  }
}
