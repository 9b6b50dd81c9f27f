package dev.stria.visual;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Lines over steps, such as loss and accuracy over epochs, in one picture.
 *
 * <p>Immutable; every setting returns a changed copy.
 */
public final class Chart {
  private static final int[] COLORS = {
    0x0969DA, 0xCF222E, 0x1A7F37, 0x9A6700, 0x8250DF, 0xBF3989, 0x6E7781
  };
  private static final int LEFT = 100;
  private static final int TOP = 44;
  private static final int RIGHT = 20;
  private static final int BOTTOM = 76;
  private static final int FINE = 3;

  private final String title;
  private final String horizontal;
  private final Map<String, double[]> series;
  private final IntFunction<String> steps;
  private final int width;
  private final int height;

  private Chart(
      String title,
      String horizontal,
      Map<String, double[]> series,
      IntFunction<String> steps,
      int width,
      int height) {
    this.title = title;
    this.horizontal = horizontal;
    this.series = series;
    this.steps = steps;
    this.width = width;
    this.height = height;
  }

  /**
   * Returns a chart without lines.
   *
   * @param title what is shown
   * @param horizontal what the horizontal axis counts, from 1
   * @return the chart
   */
  public static Chart of(String title, String horizontal) {
    return new Chart(title, horizontal, Map.of(), step -> String.valueOf(step + 1), 800, 450);
  }

  /**
   * Returns this chart with other words below its horizontal axis.
   *
   * @param names the word for a step, counted from 0
   * @return the changed copy
   */
  public Chart steps(IntFunction<String> names) {
    return new Chart(title, horizontal, series, names, width, height);
  }

  /**
   * Returns this chart with one more line.
   *
   * @param name what it shows
   * @param values one value per step; a gap where one is not finite, a dot where one stands alone
   * @return the changed copy
   */
  public Chart line(String name, double... values) {
    Map<String, double[]> more = new LinkedHashMap<>(series);
    more.put(name, values.clone());
    return new Chart(title, horizontal, more, steps, width, height);
  }

  /**
   * Returns this chart in another size.
   *
   * @param width in pixels
   * @param height in pixels
   * @return the changed copy
   */
  public Chart size(int width, int height) {
    return new Chart(title, horizontal, series, steps, width, height);
  }

  /**
   * Draws the chart.
   *
   * @return the picture
   */
  public Drawing draw() {
    Scale scale = Scale.of(series.values(), width - LEFT - RIGHT, height - TOP - BOTTOM);
    Raster fine = new Raster(width * FINE, height * FINE, Raster.WHITE);
    for (double tick : scale.ticks()) {
      double y = (TOP + scale.y(tick)) * FINE;
      fine.line(LEFT * FINE, y, (width - RIGHT) * FINE, y, 2, 0xD8DEE4);
    }
    fine.line(LEFT * FINE, TOP * FINE, LEFT * FINE, (height - BOTTOM) * FINE, 3, Raster.MUTED);
    int number = 0;
    for (double[] values : series.values()) {
      line(fine, scale, values, COLORS[number++ % COLORS.length]);
    }
    Raster raster = fine.shrunk(FINE);
    labels(raster, scale);
    return new Drawing(raster, Map.of("Title", title));
  }

  private static void line(Raster fine, Scale scale, double[] values, int color) {
    for (int i = 0; i < values.length; i++) {
      if (Double.isFinite(values[i])) {
        double x = (LEFT + scale.x(i)) * FINE;
        double y = (TOP + scale.y(values[i])) * FINE;
        boolean joined = i > 0 && Double.isFinite(values[i - 1]);
        double fromX = joined ? (LEFT + scale.x(i - 1)) * FINE : x;
        double fromY = joined ? (TOP + scale.y(values[i - 1])) * FINE : y;
        fine.line(fromX, fromY, x, y, 2 * FINE, color);
        boolean alone = !joined && (i + 1 == values.length || !Double.isFinite(values[i + 1]));
        if (values.length <= 40 || alone) {
          fine.line(x, y, x, y, (alone ? 9 : 5) * FINE, color);
        }
      }
    }
  }

  private void labels(Raster raster, Scale scale) {
    raster.text(title, LEFT, 12, 2, Raster.INK);
    for (double tick : scale.ticks()) {
      int y = (int) (TOP + scale.y(tick)) - 7;
      raster.right(Scale.text(tick), LEFT - 10, y, 2, Raster.MUTED);
    }
    int steps = scale.steps();
    int every = Math.max(1, (steps + 9) / 10);
    for (int i = 0; i < steps; i += every) {
      int x = (int) (LEFT + scale.x(i));
      raster.centered(this.steps.apply(i), x, height - BOTTOM + 10, 2, Raster.MUTED);
    }
    raster.right(horizontal, width - RIGHT, height - BOTTOM + 32, 2, Raster.MUTED);
    int x = LEFT;
    int number = 0;
    for (Map.Entry<String, double[]> entry : series.entrySet()) {
      raster.fill(x, height - 20, 16, 10, COLORS[number++ % COLORS.length]);
      String text = legend(entry.getKey(), entry.getValue());
      raster.text(text, x + 22, height - 22, 2, Raster.INK);
      x += 22 + 2 * PixelFont.width(text) + 24;
    }
  }

  private static String legend(String name, double[] values) {
    double last = values.length == 0 ? Double.NaN : values[values.length - 1];
    return Double.isNaN(last) ? name : name + " " + String.format(Locale.ROOT, "%.4g", last);
  }

  /** From values to places in the picture. */
  private record Scale(double low, double high, int steps, int width, int height) {
    static Scale of(Iterable<double[]> series, int width, int height) {
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      int steps = 0;
      for (double[] values : series) {
        steps = Math.max(steps, values.length);
        for (double value : values) {
          low = Double.isFinite(value) ? Math.min(low, value) : low;
          high = Double.isFinite(value) ? Math.max(high, value) : high;
        }
      }
      if (!(low <= high)) {
        return new Scale(0, 1, steps, width, height);
      }
      low = low > 0 && low < 0.5 * high ? 0 : low;
      return new Scale(low, high > low ? high : low + 1, steps, width, height);
    }

    double x(int step) {
      return steps < 2 ? width / 2.0 : (double) step * width / (steps - 1);
    }

    double y(double value) {
      return height - (value - low) / (high - low) * height;
    }

    /** Returns round numbers between the lowest and the highest. */
    List<Double> ticks() {
      double raw = (high - low) / 5;
      double power = StrictMath.pow(10, Math.floor(StrictMath.log10(raw)));
      double step = raw / power > 5 ? 10 * power : raw / power > 2 ? 5 * power : 2 * power;
      List<Double> ticks = new ArrayList<>();
      for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high + 1e-9 * step; i++) {
        ticks.add(i * step);
      }
      return ticks;
    }

    static String text(double tick) {
      String text = String.format(Locale.ROOT, "%.6f", tick).replaceAll("0+$", "");
      return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }
  }
}
