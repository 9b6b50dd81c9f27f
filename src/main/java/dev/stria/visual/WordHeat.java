package dev.stria.visual;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Texts whose words lie on colored ground: blue where a value is above 0, red where it is below, the stronger the
 * larger; what each word adds to a decision, for example.
 *
 * <p>Immutable; every addition returns a changed copy.
 */
public final class WordHeat {
  private static final int WIDTH = 900;
  private static final int MARGIN = 16;
  private static final int TOP = 48;
  private static final int LINE = 30;
  private static final int ZOOM = 2;
  private static final int PAD = 5;
  private static final int FOR = 0x54AEFF;
  private static final int AGAINST = 0xFF8182;

  private final String title;
  private final List<Passage> passages;

  /** A line of words above a text, and lines below it. */
  private record Passage(String heading, List<String> words, double[] values, List<String> notes) {}

  private WordHeat(String title, List<Passage> passages) {
    this.title = title;
    this.passages = List.copyOf(passages);
  }

  /**
   * Returns a picture without texts.
   *
   * @param title what the colors mean
   * @return the picture
   */
  public static WordHeat of(String title) {
    return new WordHeat(title, List.of());
  }

  /**
   * Returns this picture with one more text. Its strongest value is in full color.
   *
   * @param heading what stands above it
   * @param words its words
   * @param values one per word; those that are not finite count as 0
   * @param notes what stands below it, a line each
   * @return the changed copy
   * @throws IllegalArgumentException if there are not as many words and values
   */
  public WordHeat add(String heading, List<String> words, double[] values, List<String> notes) {
    if (words.size() != values.length) {
      throw new IllegalArgumentException(
          "word heat: expected a value per word, but got "
              + words.size()
              + " words and "
              + values.length
              + " values");
    }
    List<Passage> more = new ArrayList<>(passages);
    more.add(new Passage(heading, List.copyOf(words), values.clone(), List.copyOf(notes)));
    return new WordHeat(title, more);
  }

  /**
   * Draws the picture.
   *
   * @return the picture
   */
  public Drawing draw() {
    return new Drawing(raster(), Map.of("Title", title));
  }

  Raster raster() {
    Raster measure = new Raster(1, 1, Raster.WHITE);
    int height = TOP;
    for (Passage passage : passages) {
      height = draw(measure, passage, height);
    }
    Raster raster = new Raster(WIDTH, height + MARGIN, Raster.WHITE);
    raster.text(title, MARGIN, 14, ZOOM, Raster.INK);
    int y = TOP;
    for (Passage passage : passages) {
      y = draw(raster, passage, y);
    }
    return raster;
  }

  /** Draws a text from a row on and returns the row below it. */
  private static int draw(Raster raster, Passage passage, int top) {
    raster.text(passage.heading, MARGIN, top + 6, ZOOM, Raster.MUTED);
    double strongest = 0;
    for (double value : passage.values) {
      strongest = Double.isFinite(value) ? Math.max(strongest, Math.abs(value)) : strongest;
    }
    int x = MARGIN;
    int y = top + LINE;
    for (int i = 0; i < passage.words.size(); i++) {
      int width = PixelFont.width(passage.words.get(i)) * ZOOM + 2 * PAD;
      if (x > MARGIN && x + width > WIDTH - MARGIN) {
        x = MARGIN;
        y += LINE;
      }
      raster.fill(x, y, width, LINE - 4, ground(passage.values[i], strongest));
      raster.text(passage.words.get(i), x + PAD, y + 6, ZOOM, Raster.INK);
      x += width + PAD;
    }
    y += LINE + 2;
    for (String note : passage.notes) {
      raster.text(note, MARGIN + PAD, y, 1, Raster.MUTED);
      y += 12;
    }
    return y + LINE / 2;
  }

  private static int ground(double value, double strongest) {
    if (!(strongest > 0) || !Double.isFinite(value)) {
      return Raster.WHITE;
    }
    int full = value < 0 ? AGAINST : FOR;
    double strength = Math.abs(value) / strongest;
    int ground = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      ground |= (int) Math.round(255 + strength * ((full >> shift & 255) - 255)) << shift;
    }
    return ground;
  }
}
