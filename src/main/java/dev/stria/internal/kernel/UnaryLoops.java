package dev.stria.internal.kernel;

import dev.stria.internal.kernel.Scratch.Use;

/** Applies functions of one variable, block by block. */
final class UnaryLoops {
  private static final int BLOCK = UnaryFunction.BLOCK;

  private UnaryLoops() {}

  static void apply(ArrayMath math, UnaryFunction f, float[] x, float[] y, int from, int n) {
    float[] blockX = Scratch.floats(Use.BLOCK_X, BLOCK);
    float[] blockY = Scratch.floats(Use.BLOCK_Y, BLOCK);
    for (int at = from; at < from + n; at += BLOCK) {
      int size = Math.min(BLOCK, from + n - at);
      System.arraycopy(x, at, blockX, 0, size);
      f.value().compute(math, blockX, blockY, size);
      System.arraycopy(blockY, 0, y, at, size);
    }
  }

  static void applyBackward(
      ArrayMath math,
      UnaryFunction f,
      float[] x,
      float[] y,
      float[] dy,
      float[] dx,
      int from,
      int n) {
    float[] blockX = Scratch.floats(Use.BLOCK_X, BLOCK);
    float[] blockY = Scratch.floats(Use.BLOCK_Y, BLOCK);
    float[] slope = Scratch.floats(Use.BLOCK_SLOPE, BLOCK);
    float[] scratch = Scratch.floats(Use.BLOCK_ROOM, BLOCK);
    for (int at = from; at < from + n; at += BLOCK) {
      int size = Math.min(BLOCK, from + n - at);
      System.arraycopy(x, at, blockX, 0, size);
      System.arraycopy(y, at, blockY, 0, size);
      f.slope().compute(math, blockX, blockY, size, slope, scratch);
      System.arraycopy(dy, at, blockY, 0, size);
      System.arraycopy(dx, at, blockX, 0, size);
      addProducts(slope, blockY, blockX, size);
      System.arraycopy(blockX, 0, dx, at, size);
    }
  }

  private static void addProducts(float[] slope, float[] dy, float[] dx, int n) {
    for (int i = 0; i < n; i++) {
      dx[i] = Math.fma(slope[i], dy[i], dx[i]);
    }
  }
}
