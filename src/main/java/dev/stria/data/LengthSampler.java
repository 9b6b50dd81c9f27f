package dev.stria.data;

import dev.stria.tensor.SeededRandom;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntUnaryOperator;

/**
 * Batches of examples about as long as one another, in a random order.
 *
 * @param seed decides the orders
 * @param batch how many examples a batch has
 * @param run how many batches are sorted together
 * @param length how long an example is
 */
record LengthSampler(long seed, int batch, int run, IntUnaryOperator length) implements Sampler {
  LengthSampler {
    if (batch < 1 || run < 1) {
      throw new IllegalArgumentException(
          "sampler by length: expected batches of at least 1 example in runs of at least 1 batch, but got "
              + batch
              + " and "
              + run);
    }
  }

  @Override
  public int[] order(Dataset dataset, int epoch) {
    SeededRandom random = new SeededRandom(seed).fork(epoch);
    int[] shuffled = Sampler.permutation(dataset.size(), random);
    int whole = shuffled.length / batch;
    int[] sorted = new int[shuffled.length];
    for (int from = 0; from < shuffled.length; from += batch * run) {
      int end = Math.min(shuffled.length, from + batch * run);
      int[] part =
          Arrays.stream(shuffled, from, end)
              .boxed()
              .sorted(Comparator.comparingInt(length::applyAsInt))
              .mapToInt(i -> i)
              .toArray();
      System.arraycopy(part, 0, sorted, from, part.length);
    }
    int[] order = sorted.clone();
    int[] batches = Sampler.permutation(whole, random);
    for (int i = 0; i < whole; i++) {
      System.arraycopy(sorted, batches[i] * batch, order, i * batch, batch);
    }
    return order;
  }
}
