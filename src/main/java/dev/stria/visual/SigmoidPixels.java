package dev.stria.visual;

import static dev.stria.op.Activation.sigmoid;

import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;

/** Pixels that a sigmoid keeps between 0 and 1. */
record SigmoidPixels() implements Canvas {
  /** A given picture is kept this far from black and white, where a sigmoid would no longer move. */
  private static final double MARGIN = 0.01;

  @Override
  public Shape values(Shape picture) {
    return picture;
  }

  @Override
  public void start(Shape picture, SeededRandom random, double sigma, float[] into, int at) {
    for (int i = at; i < at + picture.count(); i++) {
      into[i] = (float) (sigma * random.nextGaussian());
    }
  }

  @Override
  public void start(Tensor picture, float[] into, int at) {
    for (int i = 0; i < picture.shape().count(); i++) {
      double p = Math.max(MARGIN, Math.min(1 - MARGIN, picture.data()[i]));
      into[at + i] = (float) StrictMath.log(p / (1 - p));
    }
  }

  @Override
  public Tensor paint(Tensor values, Shape picture) {
    return sigmoid(values);
  }
}
