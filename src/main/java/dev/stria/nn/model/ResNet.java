package dev.stria.nn.model;

import static dev.stria.op.Add.add;

import dev.stria.nn.AdaptiveAvgPool2d;
import dev.stria.nn.BatchNorm;
import dev.stria.nn.Blueprint;
import dev.stria.nn.Conv2d;
import dev.stria.nn.Flatten;
import dev.stria.nn.Layer;
import dev.stria.nn.Linear;
import dev.stria.nn.MaxPool2d;
import dev.stria.nn.Network;
import dev.stria.nn.Relu;
import dev.stria.nn.Sequential;
import dev.stria.nn.Site;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;

/**
 * Residual networks of basic blocks: two 3×3 convolutions each, bypassed by the identity.
 *
 * <p>He, Zhang, Ren and Sun, <em>Deep residual learning for image recognition</em>, 2016. Layers and
 * parameters are named as in torchvision: {@code layer2.0.downsample.1.running_var}. Torchvision's weights
 * take RGB of mean (0.485, 0.456, 0.406) and deviation (0.229, 0.224, 0.225).
 */
public final class ResNet {
  private ResNet() {}

  /**
   * Returns the blueprint of ResNet-18, for images of about 224×224, up to its logits.
   *
   * @param classes how many classes, 1000 for ImageNet
   * @return the blueprint
   */
  public static Sequential.Chain resNet18(int classes) {
    Sequential.Chain chain =
        Sequential.layers()
            .add("conv1", Conv2d.filters(64).kernel(7).stride(2).padding(3).noBias())
            .add("bn1", BatchNorm::new)
            .add("relu", Relu::new)
            .add("maxpool", MaxPool2d.kernel(3).stride(2).padding(1));
    return end(chain, classes, 2, 64, 128, 256, 512);
  }

  /**
   * Returns the blueprint of ResNet-20, the paper's network for CIFAR's 32×32 images, up to its logits.
   * Where the number of channels doubles, a 1×1 convolution bypasses the block (the paper's option B).
   *
   * @param classes how many classes, 10 for CIFAR-10
   * @return the blueprint
   */
  public static Sequential.Chain resNet20(int classes) {
    Sequential.Chain chain =
        Sequential.layers()
            .add("conv1", Conv2d.filters(16).kernel(3).padding(1).noBias())
            .add("bn1", BatchNorm::new)
            .add("relu", Relu::new);
    return end(chain, classes, 3, 16, 32, 64);
  }

  private static Sequential.Chain end(
      Sequential.Chain start, int classes, int blocks, int... filters) {
    Sequential.Chain chain = start;
    for (int stage = 0; stage < filters.length; stage++) {
      Sequential.Chain layer = Sequential.layers();
      for (int block = 0; block < blocks; block++) {
        int stride = stage > 0 && block == 0 ? 2 : 1;
        layer = layer.add(Integer.toString(block), block(filters[stage], stride));
      }
      chain = chain.add("layer" + (stage + 1), layer);
    }
    return chain
        .add("avgpool", AdaptiveAvgPool2d.output(1))
        .add("flatten", Flatten::new)
        .add("fc", Linear.units(classes));
  }

  private static Blueprint block(int filters, int stride) {
    return site -> new BasicBlock(site, filters, stride);
  }

  /** Two convolutions and their bypass. */
  private static final class BasicBlock extends Network {
    private final Layer conv1;
    private final Layer bn1;
    private final Layer relu;
    private final Layer conv2;
    private final Layer bn2;
    private final Layer downsample;
    private final Layer out;

    BasicBlock(Site site, int filters, int stride) {
      super(site);
      conv1 = part("conv1", convolution(filters).stride(stride), site.input());
      bn1 = part("bn1", BatchNorm::new, conv1);
      relu = part("relu", Relu::new, bn1);
      conv2 = part("conv2", convolution(filters), relu);
      bn2 = part("bn2", BatchNorm::new, conv2);
      boolean same = stride == 1 && site.input().size(0) == filters;
      downsample = same ? null : part("downsample", bypass(filters, stride), site.input());
      out = part("out", Relu::new, bn2);
    }

    private static Conv2d.Options convolution(int filters) {
      return Conv2d.filters(filters).kernel(3).padding(1).noBias();
    }

    private static Sequential.Chain bypass(int filters, int stride) {
      return Sequential.layers()
          .add("0", Conv2d.filters(filters).stride(stride).noBias())
          .add("1", BatchNorm::new);
    }

    @Override
    protected Tensor forward(Tensor x) {
      Tensor y = bn2.apply(conv2.apply(relu.apply(bn1.apply(conv1.apply(x)))));
      return out.apply(add(y, downsample == null ? x : downsample.apply(x)));
    }

    @Override
    public Shape outputShape(Shape input) {
      return conv2.outputShape(conv1.outputShape(input));
    }
  }
}
