package dev.stria.data;

import dev.stria.tensor.SeededRandom;
import java.util.Arrays;

/** Draws as many examples of every class. */
final class ClassBalance {
  private ClassBalance() {}

  /**
   * Returns as many positions as there are examples. Rounds take one example of each class that has
   * any; classes come in a random order, so that a last, unfinished round favours none for good.
   */
  static int[] order(Dataset dataset, SeededRandom random) {
    int[][] members = members(dataset);
    shuffle(members, random);
    int[] drawn = new int[dataset.size()];
    for (int i = 0; i < drawn.length; i++) {
      int[] of = members[i % members.length];
      int turn = i / members.length % of.length;
      if (turn == 0) {
        shuffle(of, random);
      }
      drawn[i] = of[turn];
    }
    shuffle(drawn, random);
    return drawn;
  }

  private static int[][] members(Dataset dataset) {
    int[] counts = dataset.histogram();
    int[][] members = new int[counts.length][];
    Arrays.setAll(members, c -> new int[counts[c]]);
    int[] at = new int[counts.length];
    for (int i = 0; i < dataset.size(); i++) {
      int label = dataset.label(i);
      members[label][at[label]++] = i;
    }
    return Arrays.stream(members).filter(m -> m.length > 0).toArray(int[][]::new);
  }

  private static void shuffle(int[] values, SeededRandom random) {
    int[] order = Sampler.permutation(values.length, random);
    int[] old = values.clone();
    Arrays.setAll(values, i -> old[order[i]]);
  }

  private static void shuffle(int[][] values, SeededRandom random) {
    int[] order = Sampler.permutation(values.length, random);
    int[][] old = values.clone();
    Arrays.setAll(values, i -> old[order[i]]);
  }
}
