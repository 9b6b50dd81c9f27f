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
    grid.run(x, w, g.groupChannels() * g.kh() * g.kw(), () -> new Answers(g, finish));
  }

  /** Where one thread computes answers. */
  private static final class Answers implements GridProduct.Target {
    private final ConvGeometry g;
    private final Finish finish;
    private Finish.Place place;

    Answers(ConvGeometry g, Finish finish) {
      this.g = g;
      this.finish = finish;
    }

    @Override
    public void write(
        int image,
        int images,
        int row,
        int rows,
        int filter,
        int filters,
        GridProduct.Product product) {
      if (place == null || !place.suits(images, filter, filters, rows)) {
        place = finish.place(new Finish.Part(image, images, filter, filters, row, rows));
      }
      Block block = place.block;
      int width = place.isOwn() ? block.stride() : rows * g.outW();
      product.writeTo(block, place.at(image, row), width, false, place.tail);
      place.finish(image, row);
    }
  }
}
