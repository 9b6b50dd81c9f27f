package dev.stria.examples;

import dev.stria.tensor.Tensor;
import dev.stria.visual.Overlay;
import dev.stria.visual.Sheet;
import java.util.Map;

/** All explanations on one sheet: each map on the picture, and as it is below. */
final class SaliencySheet {
  private SaliencySheet() {}

  static Sheet draw(String title, Tensor picture, Map<String, Tensor> maps) {
    int side = Math.max(picture.shape().size(1), picture.shape().size(2));
    Sheet sheet =
        Sheet.of(1 + maps.size(), Math.max(1, 160 / side))
            .title(title + " red speaks for it, blue against it")
            .rows("on the picture", "the map")
            .add(picture, "the picture");
    for (Map.Entry<String, Tensor> map : maps.entrySet()) {
      sheet = sheet.add(Overlay.of(picture, map.getValue()), map.getKey());
    }
    sheet = sheet.add(grey(picture), "in grey");
    Tensor nothing = Tensor.filled(picture.shape(), -0.4f);
    for (Map.Entry<String, Tensor> map : maps.entrySet()) {
      sheet = sheet.add(Overlay.of(nothing, map.getValue()), map.getKey());
    }
    return sheet;
  }

  private static Tensor grey(Tensor picture) {
    return Overlay.of(picture, Tensor.zeros(picture.shape()));
  }
}
