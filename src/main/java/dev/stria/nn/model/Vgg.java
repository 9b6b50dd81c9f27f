package dev.stria.nn.model;

import dev.stria.nn.AdaptiveAvgPool2d;
import dev.stria.nn.Conv2d;
import dev.stria.nn.Dropout;
import dev.stria.nn.Flatten;
import dev.stria.nn.Linear;
import dev.stria.nn.MaxPool2d;
import dev.stria.nn.Relu;
import dev.stria.nn.Sequential;

/**
 * VGG: nothing but 3×3 convolutions and pooling, 16 or 19 layers deep; the network of style transfer.
 *
 * <p>Simonyan and Zisserman, <em>Very deep convolutional networks for large-scale image recognition</em>,
 * 2015. Layers and parameters are named as in torchvision: {@code features.28.weight}. Torchvision's weights
 * take RGB of mean (0.485, 0.456, 0.406) and deviation (0.229, 0.224, 0.225).
 */
public final class Vgg {
  private static final int[] CONVOLUTIONS_16 = {2, 2, 3, 3, 3};
  private static final int[] CONVOLUTIONS_19 = {2, 2, 4, 4, 4};
  private static final int[] FILTERS = {64, 128, 256, 512, 512};
  private static final int HIDDEN = 4096;

  private Vgg() {}

  /**
   * Returns the blueprint of VGG-16 up to its logits: 138 million parameters.
   *
   * @param classes how many classes, 1000 for ImageNet
   * @return the blueprint
   */
  public static Sequential.Chain vgg16(int classes) {
    return classifier(features16(), classes, HIDDEN);
  }

  /**
   * Returns the blueprint of VGG-19 up to its logits: 144 million parameters.
   *
   * @param classes how many classes, 1000 for ImageNet
   * @return the blueprint
   */
  public static Sequential.Chain vgg19(int classes) {
    return classifier(features19(), classes, HIDDEN);
  }

  /**
   * Returns the blueprint of VGG-16's convolutions alone, for pictures of any size from 32×32: 15 million
   * parameters, all called {@code features.…}.
   *
   * @return the blueprint
   */
  public static Sequential.Chain features16() {
    return Sequential.layers().add("features", features(CONVOLUTIONS_16));
  }

  /**
   * Returns the blueprint of VGG-19's convolutions alone, for pictures of any size from 32×32: 20 million
   * parameters, all called {@code features.…}.
   *
   * @return the blueprint
   */
  public static Sequential.Chain features19() {
    return Sequential.layers().add("features", features(CONVOLUTIONS_19));
  }

  private static Sequential.Chain features(int[] convolutions) {
    Sequential.Chain chain = Sequential.layers();
    int index = 0;
    for (int stage = 0; stage < FILTERS.length; stage++) {
      for (int i = 0; i < convolutions[stage]; i++) {
        Conv2d.Options convolution = Conv2d.filters(FILTERS[stage]).kernel(3).padding(1);
        chain = chain.add("" + index++, convolution).add("" + index++, Relu::new);
      }
      chain = chain.add("" + index++, MaxPool2d.kernel(2));
    }
    return chain;
  }

  static Sequential.Chain classifier(Sequential.Chain features, int classes, int hidden) {
    return features
        .add("avgpool", AdaptiveAvgPool2d.output(7))
        .add("flatten", Flatten::new)
        .add(
            "classifier",
            Sequential.layers()
                .add("0", Linear.units(hidden))
                .add("1", Relu::new)
                .add("2", Dropout.probability(0.5))
                .add("3", Linear.units(hidden))
                .add("4", Relu::new)
                .add("5", Dropout.probability(0.5))
                .add("6", Linear.units(classes)));
  }
}
