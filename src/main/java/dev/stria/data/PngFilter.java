package dev.stria.data;

/**
 * The five ways in which a PNG row is predicted from its neighbours. Source: W3C, <em>Portable Network
 * Graphics</em>, section 9.
 */
final class PngFilter {
  static final int COUNT = 5;

  private PngFilter() {}

  /** Turns a filtered row into bytes of the image; {@code above} is the row above, already turned. */
  static void undo(int type, byte[] row, byte[] above, int length, int pixel) {
    for (int i = 0; type != 0 && i < length; i++) {
      row[i] += (byte) prediction(type, row, above, i, pixel);
    }
  }

  /** Writes a filtered row into {@code into} and returns the sum of its absolute values. */
  static long apply(int type, byte[] row, byte[] above, byte[] into, int pixel) {
    long sum = 0;
    for (int i = 0; i < row.length; i++) {
      into[i] = (byte) (row[i] - (type == 0 ? 0 : prediction(type, row, above, i, pixel)));
      sum += Math.abs(into[i]);
    }
    return sum;
  }

  private static int prediction(int type, byte[] row, byte[] above, int i, int pixel) {
    int left = i >= pixel ? row[i - pixel] & 0xFF : 0;
    int up = above[i] & 0xFF;
    return switch (type) {
      case 1 -> left;
      case 2 -> up;
      case 3 -> (left + up) / 2;
      default -> paeth(left, up, i >= pixel ? above[i - pixel] & 0xFF : 0);
    };
  }

  private static int paeth(int left, int up, int corner) {
    int toLeft = Math.abs(up - corner);
    int toUp = Math.abs(left - corner);
    int toCorner = Math.abs(left + up - 2 * corner);
    if (toLeft <= toUp && toLeft <= toCorner) {
      return left;
    }
    return toUp <= toCorner ? up : corner;
  }
}
