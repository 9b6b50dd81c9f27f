package dev.stria.data;

import dev.stria.tensor.Shape;
import java.nio.file.Path;
import java.util.Arrays;

/** The one place where sizes that a file announces become a shape. */
final class Sizes {
  /** Java arrays end here; some virtual machines refuse the last few. */
  private static final long MAX_ARRAY = Integer.MAX_VALUE - 8;

  private Sizes() {}

  /**
   * Returns the shape of these sizes if an array can hold that many elements of that many bytes.
   *
   * @throws MalformedFileException if a size is negative or too large, or their product is
   */
  static Shape shape(Path file, long[] sizes, int bytesPerElement) throws MalformedFileException {
    int[] ints = new int[sizes.length];
    for (int axis = 0; axis < sizes.length; axis++) {
      if (sizes[axis] < 0 || sizes[axis] > MAX_ARRAY) {
        throw new MalformedFileException(
            file, "size " + sizes[axis] + " of axis " + axis + " is outside 0 to " + MAX_ARRAY);
      }
      ints[axis] = (int) sizes[axis];
    }
    long count = count(sizes);
    if (count < 0 || count > MAX_ARRAY / bytesPerElement) {
      throw new MalformedFileException(
          file, "shape " + brief(sizes) + " has more elements than one array can hold");
    }
    return Shape.of(ints);
  }

  /** Returns the product of sizes that are not negative, or -1 if it exceeds a {@code long}. */
  static long count(long... sizes) {
    long count = 1;
    boolean overflow = false;
    for (long size : sizes) {
      if (size == 0) {
        return 0;
      }
      overflow |= Math.multiplyHigh(count, size) != 0 || count * size < 0;
      count = overflow ? 1 : count * size;
    }
    return overflow ? -1 : count;
  }

  private static String brief(long[] sizes) {
    return sizes.length <= 8
        ? Arrays.toString(sizes)
        : "of rank " + sizes.length + " " + Arrays.toString(Arrays.copyOf(sizes, 8)) + "…";
  }
}
