package dev.stria.internal.kernel;

import java.util.Arrays;

/**
 * Some elements of an array, seen as a dense array of their own: element {@code (i, j, …)} lies at
 * {@code offset + i · stride₀ + j · stride₁ + …}.
 *
 * <p>Permuted axes, slices, flips, crops and repetitions are all one of these; a stride may be
 * negative, or 0 where a value repeats. Axes that can be walked through as one are one axis here, so
 * that the innermost runs are as long as they can be.
 */
public final class StridedView {
  private final int offset;
  private final int[] sizes;
  private final int[] strides;
  private final int axes;

  /**
   * Creates a view.
   *
   * @param offset where its first element lies
   * @param sizes the sizes of its axes, outermost first
   * @param strides how far neighbours along each axis lie apart
   */
  public StridedView(int offset, int[] sizes, int[] strides) {
    this.offset = offset;
    this.sizes = new int[sizes.length + 1];
    this.strides = new int[sizes.length + 1];
    int used = 0;
    for (int axis = 0; axis < sizes.length; axis++) {
      if (sizes[axis] == 1) {
        continue;
      }
      if (used > 0 && this.strides[used - 1] == strides[axis] * sizes[axis]) {
        this.sizes[used - 1] *= sizes[axis];
      } else {
        this.sizes[used++] = sizes[axis];
      }
      this.strides[used - 1] = strides[axis];
    }
    this.axes = Math.max(1, used);
    if (used == 0) {
      this.sizes[0] = 1;
      this.strides[0] = 1;
    }
  }

  private int run() {
    return sizes[axes - 1];
  }

  private int runs() {
    int runs = run() == 0 ? 0 : 1;
    for (int axis = 0; axis < axes - 1; axis++) {
      runs *= sizes[axis];
    }
    return runs;
  }

  private int start(int run) {
    int start = offset;
    int rest = run;
    for (int axis = axes - 2; axis >= 0; axis--) {
      start += rest % sizes[axis] * strides[axis];
      rest /= sizes[axis];
    }
    return start;
  }

  /**
   * Copies the view's elements.
   *
   * @param x the array that the view is of
   * @param y receives the elements, dense
   */
  public void read(float[] x, float[] y) {
    int n = run();
    int step = strides[axes - 1];
    Parallel.run(
        runs(),
        y.length,
        run -> {
          int from = start(run);
          int to = run * n;
          if (step == 1) {
            System.arraycopy(x, from, y, to, n);
          } else if (step == 0) {
            Arrays.fill(y, to, to + n, x[from]);
          } else {
            for (int i = 0; i < n; i++) {
              y[to + i] = x[from + i * step];
            }
          }
        });
  }

  /**
   * Overwrites the view's elements.
   *
   * @param x the new elements, dense
   * @param y the array that the view is of
   */
  public void write(float[] x, float[] y) {
    int n = run();
    int step = strides[axes - 1];
    for (int run = 0; run < runs(); run++) {
      int to = start(run);
      if (step == 1) {
        System.arraycopy(x, run * n, y, to, n);
      } else {
        for (int i = 0; i < n; i++) {
          y[to + i * step] = x[run * n + i];
        }
      }
    }
  }

  /**
   * Adds to the view's elements, in row-major order: the backward pass of {@link #read}.
   *
   * @param dy what is added, dense
   * @param dx the array that the view is of
   */
  public void addInto(float[] dy, float[] dx) {
    int n = run();
    int step = strides[axes - 1];
    for (int run = 0; run < runs(); run++) {
      int to = start(run);
      int from = run * n;
      if (step == 0) {
        dx[to] += (float) ScalarSums.sum(dy, from, n);
      } else {
        for (int i = 0; i < n; i++) {
          dx[to + i * step] += dy[from + i];
        }
      }
    }
  }

  /**
   * Adds the view's elements: the backward pass of {@link #write}.
   *
   * @param dy the array that the view is of
   * @param dx what is added to, dense
   */
  public void addFrom(float[] dy, float[] dx) {
    int n = run();
    int step = strides[axes - 1];
    for (int run = 0; run < runs(); run++) {
      int from = start(run);
      int to = run * n;
      for (int i = 0; i < n; i++) {
        dx[to + i] += dy[from + i * step];
      }
    }
  }
}
