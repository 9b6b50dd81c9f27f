package dev.stria.golden;

import dev.stria.op.ClassLoss;
import dev.stria.op.CrossEntropy;
import dev.stria.op.LogSoftmax;
import dev.stria.op.NllLoss;
import java.util.Map;

/** ONNX's losses of classes. */
final class OnnxLosses {
  private OnnxLosses() {}

  static Map<String, OnnxAdapter> all() {
    return Map.of(
        "NegativeLogLikelihoodLoss",
        node -> node.out(NllLoss.nllLoss(node.x(), node.ints(1), options(node))),
        "SoftmaxCrossEntropyLoss",
        node -> {
          node.out(CrossEntropy.crossEntropy(node.x(), node.ints(1), options(node)));
          node.out(1, LogSoftmax.logSoftmax(node.x(), 1));
        });
  }

  private static ClassLoss options(OnnxNode node) {
    Params p = node.attributes();
    return new ClassLoss(
        LossAdapters.reduction(p, "mean"),
        0,
        node.has(2) ? node.in(2).copy() : null,
        p.integer("ignore_index", Integer.MIN_VALUE));
  }
}
