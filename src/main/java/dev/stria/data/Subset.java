package dev.stria.data;

import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Some examples of another dataset. */
final class Subset implements Dataset {
  private final Dataset whole;
  private final int[] indices;

  Subset(Dataset whole, int[] indices) {
    for (int index : indices) {
      Objects.checkIndex(index, whole.size());
    }
    this.whole = whole;
    this.indices = indices;
  }

  static int[] range(int count) {
    int[] range = new int[Math.max(0, count)];
    Arrays.setAll(range, i -> i);
    return range;
  }

  static Split split(Dataset whole, double fraction, SeededRandom random) {
    if (!(fraction >= 0 && fraction <= 1)) {
      throw new IllegalArgumentException("fraction must be between 0 and 1, but is " + fraction);
    }
    int[] counts = whole.histogram();
    int[] open = new int[counts.length];
    Arrays.setAll(open, c -> (int) Math.round(counts[c] * fraction));
    int second = Arrays.stream(open).sum();
    boolean[] chosen = new boolean[whole.size()];
    for (int index : Sampler.permutation(whole.size(), random)) {
      chosen[index] = open[whole.label(index)]-- > 0;
    }
    int[] train = new int[whole.size() - second];
    int[] validation = new int[second];
    int t = 0;
    int v = 0;
    for (int i = 0; i < chosen.length; i++) {
      if (chosen[i]) {
        validation[v++] = i;
      } else {
        train[t++] = i;
      }
    }
    return new Split(new Subset(whole, train), new Subset(whole, validation));
  }

  @Override
  public int size() {
    return indices.length;
  }

  @Override
  public Shape shape() {
    return whole.shape();
  }

  @Override
  public List<String> classes() {
    return whole.classes();
  }

  @Override
  public int label(int index) {
    return whole.label(indices[index]);
  }

  @Override
  public void read(int index, float[] into, int offset) throws IOException {
    whole.read(indices[index], into, offset);
  }
}
