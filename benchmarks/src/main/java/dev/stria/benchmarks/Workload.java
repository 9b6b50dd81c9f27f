package dev.stria.benchmarks;

import dev.stria.nn.Conv2d;
import dev.stria.nn.Flatten;
import dev.stria.nn.Linear;
import dev.stria.nn.MaxPool2d;
import dev.stria.nn.Relu;
import dev.stria.nn.Sequential;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.util.List;
import java.util.SplittableRandom;

/** The networks that are measured: said once, and built alike by every library that takes part. */
public enum Workload {
  /** The lecture's network on 28×28 digits. */
  W1(64, Shape.of(1, 28, 28), conv(25, 3, 0), pool(), conv(50, 3, 0), pool(), linear(100)),
  /** A network of 5×5 filters on 28×28 digits. */
  W2(64, Shape.of(1, 28, 28), conv(20, 5, 0), pool(), conv(50, 5, 0), pool(), linear(500)),
  /** Six convolutions on 32×32 colour images. */
  W3(
      32,
      Shape.of(3, 32, 32),
      conv(64, 3, 1),
      conv(64, 3, 1),
      pool(),
      conv(128, 3, 1),
      conv(128, 3, 1),
      pool(),
      conv(256, 3, 1),
      conv(256, 3, 1),
      pool(),
      linear(256)),
  /** VGG-19 up to its thirteenth convolution, conv5_1, on one large picture, which is differentiated itself. */
  W6(
      1,
      Shape.of(3, 224, 224),
      conv(64, 3, 1),
      conv(64, 3, 1),
      pool(),
      conv(128, 3, 1),
      conv(128, 3, 1),
      pool(),
      conv(256, 3, 1),
      conv(256, 3, 1),
      conv(256, 3, 1),
      conv(256, 3, 1),
      pool(),
      conv(512, 3, 1),
      conv(512, 3, 1),
      conv(512, 3, 1),
      conv(512, 3, 1),
      pool(),
      conv(512, 3, 1));

  /** How many classes the networks tell apart that do, by one more fully connected layer without relu. */
  public static final int CLASSES = 10;

  private final int batch;
  private final Shape image;
  private final List<Part> parts;

  Workload(int batch, Shape image, Part... parts) {
    this.batch = batch;
    this.image = image;
    this.parts = List.of(parts);
  }

  /** What a part of a network is; convolutions and fully connected layers have a relu behind them. */
  public enum Kind {
    /** A convolution. */
    CONV,
    /** The maximum of windows 2×2. */
    POOL,
    /** A fully connected layer. */
    LINEAR
  }

  /**
   * One part of a network.
   *
   * @param kind what it is
   * @param units its filters or units
   * @param kernel rows and columns of its filters
   * @param padding the padding on each side
   */
  public record Part(Kind kind, int units, int kernel, int padding) {}

  private static Part conv(int filters, int kernel, int padding) {
    return new Part(Kind.CONV, filters, kernel, padding);
  }

  private static Part pool() {
    return new Part(Kind.POOL, 0, 2, 0);
  }

  private static Part linear(int units) {
    return new Part(Kind.LINEAR, units, 0, 0);
  }

  /**
   * Returns the batch size of training.
   *
   * @return the number of images
   */
  public int batch() {
    return batch;
  }

  /**
   * Returns the shape of one image.
   *
   * @return channels, rows and columns
   */
  public Shape image() {
    return image;
  }

  /**
   * Returns the parts, the last fully connected layer apart.
   *
   * @return the parts in order
   */
  public List<Part> parts() {
    return parts;
  }

  /**
   * Returns whether the network ends in classes, rather than in a convolution whose mean is differentiated.
   *
   * @return whether it has fully connected layers
   */
  public boolean classifies() {
    return parts.get(parts.size() - 1).kind() == Kind.LINEAR;
  }

  /**
   * Builds the network with this library.
   *
   * @return the network; its last layer gives logits, if it tells classes apart
   */
  public Sequential build() {
    Sequential.Chain chain = Sequential.layers();
    boolean flat = false;
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      if (part.kind() == Kind.POOL) {
        chain = chain.add("pool" + i, MaxPool2d.kernel(2));
        continue;
      }
      if (part.kind() == Kind.CONV) {
        chain =
            chain.add(
                "conv" + i,
                Conv2d.filters(part.units()).kernel(part.kernel()).padding(part.padding()));
      } else {
        chain = flat ? chain : chain.add("flatten", Flatten::new);
        flat = true;
        chain = chain.add("fc" + i, Linear.units(part.units()));
      }
      chain = chain.add("relu" + i, Relu::new);
    }
    return (classifies() ? chain.add("logits", Linear.units(CLASSES)) : chain).build(image, 1);
  }

  /**
   * Returns random images.
   *
   * @param count how many
   * @return uniformly distributed between 0 and 1, the same for every library
   */
  public Tensor images(int count) {
    SplittableRandom random = new SplittableRandom(3);
    Tensor images = Tensor.zeros(image.prepend(count));
    float[] data = images.data();
    for (int i = 0; i < data.length; i++) {
      data[i] = (float) random.nextDouble();
    }
    return images;
  }

  /**
   * Returns random labels.
   *
   * @param count how many
   * @return class numbers
   */
  public int[] labels(int count) {
    return new SplittableRandom(4).ints(count, 0, CLASSES).toArray();
  }
}
