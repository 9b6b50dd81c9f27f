package dev.stria.visual;

import dev.stria.autograd.Tape;
import dev.stria.data.Batch;
import dev.stria.data.Dataset;
import dev.stria.nn.Layer;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/** Real pictures as points: what a layer puts out for each, along its two principal axes. */
final class FeatureScatter {
  /** Points that can still be told apart. */
  private static final int MOST_PICTURES = 600;

  /** The time for the axes grows by the square of this. */
  private static final int MOST_VALUES = 2_048;

  private FeatureScatter() {}

  static Drawing draw(Layer network, Preparation preparation, String layer, Dataset pictures)
      throws IOException {
    int n = Math.min(MOST_PICTURES, pictures.size());
    Tensor rows = null;
    int[] classes = new int[n];
    int portion = Judge.portion(pictures.shape());
    for (int from = 0; from < n; from += portion) {
      int first = from;
      int[] indices =
          IntStream.range(from, Math.min(from + portion, n))
              .map(
                  i -> (int) ((long) i * pictures.size() / n)) // of all classes, if they are sorted
              .toArray();
      Batch batch = pictures.batch(indices);
      try (Tape tape = Tape.predicting()) {
        Tensor input = preparation.apply(tape.trace(batch.images()));
        Tensor y = Responses.run(network, input, List.of(layer)).whole(layer);
        rows = rows == null ? Tensor.zeros(n, values(layer, y)) : rows;
        System.arraycopy(y.data(), 0, rows.data(), first * rows.shape().size(1), y.shape().count());
      }
      System.arraycopy(batch.labels(), 0, classes, from, indices.length);
    }
    Tensor points = PrincipalAxes.project(rows, 2);
    float[] x = new float[n];
    float[] y = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = points.get(i, 0);
      y[i] = points.get(i, 1);
    }
    return ScatterChart.of(layer + " along its two principal axes", x, y, classes)
        .classes(pictures.classes())
        .draw();
  }

  private static int values(String layer, Tensor y) {
    int values = y.shape().count() / y.shape().size(0);
    if (values < 2 || values > MOST_VALUES) {
      throw new ShapeException(
          "scatter",
          "a layer that puts out 2 to " + MOST_VALUES + " values for a picture",
          y.shape().dropFirst(),
          "take one nearer to the answer than " + layer);
    }
    return values;
  }
}
