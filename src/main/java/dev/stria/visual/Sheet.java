package dev.stria.visual;

import dev.stria.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Many small pictures side by side in one PNG: enlarged pixel by pixel, each with a label below, under a
 * title, on white.
 *
 * <p>Immutable; every setting returns a changed copy.
 */
public final class Sheet {
  private static final int MARGIN = 14;
  private static final int GAP = 8;

  private final List<Tile> tiles;
  private final int columns;
  private final int zoom;
  private final String title;
  private final List<String> rows;
  private final Map<String, String> metadata;

  /** One picture of a sheet. */
  private record Tile(Tensor image, String label, boolean flagged) {}

  private Sheet(
      List<Tile> tiles,
      int columns,
      int zoom,
      String title,
      List<String> rows,
      Map<String, String> metadata) {
    this.tiles = List.copyOf(tiles);
    this.columns = columns;
    this.zoom = zoom;
    this.title = title;
    this.rows = List.copyOf(rows);
    this.metadata = Map.copyOf(metadata);
  }

  /**
   * Returns an empty sheet.
   *
   * @param columns how many pictures side by side
   * @param zoom how many pixels of the sheet a pixel of a picture is wide and high
   * @return the sheet
   */
  public static Sheet of(int columns, int zoom) {
    return new Sheet(List.of(), Math.max(1, columns), Math.max(1, zoom), "", List.of(), Map.of());
  }

  /**
   * Returns this sheet with one more picture.
   *
   * @param image {@code [1 or 3, H, W]}, values from 0 to 1
   * @param label what stands below it; empty for nothing
   * @return the changed copy
   */
  public Sheet add(Tensor image, String label) {
    return add(new Tile(image, label, false));
  }

  /**
   * Returns this sheet with one more picture in a red frame, which says that something is wrong with it.
   *
   * @param image {@code [1 or 3, H, W]}, values from 0 to 1
   * @param label what stands below it
   * @return the changed copy
   */
  public Sheet addFlagged(Tensor image, String label) {
    return add(new Tile(image, label, true));
  }

  private Sheet add(Tile tile) {
    List<Tile> more = new ArrayList<>(tiles);
    more.add(tile);
    return new Sheet(more, columns, zoom, title, rows, metadata);
  }

  /**
   * Returns this sheet with the results of an ascent, labelled by number and verdict.
   *
   * @param pictures the pictures
   * @param cards their cards, or none
   * @return the changed copy
   */
  public Sheet add(Collection<Picture> pictures, List<Card> cards) {
    List<Tile> more = new ArrayList<>(tiles);
    boolean distinct =
        pictures.stream().map(p -> p.objective().description()).distinct().count()
            == pictures.size();
    int i = 0;
    for (Picture picture : pictures) {
      Verdict verdict = cards.isEmpty() ? Verdict.OK : cards.get(i).verdict();
      String unit = distinct ? unit(picture.objective().description(), i) : String.valueOf(i);
      String label = verdict == Verdict.OK ? unit : unit + " " + verdict;
      more.add(new Tile(picture.saved(), label, verdict == Verdict.DEAD));
      i++;
    }
    return new Sheet(more, columns, zoom, title, rows, metadata);
  }

  /** Returns the number that a description such as {@code conv2 filter 7} ends with, if it does. */
  private static String unit(String description, int position) {
    String number = description.substring(description.lastIndexOf(' ') + 1);
    return number.chars().allMatch(Character::isDigit) ? number : String.valueOf(position);
  }

  /**
   * Returns this sheet with a title.
   *
   * @param title one line
   * @return the changed copy
   */
  public Sheet title(String title) {
    return new Sheet(tiles, columns, zoom, title, rows, metadata);
  }

  /**
   * Returns this sheet with a label on the left of each row.
   *
   * @param labels one per row
   * @return the changed copy
   */
  public Sheet rows(String... labels) {
    return new Sheet(tiles, columns, zoom, title, List.of(labels), metadata);
  }

  /**
   * Returns this sheet with an entry in the file's metadata.
   *
   * @param key such as {@code seed}
   * @param value its value
   * @return the changed copy
   */
  public Sheet metadata(String key, Object value) {
    Map<String, String> more = new LinkedHashMap<>(metadata);
    more.put(key, String.valueOf(value));
    return new Sheet(tiles, columns, zoom, title, rows, more);
  }

  /**
   * Draws the sheet.
   *
   * @return the picture
   */
  public Drawing draw() {
    return new Drawing(raster(), metadata);
  }

  Raster raster() {
    Layout layout = new Layout();
    Raster raster = new Raster(layout.width, layout.height, Raster.WHITE);
    raster.text(title, MARGIN, MARGIN, 2, Raster.INK);
    for (int i = 0; i < tiles.size(); i++) {
      int x = layout.left + i % columns * layout.stepX;
      int y = layout.top + i / columns * layout.stepY;
      draw(raster, tiles.get(i), x, y, layout);
      if (i % columns == 0 && i / columns < rows.size()) {
        String label = rows.get(i / columns);
        raster.text(label, MARGIN, y + layout.tileHeight / 2 - PixelFont.HEIGHT, 2, Raster.INK);
      }
    }
    return raster;
  }

  private void draw(Raster raster, Tile tile, int x, int y, Layout layout) {
    int w = tile.image.shape().size(2) * zoom;
    int h = tile.image.shape().size(1) * zoom;
    raster.frame(x - 1, y - 1, w + 2, h + 2, 1, 0xD0D7DE);
    raster.image(tile.image, x, y, zoom);
    if (tile.flagged) {
      raster.frame(x - 3, y - 3, w + 6, h + 6, 3, 0xCF222E);
    }
    int below = y + h + 4;
    raster.centered(tile.label, x + w / 2, below, layout.labelZoom, Raster.MUTED);
  }

  /** Where everything is. */
  private final class Layout {
    final int tileWidth;
    final int tileHeight;
    final int labelZoom;
    final int left;
    final int top;
    final int stepX;
    final int stepY;
    final int width;
    final int height;

    Layout() {
      int widest = 0;
      int highest = 0;
      int longest = 0;
      for (Tile tile : tiles) {
        widest = Math.max(widest, tile.image.shape().size(2) * zoom);
        highest = Math.max(highest, tile.image.shape().size(1) * zoom);
        longest = Math.max(longest, PixelFont.width(tile.label));
      }
      tileWidth = widest;
      tileHeight = highest;
      labelZoom = 2 * longest <= widest + GAP ? 2 : 1;
      int rowLabels = rows.stream().mapToInt(PixelFont::width).max().orElse(0) * 2;
      left = MARGIN + (rowLabels == 0 ? 0 : rowLabels + 2 * GAP);
      top = MARGIN + (title.isEmpty() ? 0 : 2 * PixelFont.HEIGHT + 2 * GAP);
      int label = longest == 0 ? 0 : labelZoom * PixelFont.HEIGHT + 4;
      stepX = Math.max(tileWidth, longest * labelZoom) + GAP;
      stepY = tileHeight + label + GAP;
      int count = Math.max(1, Math.min(columns, tiles.size()));
      int lines = (tiles.size() + columns - 1) / columns;
      int titleWidth = 2 * MARGIN + 2 * PixelFont.width(title);
      width = Math.max(left + count * stepX - GAP + MARGIN, titleWidth);
      height = top + lines * stepY - GAP + MARGIN;
    }
  }
}
