package dev.stria.visual;

import java.util.List;

/**
 * An ascent that met NaN or an infinity. The message names the layer and the step; the best pictures until
 * then are kept.
 */
public final class NonFiniteException extends ArithmeticException {
  private static final long serialVersionUID = 1L;

  private final transient List<Picture> pictures;

  NonFiniteException(String message, List<Picture> pictures) {
    super(message);
    this.pictures = List.copyOf(pictures);
  }

  /**
   * Returns the best pictures before the step that failed.
   *
   * @return the pictures that were begun, in the order of their objectives; perhaps none
   */
  public List<Picture> pictures() {
    return pictures;
  }
}
