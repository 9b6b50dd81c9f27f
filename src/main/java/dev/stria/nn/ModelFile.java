package dev.stria.nn;

import dev.stria.data.MalformedFileException;
import dev.stria.data.Safetensors;
import dev.stria.internal.json.JsonException;
import dev.stria.internal.json.JsonReader;
import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A whole network in one file: its weights as safetensors, which other programs can read, and in the
 * file's metadata its architecture as text, so that the network is rebuilt from the file alone.
 */
public final class ModelFile {
  private static final String VERSION_KEY = "stria.model";
  private static final String VERSION = "1";
  private static final String INPUT = "stria.input";
  private static final String ARCHITECTURE = "stria.architecture";

  /** No input has more elements, and no file may make us believe so. */
  private static final int LARGEST_INPUT = 1 << 26;

  private ModelFile() {}

  /**
   * Saves a network, whole or not at all: a file that was there before stays until the new one is complete.
   *
   * @param model the network
   * @param file where to save it, usually {@code ….safetensors}
   * @throws IllegalArgumentException if a part of the network is Java code, which no file can rebuild
   * @throws IOException if writing fails; the file is as it was before
   */
  public static void save(Layer model, Path file) throws IOException {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put(VERSION_KEY, VERSION);
    facts.put(INPUT, Arrays.toString(model.inputShape().sizes()));
    facts.put(ARCHITECTURE, Architecture.write(model));
    Map<String, Tensor> values = new LinkedHashMap<>();
    model.parameters().forEach(p -> values.put(p.name(), p.value()));
    Safetensors.write(file, values, facts);
  }

  /**
   * Loads a network.
   *
   * @param file what {@link #save} wrote
   * @return the network
   * @throws MalformedFileException if the file is damaged, holds weights only, or is of a later version
   * @throws IOException if reading fails
   */
  public static Layer load(Path file) throws IOException {
    Safetensors content = Safetensors.read(file);
    Map<String, String> facts = content.metadata();
    requireVersion(file, facts.get(VERSION_KEY));
    long weights = content.tensors().values().stream().mapToLong(t -> t.shape().count()).sum();
    try {
      Blueprint blueprint = Architecture.read(fact(file, facts, ARCHITECTURE), new Zeros());
      Shape input = input(fact(file, facts, INPUT));
      Layer model = Layers.build(Site.outermost(input, 0, new Allowance(weights)), blueprint);
      Weights.of(content.tensors()).into(model);
      return model;
    } catch (JsonException | IllegalArgumentException e) {
      throw new MalformedFileException(file, e.getMessage(), e);
    }
  }

  private static void requireVersion(Path file, String version) throws MalformedFileException {
    if (version == null) {
      throw new MalformedFileException(
          file,
          "no architecture in it: build the network in code and load the weights by Weights.load");
    }
    if (!version.equals(VERSION)) {
      throw new MalformedFileException(
          file, "a model file of version " + version + "; this version of Stria reads " + VERSION);
    }
  }

  private static String fact(Path file, Map<String, String> facts, String name)
      throws MalformedFileException {
    String text = facts.get(name);
    if (text == null) {
      throw new MalformedFileException(file, "its metadata lack '" + name + "'");
    }
    return text;
  }

  private static Shape input(String text) throws JsonException {
    if (!(JsonReader.read(text) instanceof List<?> list) || list.size() > 8) {
      throw new JsonException("the input's shape is not a short list of sizes: " + text);
    }
    int[] sizes = new int[list.size()];
    for (int i = 0; i < sizes.length; i++) {
      if (!(list.get(i) instanceof Number size) || size.doubleValue() != size.intValue()) {
        throw new JsonException("the input's shape is not a list of sizes: " + text);
      }
      sizes[i] = size.intValue();
    }
    Shape shape = Shape.of(sizes);
    if (shape.count() > LARGEST_INPUT) {
      throw new JsonException("the input's shape is too large: " + text);
    }
    return shape;
  }

  /** Stands in for how weights were first drawn, since they are overwritten by those of the file. */
  private static final class Zeros implements Initializer {
    @Override
    public Tensor weight(Shape shape, SeededRandom random) {
      return Tensor.zeros(shape);
    }

    @Override
    public double value(long fanIn, long fanOut, SeededRandom random) {
      return 0;
    }
  }
}
