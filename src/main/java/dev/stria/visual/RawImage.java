package dev.stria.visual;

import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;

/** What is learned, and how it becomes an image without bounds, which a sigmoid then makes a picture of. */
interface RawImage {
  /** Returns the shape of what is learned for one picture {@code [C, H, W]}. */
  Shape values(Shape picture);

  /** Turns values {@code [N, …]} into images {@code [N, C, H, W]}. */
  Tensor image(Tensor values, Shape picture);

  /** Writes the values of which an image {@code [C, H, W]} is made. */
  void invert(Tensor image, float[] into, int at);

  /** The pixels themselves. */
  RawImage PIXELS =
      new RawImage() {
        @Override
        public Shape values(Shape picture) {
          return picture;
        }

        @Override
        public Tensor image(Tensor values, Shape picture) {
          return values;
        }

        @Override
        public void invert(Tensor image, float[] into, int at) {
          System.arraycopy(image.data(), 0, into, at, image.data().length);
        }
      };
}
