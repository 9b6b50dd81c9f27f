package dev.stria.visual;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Points of the plane, each in the color of its class: data projected onto two axes, or the nodes of a graph with its
 * edges.
 *
 * <p>Immutable; every setting returns a changed copy.
 */
public final class ScatterChart {
  private static final int[] COLORS = {
    0x0969DA, 0xCF222E, 0x1A7F37, 0xBF8700, 0x8250DF, 0xBF3989, 0x0F8B8D, 0x6E7781, 0x24292F,
    0xFB8F44, 0x54AEFF, 0x9A6700
  };
  private static final int MARGIN = 30;
  private static final int TOP = 50;
  private static final int BOTTOM = 50;
  private static final int FINE = 3;

  private final String title;
  private final float[] x;
  private final float[] y;
  private final int[] classes;
  private final Looks looks;

  /** How the points are drawn. */
  private record Looks(
      int[] from, int[] to, List<String> names, boolean numbered, boolean[] ringed, int[] size) {}

  private ScatterChart(String title, float[] x, float[] y, int[] classes, Looks looks) {
    this.title = title;
    this.x = x;
    this.y = y;
    this.classes = classes;
    this.looks = looks;
  }

  /**
   * Returns a chart of points.
   *
   * @param title what is shown
   * @param x where each point is, from left to right; points that are not finite are left out
   * @param y where each point is, from bottom to top
   * @param classes the class of each point, from 0
   * @return the chart
   * @throws IllegalArgumentException if there are not as many of each, or a class is negative
   */
  public static ScatterChart of(String title, float[] x, float[] y, int[] classes) {
    if (x.length != y.length || x.length != classes.length) {
      throw new IllegalArgumentException(
          "scatter chart: expected as many x as y and classes, but got "
              + x.length
              + ", "
              + y.length
              + " and "
              + classes.length);
    }
    if (Arrays.stream(classes).anyMatch(c -> c < 0)) {
      throw new IllegalArgumentException("scatter chart: expected classes of at least 0");
    }
    Looks plain =
        new Looks(
            new int[0], new int[0], List.of(), false, new boolean[x.length], new int[] {720, 640});
    return new ScatterChart(title, x.clone(), y.clone(), classes.clone(), plain);
  }

  /**
   * Returns this chart with lines between points.
   *
   * @param from one end of each line
   * @param to the other end of each
   * @return the changed copy
   * @throws IllegalArgumentException if there are not as many ends
   * @throws IndexOutOfBoundsException if there is no such point
   */
  public ScatterChart edges(int[] from, int[] to) {
    if (from.length != to.length) {
      throw new IllegalArgumentException(
          "scatter chart: expected two ends for each line, but got "
              + from.length
              + " and "
              + to.length);
    }
    for (int i = 0; i < from.length; i++) {
      Objects.checkIndex(from[i], x.length);
      Objects.checkIndex(to[i], x.length);
    }
    return with(
        new Looks(from.clone(), to.clone(), looks.names, looks.numbered, looks.ringed, looks.size));
  }

  /**
   * Returns this chart with the names of the classes below it.
   *
   * @param names one per class
   * @return the changed copy
   */
  public ScatterChart classes(List<String> names) {
    return with(
        new Looks(
            looks.from, looks.to, List.copyOf(names), looks.numbered, looks.ringed, looks.size));
  }

  /**
   * Returns this chart with larger points, each with its number inside, counted from 0.
   *
   * @return the changed copy
   */
  public ScatterChart numbered() {
    return with(new Looks(looks.from, looks.to, looks.names, true, looks.ringed, looks.size));
  }

  /**
   * Returns this chart with a black ring around some points.
   *
   * @param points which ones
   * @return the changed copy
   * @throws IndexOutOfBoundsException if there is no such point
   */
  public ScatterChart ringed(int... points) {
    boolean[] more = looks.ringed.clone();
    for (int point : points) {
      more[Objects.checkIndex(point, x.length)] = true;
    }
    return with(new Looks(looks.from, looks.to, looks.names, looks.numbered, more, looks.size));
  }

  /**
   * Returns this chart in another size.
   *
   * @param width in pixels, more if the names of the classes need it
   * @param height in pixels
   * @return the changed copy
   */
  public ScatterChart size(int width, int height) {
    return with(
        new Looks(
            looks.from,
            looks.to,
            looks.names,
            looks.numbered,
            looks.ringed,
            new int[] {width, height}));
  }

  private ScatterChart with(Looks other) {
    return new ScatterChart(title, x, y, classes, other);
  }

  /**
   * Draws the chart.
   *
   * @return the picture
   */
  public Drawing draw() {
    return new Drawing(raster(), Map.of("Title", title));
  }

  Raster raster() {
    int width = Math.max(looks.size[0], 2 * MARGIN + legendWidth());
    int height = looks.size[1];
    double[] columns = places(x, MARGIN, width - MARGIN);
    double[] rows = places(y, height - BOTTOM, TOP);
    Raster fine = new Raster(width * FINE, height * FINE, Raster.WHITE);
    for (int e = 0; e < looks.from.length; e++) {
      int a = looks.from[e];
      int b = looks.to[e];
      if (isDrawn(a) && isDrawn(b)) {
        double thickness = looks.numbered ? 4 : 1.5;
        fine.line(columns[a], rows[a], columns[b], rows[b], thickness, 0xD0D7DE);
      }
    }
    double radius = (looks.numbered ? 11 : x.length > 500 ? 3 : 5) * FINE;
    for (int ringed = 0; ringed < 2; ringed++) { // those with a ring on top of the others
      for (int i = 0; i < x.length; i++) {
        if (isDrawn(i) && looks.ringed[i] == (ringed == 1)) {
          dot(
              fine,
              columns[i],
              rows[i],
              radius,
              looks.ringed[i],
              COLORS[classes[i] % COLORS.length]);
        }
      }
    }
    Raster raster = fine.shrunk(FINE);
    raster.text(title, MARGIN, 14, 2, Raster.INK);
    for (int i = 0; looks.numbered && i < x.length; i++) {
      if (isDrawn(i)) {
        int row = (int) Math.round(rows[i] / FINE) - 3;
        raster.centered(
            String.valueOf(i), (int) Math.round(columns[i] / FINE), row, 1, Raster.WHITE);
      }
    }
    legend(raster, height - 24);
    return raster;
  }

  private boolean isDrawn(int point) {
    return Float.isFinite(x[point]) && Float.isFinite(y[point]);
  }

  private static void dot(Raster fine, double x, double y, double radius, boolean ring, int color) {
    if (ring) {
      fine.line(x, y, x, y, 2 * (radius + 3 * FINE), Raster.INK);
    }
    fine.line(x, y, x, y, 2 * (radius + FINE), Raster.WHITE);
    fine.line(x, y, x, y, 2 * radius, color);
  }

  /** Returns places in the fine picture for values between a first and a last place. */
  private static double[] places(float[] values, int first, int last) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (float value : values) {
      low = Float.isFinite(value) ? Math.min(low, value) : low;
      high = Float.isFinite(value) ? Math.max(high, value) : high;
    }
    double range = high > low ? high - low : 1;
    double inset = 14 * Math.signum(last - first);
    double[] places = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      double share = high > low ? (values[i] - low) / range : 0.5;
      places[i] = FINE * (first + inset + share * (last - first - 2 * inset));
    }
    return places;
  }

  private int legendWidth() {
    return looks.names.stream().mapToInt(name -> 44 + 2 * PixelFont.width(name)).sum();
  }

  private void legend(Raster raster, int top) {
    int at = MARGIN;
    for (int c = 0; c < looks.names.size(); c++) {
      raster.fill(at, top + 2, 14, 10, COLORS[c % COLORS.length]);
      raster.text(looks.names.get(c), at + 20, top, 2, Raster.INK);
      at += 20 + 2 * PixelFont.width(looks.names.get(c)) + 24;
    }
  }
}
