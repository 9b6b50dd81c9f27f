package dev.stria.visual;

import dev.stria.autograd.Tape;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;

/** A sum over the pixels of a picture, each for itself. */
record PixelPenalty(String name, double weight, Cost pixel) implements Penalty {
  static final Cost L1 =
      new Cost() {
        @Override
        public double value(double x) {
          return Math.abs(x);
        }

        @Override
        public double slope(double x) {
          return Math.signum(x);
        }
      };

  static final Cost L2 =
      new Cost() {
        @Override
        public double value(double x) {
          return x * x;
        }

        @Override
        public double slope(double x) {
          return 2 * x;
        }
      };

  /** What one pixel costs. */
  interface Cost {
    double value(double x);

    double slope(double x);
  }

  static Cost power(double p) {
    return new Cost() {
      @Override
      public double value(double x) {
        return StrictMath.pow(Math.abs(x), p);
      }

      @Override
      public double slope(double x) {
        return p * StrictMath.pow(Math.abs(x), p - 1) * Math.signum(x);
      }
    };
  }

  @Override
  public Tensor cost(Tensor pictures) {
    int n = pictures.shape().size(0);
    int count = pictures.shape().count() / n;
    Tensor costs = Tape.result(Shape.of(n), pictures);
    for (int i = 0; i < n; i++) {
      double sum = 0;
      for (int at = i * count; at < (i + 1) * count; at++) {
        sum += pixel.value(pictures.data()[at]);
      }
      costs.data()[i] = (float) (weight * sum);
    }
    return Tape.record(
        name,
        costs,
        (dy, grads) -> {
          if (grads.wants(pictures)) {
            addGradient(pictures.data(), dy.data(), grads.into(pictures));
          }
        });
  }

  private void addGradient(float[] x, float[] dy, float[] dx) {
    int count = x.length / dy.length;
    for (int at = 0; at < x.length; at++) {
      dx[at] += (float) (weight * dy[at / count] * pixel.slope(x[at]));
    }
  }

  @Override
  public String description() {
    return name + " " + weight;
  }
}
