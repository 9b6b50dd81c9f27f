package dev.stria.examples;

import dev.stria.data.Npz;
import dev.stria.data.Resize;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import dev.stria.visual.Objective;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows by seven methods which parts of a picture made a network say what it says. */
@Command(
    name = "Saliency",
    mixinStandardHelpOptions = true,
    version = "Stria 0.1.0",
    showDefaultValues = true,
    description =
        "Shows by seven methods which parts of a picture made a network say what it says.")
public final class Saliency extends PictureExample {
  private static final int GUESSES = 5;

  @Parameters(
      index = "0",
      arity = "0..1",
      defaultValue = "cat",
      paramLabel = "PHOTO",
      description = PICTURE)
  private String photo;

  @Option(
      names = "--class",
      paramLabel = "NUMBER|NAME",
      description = "what is explained (default: what the network says)")
  private String label;

  @Option(
      names = "--against",
      paramLabel = "NUMBER|NAME",
      description = "explains why not this class instead")
  private String against;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = "names of the classes, one a line in their order (default: numbers)")
  private Path labels;

  @Option(names = "--layer", description = "of Grad-CAM (default: one that suits the network)")
  private String layer;

  @Option(names = "--copies", description = "noisy copies of SmoothGrad")
  private int copies = 25;

  @Option(names = "--points", description = "points of integrated gradients")
  private int points = 32;

  @Option(
      names = "--square",
      description = "side of the square that occludes, in pixels, 0: a sixth")
  private int square;

  @Option(
      names = "--raw",
      paramLabel = "FILE.npz",
      description = "write the maps as they are, [C, H, W], to this file too")
  private Path raw;

  private Saliency() {
    super("saliency.png");
  }

  /**
   * Explains.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    CommandLines.run(new Saliency(), args);
  }

  @Override
  int make(Subject subject, ResultFile result) throws IOException {
    Shape input = subject.network().inputShape();
    Tensor whole = Pictures.read(photo, subject.channels());
    Tensor picture = Resize.cover(whole, input.size(1), input.size(2));
    Answer answer = Answer.of(subject, picture, ClassNames.read(labels));
    answer.best(GUESSES).forEach(line -> System.out.println("  " + line));
    int first = label == null ? answer.first() : answer.number(label);
    Objective objective = Objective.logit(first);
    String question = "why " + answer.name(first);
    if (against != null) {
      int second = answer.number(against);
      objective = objective.minus(Objective.logit(second));
      question += " and not " + answer.name(second);
    }
    SaliencyMaps maps = maps(subject, picture, objective);
    try (Interruption interruption = new Interruption()) {
      AscentBar bar = new AscentBar("explaining", "method", interruption::wished);
      Map<String, Tensor> made = maps.compute(bar);
      result
          .fact("Title", "%s: %s? %s".formatted(photo, question, subject.name()))
          .fact("Seed", seed)
          .save(SaliencySheet.draw(question + "?", picture, made));
      if (raw != null) {
        Npz.write(raw, made);
      }
      return interruption.exitCode();
    }
  }

  private SaliencyMaps maps(Subject subject, Tensor picture, Objective objective) {
    String last = subject.layer(layer == null ? subject.favourites().last() : layer);
    int side = square > 0 ? square : Math.max(1, picture.shape().size(2) / 6);
    return new SaliencyMaps(subject, picture, objective, last, copies, points, side, seed);
  }
}
