package dev.stria.examples;

import dev.stria.data.DataCache;
import dev.stria.data.Normalization;
import dev.stria.nn.Layer;
import dev.stria.nn.ModelFile;
import dev.stria.nn.Sequential;
import dev.stria.nn.Weights;
import dev.stria.visual.Preparation;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which network is looked into, and where its weights are. */
final class NetworkOptions {
  private static final List<String> ENDINGS = List.of(".safetensors", ".f16.safetensors");

  @Option(
      names = "--network",
      paramLabel = "NAME|FILE",
      description =
          "squeezenet, googlenet, vgg19, tiny (untrained, needs no weights), or a model saved by"
              + " Stria")
  private String network = "squeezenet";

  @Option(
      names = "--weights",
      paramLabel = "FILE",
      description = "the named network's weights, safetensors (default: looked for in --data)")
  private Path weights;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "folder with weights/NAME.safetensors (default: -Dstria.data=DIR or ~/.cache/stria)")
  private Path data;

  @Option(
      names = "--download",
      description = "download weights that are missing, each file checked by its SHA-256")
  private boolean download;

  @Option(
      names = "--mean",
      split = ",",
      paramLabel = "M",
      description = "of a saved model: what was subtracted from its inputs, per channel")
  private float[] mean;

  @Option(
      names = "--std",
      split = ",",
      paramLabel = "S",
      description = "of a saved model: what its inputs were divided by, per channel")
  private float[] std;

  @Mixin private Threads threads;

  /**
   * Loads the network.
   *
   * @throws IOException if its weights are missing or damaged; the message says what to do
   * @throws IllegalArgumentException if they are another network's
   */
  Subject load() throws IOException {
    threads.apply();
    for (NamedNetwork named : NamedNetwork.values()) {
      if (named.name().equalsIgnoreCase(network)) {
        return load(named);
      }
    }
    return saved(Path.of(network));
  }

  private Preparation preparation(int channels) {
    return isPrepared()
        ? Preparation.of(
            Normalization.of(
                perChannel("--mean", mean, 0, channels), perChannel("--std", std, 1, channels)))
        : Preparation.none();
  }

  /** Returns one number per channel: those given, one of them for all, or a default. */
  private static float[] perChannel(String option, float[] given, float otherwise, int channels) {
    if (given != null && given.length == channels) {
      return given;
    }
    if (given != null && given.length != 1) {
      throw new IllegalArgumentException(
          "%s: expected 1 number or %d, as the network takes %d channels, but got %d"
              .formatted(option, channels, channels, given.length));
    }
    float[] all = new float[channels];
    Arrays.fill(all, given == null ? otherwise : given[0]);
    return all;
  }

  /** Tells whether the user has said how inputs were prepared. */
  boolean isPrepared() {
    return mean != null || std != null;
  }

  private Subject saved(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new IllegalArgumentException(
          "there is no network or model file '"
              + network
              + "': expected "
              + String.join(", ", names())
              + " or a file that ModelFile.save wrote");
    }
    Layer model = ModelFile.load(file);
    if (model.inputShape().rank() != 3) {
      throw new IllegalArgumentException(
          file + " takes inputs of shape " + model.inputShape() + ", no pictures [C, H, W]");
    }
    String name = file.getFileName().toString();
    Preparation preparation = preparation(model.inputShape().size(0));
    return new Subject(name, model, preparation, Subject.favourites(model));
  }

  private static List<String> names() {
    return Arrays.stream(NamedNetwork.values())
        .map(n -> n.name().toLowerCase(Locale.ROOT))
        .toList();
  }

  private Subject load(NamedNetwork named) throws IOException {
    Sequential model = named.build();
    if (!named.file.isEmpty()) {
      fill(model, file(named));
    }
    String name = named.name().toLowerCase(Locale.ROOT);
    return new Subject(name, model, named.preparation, named.favourites);
  }

  private Path file(NamedNetwork named) throws IOException {
    if (weights != null) {
      return weights;
    }
    DataCache cache = data == null ? DataCache.standard() : DataCache.in(data);
    for (String ending : ENDINGS) {
      for (String folder : List.of("weights/", "")) {
        Path file = cache.folder().resolve(folder + named.file + ending);
        if (Files.exists(file)) {
          return file;
        }
      }
    }
    Path file = cache.folder().resolve("weights").resolve(named.file + ENDINGS.get(0));
    if (!download || !CaffeWeights.has(named)) {
      throw new FileNotFoundException(missing(named, file));
    }
    CaffeWeights.download(named, cache, file);
    return file;
  }

  private static String missing(NamedNetwork named, Path file) {
    String advice =
        CaffeWeights.has(named)
            ? "fetch them with --download"
            : "save torchvision's "
                + named.file
                + " there, under its own names, with safetensors.torch.save_file";
    return "the weights "
        + file
        + " are missing: "
        + advice
        + ", name a file with --weights FILE, or a folder that has weights/"
        + named.file
        + ".safetensors with --data DIR; --network tiny runs without";
  }

  /** Loads weights; classifiers that a network without one does not need are left out. */
  private static void fill(Sequential model, Path file) throws IOException {
    boolean headless = !model.parts().containsKey("classifier");
    Weights.Report report =
        Weights.read(file)
            .rename(name -> headless && name.startsWith("classifier.") ? null : name)
            .matchingInto(model);
    if (report.isComplete()) {
      return;
    }
    List<String> wrong =
        report.misshapen().isEmpty()
            ? report.missing().isEmpty() ? report.unexpected() : report.missing()
            : report.misshapen();
    throw new IllegalArgumentException(
        "%s holds weights of another network: %d of %d parameters fit, the first that does not is %s"
            .formatted(file, report.loaded().size(), model.parameters().size(), wrong.get(0)));
  }
}
