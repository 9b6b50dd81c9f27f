package dev.stria.visual;

import dev.stria.op.Add;
import dev.stria.op.Axes;
import dev.stria.op.Divide;
import dev.stria.op.Gram;
import dev.stria.op.MatMul;
import dev.stria.op.Multiply;
import dev.stria.op.Norm;
import dev.stria.op.Permute;
import dev.stria.op.Reshape;
import dev.stria.op.Sum;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.util.Arrays;

/**
 * How alike the pictures of a batch are to a layer: the cosine between the {@linkplain Gram Gram matrices}
 * of its feature maps, which tell textures apart wherever they are.
 *
 * @param layer the layer's path
 * @param weight what likeness costs, as a part of the score
 */
record Diversity(String layer, double weight) {
  private static final float TINY = 1e-12f;

  /**
   * Computes what each picture's likeness to the others costs: {@code weight · |score_i| · mean_{j ≠ i} cos(G_i,
   * G_j)}. Scores only scale it; no gradient flows through them.
   *
   * @param features {@code [N, C, …]}, on a tape
   * @param scores the pictures' scores
   * @return {@code [N]}
   */
  Tensor cost(Tensor features, double[] scores) {
    int n = scores.length;
    Shape shape = features.shape();
    Tensor maps =
        shape.rank() > 2 ? features : Reshape.reshape(features, Shape.of(n, shape.count() / n, 1));
    Tensor grams = Reshape.flatten(Gram.gram(maps));
    Tensor lengths = Norm.norm(grams, Axes.of(1).keepDim());
    Tensor floor = Tensor.filled(lengths.shape(), TINY);
    Tensor unit = Divide.divide(grams, Add.add(lengths, floor));
    Tensor cosines = MatMul.matmul(unit, Permute.transpose(unit, 0, 1));
    return Sum.sum(Multiply.multiply(cosines, weights(scores)), Axes.of(1));
  }

  private Tensor weights(double[] scores) {
    int n = scores.length;
    Tensor weights = Tensor.zeros(n, n);
    for (int i = 0; i < n; i++) {
      double each = weight * Math.abs(scores[i]) / Math.max(1, n - 1);
      Arrays.fill(weights.data(), i * n, (i + 1) * n, (float) each);
      weights.data()[i * n + i] = 0;
    }
    return weights;
  }
}
