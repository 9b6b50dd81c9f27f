package dev.stria.internal.kernel;

import java.util.Arrays;

/** The forward pass: filters times shifted images, started from the bias. */
final class ForwardPass {
  private final PanelMultiply kernel;

  ForwardPass(PanelMultiply kernel) {
    this.kernel = kernel;
  }

  void run(ConvGeometry g, float[] x, float[] w, float[] bias, float[] y) {
    int columns = g.outW();
    int positions = g.outH() * columns;
    GridProduct product =
        new GridProduct(
            kernel,
            new GridProduct.Sizes(
                g.n(),
                g.groups(),
                g.groupFilters(),
                g.groupChannels(),
                g.h(),
                g.w(),
                g.outH(),
                columns),
            axis(g.strideH(), g.kh(), g.dilationH(), g.padTop()),
            axis(g.strideW(), g.kw(), g.dilationW(), g.padLeft()));
    product.run(
        x,
        w,
        g.groupChannels() * g.kh() * g.kw(),
        (image, images, firstRow, rows, filter, count, add) -> {
          int at = (image * g.k() + filter) * positions + firstRow * columns;
          int step = g.k() * positions;
          for (int i = 0; i < images; i++) {
            for (int r = 0; r < count; r++) {
              int row = at + i * step + r * positions;
              Arrays.fill(y, row, row + rows * columns, bias == null ? 0f : bias[filter + r]);
            }
          }
          add.addTo(new Block(y, at, positions, step));
        });
  }

  private static PatchGrid.Axis axis(int stride, int kernel, int dilation, int padding) {
    int[] taps = new int[kernel];
    for (int i = 0; i < kernel; i++) {
      taps[i] = i * dilation - padding;
    }
    return new PatchGrid.Axis(stride, taps);
  }
}
