package dev.stria.internal.kernel;

import java.util.stream.Stream;

/** Convolutions of awkward sizes. */
final class Geometries {
  private Geometries() {}

  static Stream<ConvGeometry> all() {
    return Stream.of(
        square(1, 1, 1, 1, 1, 1, 0, 1, 1),
        square(2, 1, 28, 25, 3, 1, 0, 1, 1),
        square(3, 25, 13, 50, 3, 1, 0, 1, 1),
        square(2, 3, 9, 8, 3, 1, 1, 1, 1),
        square(2, 3, 32, 17, 3, 1, 1, 1, 1),
        square(2, 40, 8, 24, 1, 1, 0, 1, 1),
        square(2, 12, 24, 34, 1, 1, 0, 1, 2),
        square(1, 300, 23, 3, 1, 1, 0, 1, 1),
        square(1, 16, 15, 15, 1, 1, 0, 1, 1),
        square(1, 16, 92, 17, 1, 1, 0, 1, 1),
        square(1, 40, 7, 9, 1, 1, 0, 1, 1),
        square(2, 12, 9, 6, 1, 3, 0, 1, 1),
        square(1, 5, 11, 3, 2, 3, 0, 1, 1),
        square(1, 4, 17, 31, 5, 2, 2, 1, 1),
        square(1, 6, 19, 10, 3, 1, 2, 2, 1),
        square(2, 3, 75, 20, 7, 2, 3, 1, 1),
        square(2, 5, 64, 8, 1, 2, 0, 1, 1),
        square(3, 40, 7, 40, 3, 1, 1, 1, 40),
        square(2, 6, 16, 9, 3, 2, 3, 3, 3),
        square(1, 40, 6, 33, 3, 1, 1, 1, 1),
        square(1, 40, 8, 20, 3, 2, 1, 2, 1),
        square(2, 7, 10, 7, 3, 1, 1, 1, 7),
        square(2, 7, 10, 21, 3, 2, 1, 1, 7),
        square(9, 37, 10, 37, 3, 1, 1, 1, 37),
        square(3, 16, 17, 16, 3, 2, 1, 1, 16),
        square(20, 33, 12, 33, 3, 1, 0, 1, 33),
        square(9, 2, 5, 33, 5, 1, 4, 1, 1),
        square(1, 64, 40, 18, 3, 1, 1, 1, 1),
        square(1, 3, 64, 24, 11, 4, 2, 1, 1),
        new ConvGeometry(2, 3, 1, 50, 12, 1, 7, 1, 2, 0, 0, 3, 3, 1, 1, 1),
        new ConvGeometry(1, 36, 50, 1, 12, 5, 1, 1, 1, 2, 2, 0, 0, 2, 1, 1),
        new ConvGeometry(1, 2, 6, 8, 5, 3, 2, 2, 1, 0, 3, 5, 1, 1, 3, 1),
        new ConvGeometry(2, 34, 7, 9, 4, 2, 3, 1, 2, 1, 0, 0, 2, 1, 2, 2),
        new ConvGeometry(2, 8, 5, 5, 8, 3, 3, 3, 4, 2, 4, 6, 8, 2, 1, 1),
        new ConvGeometry(2, 6, 1, 8, 6, 1, 4, 1, 1, 0, 0, 0, 0, 1, 2, 3),
        new ConvGeometry(0, 2, 5, 5, 3, 3, 3, 1, 1, 0, 0, 0, 0, 1, 1, 1),
        square(1, 96, 9, 96, 3, 1, 1, 1, 1),
        square(3, 120, 8, 18, 3, 1, 1, 1, 1),
        square(1, 72, 14, 65, 3, 1, 1, 1, 1),
        square(2, 50, 20, 17, 3, 1, 2, 2, 1),
        square(1, 20, 11, 64, 5, 1, 3, 1, 1),
        square(1, 16, 48, 32, 3, 1, 1, 1, 1),
        square(1, 64, 16, 64, 3, 1, 1, 1, 1),
        square(1, 128, 6, 130, 3, 1, 1, 1, 2),
        new ConvGeometry(1, 48, 13, 31, 64, 3, 5, 2, 1, 1, 0, 2, 1, 1, 1, 1),
        new ConvGeometry(2, 78, 9, 12, 20, 2, 4, 3, 1, 0, 3, 5, 1, 2, 1, 1),
        widths(15),
        widths(16),
        widths(17),
        widths(31),
        widths(33));
  }

  private static ConvGeometry widths(int w) {
    return new ConvGeometry(2, 5, 1, w, 8, 1, 3, 1, 1, 0, 0, 1, 1, 1, 1, 1);
  }

  static ConvGeometry square(
      int n, int c, int size, int k, int kernel, int stride, int pad, int dilation, int groups) {
    return new ConvGeometry(
        n, c, size, size, k, kernel, kernel, stride, stride, pad, pad, pad, pad, dilation, dilation,
        groups);
  }
}
