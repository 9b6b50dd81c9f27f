package dev.stria.visual;

import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One run of covering places of a picture, in batches. */
final class Occlusion {
  private static final int BATCH = 32;

  private final Saliency saliency;
  private final Tensor picture;
  private final int height;
  private final int width;
  private final int stride;
  private final float fill;

  Occlusion(Saliency saliency, Tensor picture, int side, int stride, float fill) {
    if (side < 1 || stride < 1) {
      throw new IllegalArgumentException(
          "occlusion: expected a side and a stride of at least 1, but got " + side + ", " + stride);
    }
    this.saliency = saliency;
    this.picture = picture;
    this.height = Math.min(side, picture.shape().size(1));
    this.width = Math.min(side, picture.shape().size(2));
    this.stride = stride;
    this.fill = fill;
  }

  Tensor map() {
    Shape shape = picture.shape();
    int columns = shape.size(2);
    List<int[]> places = new ArrayList<>();
    for (int top : starts(shape.size(1), height)) {
      for (int left : starts(columns, width)) {
        places.add(new int[] {top, left});
      }
    }
    double[] sum = new double[shape.size(1) * columns];
    int[] covered = new int[sum.length];
    double whole = saliency.scores(Tensor.of(shape.prepend(1), picture.data()))[0];
    for (int from = 0; from < places.size(); from += BATCH) {
      List<int[]> part = places.subList(from, Math.min(places.size(), from + BATCH));
      double[] scores = saliency.scores(covered(part));
      for (int i = 0; i < part.size(); i++) {
        for (int at = 0; at < height * width; at++) {
          int row = part.get(i)[0] + at / width;
          int pixel = row * columns + part.get(i)[1] + at % width;
          sum[pixel] += whole - scores[i];
          covered[pixel]++;
        }
      }
    }
    Tensor map = Tensor.zeros(1, shape.size(1), columns);
    for (int i = 0; i < sum.length; i++) {
      map.data()[i] = covered[i] == 0 ? 0 : (float) (sum[i] / covered[i]);
    }
    return map;
  }

  /** Where squares start, so that the last one ends at the border. */
  private List<Integer> starts(int length, int side) {
    List<Integer> starts = new ArrayList<>();
    for (int start = 0; start + side < length; start += stride) {
      starts.add(start);
    }
    starts.add(length - side);
    return starts;
  }

  private Tensor covered(List<int[]> places) {
    Shape shape = picture.shape();
    Tensor batch = Tensor.zeros(shape.prepend(places.size()));
    for (int i = 0; i < places.size(); i++) {
      System.arraycopy(picture.data(), 0, batch.data(), i * shape.count(), shape.count());
      for (int c = 0; c < shape.size(0); c++) {
        for (int row = places.get(i)[0]; row < places.get(i)[0] + height; row++) {
          int from = ((i * shape.size(0) + c) * shape.size(1) + row) * shape.size(2);
          int left = from + places.get(i)[1];
          Arrays.fill(batch.data(), left, left + width, fill);
        }
      }
    }
    return batch;
  }
}
