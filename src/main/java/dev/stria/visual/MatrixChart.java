package dev.stria.visual;

import java.util.List;
import java.util.Map;

/** A confusion matrix as a picture: rows what is shown, columns what the network says. */
public final class MatrixChart {
  private static final int CELL = 56;
  private static final int TOP = 64;

  private MatrixChart() {}

  /**
   * Draws a confusion matrix. Each row is colored by the part of its examples in each column, the diagonal
   * in blue and errors in red, so that rare errors are seen.
   *
   * @param counts how many examples of a class, the row, were taken for a class, the column
   * @param classes the names of the classes
   * @return the picture
   * @throws IllegalArgumentException if the matrix is not as large as the list of classes
   */
  public static Drawing draw(int[][] counts, List<String> classes) {
    int n = classes.size();
    if (counts.length != n) {
      throw new IllegalArgumentException(
          "confusion matrix: expected " + n + " rows, one per class, but got " + counts.length);
    }
    int left = 30 + 2 * classes.stream().mapToInt(PixelFont::width).max().orElse(0);
    Raster raster = new Raster(left + n * CELL + 20, TOP + n * CELL + 20, Raster.WHITE);
    raster.text("rows: shown, columns: said", 12, 12, 2, Raster.INK);
    for (int row = 0; row < n; row++) {
      int middle = TOP + row * CELL + CELL / 2 - PixelFont.HEIGHT;
      raster.right(classes.get(row), left - 10, middle, 2, Raster.INK);
      String said = classes.get(row);
      raster.centered(
          said, left + row * CELL + CELL / 2, TOP - 20, said.length() < 4 ? 2 : 1, Raster.INK);
      row(raster, counts[row], row, left);
    }
    return new Drawing(raster, Map.of("Title", "confusion matrix"));
  }

  private static void row(Raster raster, int[] counts, int row, int left) {
    long sum = 0;
    for (int count : counts) {
      sum += count;
    }
    for (int column = 0; column < counts.length; column++) {
      double part = sum == 0 ? 0 : (double) counts[column] / sum;
      boolean right = row == column;
      double strength = right ? part : Math.min(1, 0.15 + 12 * part);
      int color = counts[column] == 0 ? 0xF6F8FA : mix(right ? 0x0969DA : 0xCF222E, strength);
      int x = left + column * CELL;
      int y = TOP + row * CELL;
      raster.fill(x + 1, y + 1, CELL - 2, CELL - 2, color);
      if (counts[column] > 0) {
        int ink = strength > 0.5 ? Raster.WHITE : Raster.INK;
        String text = String.valueOf(counts[column]);
        raster.centered(text, x + CELL / 2, y + CELL / 2 - 7, text.length() > 4 ? 1 : 2, ink);
      }
    }
  }

  /** Returns a color between white and a full one. */
  private static int mix(int full, double strength) {
    int mixed = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      mixed |= (int) Math.round(255 + strength * ((full >> shift & 255) - 255)) << shift;
    }
    return mixed;
  }
}
