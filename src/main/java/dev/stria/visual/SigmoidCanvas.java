package dev.stria.visual;

import static dev.stria.op.Activation.sigmoid;

import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;

/** An image without bounds, perhaps in other colors, that a sigmoid keeps between 0 and 1. */
record SigmoidCanvas(RawImage raw, boolean decorrelated) implements Canvas {
  /** A given picture is kept this far from black and white, where a sigmoid would no longer move. */
  private static final double MARGIN = 0.01;

  @Override
  public Shape values(Shape picture) {
    return raw.values(picture);
  }

  @Override
  public void start(Shape picture, SeededRandom random, double sigma, float[] into, int at) {
    for (int i = at; i < at + raw.values(picture).count(); i++) {
      into[i] = (float) (sigma * random.nextGaussian());
    }
  }

  @Override
  public void start(Tensor picture, float[] into, int at) {
    Tensor image = Tensor.zeros(picture.shape());
    for (int i = 0; i < image.data().length; i++) {
      double p = Math.max(MARGIN, Math.min(1 - MARGIN, picture.data()[i]));
      image.data()[i] = (float) StrictMath.log(p / (1 - p));
    }
    raw.invert(decorrelated ? NaturalColor.separated(image) : image, into, at);
  }

  @Override
  public Tensor paint(Tensor values, Shape picture) {
    Tensor image = raw.image(values, picture);
    return sigmoid(decorrelated ? NaturalColor.mixed(image) : image);
  }
}
