package dev.stria.data;

/**
 * A place in the stream of batches, from which training can be resumed: everything else follows from
 * the seeds.
 *
 * @param epoch the number of the epoch, from 0
 * @param batch the number of the next batch in that epoch, from 0
 */
public record Position(int epoch, int batch) {
  /** The very beginning. */
  public static final Position START = new Position(0, 0);

  /**
   * Creates a position.
   *
   * @param epoch the number of the epoch, from 0
   * @param batch the number of the next batch in that epoch, from 0
   * @throws IllegalArgumentException if a number is negative
   */
  public Position {
    if (epoch < 0 || batch < 0) {
      throw new IllegalArgumentException("negative position: epoch " + epoch + ", batch " + batch);
    }
  }
}
