package dev.stria.golden;

import dev.stria.op.Axes;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/** One node of an ONNX graph while it is computed. */
final class OnnxNode {
  private final Params json;
  private final OnnxGraph graph;

  OnnxNode(Params json, OnnxGraph graph) {
    this.json = json;
    this.graph = graph;
  }

  OnnxGraph graph() {
    return graph;
  }

  String op() {
    return json.text("op");
  }

  int opset() {
    return graph.opset();
  }

  Params attributes() {
    return json.object("attributes");
  }

  /** Returns how many inputs are listed, absent ones among them. */
  int inputs() {
    return json.list("inputs").size();
  }

  int outputs() {
    return json.list("outputs").size();
  }

  /** Returns an input, {@code null} if it is absent. */
  Tensor in(int index) {
    List<Object> names = json.list("inputs");
    return index >= names.size() || names.get(index).equals("")
        ? null
        : graph.value((String) names.get(index));
  }

  boolean has(int index) {
    return in(index) != null;
  }

  Tensor x() {
    return in(0);
  }

  /** Returns an input as whole numbers. */
  int[] ints(int index) {
    return OpRun.ints(in(index));
  }

  /** Returns whole numbers that newer operator sets give as an input and older ones as an attribute. */
  int[] ints(int index, String attribute) {
    return has(index) ? ints(index) : attributes().ints(attribute);
  }

  void out(Tensor y) {
    out(0, y);
  }

  void out(int index, Tensor y) {
    if (index < outputs()) {
      graph.put((String) json.list("outputs").get(index), y);
    }
  }

  /** Returns what an output must be: for a random mask, which nobody else can draw. */
  Tensor expected(int index) {
    return graph.expected((String) json.list("outputs").get(index));
  }

  /** Returns whole numbers as a tensor. */
  static Tensor tensor(Shape shape, int... numbers) {
    float[] values = new float[numbers.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = numbers[i];
    }
    return Tensor.of(shape, values);
  }

  /** Returns the axes of a reduction, all of them if none are named. */
  Axes axes() {
    int[] axes = has(1) ? ints(1) : attributes().ints("axes", new int[0]);
    if (axes.length == 0) {
      axes = new int[x().shape().rank()];
      Arrays.setAll(axes, i -> i);
    }
    return attributes().integer("keepdims", 1) == 1 ? Axes.of(axes).keepDim() : Axes.of(axes);
  }
}
