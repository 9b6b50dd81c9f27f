package dev.stria.visual;

import static dev.stria.op.MatMul.matmul;

import dev.stria.autograd.Tape;
import dev.stria.nn.Layer;
import dev.stria.op.Multiply;
import dev.stria.op.Permute;
import dev.stria.op.Reshape;
import dev.stria.op.Sum;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.util.List;
import java.util.Set;

/** The objective of a guided dream: likeness, at every place, to the guide's nearest feature. */
final class Guide {
  private Guide() {}

  static Objective of(Layer network, Preparation preparation, String layer, Tensor guide) {
    Tensor features;
    try (Tape tape = Tape.predicting()) {
      Tensor input =
          preparation.apply(tape.trace(Tensor.of(guide.shape().prepend(1), guide.data())));
      features = Responses.run(network, input, List.of(layer)).whole(layer).copy();
    }
    return Objective.of(
        layer + " guided",
        Set.of(layer),
        seen -> {
          Tensor a = seen.of(layer);
          return Sum.sum(Multiply.multiply(a, nearest(a.copy(), features)));
        });
  }

  /** Returns for each place of a map the guide's feature with the largest product. */
  private static Tensor nearest(Tensor map, Tensor features) {
    int channels = map.shape().size(1);
    int places = map.shape().count() / channels;
    int choices = features.shape().count() / channels;
    Tensor x = Permute.permute(Reshape.reshape(map, Shape.of(channels, places)), 1, 0);
    Tensor products = matmul(x, Reshape.reshape(features, Shape.of(channels, choices)));
    Tensor nearest = Tensor.zeros(map.shape());
    for (int place = 0; place < places; place++) {
      int best = 0;
      for (int q = 1; q < choices; q++) {
        boolean better =
            products.data()[place * choices + q] > products.data()[place * choices + best];
        best = better ? q : best;
      }
      for (int c = 0; c < channels; c++) {
        nearest.data()[c * places + place] = features.data()[c * choices + best];
      }
    }
    return nearest;
  }
}
