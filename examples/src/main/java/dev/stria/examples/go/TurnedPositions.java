package dev.stria.examples.go;

import dev.stria.data.Dataset;
import dev.stria.data.Sampler;
import dev.stria.tensor.SeededRandom;

/**
 * The order in which training meets positions: all of them once before any comes again, each time in one of
 * its symmetries at random. An epoch is a number of positions to choose, so that the learning curve has points.
 */
public final class TurnedPositions implements Sampler {
  private final int symmetries;
  private final int perEpoch;
  private final long seed;

  /**
   * Creates an order.
   *
   * @param symmetries how many examples of the dataset in a row are one position
   * @param perEpoch how many positions an epoch has
   * @param seed decides the order
   */
  public TurnedPositions(int symmetries, int perEpoch, long seed) {
    this.symmetries = symmetries;
    this.perEpoch = perEpoch;
    this.seed = seed;
  }

  @Override
  public int count(Dataset dataset) {
    return perEpoch;
  }

  @Override
  public int[] order(Dataset dataset, int epoch) {
    SeededRandom random = new SeededRandom(seed);
    SeededRandom turns = random.fork(-1).fork(epoch);
    int positions = dataset.size() / symmetries;
    int[] order = new int[perEpoch];
    int[] pass = {};
    long passNumber = -1;
    for (int i = 0; i < perEpoch; i++) {
      long met = (long) epoch * perEpoch + i;
      if (met / positions != passNumber) {
        passNumber = met / positions;
        pass = Sampler.permutation(positions, random.fork(passNumber));
      }
      int position = pass[(int) (met % positions)];
      order[i] = position * symmetries + turns.nextInt(symmetries);
    }
    return order;
  }
}
