package dev.stria.examples.go;

import dev.stria.nn.BatchNorm;
import dev.stria.nn.Bias;
import dev.stria.nn.Conv2d;
import dev.stria.nn.ConvTranspose2d;
import dev.stria.nn.Flatten;
import dev.stria.nn.MaxPool2d;
import dev.stria.nn.Relu;
import dev.stria.nn.Sequential;
import dev.stria.nn.Softmax;
import dev.stria.tensor.Shape;

/**
 * Networks that say for each point of the board how likely it is to be played next.
 *
 * <p>One layer of 5×5 filters and several of 3×3, each as large as the board: no pooling, because a pattern one
 * line further to the left is another move.
 */
public final class GoNetwork {
  private GoNetwork() {}

  /**
   * Builds a network.
   *
   * @param size the points on a side of the board
   * @param width how many filters a layer has
   * @param layers how many layers of filters, at least 2
   * @param pooling whether the first layer's maps are pooled, and spread again by the last layer
   * @param seed decides the initial weights
   * @return the network
   */
  public static Sequential build(int size, int width, int layers, boolean pooling, long seed) {
    Sequential.Chain chain = block(Sequential.layers(), 1, width, 5);
    if (pooling) {
      chain = chain.add("pool1", MaxPool2d.kernel(3).stride(2).padding(1));
    }
    for (int i = 2; i <= layers; i++) {
      chain = block(chain, i, width, 3);
    }
    return chain
        .add(
            "point",
            pooling
                ? ConvTranspose2d.filters(1).kernel(3).stride(2).padding(1)
                : Conv2d.filters(1).kernel(1))
        .add("flatten", Flatten::new)
        .add("place", Bias::new)
        .add("softmax", Softmax::new)
        .build(Shape.of(Planes.NAMES.size(), size, size), seed);
  }

  private static Sequential.Chain block(Sequential.Chain chain, int i, int width, int kernel) {
    return chain
        .add("conv" + i, Conv2d.filters(width).kernel(kernel).same().noBias())
        .add("norm" + i, BatchNorm::new)
        .add("relu" + i, Relu::new);
  }
}
