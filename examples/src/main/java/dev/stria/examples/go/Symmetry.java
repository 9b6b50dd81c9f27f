package dev.stria.examples.go;

/** The eight turns and reflections of a board, each as a table from point to point. */
final class Symmetry {
  /** How many there are; number 0 leaves everything where it is. */
  static final int COUNT = 8;

  private Symmetry() {}

  /** Returns where each point goes, for each of the eight. */
  static int[][] tables(int size) {
    int[][] tables = new int[COUNT][size * size];
    for (int s = 0; s < COUNT; s++) {
      for (int p = 0; p < size * size; p++) {
        int row = p / size;
        int column = p % size;
        int r = (s & 1) == 0 ? row : size - 1 - row;
        int c = (s & 2) == 0 ? column : size - 1 - column;
        tables[s][p] = (s & 4) == 0 ? r * size + c : c * size + r;
      }
    }
    return tables;
  }
}
