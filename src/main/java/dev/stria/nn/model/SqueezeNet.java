package dev.stria.nn.model;

import dev.stria.nn.Blueprint;
import dev.stria.nn.Conv2d;
import dev.stria.nn.Dropout;
import dev.stria.nn.GlobalAvgPool2d;
import dev.stria.nn.Layer;
import dev.stria.nn.MaxPool2d;
import dev.stria.nn.Network;
import dev.stria.nn.Relu;
import dev.stria.nn.Sequential;
import dev.stria.nn.Site;
import dev.stria.op.Concat;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;

/**
 * SqueezeNet 1.1: AlexNet's accuracy with 1.2 million parameters, by squeezing channels before each 3×3
 * filter.
 *
 * <p>Iandola et al., <em>SqueezeNet</em>, 2016. Layers and parameters are named as in the authors' Caffe
 * model, with a dot for a slash: {@code fire2.squeeze1x1.weight}; {@link #fromTorchvision} gives those names
 * for torchvision's. The ImageNet weights take images {@code [3, 227, 227]} of {@link CaffeInput}.
 */
public final class SqueezeNet {
  private SqueezeNet() {}

  /**
   * Returns the blueprint of the network up to its logits.
   *
   * @param classes how many classes, 1000 for ImageNet
   * @return the blueprint
   */
  public static Sequential.Chain classes(int classes) {
    return Sequential.layers()
        .add("conv1", Conv2d.filters(64).kernel(3).stride(2))
        .add("relu_conv1", Relu::new)
        .add("pool1", MaxPool2d.kernel(3).stride(2).ceil())
        .add("fire2", fire(16, 64))
        .add("fire3", fire(16, 64))
        .add("pool3", MaxPool2d.kernel(3).stride(2).ceil())
        .add("fire4", fire(32, 128))
        .add("fire5", fire(32, 128))
        .add("pool5", MaxPool2d.kernel(3).stride(2).ceil())
        .add("fire6", fire(48, 192))
        .add("fire7", fire(48, 192))
        .add("fire8", fire(64, 256))
        .add("fire9", fire(64, 256))
        .add("drop9", Dropout.probability(0.5))
        .add("conv10", Conv2d.filters(classes))
        .add("relu_conv10", Relu::new)
        .add("pool10", GlobalAvgPool2d::new);
  }

  private static Blueprint fire(int squeezed, int expanded) {
    return site -> new Fire(site, squeezed, expanded);
  }

  /** A layer of few 1×1 filters, in front of many of 1×1 and of 3×3 side by side. */
  private static final class Fire extends Network {
    private final Layer squeeze;
    private final Layer reluSqueeze;
    private final Layer expand1;
    private final Layer relu1;
    private final Layer expand3;
    private final Layer relu3;

    Fire(Site site, int squeezed, int expanded) {
      super(site);
      squeeze = part("squeeze1x1", Conv2d.filters(squeezed), site.input());
      reluSqueeze = part("relu_squeeze1x1", Relu::new, squeeze);
      expand1 = part("expand1x1", Conv2d.filters(expanded), reluSqueeze);
      relu1 = part("relu_expand1x1", Relu::new, expand1);
      expand3 = part("expand3x3", Conv2d.filters(expanded).kernel(3).padding(1), reluSqueeze);
      relu3 = part("relu_expand3x3", Relu::new, expand3);
    }

    @Override
    protected Tensor forward(Tensor x) {
      Tensor s = reluSqueeze.apply(squeeze.apply(x));
      return Concat.concat(1, relu1.apply(expand1.apply(s)), relu3.apply(expand3.apply(s)));
    }

    @Override
    public Shape outputShape(Shape input) {
      Shape one = expand1.outputShape(squeeze.outputShape(input));
      return one.with(0, 2 * one.size(0));
    }
  }

  /**
   * Translates a parameter's name in torchvision's {@code squeezenet1_1}, for {@code Weights.rename}.
   * Torchvision's weights take RGB of mean (0.485, 0.456, 0.406) and deviation (0.229, 0.224, 0.225).
   *
   * @param name such as {@code features.3.squeeze.weight}
   * @return such as {@code fire2.squeeze1x1.weight}
   */
  public static String fromTorchvision(String name) {
    String[] parts = name.split("\\.");
    if (parts[0].equals("classifier")) {
      return "conv10." + parts[parts.length - 1];
    }
    int index = Integer.parseInt(parts[1]);
    if (index == 0) {
      return "conv1." + parts[parts.length - 1];
    }
    int fire = index < 5 ? index - 1 : index < 8 ? index - 2 : index - 3;
    String layer = parts[2].equals("squeeze") ? "squeeze1x1" : parts[2];
    return "fire" + fire + "." + layer + "." + parts[3];
  }
}
