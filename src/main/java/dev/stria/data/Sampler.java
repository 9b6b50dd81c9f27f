package dev.stria.data;

import dev.stria.tensor.SeededRandom;
import java.util.function.IntUnaryOperator;

/**
 * The order in which an epoch visits the examples of a dataset.
 *
 * <p>An order depends on the dataset and the epoch's number only, so that training can be resumed
 * anywhere.
 */
@FunctionalInterface
public interface Sampler {
  /**
   * Returns the positions to visit, in order.
   *
   * @param dataset the dataset
   * @param epoch the number of the epoch, from 0
   * @return positions in the dataset; some may be left out or come more than once
   */
  int[] order(Dataset dataset, int epoch);

  /**
   * Returns how many positions an epoch visits.
   *
   * @param dataset the dataset
   * @return as many as it has, unless a sampler says otherwise
   */
  default int count(Dataset dataset) {
    return dataset.size();
  }

  /**
   * Returns the sampler that visits all examples in their own order.
   *
   * @return the sampler
   */
  static Sampler sequential() {
    return (dataset, epoch) -> Subset.range(dataset.size());
  }

  /**
   * Returns the sampler that visits all examples once, in a random order, another one each epoch.
   *
   * @param seed decides the orders
   * @return the sampler
   */
  static Sampler shuffled(long seed) {
    return (dataset, epoch) -> permutation(dataset.size(), new SeededRandom(seed).fork(epoch));
  }

  /**
   * Returns the sampler that draws every class equally often, in a random order: rare classes repeat
   * their examples, none twice before all came once. An epoch is as long as the dataset.
   *
   * @param seed decides the orders
   * @return the sampler
   */
  static Sampler balanced(long seed) {
    return (dataset, epoch) -> ClassBalance.order(dataset, new SeededRandom(seed).fork(epoch));
  }

  /**
   * Returns the sampler that visits all examples once, in a random order of batches whose examples are about as long
   * as one another, so that little is filled up: examples are shuffled, sorted by length within each run of so many
   * batches, and the batches are shuffled. The last batch of an epoch, if it is smaller, stays the last.
   *
   * @param seed decides the orders
   * @param batch how many examples a batch has
   * @param run how many batches are sorted together; the more, the more alike the lengths and the less random the
   *     batches
   * @param length how long an example is, by its position
   * @return the sampler
   * @throws IllegalArgumentException if a number is less than 1
   */
  static Sampler byLength(long seed, int batch, int run, IntUnaryOperator length) {
    return new LengthSampler(seed, batch, run, length);
  }

  /**
   * Returns the numbers from 0 to {@code count - 1} in a random order (Fisher and Yates).
   *
   * @param count how many
   * @param random decides the order
   * @return the numbers in a fresh array
   */
  static int[] permutation(int count, SeededRandom random) {
    int[] order = Subset.range(count);
    shuffle(order, random);
    return order;
  }

  private static void shuffle(int[] order, SeededRandom random) {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
  }
}
