package dev.stria.visual;

import dev.stria.op.Conv2d;
import dev.stria.op.Crop;
import dev.stria.op.Interpolate;
import dev.stria.op.Pad;
import dev.stria.op.Roll;
import dev.stria.op.Window;
import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Tensor;
import java.util.List;

/**
 * A random move of pictures before the network sees them, with gradients back to where they were. All
 * pictures of a batch are moved alike. Sizes are parts of the picture's size, so that they suit any.
 */
@FunctionalInterface
public interface Transform {
  /**
   * Moves pictures.
   *
   * @param pictures {@code [N, C, H, W]}
   * @param random decides the move
   * @return the moved pictures, perhaps of another size
   */
  Tensor apply(Tensor pictures, SeededRandom random);

  /**
   * Returns a shift in which what leaves on one side comes back on the other.
   *
   * @param part the largest shift, as a part of the size
   * @return the move
   */
  static Transform roll(double part) {
    return (x, random) -> {
      int rows = shift(random, (int) Math.round(part * x.shape().size(2)));
      int columns = shift(random, (int) Math.round(part * x.shape().size(3)));
      return Roll.roll(Roll.roll(x, 2, rows), 3, columns);
    };
  }

  private static int shift(SeededRandom random, int most) {
    return random.nextInt(2 * most + 1) - most;
  }

  /**
   * Returns a grey frame around the picture.
   *
   * @param part its thickness, as a part of the size
   * @return the move
   */
  static Transform pad(double part) {
    return (x, random) -> {
      int rows = (int) Math.round(part * x.shape().size(2));
      int columns = (int) Math.round(part * x.shape().size(3));
      Window.Sides sides = new Window.Sides(rows, rows, columns, columns);
      return Pad.pad(x, sides, Pad.Border.constant(0.5f));
    };
  }

  /**
   * Returns a cut at a random place.
   *
   * @param part what is cut off, as a part of the size
   * @return the move
   */
  static Transform jitter(double part) {
    return (x, random) -> {
      int rows = (int) Math.round(part * x.shape().size(2));
      int columns = (int) Math.round(part * x.shape().size(3));
      int top = random.nextInt(rows + 1);
      int left = random.nextInt(columns + 1);
      return Crop.crop(x, new Window.Sides(top, rows - top, left, columns - left));
    };
  }

  /**
   * Returns an enlargement or reduction.
   *
   * @param smallest the smallest factor
   * @param largest the largest factor
   * @return the move
   */
  static Transform scale(double smallest, double largest) {
    return (x, random) -> {
      double factor = smallest + (largest - smallest) * random.nextDouble();
      int rows = Math.max(1, (int) Math.round(factor * x.shape().size(2)));
      int columns = Math.max(1, (int) Math.round(factor * x.shape().size(3)));
      return resized(x, rows, columns);
    };
  }

  /**
   * Returns a turn about the middle; corners that come from outside are grey.
   *
   * @param degrees the largest angle, either way
   * @return the move
   */
  static Transform rotate(double degrees) {
    return (x, random) ->
        Rotation.rotate(x, Math.toRadians(degrees * (2 * random.nextDouble() - 1)));
  }

  /**
   * Returns a blur.
   *
   * @param sigma its standard deviation in pixels
   * @return the move
   */
  static Transform blur(double sigma) {
    return (x, random) -> {
      int radius = Math.max(1, (int) Math.ceil(2 * sigma));
      int channels = x.shape().size(1);
      Tensor kernel = Tensor.zeros(channels, 1, 2 * radius + 1, 2 * radius + 1);
      int side = 2 * radius + 1;
      double sum = 0;
      double[] weights = new double[side * side];
      for (int i = 0; i < weights.length; i++) {
        int dy = i / side - radius;
        int dx = i % side - radius;
        weights[i] = StrictMath.exp(-(dx * dx + dy * dy) / (2 * sigma * sigma));
        sum += weights[i];
      }
      for (int i = 0; i < kernel.data().length; i++) {
        kernel.data()[i] = (float) (weights[i % weights.length] / sum);
      }
      Window.Sides sides = new Window.Sides(radius, radius, radius, radius);
      Tensor padded = Pad.pad(x, sides, Pad.Border.REPLICATE);
      return Conv2d.conv2d(padded, kernel, null, Window.kernel(side), channels);
    };
  }

  /**
   * Returns the return to a size, for networks that take one size only.
   *
   * @param height rows
   * @param width columns
   * @return the move
   */
  static Transform resize(int height, int width) {
    return (x, random) -> resized(x, height, width);
  }

  /**
   * Returns the return to a size by cutting off or adding a grey frame on all sides, which leaves what is in
   * the picture as large as it is.
   *
   * @param height rows
   * @param width columns
   * @return the move
   */
  static Transform fit(int height, int width) {
    return (x, random) -> {
      int rows = height - x.shape().size(2);
      int columns = width - x.shape().size(3);
      Tensor cut = Crop.crop(x, sides(Math.max(0, -rows), Math.max(0, -columns)));
      return Pad.pad(
          cut, sides(Math.max(0, rows), Math.max(0, columns)), Pad.Border.constant(0.5f));
    };
  }

  private static Window.Sides sides(int rows, int columns) {
    int top = rows / 2;
    int left = columns / 2;
    return new Window.Sides(top, rows - top, left, columns - left);
  }

  /**
   * Returns the moves for networks of natural pictures, one after the other: a frame, a cut, an enlargement
   * or reduction by up to a tenth, a turn by up to ten degrees, another cut, and what is then in the middle, in
   * the size that the picture had. Of a picture of 224 pixels, frame and cuts take 12, 8 and 4. Olah,
   * Mordvintsev and Schubert, <em>Feature visualization</em>, 2017.
   *
   * @return the moves as one
   */
  static Transform robust() {
    double pixel = 1 / 224.0;
    List<Transform> moves =
        List.of(pad(12 * pixel), jitter(8 * pixel), scale(0.9, 1.1), rotate(10), jitter(4 * pixel));
    return (x, random) -> {
      Tensor moved = x;
      for (Transform move : moves) {
        moved = move.apply(moved, random);
      }
      return fit(x.shape().size(2), x.shape().size(3)).apply(moved, random);
    };
  }

  /** Resizes pictures; the same comes back if they have the size. */
  private static Tensor resized(Tensor x, int height, int width) {
    return x.shape().size(2) == height && x.shape().size(3) == width
        ? x
        : Interpolate.interpolate(x, new Window.Extent(height, width), Interpolate.Mode.BILINEAR);
  }
}
