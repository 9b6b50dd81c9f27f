package dev.stria.internal.kernel;

/** Products in plain Java: {@link ScalarPanelProduct}. */
final class ScalarPanelMultiply implements PanelMultiply {
  @Override
  public Product product(Extent size, Rows a, Rows b, Block c, boolean accumulate, Tail tail) {
    return new ScalarPanelProduct(size, a, b, c, accumulate, tail);
  }

  @Override
  public void addMatrixVector(
      int rows, int depth, Block a, float[] x, int xAt, float[] y, int yAt) {
    ScalarMatrixVector.add(rows, depth, a, x, xAt, y, yAt);
  }

  @Override
  public int goodColumns() {
    return ScalarPanelProduct.STRIP / 2;
  }

  @Override
  public boolean readsGaps(int m, int k, int width) {
    return false;
  }

  @Override
  public boolean readsGapsInPlace(int m, int width) {
    return false;
  }

  @Override
  public boolean readsNear(int m, int width) {
    return false;
  }

  @Override
  public int paddedColumns(int columns) {
    return columns;
  }

  @Override
  public boolean transposesFast() {
    return false;
  }

  @Override
  public int panelColumns(int columns) {
    return columns;
  }

  @Override
  public void transpose(
      int rows,
      int columns,
      float[] from,
      int fromAt,
      int fromStride,
      float[] to,
      int toAt,
      int toStride) {
    Transpose.transpose(rows, columns, from, fromAt, fromStride, to, toAt, toStride);
  }

  @Override
  public void copyRows(
      int planes,
      int rows,
      Margin margin,
      float[] from,
      int fromAt,
      int fromStride,
      int fromStep,
      float[] to,
      int toAt,
      int toStep) {
    for (int plane = 0; plane < planes; plane++) {
      margin.copyExactly(
          rows, from, fromAt + plane * fromStep, fromStride, to, toAt + plane * toStep);
    }
  }
}
