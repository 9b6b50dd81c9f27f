package dev.stria.visual;

import dev.stria.tensor.Tensor;
import java.util.Set;
import java.util.function.Function;

/**
 * An objective that is a function of some layers' outputs.
 *
 * @param label the class whose logit it is, or -1
 */
record Formula(
    Set<String> layers, String description, int label, Function<Responses, Tensor> formula)
    implements Objective {
  Formula(Set<String> layers, String description, Function<Responses, Tensor> formula) {
    this(layers, description, -1, formula);
  }

  @Override
  public Tensor score(Responses responses) {
    return formula.apply(responses);
  }

  @Override
  public String toString() {
    return description;
  }
}
