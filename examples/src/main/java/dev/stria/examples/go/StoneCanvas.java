package dev.stria.examples.go;

import static dev.stria.op.Conv2d.conv2d;
import static dev.stria.op.Multiply.multiply;
import static dev.stria.op.Softmax.softmax;
import static dev.stria.op.Sum.sum;

import dev.stria.op.Axes;
import dev.stria.op.Window;
import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import dev.stria.visual.Canvas;
import dev.stria.visual.Penalty;
import java.util.Arrays;

/**
 * A board on which gradient ascent puts stones: each point is a mixture of what can be there, and what can be
 * there is a column of planes that belong together. So no pattern comes out that no board could show, such as
 * a stone of both colors.
 */
final class StoneCanvas implements Canvas {
  /** The number of states of a point: empty, and a stone of either player with 1 to 4 liberties. */
  private static final int STATES = 9;

  private static final int EMPTY = 0;

  private static final int OWN = 1;
  private static final int OTHER = 5;
  private static final int LIBERTIES = 4;
  private static final float LEANING_TO_EMPTY = 2;

  private final Tensor planesOfStates = Tensor.zeros(Planes.NAMES.size(), STATES, 1, 1);
  private final Tensor always = Tensor.zeros(Planes.NAMES.size());

  StoneCanvas() {
    on(EMPTY, "empty");
    on(EMPTY, "4 or more if played");
    for (int i = 0; i < LIBERTIES; i++) {
      on(OWN + i, Planes.NAMES.get(Planes.OWN + i));
      on(OTHER + i, Planes.NAMES.get(Planes.OTHER + i));
    }
    always.data()[Planes.NAMES.indexOf("on the board")] = 1;
  }

  private void on(int state, String plane) {
    planesOfStates.data()[Planes.NAMES.indexOf(plane) * STATES + state] = 1;
  }

  @Override
  public Shape values(Shape picture) {
    return picture.with(0, STATES);
  }

  @Override
  public void start(Shape picture, SeededRandom random, double sigma, float[] into, int at) {
    int area = picture.size(1) * picture.size(2);
    for (int i = 0; i < STATES * area; i++) {
      into[at + i] = (float) (sigma * random.nextGaussian());
    }
    for (int p = 0; p < area; p++) {
      into[at + EMPTY * area + p] += LEANING_TO_EMPTY;
    }
  }

  @Override
  public void start(Tensor picture, float[] into, int at) {
    throw new IllegalArgumentException("stones start from an empty board");
  }

  @Override
  public Tensor paint(Tensor values, Shape picture) {
    return conv2d(softmax(values, 1), planesOfStates, always, Window.kernel(1), 1);
  }

  /** What a stone costs that does not add more than this to a filter's answer. */
  static Penalty stones(double each) {
    Tensor costs = Tensor.zeros(1, Planes.NAMES.size(), 1, 1);
    Arrays.fill(costs.data(), Planes.OWN, Planes.EMPTY, (float) each);
    return new Penalty() {
      @Override
      public Tensor cost(Tensor pictures) {
        return sum(multiply(pictures, costs), Axes.of(1, 2, 3));
      }

      @Override
      public String description() {
        return "stones " + each;
      }
    };
  }

  /** What is most likely on a point of a picture: whose stone, with how many liberties, how surely. */
  record Stone(byte color, int liberties, double certainty) {}

  /** Reads a point off a picture, own stones as black. */
  static Stone at(Tensor picture, int point) {
    int area = picture.shape().size(1) * picture.shape().size(2);
    int best = Planes.EMPTY;
    for (int i = Planes.OWN; i <= Planes.EMPTY; i++) {
      best = picture.data()[i * area + point] > picture.data()[best * area + point] ? i : best;
    }
    double certainty = picture.data()[best * area + point];
    if (best == Planes.EMPTY) {
      return new Stone(Board.EMPTY, 0, certainty);
    }
    boolean own = best < Planes.OTHER;
    int liberties = 1 + best - (own ? Planes.OWN : Planes.OTHER);
    return new Stone(own ? Board.BLACK : Board.WHITE, liberties, certainty);
  }
}
