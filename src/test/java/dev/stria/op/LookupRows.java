package dev.stria.op;

import static dev.stria.op.Dropout.dropout;
import static dev.stria.op.Dropout.dropout2d;
import static dev.stria.op.Embedding.embedding;
import static dev.stria.op.SparseMatmul.sparseMatmul;

import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.List;

/** Rows of the operations that choose: dropout, embedding, the product with a sparse matrix. */
final class LookupRows {
  private LookupRows() {}

  static List<OpRow> rows() {
    return List.of(values(), planes(), embeddings(), products());
  }

  private static OpRow values() {
    return OpRow.of(
            "dropout",
            Dropout.class,
            random -> {
              Tensor x = Samples.uniform(random, 3, 5);
              double p = random.nextDouble();
              long seed = random.nextLong();
              return new OpCase("p " + p, in -> Dropout.drop("dropout", in[0], p, seed, 15), x);
            })
        .refuses(
            "certainty",
            IllegalArgumentException.class,
            () -> dropout(Tensor.zeros(3), 1),
            "dropout",
            "less than 1",
            "1.0")
        .refuses(
            "no probability",
            IllegalArgumentException.class,
            () -> dropout(Tensor.zeros(3), Double.NaN),
            "dropout",
            "from 0",
            "NaN");
  }

  private static OpRow planes() {
    return OpRow.of(
            "dropout2d",
            Dropout.class,
            random -> {
              Tensor x = Samples.uniform(random, 2, 3, 2, 2);
              double p = random.nextDouble();
              long seed = random.nextLong();
              return new OpCase("p " + p, in -> Dropout.drop("dropout2d", in[0], p, seed, 6), x);
            })
        .refuses(
            "rows",
            ShapeException.class,
            () -> dropout2d(Tensor.zeros(3, 4), 0.5),
            "dropout2d",
            "[N, C, H, W]",
            "[3, 4]",
            "use dropout")
        .refuses(
            "a negative probability",
            IllegalArgumentException.class,
            () -> dropout2d(Tensor.zeros(1, 1, 2, 2), -0.1),
            "dropout2d",
            "from 0",
            "-0.1");
  }

  private static OpRow embeddings() {
    Tensor table = Tensor.zeros(4, 2);
    return OpRow.of(
            "embedding",
            Embedding.class,
            random -> {
              Tensor words = Tensor.zeros(2, 3);
              for (int i = 0; i < 6; i++) {
                words.data()[i] = random.nextInt(4);
              }
              return new OpCase(
                  words.toString(), in -> embedding(words, in[0]), Samples.uniform(random, 4, 3));
            })
        .refuses(
            "a word beyond the table",
            IndexOutOfBoundsException.class,
            () -> embedding(Tensor.of(Shape.of(1), 4), table),
            "embedding",
            "from 0 to 3",
            "4.0",
            "4 rows")
        .refuses(
            "a negative word",
            IndexOutOfBoundsException.class,
            () -> embedding(Tensor.of(Shape.of(1), -1), table),
            "embedding",
            "from 0 to 3",
            "-1.0")
        .refuses(
            "half a word",
            IndexOutOfBoundsException.class,
            () -> embedding(Tensor.of(Shape.of(1), 0.5f), table),
            "embedding",
            "whole numbers",
            "0.5")
        .refuses(
            "a table of one row",
            ShapeException.class,
            () -> embedding(Tensor.of(Shape.of(1), 0), Tensor.zeros(4)),
            "embedding",
            "[V, D]",
            "[4]");
  }

  private static OpRow products() {
    return OpRow.of("sparseMatmul", SparseMatmul.class, LookupRows::product)
        .refuses(
            "another number of rows",
            ShapeException.class,
            () ->
                sparseMatmul(SparseMatrix.adjacency(3, new int[0], new int[0]), Tensor.zeros(4, 2)),
            "sparse_matmul",
            "[3, D]",
            "[4, 2]")
        .refuses(
            "an entry outside the matrix",
            IndexOutOfBoundsException.class,
            () -> SparseMatrix.of(2, 2, new int[] {0}, new int[] {2}, new float[] {1}),
            "2")
        .refuses(
            "entries without values",
            IllegalArgumentException.class,
            () -> SparseMatrix.of(2, 2, new int[] {0}, new int[] {1}, new float[0]),
            "a value for each entry",
            "1, 1 and 0");
  }

  private static OpCase product(SeededRandom random) {
    int rows = Samples.integer(random, 1, 4);
    int columns = Samples.integer(random, 1, 4);
    int entries = random.nextInt(8);
    int[] row = new int[entries];
    int[] column = new int[entries];
    for (int e = 0; e < entries; e++) {
      row[e] = random.nextInt(rows);
      column[e] = random.nextInt(columns);
    }
    Tensor value = Samples.uniform(random, entries);
    SparseMatrix a = SparseMatrix.of(rows, columns, row, column, value.data());
    Tensor x =
        random.nextBoolean()
            ? Samples.uniform(random, columns, 3)
            : Samples.uniform(random, 2, columns, 3);
    return new OpCase(a + " " + x.shape(), in -> sparseMatmul(a, in[0]), x);
  }
}
