package dev.stria.golden;

import dev.stria.op.Add;
import dev.stria.op.Axes;
import dev.stria.op.BatchNorm;
import dev.stria.op.Divide;
import dev.stria.op.Dropout;
import dev.stria.op.InstanceNorm;
import dev.stria.op.LayerNorm;
import dev.stria.op.LocalResponseNorm;
import dev.stria.op.MatMul;
import dev.stria.op.Max;
import dev.stria.op.Mean;
import dev.stria.op.Multiply;
import dev.stria.op.Permute;
import dev.stria.op.PixelShuffle;
import dev.stria.op.Pointwise;
import dev.stria.op.Reshape;
import dev.stria.op.Scale;
import dev.stria.op.Variance;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;

/** ONNX operators of networks that are no windows: products, normalisations, dropout, rearrangements. */
final class OnnxSpace {
  private OnnxSpace() {}

  static Map<String, OnnxAdapter> all() {
    return Map.ofEntries(
        Map.entry("MatMul", n -> n.out(MatMul.matmul(n.in(0), n.in(1)))),
        Map.entry("Gemm", OnnxSpace::gemm),
        Map.entry("BatchNormalization", OnnxSpace::batchNorm),
        Map.entry(
            "InstanceNormalization",
            n -> n.out(InstanceNorm.instanceNorm(n.x(), n.in(1), n.in(2), epsilon(n)))),
        Map.entry("LayerNormalization", OnnxSpace::layerNorm),
        Map.entry("LRN", OnnxSpace::localResponse),
        Map.entry("Dropout", OnnxSpace::dropout),
        Map.entry("DepthToSpace", OnnxSpace::depthToSpace),
        Map.entry("SpaceToDepth", OnnxSpace::spaceToDepth),
        Map.entry("GlobalAveragePool", n -> n.out(Mean.mean(n.x(), pixels(n.x())))),
        Map.entry("GlobalMaxPool", n -> n.out(Max.max(n.x(), pixels(n.x())))));
  }

  private static Axes pixels(Tensor x) {
    return Axes.of(IntStream.range(2, x.shape().rank()).toArray()).keepDim();
  }

  private static void gemm(OnnxNode node) {
    Params p = node.attributes();
    Tensor a = p.flag("transA") ? Permute.transpose(node.in(0), 0, 1) : node.in(0);
    Tensor b = p.flag("transB") ? Permute.transpose(node.in(1), 0, 1) : node.in(1);
    Tensor y = Scale.scale(MatMul.matmul(a, b), p.number("alpha", 1));
    node.out(node.has(2) ? Add.add(y, Scale.scale(node.in(2), p.number("beta", 1))) : y);
  }

  private static double epsilon(OnnxNode node) {
    return node.attributes().number("epsilon", 1e-5);
  }

  /** Unlike PyTorch, ONNX moves the running variance by the biased one and calls momentum what stays. */
  private static void batchNorm(OnnxNode node) {
    Tensor x = node.x();
    if (!node.attributes().flag("training_mode")) {
      BatchNorm.Running running = new BatchNorm.Running(node.in(3), node.in(4), 0.1);
      node.out(BatchNorm.batchNorm(x, node.in(1), node.in(2), running, epsilon(node)));
      return;
    }
    node.out(BatchNorm.batchNorm(x, node.in(1), node.in(2), null, epsilon(node)));
    Axes axes = Axes.of(IntStream.range(0, x.shape().rank()).filter(axis -> axis != 1).toArray());
    float stays = node.attributes().number("momentum", 0.9);
    node.out(1, blend(node.in(3), stays, Mean.mean(x, axes)));
    node.out(2, blend(node.in(4), stays, Variance.variance(x, axes, 0)));
  }

  private static Tensor blend(Tensor former, float stays, Tensor batch) {
    return Add.add(Scale.scale(former, stays), Scale.scale(batch, 1 - stays));
  }

  private static void layerNorm(OnnxNode node) {
    Tensor x = node.x();
    int axis = x.shape().axis(node.attributes().integer("axis", -1));
    int[] sizes = x.shape().sizes();
    Shape normalized = Shape.of(Arrays.copyOfRange(sizes, axis, sizes.length));
    node.out(LayerNorm.layerNorm(x, normalized, node.in(1), node.in(2), epsilon(node)));
    Axes axes = Axes.of(IntStream.range(axis, sizes.length).toArray()).keepDim();
    node.out(1, Mean.mean(x, axes));
    Tensor variance = Variance.variance(x, axes, 0);
    node.out(2, Pointwise.rsqrt(Pointwise.shift(variance, (float) epsilon(node))));
  }

  private static void localResponse(OnnxNode node) {
    Params p = node.attributes();
    node.out(
        LocalResponseNorm.localResponseNorm(
            node.x(),
            new LocalResponseNorm.Constants(
                p.integer("size"),
                p.number("alpha", 1e-4),
                p.number("beta", 0.75),
                p.number("bias", 1))));
  }

  /** The mask of a training case is taken from what is expected, since nobody else can draw it. */
  private static void dropout(OnnxNode node) {
    Tensor x = node.x();
    boolean training = node.has(2) && node.in(2).item() != 0;
    float ratio = node.has(1) ? node.in(1).item() : node.attributes().number("ratio", 0.5);
    Tensor kept = Tensor.filled(x.shape(), 1);
    if (training && ratio > 0) {
      Tensor expected = node.expected(node.outputs() > 1 ? 1 : 0);
      for (int i = 0; i < kept.data().length; i++) {
        kept.data()[i] = expected.data()[i] != 0 ? 1 : 0;
      }
      node.out(Divide.divide(Multiply.multiply(x, kept), Tensor.scalar(1 - ratio)));
    } else {
      node.out(Dropout.dropout(x, ratio));
    }
    node.out(1, kept);
  }

  private static void depthToSpace(OnnxNode node) {
    Tensor x = node.x();
    int r = node.attributes().integer("blocksize");
    if (node.attributes().text("mode", "DCR").equals("CRD")) {
      node.out(PixelShuffle.pixelShuffle(x, r));
      return;
    }
    Shape s = x.shape();
    int channels = s.size(1) / (r * r);
    Tensor blocks = Reshape.reshape(x, Shape.of(s.size(0), r, r, channels, s.size(2), s.size(3)));
    Tensor woven = Permute.permute(blocks, 0, 3, 4, 1, 5, 2);
    node.out(Reshape.reshape(woven, Shape.of(s.size(0), channels, s.size(2) * r, s.size(3) * r)));
  }

  private static void spaceToDepth(OnnxNode node) {
    Tensor x = node.x();
    int r = node.attributes().integer("blocksize");
    Shape s = x.shape();
    int height = s.size(2) / r;
    int width = s.size(3) / r;
    Tensor blocks = Reshape.reshape(x, Shape.of(s.size(0), s.size(1), height, r, width, r));
    Tensor woven = Permute.permute(blocks, 0, 3, 5, 1, 2, 4);
    node.out(Reshape.reshape(woven, Shape.of(s.size(0), s.size(1) * r * r, height, width)));
  }
}
