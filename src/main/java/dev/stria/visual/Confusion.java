package dev.stria.visual;

import dev.stria.data.Batch;
import dev.stria.data.Batches;
import dev.stria.data.Dataset;
import dev.stria.data.EpochBatches;
import dev.stria.nn.Layer;
import dev.stria.tensor.Tensor;

/** Counts what a network takes the pictures of each class for. */
final class Confusion {
  private static final int BATCH = 200;

  private Confusion() {}

  static Drawing draw(Layer network, Preparation preparation, Dataset pictures) {
    int classes = pictures.classes().size();
    int[][] counts = new int[classes][classes];
    try (EpochBatches batches = Batches.of(pictures).size(BATCH).prefetch(0, 1).epoch(0)) {
      for (Batch batch : batches) {
        Tensor said = network.predict(preparation.apply(batch.images()));
        for (int i = 0; i < batch.size(); i++) {
          counts[batch.labels()[i]][highest(said, i, classes)]++;
        }
      }
    }
    return MatrixChart.draw(counts, pictures.classes());
  }

  private static int highest(Tensor rows, int row, int classes) {
    int best = 0;
    for (int c = 1; c < classes; c++) {
      best = rows.get(row, c) > rows.get(row, best) ? c : best;
    }
    return best;
  }
}
