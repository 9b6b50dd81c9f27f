package dev.stria.golden;

import dev.stria.autograd.Tape;
import dev.stria.data.Npy;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One ONNX case: nodes that are computed in their order, and what must come out. */
final class OnnxGraph {
  private final Path folder;
  private final Params json;
  private final Map<String, Tensor> values = new HashMap<>();
  private Tape tape;

  OnnxGraph(Path folder) {
    this.folder = folder;
    this.json = GoldenFolder.read(folder.resolve("case.json"));
  }

  String name() {
    return json.text("name");
  }

  Tape tape() {
    return tape;
  }

  /** Returns the version of the standard operators, or the newest where there are only others. */
  int opset() {
    return json.object("opset").integer("ai.onnx", 15);
  }

  Tensor value(String name) {
    Tensor value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no value '" + name + "', only " + values.keySet());
    }
    return value;
  }

  void put(String name, Tensor value) {
    values.put(name, value);
  }

  Tensor expected(String name) {
    for (Object output : json.list("outputs")) {
      if (Params.of(output).text("name").equals(name)) {
        return read(Params.of(output));
      }
    }
    throw new IllegalArgumentException("no output '" + name + "'");
  }

  /**
   * Computes all nodes and compares all outputs.
   *
   * @param adapters the operators by their names
   */
  void check(Map<String, OnnxAdapter> adapters) {
    try (Tape inspecting = Tape.inspecting()) {
      tape = inspecting;
      for (String kind : List.of("initializers", "inputs")) {
        json.list(kind).forEach(input -> load(Params.of(input)));
      }
      for (Object node : json.list("nodes")) {
        OnnxNode next = new OnnxNode(Params.of(node), this);
        OnnxAdapter adapter = adapters.get(next.op());
        if (adapter == null) {
          throw new Unsupported(next.op());
        }
        adapter.run(next);
      }
      json.list("outputs").forEach(output -> compare(Params.of(output)));
    }
  }

  private void load(Params input) {
    values.put(input.text("name"), tape.watch(read(input)));
  }

  private void compare(Params output) {
    Tensor expected = read(output);
    Params given = json.object("tolerance");
    double most = 0;
    for (float value : expected.data()) {
      most = Float.isFinite(value) ? Math.max(most, Math.abs(value)) : most;
    }
    double atol = Math.max(given.number("atol"), 2e-6 * most);
    new Tolerance(given.number("rtol"), atol)
        .check(output.text("name"), value(output.text("name")), expected, null);
  }

  private Tensor read(Params tensor) {
    try {
      Tensor x = Npy.read(folder.resolve(tensor.text("file")));
      Tolerance.requireShape(
          tensor.text("file"),
          x.shape(),
          Shape.of(tensor.list("shape").isEmpty() ? new int[0] : tensor.ints("shape")));
      return x;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
