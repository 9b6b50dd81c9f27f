package dev.stria.visual;

import dev.stria.nn.Layer;
import dev.stria.op.StyleLoss;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Deep Style: a picture with the content of one picture and the style of others, {@code L = α·L_content +
 * β·L_style + γ·TV}.
 *
 * <p>Content is what layers put out, {@code L_content = mean((F − P)²)}; style is how their channels go
 * together, wherever that is, {@link StyleLoss}. Gatys, Ecker and Bethge, <em>A neural algorithm of artistic
 * style</em>, 2015. Immutable; every setting returns a changed copy.
 *
 * <pre>{@code
 * Tensor picture = StyleTransfer.on(network)
 *     .content("fire5").style("relu_conv1", "fire2", "fire4", "fire6")
 *     .like(painting).transfer(photograph);
 * }</pre>
 */
public final class StyleTransfer {
  /** A picture whose style is taken, and how much it counts. */
  record Model(Tensor picture, double weight) {}

  final Layer network;
  Preparation preparation = Preparation.none();
  List<String> contentLayers = List.of();
  List<String> styleLayers = List.of();
  List<Model> styles = List.of();
  StyleLoss.Form form = StyleLoss.Form.MEAN_OF_CHW;
  double contentWeight = 5;
  double styleWeight = 100;
  double tvWeight = 1e-3;
  int iterations = 200;
  double adamRate;
  boolean keepColor;
  boolean fromNoise;
  int styleSize;
  long seed;
  Progress progress = state -> true;

  private StyleTransfer(Layer network) {
    this.network = network;
  }

  private StyleTransfer(StyleTransfer other) {
    network = other.network;
    preparation = other.preparation;
    contentLayers = other.contentLayers;
    styleLayers = other.styleLayers;
    styles = other.styles;
    form = other.form;
    contentWeight = other.contentWeight;
    styleWeight = other.styleWeight;
    tvWeight = other.tvWeight;
    iterations = other.iterations;
    adamRate = other.adamRate;
    keepColor = other.keepColor;
    fromNoise = other.fromNoise;
    styleSize = other.styleSize;
    seed = other.seed;
    progress = other.progress;
  }

  /**
   * Returns a transfer by 200 iterations of L-BFGS, weights 5, 100 and 0.001, from the content.
   *
   * @param network what tells content and style; it is not changed
   * @return the transfer
   */
  public static StyleTransfer on(Layer network) {
    return new StyleTransfer(Objects.requireNonNull(network, "network"));
  }

  /**
   * Returns this transfer for a network that was trained on prepared pictures.
   *
   * @param preparation from a picture with values from 0 to 1 to the network's input
   * @return the changed copy
   */
  public StyleTransfer prepared(Preparation preparation) {
    StyleTransfer changed = new StyleTransfer(this);
    changed.preparation = preparation;
    return changed;
  }

  /**
   * Returns this transfer with layers whose output is to stay.
   *
   * @param layers their paths
   * @return the changed copy
   * @throws IllegalArgumentException if there is no such layer; the message lists those that exist
   */
  public StyleTransfer content(String... layers) {
    StyleTransfer changed = new StyleTransfer(this);
    changed.contentLayers = known(layers);
    return changed;
  }

  /**
   * Returns this transfer with layers whose style is taken.
   *
   * @param layers their paths
   * @return the changed copy
   * @throws IllegalArgumentException if there is no such layer; the message lists those that exist
   */
  public StyleTransfer style(String... layers) {
    StyleTransfer changed = new StyleTransfer(this);
    changed.styleLayers = known(layers);
    return changed;
  }

  private List<String> known(String... layers) {
    for (String layer : layers) {
      network.layer(layer);
    }
    return List.of(layers);
  }

  /**
   * Returns this transfer with one more picture whose style is taken, counting as much as the others.
   *
   * @param picture {@code [C, H, W]}, values from 0 to 1
   * @return the changed copy
   */
  public StyleTransfer like(Tensor picture) {
    return like(picture, 1);
  }

  /**
   * Returns this transfer with one more picture whose style is taken.
   *
   * @param picture {@code [C, H, W]}, values from 0 to 1
   * @param weight how much it counts beside the others
   * @return the changed copy
   */
  public StyleTransfer like(Tensor picture, double weight) {
    StyleTransfer changed = new StyleTransfer(this);
    changed.styles = new ArrayList<>(styles);
    changed.styles.add(new Model(picture.copy(), weight));
    return changed;
  }

  /**
   * Returns this transfer with other weights.
   *
   * @param content how much content counts
   * @param style how much style counts
   * @param tv how much total variation, the sum of squared differences, counts per pixel
   * @return the changed copy
   */
  public StyleTransfer weights(double content, double style, double tv) {
    StyleTransfer changed = new StyleTransfer(this);
    changed.contentWeight = content;
    changed.styleWeight = style;
    changed.tvWeight = tv;
    return changed;
  }

  /**
   * Returns this transfer with Gram matrices compared another way.
   *
   * @param form the paper's or the usual mean
   * @return the changed copy
   */
  public StyleTransfer form(StyleLoss.Form form) {
    StyleTransfer changed = new StyleTransfer(this);
    changed.form = Objects.requireNonNull(form, "form");
    return changed;
  }

  /**
   * Returns this transfer with another number of iterations.
   *
   * @param count how many
   * @return the changed copy
   */
  public StyleTransfer iterations(int count) {
    StyleTransfer changed = new StyleTransfer(this);
    changed.iterations = count;
    return changed;
  }

  /**
   * Returns this transfer by Adam instead of L-BFGS: less memory, slower.
   *
   * @param rate the learning rate, such as 0.02
   * @return the changed copy
   */
  public StyleTransfer adam(double rate) {
    StyleTransfer changed = new StyleTransfer(this);
    changed.adamRate = rate;
    return changed;
  }

  /**
   * Returns this transfer starting from noise and not from the content.
   *
   * @param seed decides the noise
   * @return the changed copy
   */
  public StyleTransfer fromNoise(long seed) {
    StyleTransfer changed = new StyleTransfer(this);
    changed.fromNoise = true;
    changed.seed = seed;
    return changed;
  }

  /**
   * Returns this transfer keeping the content's colors: only lightness changes.
   *
   * @return the changed copy
   */
  public StyleTransfer keepColor() {
    StyleTransfer changed = new StyleTransfer(this);
    changed.keepColor = true;
    return changed;
  }

  /**
   * Returns this transfer with the style pictures resized, which decides how large brush strokes become.
   *
   * @param longerSide in pixels
   * @return the changed copy
   */
  public StyleTransfer styleSize(int longerSide) {
    StyleTransfer changed = new StyleTransfer(this);
    changed.styleSize = longerSide;
    return changed;
  }

  /**
   * Returns this transfer with somebody who is told the loss and may end it.
   *
   * @param progress who
   * @return the changed copy
   */
  public StyleTransfer progress(Progress progress) {
    StyleTransfer changed = new StyleTransfer(this);
    changed.progress = progress;
    return changed;
  }

  /**
   * Makes the picture.
   *
   * @param content {@code [C, H, W]}, values from 0 to 1
   * @return the picture, of the same shape; the best so far if the progress listener ended it
   * @throws IllegalStateException if neither content nor style layers are named, or style layers without a
   *     style picture
   * @throws ShapeException if a picture does not fit the network
   * @throws NonFiniteException if the loss becomes NaN or infinite; it has no picture
   */
  public Tensor transfer(Tensor content) {
    Shape shape = content.shape();
    if (shape.rank() != 3) {
      throw new ShapeException("style transfer", "a picture [C, H, W]", shape, "");
    }
    if (contentLayers.isEmpty() && styleLayers.isEmpty()
        || styles.isEmpty() != styleLayers.isEmpty()) {
      throw new IllegalStateException(
          "style transfer: name content(…) layers, or style(…) layers and pictures that it shall be "
              + "like(…), or both");
    }
    Tensor made = Resize.clipped(new StyleRun(this, content).run());
    return keepColor ? Lightness.exchanged(content, made) : made;
  }
}
