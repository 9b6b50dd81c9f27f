package dev.stria.nn;

import dev.stria.op.Concat;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Branches side by side that see the same input; their channels are put one behind the other. The
 * inception block is four of them.
 *
 * <p>Szegedy et al., <em>Going deeper with convolutions</em>, 2015.
 */
public final class Parallel extends Layer {
  private final Map<String, Layer> branches = new LinkedHashMap<>();

  private Parallel(Site site, Branches options) {
    super(site);
    options.blueprints.forEach(
        (name, blueprint) ->
            branches.put(name, Layers.build(site.child(name, site.input()), blueprint)));
  }

  /**
   * Returns a blueprint without branches, to add to.
   *
   * @return the blueprint
   */
  public static Branches branches() {
    return new Branches(Map.of());
  }

  @Override
  protected Tensor forward(Tensor x) {
    return Concat.concat(
        1, branches.values().stream().map(branch -> branch.apply(x)).toArray(Tensor[]::new));
  }

  @Override
  public Shape outputShape(Shape input) {
    Shape whole = null;
    for (Map.Entry<String, Layer> branch : branches.entrySet()) {
      Shape one = branch.getValue().outputShape(input);
      if (whole != null && !one.with(0, 1).equals(whole.with(0, 1))) {
        throw new ShapeException(
            "Parallel",
            "branch '"
                + branch.getKey()
                + "' to end like the others, "
                + whole.with(0, one.size(0)),
            one,
            "branches may differ in channels only; check padding and stride");
      }
      whole = whole == null ? one : whole.with(0, whole.size(0) + one.size(0));
    }
    return whole;
  }

  @Override
  public Map<String, Layer> parts() {
    return Collections.unmodifiableMap(branches);
  }

  /** The blueprint of a {@link Parallel} block: names and blueprints of its branches. */
  public static final class Branches implements Blueprint {
    private final Map<String, Blueprint> blueprints;

    private Branches(Map<String, Blueprint> blueprints) {
      this.blueprints = blueprints;
    }

    /**
     * Returns this blueprint with one more branch.
     *
     * @param name the branch's name, without dots, not yet used in this block
     * @param blueprint how to build it, often a {@link Sequential.Chain}
     * @return the wider blueprint
     * @throws IllegalArgumentException if the name is taken
     */
    public Branches add(String name, Blueprint blueprint) {
      if (blueprints.containsKey(name)) {
        throw new IllegalArgumentException("the name '" + name + "' is taken; choose another");
      }
      Map<String, Blueprint> more = new LinkedHashMap<>(blueprints);
      more.put(name, blueprint);
      return new Branches(more);
    }

    @Override
    public Parallel build(Site site) {
      if (blueprints.isEmpty()) {
        throw new IllegalArgumentException(
            "a parallel block needs at least one branch; add(name, blueprint)");
      }
      Parallel block = new Parallel(site, this);
      block.outputShape(site.input());
      return block;
    }
  }
}
