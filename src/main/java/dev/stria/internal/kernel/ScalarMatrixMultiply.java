package dev.stria.internal.kernel;

import java.util.Arrays;

/** Matrix multiplication row by row: {@code c[i, :] += a[i, l] · b[l, :]}. */
final class ScalarMatrixMultiply implements MatrixMultiply {
  @Override
  public void multiply(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      float[] a,
      int aAt,
      float[] b,
      int bAt,
      float[] c,
      int cAt,
      boolean accumulate) {
    if (!accumulate) {
      Arrays.fill(c, cAt, cAt + m * n, 0f);
    }
    int aRow = transposeA ? 1 : k;
    int aColumn = transposeA ? m : 1;
    int bRow = transposeB ? 1 : n;
    int bColumn = transposeB ? k : 1;
    for (int i = 0; i < m; i++) {
      int row = cAt + i * n;
      for (int l = 0; l < k; l++) {
        float factor = a[aAt + i * aRow + l * aColumn];
        int from = bAt + l * bRow;
        for (int j = 0; j < n; j++) {
          c[row + j] = Math.fma(factor, b[from + j * bColumn], c[row + j]);
        }
      }
    }
  }
}
