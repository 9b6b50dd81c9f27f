package dev.stria.visual;

import dev.stria.autograd.Tape;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;

/** Turns pictures about their middle, bilinear between pixels; grey comes in from outside. */
final class Rotation {
  private static final float GREY = 0.5f;

  private Rotation() {}

  static Tensor rotate(Tensor x, double radians) {
    Shape shape = x.shape();
    Plan plan = new Plan(shape.size(2), shape.size(3), radians);
    Tensor y = Tape.result(shape, x);
    int area = shape.size(2) * shape.size(3);
    for (int plane = 0; plane < shape.count(); plane += area) {
      for (int i = 0; i < area; i++) {
        float sum = GREY * plan.outside[i];
        for (int k = 4 * i; k < 4 * i + 4; k++) {
          sum += plan.weight[k] * x.data()[plane + plan.from[k]];
        }
        y.data()[plane + i] = sum;
      }
    }
    return Tape.record(
        "rotate",
        y,
        (dy, grads) -> {
          float[] dx = grads.wants(x) ? grads.into(x) : new float[0];
          for (int plane = 0; plane < dx.length; plane += area) {
            for (int k = 0; k < 4 * area; k++) {
              dx[plane + plan.from[k]] += plan.weight[k] * dy.data()[plane + k / 4];
            }
          }
        });
  }

  /** For each pixel the four that it is made of. */
  private static final class Plan {
    final int[] from;
    final float[] weight;
    final float[] outside;

    Plan(int rows, int columns, double radians) {
      from = new int[4 * rows * columns];
      weight = new float[from.length];
      outside = new float[rows * columns];
      double cos = StrictMath.cos(radians);
      double sin = StrictMath.sin(radians);
      double cy = (rows - 1) / 2.0;
      double cx = (columns - 1) / 2.0;
      for (int i = 0; i < outside.length; i++) {
        double dy = i / columns - cy;
        double dx = i % columns - cx;
        fill(i, cy + cos * dy + sin * dx, cx - sin * dy + cos * dx, rows, columns);
      }
    }

    private void fill(int i, double y, double x, int rows, int columns) {
      int top = (int) Math.floor(y);
      int left = (int) Math.floor(x);
      float rest = 1;
      for (int k = 0; k < 4; k++) {
        int row = top + k / 2;
        int column = left + k % 2;
        if (row >= 0 && row < rows && column >= 0 && column < columns) {
          double wy = 1 - Math.abs(y - row);
          double wx = 1 - Math.abs(x - column);
          from[4 * i + k] = row * columns + column;
          weight[4 * i + k] = (float) (wy * wx);
          rest -= weight[4 * i + k];
        }
      }
      outside[i] = Math.max(0, rest);
    }
  }
}
