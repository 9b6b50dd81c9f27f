package dev.stria.benchmarks.peers;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/** Operations per second over operations per byte, both in logarithmic scale, under the roof of what the machine can do. */
final class Roofline {
  private static final int WIDTH = 1200;
  private static final int HEIGHT = 760;
  private static final int LEFT = 80;
  private static final int BOTTOM = 690;
  private static final int TOP = 50;
  private static final int RIGHT = 1170;
  private static final double LEAST_X = 1;
  private static final double MOST_X = 2000;
  private static final double LEAST_Y = 5;
  private static final Color OWN = new Color(0x0072b2);
  private static final Color PEER = new Color(0xd55e00);

  private final double peak;
  private final double bandwidth;
  private final BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
  private final Graphics2D g = image.createGraphics();

  Roofline(double peak, double bandwidth) {
    this.peak = peak;
    this.bandwidth = bandwidth;
  }

  void draw(List<Row> rows, Path file) throws IOException {
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, WIDTH, HEIGHT);
    g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
    axes();
    roof();
    for (Row row : rows) {
      for (int i = row.results().size() - 1; i >= 0; i--) {
        point(row, row.results().get(i), i == 0);
      }
    }
    legend();
    g.dispose();
    ImageIO.write(image, "png", file.toFile());
  }

  private double x(double intensity) {
    return LEFT + (RIGHT - LEFT) * Math.log(intensity / LEAST_X) / Math.log(MOST_X / LEAST_X);
  }

  private double y(double gigaflops) {
    double share = Math.log(gigaflops / LEAST_Y) / Math.log(1.5 * peak / LEAST_Y);
    return BOTTOM - (BOTTOM - TOP) * share;
  }

  private void axes() {
    for (int i : new int[] {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000}) {
      line(x(i), BOTTOM, x(i), TOP, new Color(0xe6e6e6), 1);
      text(String.valueOf(i), x(i) - 8, BOTTOM + 20);
      if (i >= LEAST_Y && i <= 1.5 * peak) {
        line(LEFT, y(i), RIGHT, y(i), new Color(0xe6e6e6), 1);
        text(String.valueOf(i), LEFT - 40, y(i) + 5);
      }
    }
    text("floating-point operations per byte that must be moved", 420, BOTTOM + 50);
    text("GFLOP/s", LEFT - 60, TOP - 15);
  }

  private void roof() {
    double edge = peak / bandwidth;
    double start = Math.max(LEAST_X, LEAST_Y / bandwidth);
    line(x(start), y(start * bandwidth), x(edge), y(peak), Color.BLACK, 2);
    line(x(edge), y(peak), RIGHT, y(peak), Color.BLACK, 2);
    g.setColor(Color.BLACK);
    text(Math.round(peak) + " GFLOP/s", RIGHT - 120, y(peak) - 8);
    text(Math.round(bandwidth) + " GB/s", x(start) + 12, y(start * bandwidth) + 10);
  }

  private void point(Row row, Row.Result result, boolean own) {
    double at = Math.min(MOST_X, Math.max(LEAST_X, row.cost().intensity()));
    double height = Math.max(LEAST_Y, row.gigaflops(result));
    g.setColor(own ? OWN : PEER);
    Ellipse2D dot = new Ellipse2D.Double(x(at) - 5, y(height) - 5, 10, 10);
    if (own) {
      g.fill(dot);
    } else {
      g.setStroke(new BasicStroke(1.5f));
      g.draw(dot);
    }
  }

  private void legend() {
    g.setColor(OWN);
    g.fill(new Ellipse2D.Double(LEFT + 20, TOP + 10, 10, 10));
    text("stria", LEFT + 40, TOP + 20);
    g.setColor(PEER);
    g.draw(new Ellipse2D.Double(LEFT + 20, TOP + 32, 10, 10));
    text("peers: LibTorch, ONNX Runtime, OpenBLAS", LEFT + 40, TOP + 42);
  }

  private void line(double x0, double y0, double x1, double y1, Color color, float width) {
    g.setColor(color);
    g.setStroke(new BasicStroke(width));
    g.draw(new Line2D.Double(x0, y0, x1, y1));
  }

  private void text(String text, double x, double y) {
    g.setColor(Color.DARK_GRAY);
    g.drawString(text, (float) x, (float) y);
  }
}
