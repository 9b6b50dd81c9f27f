package dev.stria.examples.go;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;

/** Draws a Go board, or a piece of one: wood, lines, stones, heat and marks. */
final class BoardArtist {
  private static final Color WOOD_LIGHT = new Color(0xF0CE8E);
  private static final Color WOOD_DARK = new Color(0xE0B36A);
  private static final Color LINE = new Color(0x5A4423);
  private static final Color LABEL = new Color(0x7A6138);
  private static final Color HOT = new Color(0xC81E1E);
  private static final float[] SHINE = {0f, 0.35f, 1f};
  private static final Color[] BLACK = {
    new Color(0x7D7D7D), new Color(0x3A3A3A), new Color(0x0A0A0A)
  };
  private static final Color[] WHITE = {
    new Color(0xFFFFFF), new Color(0xF6F5F1), new Color(0xC9C5BA)
  };

  private final Graphics2D g;
  private final double left;
  private final double top;
  private final double cell;
  private final int size;
  private final double margin;

  /**
   * Creates an artist for one board.
   *
   * @param g what to draw on
   * @param left the left edge of the wood
   * @param top the upper edge of the wood
   * @param cell the distance between lines
   * @param size the points on a side
   * @param margin from the edge of the wood to the first line
   */
  BoardArtist(Graphics2D g, double left, double top, double cell, int size, double margin) {
    this.g = g;
    this.left = left;
    this.top = top;
    this.cell = cell;
    this.size = size;
    this.margin = margin;
  }

  /** Returns the width and height of the wood. */
  double side() {
    return 2 * margin + (size - 1) * cell;
  }

  private double x(int point) {
    return left + margin + point % size * cell;
  }

  private double y(int point) {
    return top + margin + point / size * cell;
  }

  /**
   * Draws wood and lines.
   *
   * @param piece whether the lines run on to the edge, as in the middle of a larger board
   */
  void wood(boolean piece) {
    double side = side();
    g.setPaint(
        new GradientPaint(
            (float) left,
            (float) top,
            WOOD_LIGHT,
            (float) (left + side),
            (float) (top + side),
            WOOD_DARK));
    g.fill(new Rectangle2D.Double(left, top, side, side));
    g.setColor(LINE);
    g.setStroke(new BasicStroke(1f));
    double reach = piece ? margin : 0;
    double far = (size - 1) * cell;
    for (int i = 0; i < size; i++) {
      double along = margin + i * cell;
      g.draw(
          new Line2D.Double(
              left + margin - reach, top + along, left + margin + far + reach, top + along));
      g.draw(
          new Line2D.Double(
              left + along, top + margin - reach, left + along, top + margin + far + reach));
    }
  }

  /** Draws the nine star points of a board of 19 lines, and the names of lines. */
  void names() {
    g.setColor(LINE);
    for (int p = 0; size == 19 && p < size * size; p++) {
      if (p / size % 6 == 3 && p % size % 6 == 3) {
        g.fill(circle(p, 0.11));
      }
    }
    g.setColor(LABEL);
    font(Font.PLAIN, 0.42);
    for (int i = 0; i < size; i++) {
      String name = Board.name(size, i * size + i);
      String column = name.substring(0, 1);
      String row = String.valueOf(size - i);
      double along = margin + i * cell;
      text(column, left + along, top + margin / 2.6);
      text(column, left + along, top + side() - margin / 2.6);
      text(row, left + margin / 2.6, top + along);
      text(row, left + side() - margin / 2.6, top + along);
    }
  }

  /** Draws how likely each point is to be played, as color under the stones, and the likeliest as numbers. */
  void heat(float[] probabilities, double smallestNumber) {
    for (int p = 0; p < probabilities.length; p++) {
      float strength = (float) Math.min(1, Math.pow(probabilities[p], 0.45) * 1.15);
      if (strength > 0.06f) {
        g.setColor(HOT);
        g.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, strength * 0.92f));
        g.fill(circle(p, 0.49));
        g.setComposite(AlphaComposite.SrcOver);
      }
      if (probabilities[p] >= smallestNumber) {
        font(Font.BOLD, 0.4);
        g.setColor(Color.WHITE);
        text(String.valueOf(Math.round(100 * probabilities[p])), x(p), y(p));
      }
    }
  }

  /** Draws all stones of a board. */
  void stones(Board board) {
    for (int p = 0; p < size * size; p++) {
      if (board.at(p) != Board.EMPTY) {
        stone(p, board.at(p), 1);
      }
    }
  }

  /** Draws a stone, faintly if it is not certain. */
  void stone(int point, byte color, double certainty) {
    Ellipse2D stone = circle(point, 0.485);
    g.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, (float) certainty * 0.3f));
    g.setColor(Color.BLACK);
    double shift = cell * 0.05;
    g.fill(
        new Ellipse2D.Double(
            stone.getX() + shift, stone.getY() + shift * 1.4, stone.getWidth(), stone.getHeight()));
    g.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, (float) certainty));
    g.setPaint(
        new RadialGradientPaint(
            (float) (x(point) - cell * 0.16),
            (float) (y(point) - cell * 0.18),
            (float) (cell * 0.72),
            SHINE,
            color == Board.BLACK ? BLACK : WHITE));
    g.fill(stone);
    g.setComposite(AlphaComposite.SrcOver);
  }

  /** Draws a ring on a point. */
  void ring(int point, Color color, double radius, double thickness) {
    g.setColor(color);
    g.setStroke(new BasicStroke((float) (thickness * cell)));
    g.draw(circle(point, radius));
  }

  /** Writes on a point. */
  void write(int point, String text, Color color) {
    font(Font.BOLD, 0.42);
    g.setColor(color);
    text(text, x(point), y(point));
  }

  private Ellipse2D circle(int point, double radius) {
    double r = radius * cell;
    return new Ellipse2D.Double(x(point) - r, y(point) - r, 2 * r, 2 * r);
  }

  private void font(int style, double height) {
    g.setFont(new Font(Font.SANS_SERIF, style, 1).deriveFont((float) (height * cell)));
  }

  /** Writes text centered at a place. */
  private void text(String text, double x, double y) {
    FontMetrics metrics = g.getFontMetrics();
    g.drawString(
        text,
        (float) (x - metrics.stringWidth(text) / 2.0),
        (float) (y + (metrics.getAscent() - metrics.getDescent()) / 2.0));
  }
}
