package dev.stria.visual;

import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;

/** Pixels that are cut off at 0 and 1. */
record BoxPixels(float ground) implements Canvas {
  @Override
  public Shape values(Shape picture) {
    return picture;
  }

  @Override
  public void start(Shape picture, SeededRandom random, double sigma, float[] into, int at) {
    for (int i = at; i < at + picture.count(); i++) {
      into[i] = clip((float) (ground + sigma * random.nextGaussian()));
    }
  }

  @Override
  public void start(Tensor picture, float[] into, int at) {
    System.arraycopy(picture.data(), 0, into, at, picture.shape().count());
  }

  @Override
  public Tensor paint(Tensor values, Shape picture) {
    return values;
  }

  @Override
  public void project(float[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = clip(values[i]);
    }
  }

  /** NaN stays, so that it is seen. */
  private static float clip(float x) {
    return x < 0 ? 0 : x > 1 ? 1 : x;
  }
}
