package dev.stria.benchmarks.peers;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.blas_set_num_threads;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import dev.stria.internal.kernel.Kernels;
import dev.stria.internal.kernel.MatrixMultiply;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.FloatPointer;

/** Matrix products against OpenBLAS. */
final class Products {
  private static final int[][] SIZES = {
    {256, 256, 256}, {512, 512, 512}, {1024, 1024, 1024}, {64, 4096, 576}
  };

  private Products() {}

  static List<Row> compare(Rounds rounds) {
    List<Row> rows = new ArrayList<>();
    blas_set_num_threads(rounds.threads());
    for (int[] size : SIZES) {
      rows.add(compare(rounds, size[0], size[1], size[2]));
    }
    blas_set_num_threads(1);
    return rows;
  }

  private static Row compare(Rounds rounds, int m, int n, int k) {
    float[] a = uniform(m * k);
    float[] b = uniform(k * n);
    float[] c = new float[m * n];
    FloatPointer pa = new FloatPointer(a);
    FloatPointer pb = new FloatPointer(b);
    FloatPointer pc = new FloatPointer(c);
    MatrixMultiply kernel = Kernels.matrixMultiply();
    Work own =
        new Work(
            "stria",
            () -> {
              kernel.multiply(false, false, m, n, k, a, 0, b, 0, c, 0, false);
              return c[0];
            });
    Work other =
        new Work(
            "openblas",
            () -> {
              cblas_sgemm(
                  CblasRowMajor, CblasNoTrans, CblasNoTrans, m, n, k, 1f, pa, k, pb, n, 0f, pc, n);
              return pc.get(0);
            });
    double gigaflops = 2e-9 * m * n * k;
    Cost cost = Cost.ofKernel(gigaflops, (long) m * k + (long) k * n + (long) m * n);
    String title = "product " + m + "×" + n + "×" + k;
    return rounds.compare(title, "GFLOP/s", cost, List.of(own, other));
  }

  static float[] uniform(int count) {
    SplittableRandom random = new SplittableRandom(count);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextDouble() - 0.5f;
    }
    return values;
  }
}
