package dev.stria.nn;

import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A depthwise separable convolution: one filter per channel looks at space, then 1×1 filters mix the
 * channels, for a fraction of the multiply-adds of a full convolution.
 *
 * <p>Chollet, <em>Xception</em>, 2017. Parts: {@code depthwise} and {@code pointwise}, both {@link Conv2d}.
 */
public final class SeparableConv2d extends Layer {
  private final Layer depthwise;
  private final Layer pointwise;

  private SeparableConv2d(Site site, Conv2d.Options options) {
    super(site);
    int channels = site.input().rank() == 3 ? Math.max(1, site.input().size(0)) : 1;
    Conv2d.Options space =
        new Conv2d.Options(channels, options.window(), channels, false, options.initializer());
    this.depthwise = Layers.build(site.child("depthwise", site.input()), space);
    Conv2d.Options mixing =
        new Conv2d.Options(
            options.filters(),
            Conv2d.filters(1).window(),
            1,
            options.bias(),
            options.initializer());
    Shape between = depthwise.outputShape(site.input());
    this.pointwise = Layers.build(site.child("pointwise", between), mixing);
  }

  /**
   * Returns the blueprint of a separable convolution like a full one.
   *
   * @param full the full convolution: its window slides in the depthwise part, its filters and biases are
   *     those of the pointwise part, its groups do not matter
   * @return the blueprint
   */
  public static Blueprint like(Conv2d.Options full) {
    return new Options(full);
  }

  @Override
  protected Tensor forward(Tensor x) {
    return pointwise.apply(depthwise.apply(x));
  }

  @Override
  public Shape outputShape(Shape input) {
    return pointwise.outputShape(depthwise.outputShape(input));
  }

  @Override
  public Map<String, Layer> parts() {
    Map<String, Layer> parts = new LinkedHashMap<>();
    parts.put("depthwise", depthwise);
    parts.put("pointwise", pointwise);
    return Collections.unmodifiableMap(parts);
  }

  /** The convolution that is taken apart, so that a model file can keep it. */
  record Options(Conv2d.Options full) implements Blueprint {
    @Override
    public SeparableConv2d build(Site site) {
      return new SeparableConv2d(site, full);
    }
  }
}
