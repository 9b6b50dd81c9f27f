package dev.stria.visual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Words lie on ground of the color of their value, and long texts are broken. */
class WordHeatTest {
  @Test
  void groundSaysTheValue() {
    Raster raster =
        WordHeat.of("t")
            .add("h", List.of("a", "b", "c"), new double[] {2, -2, Double.NaN}, List.of("note"))
            .raster();
    assertEquals(0x54AEFF, raster.at(18, 80), "for");
    assertEquals(0xFF8182, raster.at(42, 80), "against");
    assertEquals(Raster.WHITE, raster.at(66, 80), "neither");
  }

  @Test
  void longTextsAreBroken() {
    List<String> words = java.util.Collections.nCopies(60, "word");
    WordHeat one = WordHeat.of("t").add("h", words.subList(0, 3), new double[3], List.of());
    WordHeat many = WordHeat.of("t").add("h", words, new double[60], List.of());
    assertTrue(many.draw().height() > one.draw().height() + 60);
    assertEquals(900, many.draw().width());
    assertThrows(
        IllegalArgumentException.class,
        () -> WordHeat.of("t").add("h", words, new double[3], List.of()));
  }
}
