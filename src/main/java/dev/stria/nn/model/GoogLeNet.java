package dev.stria.nn.model;

import dev.stria.nn.Blueprint;
import dev.stria.nn.Conv2d;
import dev.stria.nn.Dropout;
import dev.stria.nn.GlobalAvgPool2d;
import dev.stria.nn.Layer;
import dev.stria.nn.Linear;
import dev.stria.nn.LocalResponseNorm;
import dev.stria.nn.MaxPool2d;
import dev.stria.nn.Network;
import dev.stria.nn.Relu;
import dev.stria.nn.Sequential;
import dev.stria.nn.Site;
import dev.stria.op.Concat;
import dev.stria.op.Window;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.util.Arrays;

/**
 * GoogLeNet (Inception v1): nine blocks of 1×1, 3×3 and 5×5 filters side by side; the network of the first
 * deep dreams.
 *
 * <p>Szegedy et al., <em>Going deeper with convolutions</em>, 2015. Layers and parameters are named as in
 * Caffe's BVLC model, with a dot for a slash: {@code inception_4c.3x3_reduce.weight}; without the auxiliary
 * classifiers. The ImageNet weights take images {@code [3, 224, 224]} of {@link CaffeInput}.
 */
public final class GoogLeNet {
  private GoogLeNet() {}

  /**
   * Returns the blueprint of the network up to its logits.
   *
   * @param classes how many classes, 1000 for ImageNet
   * @return the blueprint
   */
  public static Sequential.Chain classes(int classes) {
    return features()
        .add("pool5", GlobalAvgPool2d::new)
        .add("drop", Dropout.probability(0.4))
        .add("loss3", Sequential.layers().add("classifier", Linear.units(classes)));
  }

  /**
   * Returns the blueprint of the network up to its last inception block, for pictures of any size.
   *
   * @return the blueprint
   */
  public static Sequential.Chain features() {
    return Sequential.layers()
        .add("conv1", convolution("7x7_s2", Conv2d.filters(64).kernel(7).stride(2).padding(3)))
        .add("pool1", MaxPool2d.kernel(3).stride(2).ceil())
        .add("norm1", LocalResponseNorm.size(5))
        .add(
            "conv2",
            convolution("3x3_reduce", Conv2d.filters(64))
                .add("3x3", Conv2d.filters(192).kernel(3).padding(1))
                .add("relu_3x3", Relu::new))
        .add("norm2", LocalResponseNorm.size(5))
        .add("pool2", MaxPool2d.kernel(3).stride(2).ceil())
        .add("inception_3a", inception(64, 96, 128, 16, 32, 32))
        .add("inception_3b", inception(128, 128, 192, 32, 96, 64))
        .add("pool3", MaxPool2d.kernel(3).stride(2).ceil())
        .add("inception_4a", inception(192, 96, 208, 16, 48, 64))
        .add("inception_4b", inception(160, 112, 224, 24, 64, 64))
        .add("inception_4c", inception(128, 128, 256, 24, 64, 64))
        .add("inception_4d", inception(112, 144, 288, 32, 64, 64))
        .add("inception_4e", inception(256, 160, 320, 32, 128, 128))
        .add("pool4", MaxPool2d.kernel(3).stride(2).ceil())
        .add("inception_5a", inception(256, 160, 320, 32, 128, 128))
        .add("inception_5b", inception(384, 192, 384, 48, 128, 128));
  }

  private static Sequential.Chain convolution(String name, Conv2d.Options options) {
    return Sequential.layers().add(name, options).add("relu_" + name, Relu::new);
  }

  /** Numbers of filters as in the paper's table: 1×1, 3×3 reduce, 3×3, 5×5 reduce, 5×5, projection. */
  private static Blueprint inception(int... filters) {
    return site -> new Inception(site, filters);
  }

  /** Four branches whose channels are put one behind the other. */
  private static final class Inception extends Network {
    private final Layer[] one;
    private final Layer[] three;
    private final Layer[] five;
    private final Layer[] pooled;

    Inception(Site site, int[] filters) {
      super(site);
      Conv2d.Options kernel3 = Conv2d.filters(filters[2]).kernel(3).padding(1);
      Conv2d.Options kernel5 = Conv2d.filters(filters[4]).kernel(5).padding(2);
      Window window = Window.kernel(3).padding(1);
      one = convolution("1x1", Conv2d.filters(filters[0]), site.input());
      Layer[] reduce3 = convolution("3x3_reduce", Conv2d.filters(filters[1]), site.input());
      three = joined(reduce3, convolution("3x3", kernel3, after(reduce3)));
      Layer[] reduce5 = convolution("5x5_reduce", Conv2d.filters(filters[3]), site.input());
      five = joined(reduce5, convolution("5x5", kernel5, after(reduce5)));
      Layer pool = part("pool", MaxPool2d.kernel(3).window(window), site.input());
      Layer[] projection = convolution("pool_proj", Conv2d.filters(filters[5]), site.input());
      pooled = joined(new Layer[] {pool}, projection);
    }

    private Layer[] convolution(String name, Conv2d.Options options, Shape input) {
      Layer convolution = part(name, options, input);
      return new Layer[] {convolution, part("relu_" + name, Relu::new, convolution)};
    }

    private static Shape after(Layer[] branch) {
      return branch[branch.length - 1].inputShape();
    }

    private static Layer[] joined(Layer[] first, Layer[] then) {
      Layer[] all = Arrays.copyOf(first, first.length + then.length);
      System.arraycopy(then, 0, all, first.length, then.length);
      return all;
    }

    @Override
    protected Tensor forward(Tensor x) {
      return Concat.concat(1, run(one, x), run(three, x), run(five, x), run(pooled, x));
    }

    private static Tensor run(Layer[] branch, Tensor x) {
      Tensor y = x;
      for (Layer layer : branch) {
        y = layer.apply(y);
      }
      return y;
    }

    @Override
    public Shape outputShape(Shape input) {
      int channels = 0;
      for (Layer[] branch : new Layer[][] {one, three, five, pooled}) {
        channels += after(branch).size(0);
      }
      return input.with(0, channels);
    }
  }
}
