package dev.stria.visual;

import dev.stria.nn.Layer;
import dev.stria.op.StyleLoss;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
public final class StyleTransfer extends Recipe<StyleTransfer> {
  /** A picture whose style is taken, and how much it counts. */
  record Model(Tensor picture, double weight) {}

  List<String> contentLayers = List.of();
  List<String> styleLayers = List.of();
  List<Model> styles = List.of();
  StyleLoss.Form form = StyleLoss.Form.MEAN_OF_CHW;
  double contentWeight = 5;
  double styleWeight = 100;
  double tvWeight = 1e-3;
  boolean balanced;
  int iterations = 200;
  double adamRate;
  boolean keepColor;
  boolean fromNoise;
  int styleSize;

  private StyleTransfer(Layer network) {
    super(network);
  }

  /**
   * Returns a transfer by 200 iterations of L-BFGS, weights 5, 100 and 0.001, from the content.
   *
   * @param network what tells content and style; it is not changed
   * @return the transfer
   */
  public static StyleTransfer on(Layer network) {
    return new StyleTransfer(network);
  }

  /**
   * Returns this transfer with layers whose output is to stay.
   *
   * @param layers their paths
   * @return the changed copy
   * @throws IllegalArgumentException if there is no such layer; the message lists those that exist
   */
  public StyleTransfer content(String... layers) {
    return with(copy -> copy.contentLayers = known(layers));
  }

  /**
   * Returns this transfer with layers whose style is taken.
   *
   * @param layers their paths
   * @return the changed copy
   * @throws IllegalArgumentException if there is no such layer; the message lists those that exist
   */
  public StyleTransfer style(String... layers) {
    return with(copy -> copy.styleLayers = known(layers));
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
    return with(
        copy -> {
          copy.styles = new ArrayList<>(styles);
          copy.styles.add(new Model(picture.copy(), weight));
        });
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
    return with(
        copy -> {
          copy.contentWeight = content;
          copy.styleWeight = style;
          copy.tvWeight = tv;
        });
  }

  /**
   * Returns this transfer with each term divided by what it would be if its layer were silent, {@code
   * ‖F − P‖² / ‖P‖²} and {@code ‖G − A‖² / ‖A‖²}. Whatever the network, a layer's term is then about 1 for a
   * picture that has nothing of what is wanted, and the same weights suit.
   *
   * @return the changed copy
   */
  public StyleTransfer balanced() {
    return with(copy -> copy.balanced = true);
  }

  /**
   * Returns this transfer with Gram matrices compared another way.
   *
   * @param form the paper's or the usual mean
   * @return the changed copy
   */
  public StyleTransfer form(StyleLoss.Form form) {
    return with(copy -> copy.form = Objects.requireNonNull(form, "form"));
  }

  /**
   * Returns this transfer with another number of iterations.
   *
   * @param count how many
   * @return the changed copy
   */
  public StyleTransfer iterations(int count) {
    return with(copy -> copy.iterations = count);
  }

  /**
   * Returns this transfer by Adam instead of L-BFGS: less memory, slower.
   *
   * @param rate the learning rate, such as 0.02
   * @return the changed copy
   */
  public StyleTransfer adam(double rate) {
    return with(copy -> copy.adamRate = rate);
  }

  /**
   * Returns this transfer starting from noise and not from the content.
   *
   * @param seed decides the noise
   * @return the changed copy
   */
  public StyleTransfer fromNoise(long seed) {
    return with(
        copy -> {
          copy.fromNoise = true;
          copy.seed = seed;
        });
  }

  /**
   * Returns this transfer keeping the content's colors: only lightness changes.
   *
   * @return the changed copy
   */
  public StyleTransfer keepColor() {
    return with(copy -> copy.keepColor = true);
  }

  /**
   * Returns this transfer with the style pictures resized, which decides how large brush strokes become.
   *
   * @param longerSide in pixels
   * @return the changed copy
   */
  public StyleTransfer styleSize(int longerSide) {
    return with(copy -> copy.styleSize = longerSide);
  }

  /**
   * Makes the picture.
   *
   * @param content {@code [C, H, W]}, values from 0 to 1
   * @return the picture, of the same shape; the best so far if the progress listener ended it
   * @throws IllegalStateException if neither content nor style layers are named, or style layers without a
   *     style picture
   * @throws ShapeException if a picture does not fit the network
   * @throws NonFiniteException if the loss becomes NaN or infinite; it has the best picture until then
   */
  public Tensor transfer(Tensor content) {
    requireComplete(content);
    return new StyleRun(this, content).run();
  }

  /**
   * Returns what the loss of a picture is made of, weights included: what to look at when weights are chosen.
   *
   * @param content {@code [C, H, W]}, values from 0 to 1
   * @param picture the picture, of the same shape
   * @return the terms by name, such as {@code style fire2}, in the order of the layers; they sum up to the loss
   * @throws IllegalStateException as {@link #transfer} does
   * @throws ShapeException if a picture does not fit the network, or the other
   */
  public Map<String, Double> terms(Tensor content, Tensor picture) {
    requireComplete(content);
    if (!picture.shape().equals(content.shape())) {
      throw new ShapeException(
          "style transfer", "a picture like the content's " + content.shape(), picture.shape(), "");
    }
    return new StyleRun(this, content).terms(picture);
  }

  private void requireComplete(Tensor content) {
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
  }
}
