package dev.stria.visual;

import dev.stria.tensor.Tensor;
import java.util.List;

/**
 * An ascent, a dream or a style transfer that met NaN or an infinity. The message names the layer and the
 * step; the best pictures until then are kept.
 */
public final class NonFiniteException extends ArithmeticException {
  private static final long serialVersionUID = 1L;

  private final transient List<Picture> pictures;
  private final transient List<Tensor> images;

  private NonFiniteException(String message, List<Picture> pictures, List<Tensor> images) {
    super(message);
    this.pictures = List.copyOf(pictures);
    this.images = List.copyOf(images);
  }

  static NonFiniteException ofAscent(String message, List<Picture> pictures) {
    return new NonFiniteException(
        message, pictures, pictures.stream().map(Picture::image).toList());
  }

  static NonFiniteException ofImage(String message, List<Tensor> images) {
    return new NonFiniteException(message, List.of(), images);
  }

  /**
   * Returns the best pictures of an ascent before the step that failed.
   *
   * @return the pictures that were begun, in the order of their objectives; none of a dream or a style
   *     transfer, which has {@link #images}
   */
  public List<Picture> pictures() {
    return pictures;
  }

  /**
   * Returns what was best before the step that failed: the images of an ascent's pictures, a dream as far as
   * it had come, or the picture of a style transfer with the least loss.
   *
   * <p><b>Shape:</b> each {@code [C, H, W]}, values from 0 to 1, a dream and a style transfer as large as
   * the photograph.
   *
   * @return the images; none if the very first step failed
   */
  public List<Tensor> images() {
    return images;
  }
}
