package dev.stria.examples;

import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import dev.stria.visual.Objective;
import java.io.IOException;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Exaggerates in a photograph what a layer of a network sees in it. */
@Command(
    name = "DeepDream",
    mixinStandardHelpOptions = true,
    version = "Stria 0.1.0",
    showDefaultValues = true,
    description = "Exaggerates in a photograph what a layer of a network sees in it.")
public final class DeepDream extends PictureExample {
  @Parameters(
      index = "0",
      arity = "0..1",
      defaultValue = "cat",
      paramLabel = "PHOTO",
      description = PICTURE)
  private String photo;

  @Option(
      names = "--layer",
      description =
          "whose answers grow, such as inception_4c (default: one that suits the network)")
  private String layer;

  @Option(names = "--channel", description = "only this filter's answers grow")
  private Integer channel;

  @Option(
      names = "--guide",
      paramLabel = "PICTURE",
      description = "a second picture: what is like its features grows")
  private String guide;

  @Option(names = "--size", description = "pixels of the longer side, 0 for the photograph's own")
  private int size = 512;

  @Option(names = "--octaves", description = "on how many sizes, from coarse to fine")
  private int octaves = 4;

  @Option(names = "--ratio", description = "from one size to the next")
  private double ratio = 1.4;

  @Option(names = "--steps", description = "steps on each size")
  private int steps = 10;

  @Option(names = "--rate", description = "how much a pixel changes in a step on the mean, of 255")
  private double rate = 1.5;

  @Option(names = "--jitter", description = "largest random shift before a step, in pixels")
  private int jitter = 32;

  private DeepDream() {
    super("dream.png");
  }

  /**
   * Dreams.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    CommandLines.run(new DeepDream(), args);
  }

  @Override
  int make(Subject subject, ResultFile result) throws IOException {
    Tensor picture = Pictures.read(photo, subject.channels(), size);
    String path = subject.layer(layer == null ? subject.favourites().dream() : layer);
    dev.stria.visual.DeepDream dream = dream(subject, path);
    try (Interruption interruption = new Interruption()) {
      long start = System.nanoTime();
      result
          .fact("Title", "Deep dream of " + path + " of " + subject.name())
          .fact("Source", photo)
          .fact("Seed", seed);
      Tensor dreamt =
          result.orBest(
              () ->
                  dream
                      .progress(new AscentBar("dreaming", "score", interruption::wished))
                      .dream(picture));
      System.out.printf(
          Locale.ROOT,
          "dreamt of %s of %s in %.1f s%n",
          path,
          subject.name(),
          (System.nanoTime() - start) / 1e9);
      result.save(dreamt);
      return interruption.exitCode();
    }
  }

  private dev.stria.visual.DeepDream dream(Subject subject, String path) throws IOException {
    dev.stria.visual.DeepDream dream =
        channel == null
            ? dev.stria.visual.DeepDream.of(subject.network(), path)
            : dev.stria.visual.DeepDream.of(subject.network(), filter(subject, path));
    dream =
        dream
            .prepared(subject.preparation())
            .octaves(octaves, ratio)
            .steps(steps, rate / 255)
            .jitter(jitter)
            .seed(seed);
    return guide == null ? dream : dream.guided(Pictures.read(guide, subject.channels(), size));
  }

  private Objective filter(Subject subject, String path) {
    Shape maps = subject.network().layer(path).inputShape();
    int filters = subject.network().layer(path).outputShape(maps).size(0);
    if (channel < 0 || channel >= filters) {
      throw new IllegalArgumentException(
          "--channel: expected 0 to %d, as %s has %d filters, but got %d"
              .formatted(filters - 1, path, filters, channel));
    }
    return Objective.channel(path, channel);
  }
}
