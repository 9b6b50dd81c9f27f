package dev.stria.data;

/** The check that all in-memory datasets make of their labels. */
final class Labels {
  private Labels() {}

  static void require(int[] labels, int images, int classes) {
    if (labels.length != images) {
      throw new IllegalArgumentException(
          "expected one label per image, but got "
              + images
              + " images and "
              + labels.length
              + " labels");
    }
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= classes) {
        throw new IllegalArgumentException(
            "label " + labels[i] + " of example " + i + " is outside 0 to " + (classes - 1));
      }
    }
  }
}
