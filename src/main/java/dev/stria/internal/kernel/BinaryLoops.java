package dev.stria.internal.kernel;

import dev.stria.internal.kernel.Scratch.Use;
import java.util.Arrays;

/**
 * Applies functions of two variables to broadcast operands: gathers a block of each, computes, and scatters, so that the
 * functions themselves are loops over three plain arrays.
 */
final class BinaryLoops {
  private static final int BLOCK = UnaryFunction.BLOCK;

  private final Broadcast g;
  private final float[] a;
  private final float[] b;
  private final float[] y;
  private final float[] grad;
  private int run;
  private int at;
  private int n;

  private BinaryLoops(Broadcast g) {
    this.g = g;
    int size = blockSize(g);
    a = Scratch.floats(Use.BLOCK_X, size);
    b = Scratch.floats(Use.BLOCK_Y, size);
    y = Scratch.floats(Use.BLOCK_ROOM, size);
    grad = Scratch.floats(Use.BLOCK_SLOPE, size);
  }

  static void apply(BinaryFunction f, Broadcast g, float[] a, float[] b, float[] y) {
    Ranges.ofItems(
        blocks(g),
        blockSize(g),
        Ranges.LIGHT,
        (from, n) -> {
          BinaryLoops loops = new BinaryLoops(g);
          for (int block = from; block < from + n; block++) {
            loops.load(block, a, b);
            f.value(loops.a, loops.b, loops.y, loops.n);
            System.arraycopy(loops.y, 0, y, loops.run * g.run() + loops.at, loops.n);
          }
        });
  }

  static void applyBackward(
      BinaryFunction f, Broadcast g, float[] a, float[] b, float[] dy, float[] da, float[] db) {
    Ranges.Range range = (from, n) -> applyBackward(f, g, a, b, dy, da, db, from, from + n);
    if (g.isPlain()) {
      Ranges.ofItems(blocks(g), blockSize(g), Ranges.LIGHT, range);
    } else {
      // Several blocks may add to one element: in order, by one thread.
      range.accept(0, blocks(g));
    }
  }

  private static void applyBackward(
      BinaryFunction f,
      Broadcast g,
      float[] a,
      float[] b,
      float[] dy,
      float[] da,
      float[] db,
      int from,
      int end) {
    BinaryLoops loops = new BinaryLoops(g);
    for (int block = from; block < end; block++) {
      loops.load(block, a, b);
      System.arraycopy(dy, loops.run * g.run() + loops.at, loops.y, 0, loops.n);
      if (da != null) {
        f.gradA(loops.a, loops.b, loops.y, loops.grad, loops.n);
        loops.addTo(da, g.startA(loops.run), g.stepA());
      }
      if (db != null) {
        f.gradB(loops.a, loops.b, loops.y, loops.grad, loops.n);
        loops.addTo(db, g.startB(loops.run), g.stepB());
      }
    }
  }

  private static int blockSize(Broadcast g) {
    return Math.min(BLOCK, g.run());
  }

  private static int blocksOfRun(Broadcast g) {
    return (g.run() + BLOCK - 1) / BLOCK;
  }

  private static int blocks(Broadcast g) {
    return g.runs() * blocksOfRun(g);
  }

  private void load(int block, float[] fromA, float[] fromB) {
    run = block / blocksOfRun(g);
    at = block % blocksOfRun(g) * BLOCK;
    n = Math.min(BLOCK, g.run() - at);
    load(fromA, g.startA(run), g.stepA(), a);
    load(fromB, g.startB(run), g.stepB(), b);
  }

  private void load(float[] from, int start, int step, float[] to) {
    if (step == 0) {
      Arrays.fill(to, 0, n, from[start]);
    } else {
      System.arraycopy(from, start + at, to, 0, n);
    }
  }

  private void addTo(float[] dx, int start, int step) {
    if (step == 0) {
      dx[start] += (float) ScalarSums.sum(grad, 0, n);
      return;
    }
    for (int i = 0; i < n; i++) {
      dx[start + at + i] += grad[i];
    }
  }
}
