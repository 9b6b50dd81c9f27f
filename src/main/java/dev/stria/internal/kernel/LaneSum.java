package dev.stria.internal.kernel;

/** The sum of a run as eight partial sums (of each eighth element), folded by halves, then the rest. */
final class LaneSum {
  private LaneSum() {}

  /** Returns the sum of {@code x[at]} to {@code x[at + count − 1]}. */
  static float sum(float[] x, int at, int count) {
    float s0 = 0f;
    float s1 = 0f;
    float s2 = 0f;
    float s3 = 0f;
    float s4 = 0f;
    float s5 = 0f;
    float s6 = 0f;
    float s7 = 0f;
    int i = at;
    for (int end = at + (count & ~7); i < end; i += 8) {
      s0 += x[i];
      s1 += x[i + 1];
      s2 += x[i + 2];
      s3 += x[i + 3];
      s4 += x[i + 4];
      s5 += x[i + 5];
      s6 += x[i + 6];
      s7 += x[i + 7];
    }
    float rest = 0f;
    for (int end = at + count; i < end; i++) {
      rest += x[i];
    }
    return (((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7))) + rest;
  }
}
