package dev.stria.visual;

import dev.stria.nn.Conv2d;
import dev.stria.nn.Layer;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** The filters of a convolution as they are: grey is 0, white the largest weight, black its negative. */
final class Kernels {
  private Kernels() {}

  /**
   * Returns one picture per filter: grey for one input channel, in color for three, else all channels side
   * by side.
   *
   * @param bgr whether the first of three input channels is blue and not red
   */
  static List<Tensor> of(Layer network, String path, boolean bgr) {
    if (!(network.layer(path) instanceof Conv2d conv)) {
      throw new IllegalArgumentException(
          "kernels: '" + path + "' is not a convolution but " + network.layer(path));
    }
    Tensor weight = conv.weight().value();
    List<Tensor> pictures = new ArrayList<>();
    int count = weight.shape().dropFirst().count();
    for (int k = 0; k < weight.shape().size(0); k++) {
      float[] filter = new float[count];
      System.arraycopy(weight.data(), k * count, filter, 0, count);
      Tensor picture = picture(weight.shape().dropFirst(), aroundGrey(filter));
      pictures.add(bgr && weight.shape().size(1) == 3 ? redFirst(picture) : picture);
    }
    return pictures;
  }

  private static Tensor redFirst(Tensor bgr) {
    Tensor rgb = bgr.copy();
    int area = bgr.shape().count() / 3;
    System.arraycopy(bgr.data(), 0, rgb.data(), 2 * area, area);
    System.arraycopy(bgr.data(), 2 * area, rgb.data(), 0, area);
    return rgb;
  }

  /** Maps 0 to mid-grey and the largest magnitude to black or white. */
  private static float[] aroundGrey(float[] w) {
    float largest = 1e-12f;
    for (float value : w) {
      largest = Math.max(largest, Math.abs(value));
    }
    float[] grey = new float[w.length];
    for (int i = 0; i < w.length; i++) {
      grey[i] = 0.5f + 0.5f * w[i] / largest;
    }
    return grey;
  }

  private static Tensor picture(Shape shape, float[] grey) {
    int channels = shape.size(0);
    if (channels == 1 || channels == 3) {
      return Tensor.of(shape, grey);
    }
    int columns = (int) Math.ceil(Math.sqrt(channels));
    int rows = (channels + columns - 1) / columns;
    int h = shape.size(1);
    int w = shape.size(2);
    Tensor mosaic = Tensor.filled(Shape.of(1, rows * (h + 1) - 1, columns * (w + 1) - 1), 1);
    for (int i = 0; i < grey.length; i++) {
      int channel = i / (h * w);
      int row = channel / columns * (h + 1) + i / w % h;
      int column = channel % columns * (w + 1) + i % w;
      mosaic.data()[row * mosaic.shape().size(2) + column] = grey[i];
    }
    return mosaic;
  }
}
