package dev.stria.visual;

import dev.stria.nn.Layer;
import dev.stria.optim.Sgd;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;

/** How the picture of a class is kept simple; without, it is noise that the network takes for a digit. */
public enum ClassStyle {
  /** No penalty: noise in which the network sees the class clearly. */
  PLAIN("no penalty") {
    @Override
    List<Picture> make(UnaryOperator<Ascent> settings, Judge judge, Layer network) {
      return settings.apply(ascent(network)).maximize(Objective.logits(network));
    }
  },
  /** A penalty on ink, as large as the class stays certain: fewer pixels, nearer to strokes. */
  L1("L1") {
    @Override
    List<Picture> make(UnaryOperator<Ascent> settings, Judge judge, Layer network)
        throws IOException {
      Ascent ascent = settings.apply(ascent(network).steps(STEPS / 2));
      return L1Auto.of(ascent, ascent, Objective.logits(network), judge, 0.05, 0.1, 0.2, 0.4);
    }
  },
  /** The penalty on ink and one on contours: strokes grow together. */
  L1_TV("L1 + TV") {
    @Override
    List<Picture> make(UnaryOperator<Ascent> settings, Judge judge, Layer network)
        throws IOException {
      Ascent half = ascent(network).steps(STEPS / 2);
      Ascent first = settings.apply(half.penalties(Penalty.tv(FIRST_TV)));
      Ascent then = settings.apply(half.penalties(Penalty.tv(TV)));
      return L1Auto.of(first, then, Objective.logits(network), judge, 0.05, 0.1, 0.2);
    }
  };

  private static final int STEPS = 300;

  /** With more, most pictures would never get off the ground. */
  private static final double FIRST_TV = 0.3;

  private static final double TV = 0.5;

  private final String description;

  ClassStyle(String description) {
    this.description = description;
  }

  /**
   * Returns the penalties' names.
   *
   * @return such as {@code L1 + TV}
   */
  public String description() {
    return description;
  }

  abstract List<Picture> make(UnaryOperator<Ascent> settings, Judge judge, Layer network)
      throws IOException;

  private static Ascent ascent(Layer network) {
    return Ascent.on(network)
        .canvas(Canvas.box(0))
        .gradientScale(GradientScale.RMS)
        .optimizer(pixels -> Sgd.of(pixels).rate(0.02))
        .steps(STEPS);
  }
}
