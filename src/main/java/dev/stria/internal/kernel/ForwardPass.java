package dev.stria.internal.kernel;

import java.util.Arrays;

/** The forward pass: filters times shifted images; the bias is added by what finishes a block. */
final class ForwardPass {
  private final PanelMultiply kernel;

  ForwardPass(PanelMultiply kernel) {
    this.kernel = kernel;
  }

  /** Convolves; strips of an image have a number of rows that is a multiple of {@code rowMultiple}. */
  void run(ConvGeometry g, float[] x, float[] w, int rowMultiple, Finish finish) {
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
    GridProduct product =
        new GridProduct(
            kernel,
            sizes,
            rowMultiple,
            axis(g.strideH(), g.kh(), g.dilationH(), g.padTop()),
            axis(g.strideW(), g.kw(), g.dilationW(), g.padLeft()));
    product.run(
        x,
        w,
        g.groupChannels() * g.kh() * g.kw(),
        (image, images, row, rows, filter, filters, add) -> {
          Finish.Part part = new Finish.Part(image, images, filter, filters, row, rows);
          int positions = rows * g.outW();
          Block place = finish.place(part);
          Block block = place == null ? Staging.block(images, filters, positions) : place;
          int width = place == null ? block.stride() : positions;
          start(part, block, width);
          add.addTo(block, width);
          finish.finish(part, block);
        });
  }

  private static void start(Finish.Part part, Block block, int width) {
    for (int i = 0; i < part.images(); i++) {
      for (int k = 0; k < part.filters(); k++) {
        int at = block.at() + i * block.step() + k * block.stride();
        Arrays.fill(block.data(), at, at + width, 0f);
      }
    }
  }

  private static PatchGrid.Axis axis(int stride, int kernel, int dilation, int padding) {
    int[] taps = new int[kernel];
    for (int i = 0; i < kernel; i++) {
      taps[i] = i * dilation - padding;
    }
    return new PatchGrid.Axis(stride, taps);
  }
}
