package dev.stria.op;

import java.util.Arrays;
import java.util.Objects;

/**
 * A constant matrix most of whose entries are zero, in compressed rows (CSR): the neighbours of a graph, for
 * example. Immutable.
 */
public final class SparseMatrix {
  private final int rows;
  private final int columns;
  private final int[] start;
  private final int[] column;
  private final float[] value;
  private final SparseMatrix transposed;

  private SparseMatrix(int rows, int columns, int[] start, int[] column, float[] value) {
    this.rows = rows;
    this.columns = columns;
    this.start = start;
    this.column = column;
    this.value = value;
    this.transposed = new SparseMatrix(this);
  }

  private SparseMatrix(SparseMatrix of) {
    this.rows = of.columns;
    this.columns = of.rows;
    this.start = new int[rows + 1];
    this.column = new int[of.column.length];
    this.value = new float[of.value.length];
    this.transposed = of;
    int[] next = starts(of.column, rows);
    System.arraycopy(next, 0, start, 0, rows + 1);
    for (int row = 0; row < of.rows; row++) {
      for (int e = of.start[row]; e < of.start[row + 1]; e++) {
        int at = next[of.column[e]]++;
        column[at] = row;
        value[at] = of.value[e];
      }
    }
  }

  /**
   * Returns the matrix with these entries; entries of the same place add up.
   *
   * @param rows how many rows
   * @param columns how many columns
   * @param row the row of each entry
   * @param column the column of each entry
   * @param value the value of each entry
   * @return the matrix
   * @throws IllegalArgumentException if there are not as many rows, columns and values
   * @throws IndexOutOfBoundsException if an entry is outside the matrix
   */
  public static SparseMatrix of(int rows, int columns, int[] row, int[] column, float[] value) {
    if (row.length != column.length || row.length != value.length) {
      throw new IllegalArgumentException(
          "sparse matrix: expected a row, a column and a value for each entry, but got "
              + row.length
              + ", "
              + column.length
              + " and "
              + value.length);
    }
    for (int e = 0; e < row.length; e++) {
      Objects.checkIndex(row[e], rows);
      Objects.checkIndex(column[e], columns);
    }
    int[] start = starts(row, rows);
    int[] next = start.clone();
    int[] sorted = new int[column.length];
    float[] values = new float[value.length];
    for (int e = 0; e < row.length; e++) {
      int at = next[row[e]]++;
      sorted[at] = column[e];
      values[at] = value[e];
    }
    return new SparseMatrix(rows, columns, start, sorted, values);
  }

  /**
   * Returns the normalised adjacency of an undirected graph, {@code D^−½ (A + I) D^−½}: a node's own value
   * and its neighbours', weighted by how many neighbours both have. Kipf and Welling, <em>Semi-supervised
   * classification with graph convolutional networks</em>, 2017.
   *
   * @param nodes how many nodes
   * @param from one end of each edge
   * @param to the other end of each edge; name each edge once and no node's edge to itself
   * @return a matrix {@code [nodes, nodes]}
   * @throws IllegalArgumentException if there are not as many ends
   * @throws IndexOutOfBoundsException if an end is not a node
   */
  public static SparseMatrix adjacency(int nodes, int[] from, int[] to) {
    if (from.length != to.length) {
      throw new IllegalArgumentException(
          "adjacency: expected two ends for each edge, but got "
              + from.length
              + " and "
              + to.length);
    }
    double[] degree = new double[nodes];
    Arrays.fill(degree, 1);
    for (int e = 0; e < from.length; e++) {
      degree[Objects.checkIndex(from[e], nodes)]++;
      degree[Objects.checkIndex(to[e], nodes)]++;
    }
    int entries = nodes + 2 * from.length;
    int[] row = new int[entries];
    int[] column = new int[entries];
    float[] value = new float[entries];
    for (int i = 0; i < entries; i++) {
      int edge = (i - nodes) / 2;
      boolean own = i < nodes;
      boolean forth = (i - nodes) % 2 == 0;
      row[i] = own ? i : forth ? from[edge] : to[edge];
      column[i] = own ? i : forth ? to[edge] : from[edge];
      value[i] = (float) (1 / Math.sqrt(degree[row[i]] * degree[column[i]]));
    }
    return of(nodes, nodes, row, column, value);
  }

  private static int[] starts(int[] row, int rows) {
    int[] start = new int[rows + 1];
    for (int r : row) {
      start[r + 1]++;
    }
    for (int r = 0; r < rows; r++) {
      start[r + 1] += start[r];
    }
    return start;
  }

  /**
   * Returns the number of rows.
   *
   * @return at least 0
   */
  public int rows() {
    return rows;
  }

  /**
   * Returns the number of columns.
   *
   * @return at least 0
   */
  public int columns() {
    return columns;
  }

  /**
   * Returns the transpose, which was made together with this matrix.
   *
   * @return the matrix with rows and columns exchanged
   */
  public SparseMatrix transposed() {
    return transposed;
  }

  int[] start() {
    return start;
  }

  int[] column() {
    return column;
  }

  float[] value() {
    return value;
  }

  /** Returns the sizes and the number of entries. */
  @Override
  public String toString() {
    return "SparseMatrix[" + rows + ", " + columns + "] with " + value.length + " entries";
  }
}
