package dev.stria.train;

import dev.stria.autograd.Parameter;
import dev.stria.data.MalformedFileException;
import dev.stria.data.Position;
import dev.stria.data.Safetensors;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that a training run needs to go on with the same bits: weights, what the optimizer and the
 * schedule remember, random numbers, figures so far and the position in the data.
 *
 * <p>A checkpoint is a safetensors file, so its weights can be read by other programs under {@code
 * model/…}.
 */
final class Checkpoint {
  private static final String FORMAT = "stria.checkpoint";
  private static final String VERSION = "1";

  private final Path file;
  private final Map<String, Tensor> tensors;
  private final Map<String, String> facts;

  private Checkpoint(Path file, Map<String, Tensor> tensors, Map<String, String> facts) {
    this.file = file;
    this.tensors = tensors;
    this.facts = facts;
  }

  /** Returns an empty checkpoint, to be filled and saved. */
  static Checkpoint empty(Path file) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put(FORMAT, VERSION);
    return new Checkpoint(file, new LinkedHashMap<>(), facts);
  }

  /**
   * Reads a checkpoint.
   *
   * @throws MalformedFileException if the file is no checkpoint of a known version
   */
  static Checkpoint read(Path file) throws IOException {
    Safetensors content = Safetensors.read(file);
    String version = content.metadata().get(FORMAT);
    if (!VERSION.equals(version)) {
      throw new MalformedFileException(
          file,
          version == null
              ? "not a training checkpoint: it has tensors, but not the state of a run"
              : "a checkpoint of version " + version + ", which this version of Stria cannot read");
    }
    return new Checkpoint(file, content.tensors(), content.metadata());
  }

  void save() throws IOException {
    Safetensors.write(file, tensors, facts);
  }

  Checkpoint put(String part, Map<String, Tensor> values) {
    values.forEach((name, value) -> tensors.put(part + "/" + name, value));
    return this;
  }

  Checkpoint put(String fact, Object value) {
    facts.put(fact, value.toString());
    return this;
  }

  /** Returns the tensors of one part, by their names without it. */
  Map<String, Tensor> part(String part) {
    Map<String, Tensor> found = new LinkedHashMap<>();
    tensors.forEach(
        (name, value) -> {
          if (name.startsWith(part + "/")) {
            found.put(name.substring(part.length() + 1), value);
          }
        });
    return found;
  }

  String fact(String name) throws MalformedFileException {
    String value = facts.get(name);
    if (value == null) {
      throw new MalformedFileException(file, "the fact '" + name + "' is missing");
    }
    return value;
  }

  /** Refuses to go on with another part held out than before: what was learned from would be validated. */
  void requireSplit(String wanted) {
    String saved = facts.getOrDefault("validation_split", ValidationSplit.text(null));
    if (!saved.equals(wanted)) {
      throw new IllegalArgumentException(
          file
              + " was saved with another validation split: "
              + saved
              + ", but the trainer's is "
              + wanted
              + "; give the same fraction and seed");
    }
  }

  Position position() throws IOException {
    return new Position(wholeNumber("epoch"), wholeNumber("batch"));
  }

  private int wholeNumber(String name) throws IOException {
    String text = fact(name);
    try {
      int number = Integer.parseInt(text);
      if (number >= 0) {
        return number;
      }
      throw new MalformedFileException(file, "'" + name + "' is negative: " + text);
    } catch (NumberFormatException e) {
      throw new MalformedFileException(file, "'" + name + "' is not a whole number: " + text);
    }
  }

  /** Returns the values of parameters by name, as they are now. */
  static Map<String, Tensor> values(List<Parameter> parameters) {
    Map<String, Tensor> values = new LinkedHashMap<>();
    parameters.forEach(parameter -> values.put(parameter.name(), parameter.value()));
    return values;
  }

  /** Returns copies of the values of parameters by name. */
  static Map<String, Tensor> copies(List<Parameter> parameters) {
    Map<String, Tensor> copies = values(parameters);
    copies.replaceAll((name, value) -> value.copy());
    return copies;
  }

  /** Refuses values of which one is missing or does not fit. */
  static void requireFit(List<Parameter> parameters, Map<String, Tensor> values) {
    for (Parameter parameter : parameters) {
      Tensor value = values.get(parameter.name());
      if (value == null || !value.shape().equals(parameter.value().shape())) {
        throw new ShapeException(
            "checkpoint",
            "values for " + parameter,
            value == null ? "none" : value.shape(),
            "it was saved with another network");
      }
    }
  }

  /** Overwrites parameters by values of the same names; changes nothing if one is missing or does not fit. */
  static void copyInto(List<Parameter> parameters, Map<String, Tensor> values) {
    requireFit(parameters, values);
    for (Parameter parameter : parameters) {
      float[] from = values.get(parameter.name()).data();
      System.arraycopy(from, 0, parameter.value().data(), 0, from.length);
    }
  }
}
