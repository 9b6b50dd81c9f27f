package dev.stria.internal.kernel;

/**
 * Calls the loops of plain products often on little work, before a program calls them on much: the compiler counts calls, and a first
 * step makes few of them, each of which is long as long as nothing is compiled.
 */
final class FirstCalls {
  /** More than the compiler waits for. */
  private static final int CALLS = 800;

  /** A row long enough for a vector loop of the compiler. */
  private static final int LENGTH = 32;

  private FirstCalls() {}

  /** Calls each loop that most of the time of a first step goes to; takes a few milliseconds. */
  static void run() {
    float[] a = new float[16];
    float[] b = new float[LENGTH];
    float[] c = new float[LENGTH];
    float[] d = new float[LENGTH];
    float[] e = new float[LENGTH];
    float[] f = new float[LENGTH];
    for (int i = 0; i < CALLS; i++) {
      ScalarRows.add1x1(LENGTH, 0f, b, c);
      ScalarRows.add1x6(LENGTH, a, 0, b, b, b, b, b, b, c);
      if (ScalarPanelProduct.TOGETHER == 4) {
        ScalarRows.add4x4(LENGTH, a, 0, 4, 8, 12, b, b, b, b, c, d, e, f);
      } else {
        ScalarRows.add3x2(LENGTH, a, 0, 2, 4, b, b, c, d, e);
      }
    }
  }
}
