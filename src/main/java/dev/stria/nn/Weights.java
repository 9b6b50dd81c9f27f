package dev.stria.nn;

import dev.stria.autograd.Parameter;
import dev.stria.data.Safetensors;
import dev.stria.op.Permute;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Values for a network's parameters by name, on their way from a file into the network.
 *
 * <pre>{@code
 * Weights.load(model, file);                                               // same names: that is all
 * Weights.read(file).withoutPrefix("module.").into(model);                 // other names
 * Report report = Weights.read(file).rename(n -> …).matchingInto(model);   // as far as they fit
 * }</pre>
 *
 * Immutable; each step returns changed weights. PyTorch's {@code num_batches_tracked} is left out, since
 * nothing here counts batches.
 */
public final class Weights {
  private final Map<String, Tensor> tensors;

  private Weights(Map<String, Tensor> tensors) {
    this.tensors = tensors;
  }

  /**
   * Reads a safetensors file.
   *
   * @param file the file
   * @return its tensors
   * @throws IOException if it cannot be read or is malformed
   */
  public static Weights read(Path file) throws IOException {
    return of(Safetensors.read(file).tensors());
  }

  /**
   * Returns weights that come from elsewhere.
   *
   * @param tensors values by name
   * @return the weights
   */
  public static Weights of(Map<String, Tensor> tensors) {
    Map<String, Tensor> kept = new LinkedHashMap<>(tensors);
    kept.keySet().removeIf(name -> name.endsWith("num_batches_tracked"));
    return new Weights(kept);
  }

  /**
   * Reads a safetensors file into a network that has exactly its parameters.
   *
   * @param model the network, changed all or not at all
   * @param file the file
   * @throws IOException if it cannot be read or is malformed
   * @throws IllegalArgumentException if a name is missing or unexpected or a shape differs; the message
   *     lists which
   */
  public static void load(Layer model, Path file) throws IOException {
    read(file).into(model);
  }

  /**
   * Writes all parameters of a network, running statistics among them, to a safetensors file.
   *
   * @param model the network
   * @param file the file, replaced if there is one
   * @throws IOException if it cannot be written; the file is as it was before
   */
  public static void save(Layer model, Path file) throws IOException {
    Map<String, Tensor> values = new LinkedHashMap<>();
    model.parameters().forEach(parameter -> values.put(parameter.name(), parameter.value()));
    Safetensors.write(file, values, Map.of());
  }

  /**
   * Returns these weights under other names.
   *
   * @param mapping gives the network's name for a name, or {@code null} to leave the tensor out
   * @return the renamed weights
   * @throws IllegalArgumentException if two get the same name
   */
  public Weights rename(UnaryOperator<String> mapping) {
    Map<String, Tensor> renamed = new LinkedHashMap<>();
    tensors.forEach(
        (name, tensor) -> {
          String other = mapping.apply(name);
          if (other != null && renamed.put(other, tensor) != null) {
            throw new IllegalArgumentException(
                "weights: two tensors would be called '" + other + "'");
          }
        });
    return new Weights(renamed);
  }

  /**
   * Returns these weights without what stands in front of their names, such as {@code module.}; names
   * without it stay.
   *
   * @param prefix what to cut off
   * @return the renamed weights
   */
  public Weights withoutPrefix(String prefix) {
    return rename(name -> name.startsWith(prefix) ? name.substring(prefix.length()) : name);
  }

  /**
   * Returns these weights with some matrices transposed, for frameworks that store fully connected weights
   * as {@code [in, out]}.
   *
   * @param which the names of the matrices
   * @return the changed weights
   * @throws IllegalArgumentException if one of them is no matrix
   */
  public Weights transposed(Predicate<String> which) {
    Map<String, Tensor> changed = new LinkedHashMap<>();
    tensors.forEach(
        (name, tensor) -> changed.put(name, which.test(name) ? transpose(name, tensor) : tensor));
    return new Weights(changed);
  }

  private static Tensor transpose(String name, Tensor matrix) {
    if (matrix.shape().rank() != 2) {
      throw new IllegalArgumentException(
          "weights: expected a matrix '" + name + "' to transpose, but got " + matrix.shape());
    }
    return Permute.permute(matrix, 1, 0).copy();
  }

  /**
   * Copies these weights into a network that has exactly these parameters.
   *
   * @param model the network, changed all or not at all
   * @throws IllegalArgumentException if a name is missing or unexpected or a shape differs; the message
   *     lists which
   */
  public void into(Layer model) {
    Report report = compare(model);
    if (!report.isComplete()) {
      throw new IllegalArgumentException(
          "the weights do not fit the network: "
              + report
              + "; rename(…) what is called otherwise, or load what fits by matchingInto(model)");
    }
    copy(model, report);
  }

  /**
   * Copies those of these weights that a network has under the same name and in the same shape.
   *
   * @param model the network
   * @return what was loaded and what was not
   */
  public Report matchingInto(Layer model) {
    Report report = compare(model);
    copy(model, report);
    return report;
  }

  private Report compare(Layer model) {
    List<String> loaded = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    List<String> misshapen = new ArrayList<>();
    Map<String, Tensor> left = new LinkedHashMap<>(tensors);
    for (Parameter parameter : model.parameters()) {
      String name = parameter.name();
      Tensor tensor = left.remove(name);
      Shape shape = parameter.value().shape();
      if (tensor == null) {
        missing.add(name);
      } else if (tensor.shape().equals(shape)) {
        loaded.add(name);
      } else {
        misshapen.add(name + " " + tensor.shape() + " instead of " + shape);
      }
    }
    return new Report(
        List.copyOf(loaded),
        List.copyOf(missing),
        List.copyOf(left.keySet()),
        List.copyOf(misshapen));
  }

  private void copy(Layer model, Report report) {
    Set<String> loaded = Set.copyOf(report.loaded);
    for (Parameter parameter : model.parameters()) {
      if (loaded.contains(parameter.name())) {
        float[] values = parameter.value().data();
        System.arraycopy(tensors.get(parameter.name()).data(), 0, values, 0, values.length);
      }
    }
  }

  /**
   * What of some weights a network could take.
   *
   * @param loaded parameters that got a value
   * @param missing parameters for which there was none
   * @param unexpected values for which there is no parameter
   * @param misshapen parameters whose value had another shape, with both shapes
   */
  public record Report(
      List<String> loaded, List<String> missing, List<String> unexpected, List<String> misshapen) {
    /**
     * Tells whether every parameter got a value and every value went somewhere.
     *
     * @return whether nothing is missing, unexpected or misshapen
     */
    public boolean isComplete() {
      return missing.isEmpty() && unexpected.isEmpty() && misshapen.isEmpty();
    }

    /** Returns how many were loaded, and the names of the others. */
    @Override
    public String toString() {
      return loaded.size()
          + " fit, missing are "
          + missing
          + ", unexpected are "
          + unexpected
          + ", of another shape are "
          + misshapen;
    }
  }
}
