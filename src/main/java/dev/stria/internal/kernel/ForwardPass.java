package dev.stria.internal.kernel;

/** The forward pass: filters times shifted images; the bias is added by what finishes a block. */
final class ForwardPass {
  private final PanelMultiply kernel;
  private final WinogradPass winograd;

  ForwardPass(PanelMultiply kernel, WinogradPass winograd) {
    this.kernel = kernel;
    this.winograd = winograd;
  }

  /** Convolves; strips of an image have a number of rows that is a multiple of {@code rowMultiple}. */
  void run(ConvGeometry g, float[] x, float[] w, int rowMultiple, Finish finish) {
    if (Winograd.takesForward(g)) {
      winograd.forward(g, x, w, finish);
      return;
    }
    GridProduct.Sizes sizes =
        new GridProduct.Sizes(
            g.n(),
            g.groups(),
            g.groupFilters(),
            g.groupChannels(),
            g.h(),
            g.w(),
            g.outH(),
            g.outW());
    GridProduct grid =
        new GridProduct(
            kernel,
            sizes,
            rowMultiple,
            PatchGrid.Axis.ofRows(g),
            PatchGrid.Axis.ofColumns(g),
            false);
    grid.run(
        x,
        w,
        g.groupChannels() * g.kh() * g.kw(),
        (image, images, row, rows, filter, filters, product) -> {
          Finish.Part part = new Finish.Part(image, images, filter, filters, row, rows);
          int positions = rows * g.outW();
          Block place = finish.place(part);
          Block block = place == null ? Staging.block(images, filters, positions) : place;
          int width = place == null ? block.stride() : positions;
          product.writeTo(block, width, false, finish.tail(part, block));
          finish.finish(part, block);
        });
  }
}
