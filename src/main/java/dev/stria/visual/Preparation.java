package dev.stria.visual;

import static dev.stria.op.Conv2d.conv2d;

import dev.stria.data.Normalization;
import dev.stria.op.Window;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;

/**
 * How a picture, grey or RGB with values from 0 to 1, becomes what a network was trained on: {@code (x −
 * mean) / std} per channel, and perhaps in the order BGR.
 */
public final class Preparation {
  private static final Preparation NONE = new Preparation(null, false);

  private final Normalization normalization;
  private final boolean bgr;

  private Preparation(Normalization normalization, boolean bgr) {
    this.normalization = normalization;
    this.bgr = bgr;
  }

  /**
   * Returns the preparation of a network that takes pictures as they are.
   *
   * @return no change
   */
  public static Preparation none() {
    return NONE;
  }

  /**
   * Returns the preparation of a network that was trained on normalised pictures.
   *
   * @param normalization what was taken out of pictures with values from 0 to 1
   * @return the preparation
   */
  public static Preparation of(Normalization normalization) {
    return new Preparation(normalization, false);
  }

  /**
   * Returns this preparation for a network that takes blue first; the normalisation's channels are in the
   * network's order.
   *
   * @return the changed preparation
   */
  public Preparation bgr() {
    return new Preparation(normalization, true);
  }

  /**
   * Prepares pictures: a 1×1 convolution with fixed weights, so that gradients flow back to the pictures.
   *
   * <p><b>Shape:</b> {@code [N, C, H, W]}; the same comes out.
   *
   * @param pictures values from 0 to 1, on a tape if gradients are wanted
   * @return the network's input
   */
  public Tensor apply(Tensor pictures) {
    if (normalization == null && !bgr) {
      return pictures;
    }
    int channels = pictures.shape().size(1);
    Tensor w = Tensor.zeros(channels, channels, 1, 1);
    Tensor b = Tensor.zeros(channels);
    for (int c = 0; c < channels; c++) {
      float std = normalization == null ? 1 : normalization.std(c);
      float mean = normalization == null ? 0 : normalization.mean(c);
      w.data()[c * channels + (bgr ? channels - 1 - c : c)] = 1 / std;
      b.data()[c] = -mean / std;
    }
    return conv2d(pictures, w, b, Window.kernel(1), 1);
  }

  /** Tells whether the network takes blue first. */
  boolean isBgr() {
    return bgr;
  }

  /**
   * Prepares one picture.
   *
   * @param picture {@code [C, H, W]}, values from 0 to 1
   * @return the network's input, {@code [1, C, H, W]}
   */
  Tensor single(Tensor picture) {
    Shape batch = picture.shape().prepend(1);
    return apply(Tensor.of(batch, picture.data()));
  }
}
