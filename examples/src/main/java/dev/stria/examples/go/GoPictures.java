package dev.stria.examples.go;

import dev.stria.data.ImageFile;
import dev.stria.examples.go.GameRecord.Action;
import dev.stria.nn.Conv2d;
import dev.stria.nn.Layer;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import dev.stria.visual.Ascent;
import dev.stria.visual.Objective;
import dev.stria.visual.Picture;
import dev.stria.visual.Progress;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** Pictures of what the network has learned: positions with its guesses, and what its filters look for. */
public final class GoPictures {
  private static final Color INK = new Color(0x24292F);
  private static final Color MUTED = new Color(0x57606A);
  private static final Color PLAYED = new Color(0x0969DA);
  private static final Color LAST = new Color(0x1A7F37);
  private static final int CELL = 28;
  private static final int MARGIN = 34;
  private static final int GAP = 22;
  private static final int CAPTION = 46;
  private static final double NUMBERED = 0.03;
  private static final int PIECE = 5;
  private static final int FILTERS = 16;

  /** A stone that adds less than this part of a filter's largest weight on a stone is left out. */
  private static final double COST_OF_A_STONE = 0.4;

  private final Layer model;
  private final Positions positions;
  private final int size;

  /**
   * Creates pictures of a network.
   *
   * @param model the network
   * @param positions positions that it has never seen
   */
  public GoPictures(Layer model, Positions positions) {
    this.model = model;
    this.positions = positions;
    this.size = positions.shape().size(1);
  }

  /**
   * Draws positions, each twice: with the move that was played, and with how likely the network holds each move
   * to be.
   *
   * @param shown the numbers of the positions
   * @param file where to write the picture
   * @throws IOException if it cannot be written
   */
  public void moves(int[] shown, Path file) throws IOException {
    int side = 2 * MARGIN + (size - 1) * CELL;
    int row = side + CAPTION + GAP;
    Image image = new Image(2 * side + 3 * GAP, GAP + shown.length * row);
    for (int i = 0; i < shown.length; i++) {
      int top = GAP + CAPTION + i * row;
      float[] p = model.predict(input(shown[i])).data();
      Board board = positions.board(shown[i]);
      int played = positions.label(shown[i]);
      captions(image, shown[i], p, top, side);
      BoardArtist left = new BoardArtist(image.graphics, GAP, top, CELL, size, MARGIN);
      left.wood(false);
      left.names();
      left.stones(board);
      left.stone(played, color(shown[i]), 1);
      left.ring(played, PLAYED, 0.26, 0.12);
      markLast(left, shown[i], board);
      BoardArtist right = new BoardArtist(image.graphics, 2 * GAP + side, top, CELL, size, MARGIN);
      right.wood(false);
      right.names();
      right.heat(p, NUMBERED);
      right.stones(board);
      right.ring(played, PLAYED, 0.49, 0.1);
      markLast(right, shown[i], board);
    }
    image.save(file, "Go positions: the move played, and the network's guesses");
  }

  private Tensor input(int position) {
    Tensor planes = Tensor.zeros(positions.shape().prepend(1));
    positions.read(position, planes.data(), 0);
    return planes;
  }

  private byte color(int position) {
    return Positions.color(positions.game(position).actions()[positions.played(position)]);
  }

  private void markLast(BoardArtist artist, int position, Board board) {
    int played = positions.played(position);
    if (played == 0) {
      return;
    }
    int last = Action.point(positions.game(position).actions()[played - 1]);
    if (last != Action.PASS && board.at(last) != Board.EMPTY) {
      artist.ring(last, LAST, 0.2, 0.1);
    }
  }

  private void captions(Image image, int position, float[] p, int top, int side) {
    GameRecord game = positions.game(position);
    int played = positions.label(position);
    int number = Positions.moveNumber(game, positions.played(position));
    String who = color(position) == Board.BLACK ? "Black" : "White";
    String players =
        player(game, "PB", "BR") + " (black) – " + player(game, "PW", "WR") + " (white)";
    int[] best = best(p);
    int rank = 1 + (int) IntStream.of(best).takeWhile(point -> point != played).count();
    StringBuilder guesses = new StringBuilder("The network: ");
    for (int i = 0; i < 3; i++) {
      guesses.append(i == 0 ? "" : ", ").append(percent(Board.name(size, best[i]), p[best[i]]));
    }
    String verdict =
        rank == 1
            ? "its first guess was played"
            : percent("played", p[played]) + ", its guess number " + rank;
    image.text(players, GAP, top - 26, 15, Font.PLAIN, MUTED);
    image.text(
        "Move " + number + ": " + who + " plays " + Board.name(size, played),
        GAP,
        top - 8,
        16,
        Font.BOLD,
        INK);
    image.text(guesses.toString(), 2 * GAP + side, top - 26, 15, Font.PLAIN, MUTED);
    image.text(verdict, 2 * GAP + side, top - 8, 16, Font.BOLD, INK);
  }

  private static String player(GameRecord game, String name, String rank) {
    return (game.properties().getOrDefault(name, "?")
            + " "
            + game.properties().getOrDefault(rank, ""))
        .strip();
  }

  private static String percent(String what, float share) {
    return String.format(Locale.ROOT, "%s %.1f %%", what, 100 * share);
  }

  /** Returns all points, the likeliest first. */
  private static int[] best(float[] p) {
    return IntStream.range(0, p.length)
        .boxed()
        .sorted(Comparator.comparingDouble(point -> -p[point]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /**
   * Draws what filters of the first layer look for: the pattern of stones that each answers to most, found by
   * gradient ascent. Filters with the largest weights on stones are
   * shown.
   *
   * @param steps how many steps the ascent takes
   * @param seed decides where it starts
   * @param progress is told how far it has come
   * @param file where to write the picture
   * @throws IOException if it cannot be written
   */
  public void filters(int steps, long seed, Progress progress, Path file) throws IOException {
    int middle = size / 2;
    List<Objective> objectives = new ArrayList<>();
    List<Integer> shown = new ArrayList<>();
    double[] strength = strengths();
    for (int filter : strongest(strength)) {
      shown.add(filter);
      objectives.add(Objective.neuron("conv1", filter, middle, middle).times(1 / strength[filter]));
    }
    List<Picture> pictures =
        Ascent.on(model)
            .canvas(new StoneCanvas())
            .penalties(StoneCanvas.stones(COST_OF_A_STONE))
            .steps(steps)
            .seed(seed)
            .progress(progress)
            .maximize(objectives);
    double cell = 34;
    double side = PIECE * cell;
    int step = (int) side + GAP;
    Image image = new Image(4 * step + GAP, 60 + (pictures.size() + 3) / 4 * (step + 22));
    image.text("What filters of the first layer look for", GAP, 30, 20, Font.BOLD, INK);
    image.text(
        "black: the stones of whose turn it is; numbers: liberties, if fewer than 4",
        GAP,
        50,
        15,
        Font.PLAIN,
        MUTED);
    for (int i = 0; i < pictures.size(); i++) {
      double left = GAP + i % 4 * step;
      double top = 62 + i / 4 * (step + 22);
      piece(image, pictures.get(i).image(), left, top, cell);
      String text = "filter " + shown.get(i);
      image.text(text, (int) left, (int) (top + side + 17), 14, Font.PLAIN, MUTED);
    }
    image.save(file, "What filters of the first layer look for");
  }

  /** Returns the largest weight of each filter on a stone. */
  private double[] strengths() {
    Tensor w = ((Conv2d) model.layer("conv1")).weight().value();
    int count = w.shape().dropFirst().count();
    int stones = Planes.EMPTY * w.shape().size(2) * w.shape().size(3);
    double[] strengths = new double[w.shape().size(0)];
    for (int k = 0; k < strengths.length; k++) {
      for (int i = 0; i < stones; i++) {
        strengths[k] = Math.max(strengths[k], Math.abs(w.data()[k * count + i]));
      }
    }
    return strengths;
  }

  private static List<Integer> strongest(double[] strength) {
    return IntStream.range(0, strength.length)
        .boxed()
        .sorted(Comparator.comparingDouble(k -> -strength[k]))
        .limit(FILTERS)
        .sorted()
        .toList();
  }

  private void piece(Image image, Tensor picture, double left, double top, double cell) {
    BoardArtist artist = new BoardArtist(image.graphics, left, top, cell, PIECE, cell / 2);
    artist.wood(true);
    int corner = size / 2 - PIECE / 2;
    for (int p = 0; p < PIECE * PIECE; p++) {
      int point = (corner + p / PIECE) * size + corner + p % PIECE;
      StoneCanvas.Stone stone = StoneCanvas.at(picture, point);
      if (stone.color() != Board.EMPTY) {
        artist.stone(p, stone.color(), stone.certainty());
        String liberties = stone.liberties() < 4 ? String.valueOf(stone.liberties()) : "";
        artist.write(p, liberties, stone.color() == Board.BLACK ? Color.WHITE : INK);
      }
    }
  }

  /** A picture in the making. */
  private static final class Image {
    private final BufferedImage pixels;
    private final Graphics2D graphics;

    Image(int width, int height) {
      pixels = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
      graphics = pixels.createGraphics();
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      graphics.setColor(Color.WHITE);
      graphics.fillRect(0, 0, width, height);
    }

    void text(String text, int x, int y, int height, int style, Color color) {
      graphics.setFont(new Font(Font.SANS_SERIF, style, height));
      graphics.setColor(color);
      graphics.drawString(text, x, y);
    }

    void save(Path file, String title) throws IOException {
      graphics.dispose();
      int area = pixels.getWidth() * pixels.getHeight();
      Tensor tensor = Tensor.zeros(Shape.of(3, pixels.getHeight(), pixels.getWidth()));
      for (int i = 0; i < area; i++) {
        int rgb = pixels.getRGB(i % pixels.getWidth(), i / pixels.getWidth());
        for (int c = 0; c < 3; c++) {
          tensor.data()[c * area + i] = (rgb >> 16 - 8 * c & 255) / 255f;
        }
      }
      ImageFile.write(file, tensor, Map.of("Title", title));
    }
  }
}
