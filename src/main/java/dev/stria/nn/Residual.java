package dev.stria.nn;

import static dev.stria.op.Add.add;

import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A residual block, {@code y = body(x) + shortcut(x)}: the body learns only what is to change.
 *
 * <p>He, Zhang, Ren and Sun, <em>Deep residual learning for image recognition</em>, 2016. Parts: {@code body}
 * and, unless it is the identity, {@code shortcut}.
 */
public final class Residual extends Layer {
  private final Layer body;
  private final Layer shortcut;

  private Residual(Site site, Options options) {
    super(site);
    this.body = Layers.build(site.child("body", site.input()), options.body);
    this.shortcut =
        options.shortcut == null
            ? null
            : Layers.build(site.child("shortcut", site.input()), options.shortcut);
    outputShape(site.input());
  }

  /**
   * Returns the blueprint of a block around a body whose output has the shape of its input.
   *
   * @param body what is added to the input, such as a {@link Sequential.Chain}
   * @return the blueprint
   */
  public static Options around(Blueprint body) {
    return new Options(body, null);
  }

  @Override
  protected Tensor forward(Tensor x) {
    Tensor past = shortcut == null ? x : shortcut.apply(x);
    return add(body.apply(x), past);
  }

  @Override
  public Shape outputShape(Shape input) {
    Shape inside = body.outputShape(input);
    Shape past = shortcut == null ? input : shortcut.outputShape(input);
    if (!inside.equals(past)) {
      throw new ShapeException(
          "Residual",
          "a body whose output has the shape of what bypasses it, " + past,
          inside,
          "give a shortcut(…), such as a 1×1 convolution with the body's stride and filters");
    }
    return inside;
  }

  @Override
  public Map<String, Layer> parts() {
    Map<String, Layer> parts = new LinkedHashMap<>();
    parts.put("body", body);
    if (shortcut != null) {
      parts.put("shortcut", shortcut);
    }
    return Collections.unmodifiableMap(parts);
  }

  /**
   * The blueprint of a {@link Residual} block.
   *
   * @param body what is added to the shortcut
   * @param shortcut what bypasses the body, or {@code null} for the input itself
   */
  public record Options(Blueprint body, @MayBeNull Blueprint shortcut) implements Blueprint {
    /**
     * Returns this blueprint with a layer on the way past the body.
     *
     * @param layer brings the input to the shape of the body's output
     * @return the changed blueprint
     */
    public Options shortcut(Blueprint layer) {
      return new Options(body, layer);
    }

    @Override
    public Residual build(Site site) {
      return new Residual(site, this);
    }
  }
}
