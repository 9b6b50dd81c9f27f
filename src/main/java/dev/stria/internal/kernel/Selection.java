package dev.stria.internal.kernel;

/** Choices between two arrays, element by element. */
public final class Selection {
  private Selection() {}

  /**
   * {@code y = condition ≠ 0 ? a : b}.
   *
   * @param condition the condition
   * @param a what is taken where it holds
   * @param b what is taken elsewhere
   * @param y receives the choice
   */
  public static void choose(float[] condition, float[] a, float[] b, float[] y) {
    for (int i = 0; i < y.length; i++) {
      y[i] = condition[i] != 0 ? a[i] : b[i];
    }
  }

  /**
   * {@code dx += dy} where the condition is as asked.
   *
   * @param condition the condition
   * @param holds whether to add where it holds, or where it does not
   * @param dy what is added
   * @param dx what is added to
   */
  public static void addWhere(float[] condition, boolean holds, float[] dy, float[] dx) {
    for (int i = 0; i < dx.length; i++) {
      dx[i] += condition[i] != 0 == holds ? dy[i] : 0f;
    }
  }
}
