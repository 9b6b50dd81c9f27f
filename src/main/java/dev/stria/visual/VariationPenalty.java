package dev.stria.visual;

import dev.stria.autograd.Tape;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;

/** {@code Σ √(dv² + dh² + 1e-8)} over all pixels with a neighbour below and one on the right. */
record VariationPenalty(double weight) implements Penalty {
  private static final double SMOOTHING = 1e-8;

  @Override
  public Tensor cost(Tensor pictures) {
    Shape shape = pictures.shape();
    int n = shape.size(0);
    Tensor costs = Tape.result(Shape.of(n), pictures);
    int planes = shape.size(1);
    for (int i = 0; i < n; i++) {
      double sum = 0;
      for (int plane = i * planes; plane < (i + 1) * planes; plane++) {
        sum += plane(shape, pictures.data(), plane, 0, null);
      }
      costs.data()[i] = (float) (weight * sum);
    }
    return Tape.record(
        "total variation",
        costs,
        (dy, grads) -> {
          for (int plane = 0; grads.wants(pictures) && plane < n * planes; plane++) {
            double factor = weight * dy.data()[plane / planes];
            plane(shape, pictures.data(), plane, factor, grads.into(pictures));
          }
        });
  }

  /** Returns the variation of one plane and, if there is somewhere to add it into, adds its gradient. */
  private static double plane(Shape shape, float[] x, int plane, double factor, float[] dx) {
    int rows = shape.size(2);
    int columns = shape.size(3);
    double sum = 0;
    for (int row = 0; row < rows - 1; row++) {
      int from = (plane * rows + row) * columns;
      for (int at = from; at < from + columns - 1; at++) {
        double down = x[at + columns] - x[at];
        double right = x[at + 1] - x[at];
        double length = Math.sqrt(down * down + right * right + SMOOTHING);
        sum += length;
        if (dx != null) {
          dx[at + columns] += (float) (factor * down / length);
          dx[at + 1] += (float) (factor * right / length);
          dx[at] -= (float) (factor * (down + right) / length);
        }
      }
    }
    return sum;
  }

  @Override
  public String description() {
    return "TV " + weight;
  }
}
