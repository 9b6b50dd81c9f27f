package dev.stria.golden;

import dev.stria.op.Compare;
import dev.stria.op.Concat;
import dev.stria.op.Expand;
import dev.stria.op.Gather;
import dev.stria.op.IndexSelect;
import dev.stria.op.Pad;
import dev.stria.op.Permute;
import dev.stria.op.Reshape;
import dev.stria.op.Slice;
import dev.stria.op.Where;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** ONNX operators that move elements. */
final class OnnxShapes {
  private OnnxShapes() {}

  static Map<String, OnnxAdapter> all() {
    return Map.ofEntries(
        Map.entry("Reshape", OnnxShapes::reshape),
        Map.entry("Flatten", OnnxShapes::flatten),
        Map.entry("Squeeze", OnnxShapes::squeeze),
        Map.entry("Unsqueeze", OnnxShapes::unsqueeze),
        Map.entry("Transpose", OnnxShapes::transpose),
        Map.entry("Concat", OnnxShapes::concat),
        Map.entry("Split", OnnxShapes::split),
        Map.entry("Slice", OnnxShapes::slice),
        Map.entry("Pad", OnnxShapes::pad),
        Map.entry("Expand", OnnxShapes::expand),
        Map.entry("Tile", OnnxShapes::tile),
        Map.entry("Gather", OnnxShapes::gather),
        Map.entry("GatherElements", OnnxShapes::gatherElements),
        Map.entry("OneHot", OnnxShapes::oneHot),
        Map.entry("Shape", n -> n.out(sizes(n.x().shape()))),
        Map.entry("Size", n -> n.out(Tensor.scalar(n.x().shape().count()))),
        Map.entry("Constant", OnnxShapes::constant));
  }

  private static void reshape(OnnxNode node) {
    int[] sizes = node.ints(1, "shape");
    boolean zeroKeeps = !node.attributes().flag("allowzero");
    for (int i = 0; i < sizes.length; i++) {
      if (sizes[i] == 0 && zeroKeeps) {
        sizes[i] = node.x().shape().size(i);
      }
    }
    node.out(Reshape.reshape(node.x(), sizes));
  }

  private static void flatten(OnnxNode node) {
    Shape shape = node.x().shape();
    int axis = node.attributes().integer("axis", 1);
    int at = axis < 0 ? axis + shape.rank() : axis;
    int rows = IntStream.range(0, at).map(shape::size).reduce(1, (a, b) -> a * b);
    node.out(Reshape.reshape(node.x(), Shape.of(rows, shape.count() / Math.max(1, rows))));
  }

  private static int[] axes(OnnxNode node, int rank, int[] otherwise) {
    int[] axes = node.has(1) ? node.ints(1) : node.attributes().ints("axes", otherwise);
    return Arrays.stream(axes).map(axis -> axis < 0 ? axis + rank : axis).sorted().toArray();
  }

  private static void squeeze(OnnxNode node) {
    Shape shape = node.x().shape();
    int[] ones = IntStream.range(0, shape.rank()).filter(i -> shape.size(i) == 1).toArray();
    int[] axes = axes(node, shape.rank(), ones);
    Tensor y = node.x();
    for (int i = axes.length - 1; i >= 0; i--) {
      y = Reshape.squeeze(y, axes[i]);
    }
    node.out(y);
  }

  private static void unsqueeze(OnnxNode node) {
    int added = node.has(1) ? node.ints(1).length : node.attributes().ints("axes").length;
    Tensor y = node.x();
    for (int axis : axes(node, node.x().shape().rank() + added, new int[0])) {
      y = Reshape.unsqueeze(y, axis);
    }
    node.out(y);
  }

  private static void transpose(OnnxNode node) {
    int rank = node.x().shape().rank();
    int[] reversed = IntStream.range(0, rank).map(i -> rank - 1 - i).toArray();
    node.out(Permute.permute(node.x(), node.attributes().ints("perm", reversed)));
  }

  private static void concat(OnnxNode node) {
    Tensor[] parts = IntStream.range(0, node.inputs()).mapToObj(node::in).toArray(Tensor[]::new);
    node.out(Concat.concat(node.attributes().integer("axis", 1), parts));
  }

  private static void split(OnnxNode node) {
    int axis = node.attributes().integer("axis", 0);
    int[] equal = new int[node.outputs()];
    Arrays.fill(equal, node.x().shape().size(axis) / equal.length);
    int[] sizes = node.has(1) ? node.ints(1) : node.attributes().ints("split", equal);
    List<Tensor> parts = Slice.split(node.x(), axis, sizes);
    for (int i = 0; i < parts.size(); i++) {
      node.out(i, parts.get(i));
    }
  }

  private static void slice(OnnxNode node) {
    int[] starts = node.ints(1, "starts");
    int[] ends = node.ints(2, "ends");
    int[] all = IntStream.range(0, starts.length).toArray();
    int[] axes = node.has(3) ? node.ints(3) : node.attributes().ints("axes", all);
    List<Slice.Range> ranges = new ArrayList<>();
    for (int i = 0; i < starts.length; i++) {
      int step = node.has(4) ? node.ints(4)[i] : 1;
      ranges.add(Slice.Range.along(axes[i]).from(starts[i]).to(ends[i]).step(step));
    }
    node.out(Slice.slice(node.x(), ranges.toArray(Slice.Range[]::new)));
  }

  private static void pad(OnnxNode node) {
    int[] pads = node.has(1) ? node.ints(1) : node.attributes().ints("pads");
    int rank = node.x().shape().rank();
    float value = node.has(2) ? node.in(2).item() : node.attributes().number("value", 0);
    Pad.Border border =
        switch (node.attributes().text("mode", "constant")) {
          case "constant" -> Pad.Border.constant(value);
          case "reflect" -> Pad.Border.REFLECT;
          case "edge" -> Pad.Border.REPLICATE;
          case "wrap" -> Pad.Border.CIRCULAR;
          default -> throw new Unsupported("Pad " + node.attributes().text("mode"));
        };
    node.out(
        Pad.pad(
            node.x(), Arrays.copyOf(pads, rank), Arrays.copyOfRange(pads, rank, 2 * rank), border));
  }

  /** Both operands are broadcast, not only the first. */
  private static void expand(OnnxNode node) {
    Shape shape = node.x().shape();
    int[] asked = node.ints(1);
    int rank = Math.max(asked.length, shape.rank());
    int[] sizes = new int[rank];
    for (int i = 1; i <= rank; i++) {
      int size = i <= shape.rank() ? shape.size(-i) : 1;
      sizes[rank - i] = size == 1 && i <= asked.length ? asked[asked.length - i] : size;
    }
    node.out(Expand.expand(node.x(), Shape.of(sizes)));
  }

  private static void tile(OnnxNode node) {
    int[] repeats = node.ints(1);
    Tensor y = node.x();
    for (int axis = 0; axis < repeats.length; axis++) {
      int size = y.shape().size(axis);
      int[] index = IntStream.range(0, size * repeats[axis]).map(i -> i % size).toArray();
      y = IndexSelect.indexSelect(y, axis, index);
    }
    node.out(y);
  }

  private static void gather(OnnxNode node) {
    Shape shape = node.x().shape();
    int axis = shape.axis(node.attributes().integer("axis", 0));
    int size = shape.size(axis);
    int[] index = Arrays.stream(node.ints(1)).map(i -> i < 0 ? i + size : i).toArray();
    Shape picked = node.in(1).shape();
    IntStream sizes =
        IntStream.concat(
            IntStream.concat(
                IntStream.range(0, axis).map(shape::size), Arrays.stream(picked.sizes())),
            IntStream.range(axis + 1, shape.rank()).map(shape::size));
    Tensor rows = IndexSelect.indexSelect(node.x(), axis, index);
    node.out(Reshape.reshape(rows, Shape.of(sizes.toArray())));
  }

  private static Tensor sizes(Shape shape) {
    return OnnxNode.tensor(Shape.of(shape.rank()), shape.sizes());
  }

  private static void gatherElements(OnnxNode node) {
    int axis = node.x().shape().axis(node.attributes().integer("axis", 0));
    int size = node.x().shape().size(axis);
    int[] index = Arrays.stream(node.ints(1)).map(i -> i < 0 ? i + size : i).toArray();
    node.out(Gather.gather(node.x(), axis, node.in(1).shape(), index));
  }

  private static void oneHot(OnnxNode node) {
    int depth = (int) node.in(1).item();
    int rank = node.x().shape().rank() + 1;
    int axis = node.attributes().integer("axis", -1);
    int at = axis < 0 ? axis + rank : axis;
    float[] index = node.x().copy().data();
    for (int i = 0; i < index.length; i++) {
      index[i] = index[i] < 0 ? index[i] + depth : index[i];
    }
    int[] along = new int[rank];
    Arrays.fill(along, 1);
    along[at] = depth;
    Tensor classes = OnnxNode.tensor(Shape.of(along), IntStream.range(0, depth).toArray());
    Tensor labels = Reshape.unsqueeze(Tensor.of(node.x().shape(), index), at);
    float[] values = node.in(2).data();
    node.out(
        Where.where(
            Compare.equal(labels, classes), Tensor.scalar(values[1]), Tensor.scalar(values[0])));
  }

  private static void constant(OnnxNode node) {
    Params value = node.attributes().object("value");
    List<Object> numbers = value.list("values");
    float[] values = new float[numbers.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = ((Number) numbers.get(i)).floatValue();
    }
    node.out(Tensor.of(Shape.of(value.ints("shape", new int[0])), values));
  }
}
