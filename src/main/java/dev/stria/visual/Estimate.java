package dev.stria.visual;

import java.time.Duration;
import java.util.Locale;

/**
 * What an {@link Ascent} will take, before it is started.
 *
 * @param pictures how many pictures are made
 * @param batch how many of them at a time, so that the ascent keeps to its bound on memory
 * @param bytes about how much memory a batch takes beside the network's weights: the values of all layers that
 *     run, their gradients, and as much again for what the kernels need
 * @param time about how long all steps of all pictures take, from steps that were measured
 */
public record Estimate(int pictures, int batch, long bytes, Duration time) {
  /**
   * Counts the batches.
   *
   * @return how many there are
   */
  public int batches() {
    return batch == 0 ? 0 : (pictures + batch - 1) / batch;
  }

  /** Returns a line such as {@code about 12 s, 40 MB, 50 pictures in 4 batches of 16}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "about %s, %.0f MB, %d %s in %d %s of %d",
        time.toSeconds() < 100
            ? Math.max(1, Math.round(time.toMillis() / 1e3)) + " s"
            : Math.round(time.toSeconds() / 60.0) + " min",
        Math.ceil(bytes / 1e6),
        pictures,
        pictures == 1 ? "picture" : "pictures",
        batches(),
        batches() == 1 ? "batch" : "batches",
        batch);
  }
}
