package dev.stria.data;

import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import java.io.IOException;
import java.util.Arrays;

/**
 * The mean and standard deviation of each channel, to be taken out of images: {@code y = (x - mean) /
 * std}.
 */
public final class Normalization {
  private final float[] mean;
  private final float[] std;

  private Normalization(float[] mean, float[] std) {
    this.mean = mean;
    this.std = std;
  }

  /**
   * Returns a normalisation.
   *
   * @param mean one mean per channel
   * @param std one standard deviation per channel, above 0
   * @return the normalisation
   * @throws IllegalArgumentException if the numbers of channels differ, a mean is not finite or a
   *     standard deviation is not a finite number above 0
   */
  public static Normalization of(float[] mean, float[] std) {
    boolean usable = mean.length == std.length && mean.length > 0;
    for (int c = 0; usable && c < mean.length; c++) {
      usable = Float.isFinite(mean[c]) && Float.isFinite(std[c]) && std[c] > 0;
    }
    if (!usable) {
      throw new IllegalArgumentException(
          "expected a finite mean and a standard deviation above 0 per channel, but got means "
              + Arrays.toString(mean)
              + " and deviations "
              + Arrays.toString(std));
    }
    return new Normalization(mean.clone(), std.clone());
  }

  /**
   * Returns a normalisation for images of one channel.
   *
   * @param mean the mean
   * @param std the standard deviation, above 0
   * @return the normalisation
   * @throws IllegalArgumentException if a number is not finite or the deviation is not above 0
   */
  public static Normalization of(float mean, float std) {
    return of(new float[] {mean}, new float[] {std});
  }

  /**
   * Measures a dataset: the mean and the standard deviation of each channel over all its pixels.
   *
   * @param dataset the dataset, usually the one to train on
   * @return its normalisation
   * @throws IllegalArgumentException if the dataset is empty or a channel is constant
   * @throws IOException if an image cannot be read
   */
  public static Normalization of(Dataset dataset) throws IOException {
    int channels = dataset.shape().size(0);
    int area = dataset.shape().count() / channels;
    double[] sum = new double[channels];
    double[] squares = new double[channels];
    float[] image = new float[dataset.shape().count()];
    for (int i = 0; i < dataset.size(); i++) {
      dataset.read(i, image, 0);
      for (int at = 0; at < image.length; at++) {
        sum[at / area] += image[at];
        squares[at / area] += (double) image[at] * image[at];
      }
    }
    float[] mean = new float[channels];
    float[] std = new float[channels];
    double count = (double) dataset.size() * area;
    for (int c = 0; c < channels; c++) {
      double m = sum[c] / count;
      mean[c] = (float) m;
      std[c] = (float) Math.sqrt(Math.max(0, squares[c] / count - m * m));
    }
    return of(mean, std);
  }

  /**
   * Returns the mean of a channel.
   *
   * @param channel the channel
   * @return its mean
   */
  public float mean(int channel) {
    return mean[channel];
  }

  /**
   * Returns the standard deviation of a channel.
   *
   * @param channel the channel
   * @return its standard deviation
   */
  public float std(int channel) {
    return std[channel];
  }

  /**
   * Normalises images in place.
   *
   * <p><b>Shape:</b> {@code [C, H, W]} or {@code [N, C, H, W]}.
   *
   * @param shape the shape of the images
   * @param images the values, changed
   * @throws ShapeException if the number of channels is another
   */
  public void apply(Shape shape, float[] images) {
    int area = area(shape);
    for (int plane = 0; plane < images.length / area; plane++) {
      float m = mean[plane % mean.length];
      float s = std[plane % mean.length];
      for (int at = plane * area; at < (plane + 1) * area; at++) {
        images[at] = (images[at] - m) / s;
      }
    }
  }

  /**
   * Undoes {@link #apply}: {@code x = y * std + mean}, for showing images.
   *
   * <p><b>Shape:</b> {@code [C, H, W]} or {@code [N, C, H, W]}.
   *
   * @param shape the shape of the images
   * @param images the values, changed
   * @throws ShapeException if the number of channels is another
   */
  public void undo(Shape shape, float[] images) {
    int area = area(shape);
    for (int plane = 0; plane < images.length / area; plane++) {
      float m = mean[plane % mean.length];
      float s = std[plane % mean.length];
      for (int at = plane * area; at < (plane + 1) * area; at++) {
        images[at] = images[at] * s + m;
      }
    }
  }

  private int area(Shape shape) {
    if (shape.rank() < 3 || shape.size(-3) != mean.length) {
      throw new ShapeException(
          "normalization", "images of " + mean.length + " channels", shape, "");
    }
    return Math.max(1, shape.size(-1) * shape.size(-2));
  }

  /** Returns the numbers, such as {@code Normalization[mean=[0.1307], std=[0.3081]]}. */
  @Override
  public String toString() {
    return "Normalization[mean=" + Arrays.toString(mean) + ", std=" + Arrays.toString(std) + "]";
  }
}
