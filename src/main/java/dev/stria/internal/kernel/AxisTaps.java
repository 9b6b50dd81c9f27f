package dev.stria.internal.kernel;

/**
 * How each point of a resized axis is made from points of the original one: the same number of
 * neighbours for each, every one with a weight.
 */
public final class AxisTaps {
  private static final double CUBIC = -0.75;

  private final int in;
  private final int out;
  private final int taps;
  private final int[] index;
  private final float[] weight;

  private AxisTaps(int in, int out, int taps) {
    this.in = in;
    this.out = out;
    this.taps = taps;
    this.index = new int[out * taps];
    this.weight = new float[out * taps];
  }

  /**
   * Returns the nearest neighbour below, {@code ⌊i · scale⌋}, as PyTorch's mode {@code nearest}.
   *
   * @param in the original size
   * @param out the new size
   * @param scale original points per new point
   * @return the taps
   */
  public static AxisTaps nearest(int in, int out, double scale) {
    AxisTaps made = new AxisTaps(in, out, 1);
    for (int i = 0; i < out; i++) {
      made.set(i, 0, (int) Math.floor(i * scale), 1);
    }
    return made;
  }

  /**
   * Returns linear interpolation between two neighbours.
   *
   * @param in the original size
   * @param out the new size
   * @param scale original points per new point
   * @param aligned whether the centres of the outermost points lie on one another, not their borders
   * @return the taps
   */
  public static AxisTaps linear(int in, int out, double scale, boolean aligned) {
    AxisTaps made = new AxisTaps(in, out, 2);
    for (int i = 0; i < out; i++) {
      double at = Math.max(0, position(i, scale, aligned));
      int left = Math.min((int) Math.floor(at), in - 1);
      made.set(i, 0, left, 1 - (at - left));
      made.set(i, 1, left + 1, at - left);
    }
    return made;
  }

  /**
   * Returns cubic convolution over four neighbours with a = −0.75 (Keys, 1981, as PyTorch has it).
   *
   * @param in the original size
   * @param out the new size
   * @param scale original points per new point
   * @param aligned whether the centres of the outermost points lie on one another, not their borders
   * @return the taps
   */
  public static AxisTaps cubic(int in, int out, double scale, boolean aligned) {
    AxisTaps made = new AxisTaps(in, out, 4);
    for (int i = 0; i < out; i++) {
      double at = position(i, scale, aligned);
      int left = (int) Math.floor(at);
      double t = at - left;
      made.set(i, 0, left - 1, far(t + 1));
      made.set(i, 1, left, near(t));
      made.set(i, 2, left + 1, near(1 - t));
      made.set(i, 3, left + 2, far(2 - t));
    }
    return made;
  }

  private static double position(int i, double scale, boolean aligned) {
    return aligned ? i * scale : (i + 0.5) * scale - 0.5;
  }

  private static double near(double t) {
    return ((CUBIC + 2) * t - (CUBIC + 3)) * t * t + 1;
  }

  private static double far(double t) {
    return ((CUBIC * t - 5 * CUBIC) * t + 8 * CUBIC) * t - 4 * CUBIC;
  }

  private void set(int i, int tap, int at, double share) {
    index[i * taps + tap] = Math.max(0, Math.min(at, in - 1));
    weight[i * taps + tap] = (float) share;
  }

  /**
   * Resizes the middle axis: {@code y[o, i, ·] = Σ weight · x[o, index, ·]}.
   *
   * @param outer the number of slices before the axis
   * @param inner the number of elements behind the axis
   * @param x the input, {@code [outer, in, inner]}
   * @param y receives the output, {@code [outer, out, inner]}
   */
  public void resize(int outer, int inner, float[] x, float[] y) {
    Parallel.run(
        outer,
        (long) y.length * taps,
        o -> {
          for (int i = 0; i < out; i++) {
            int to = (o * out + i) * inner;
            for (int tap = 0; tap < taps; tap++) {
              int from = (o * in + index[i * taps + tap]) * inner;
              float share = weight[i * taps + tap];
              for (int k = 0; k < inner; k++) {
                y[to + k] = Math.fma(share, x[from + k], tap == 0 ? 0f : y[to + k]);
              }
            }
          }
        });
  }

  /**
   * Adds the gradient of {@link #resize}.
   *
   * @param outer the number of slices before the axis
   * @param inner the number of elements behind the axis
   * @param dy the output's gradient
   * @param dx the input's gradient, added to
   */
  public void addInto(int outer, int inner, float[] dy, float[] dx) {
    Parallel.run(
        outer,
        (long) dy.length * taps,
        o -> {
          for (int i = 0; i < out; i++) {
            int from = (o * out + i) * inner;
            for (int tap = 0; tap < taps; tap++) {
              int to = (o * in + index[i * taps + tap]) * inner;
              float share = weight[i * taps + tap];
              for (int k = 0; k < inner; k++) {
                dx[to + k] = Math.fma(share, dy[from + k], dx[to + k]);
              }
            }
          }
        });
  }
}
