package dev.stria.data;

import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;

/**
 * How a dataset is cut into batches: order, augmentation, normalisation, and how many are prepared in
 * the background. Immutable; every step returns a changed copy.
 *
 * <pre>{@code
 * Batches batches = Batches.of(train).size(64).shuffle(seed).normalize(Mnist.NORMALIZATION);
 * try (EpochBatches epoch = batches.epoch(0)) {
 *   for (Batch batch : epoch) {
 *     …
 *   }
 * }
 * }</pre>
 *
 * <p>What a batch holds depends on the dataset, these settings, the epoch and the batch's number only:
 * not on threads, and not on which batches were asked for before.
 */
public final class Batches {
  private final Dataset dataset;
  private int size = 64;
  private boolean dropLast;
  private Sampler sampler = Sampler.sequential();
  private Augmentation augmentation;
  private BatchMix mix;
  private long augmentSeed;
  private long mixSeed;
  private Normalization normalization;
  private int prefetch = 2;
  private int threads = 1;

  private Batches(Dataset dataset) {
    this.dataset = Objects.requireNonNull(dataset, "dataset");
  }

  private Batches(Batches from) {
    this(from, from.dataset);
  }

  private Batches(Batches from, Dataset dataset) {
    this(dataset);
    size = from.size;
    dropLast = from.dropLast;
    sampler = from.sampler;
    augmentation = from.augmentation;
    mix = from.mix;
    augmentSeed = from.augmentSeed;
    mixSeed = from.mixSeed;
    normalization = from.normalization;
    prefetch = from.prefetch;
    threads = from.threads;
  }

  /**
   * Returns batches of 64 examples in the dataset's order, two prepared ahead by one thread.
   *
   * @param dataset the dataset
   * @return the batches
   */
  public static Batches of(Dataset dataset) {
    return new Batches(dataset);
  }

  /**
   * Returns these batches with another number of examples in each.
   *
   * @param size how many, at least 1
   * @return the changed copy
   * @throws IllegalArgumentException if there is less than one
   */
  public Batches size(int size) {
    Batches changed = new Batches(this);
    changed.size = atLeast(1, size, "batch size");
    return changed;
  }

  /**
   * Returns these batches without the last one of an epoch when it would be smaller than the others.
   *
   * @return the changed copy
   */
  public Batches dropLast() {
    Batches changed = new Batches(this);
    changed.dropLast = true;
    return changed;
  }

  /**
   * Returns these batches in a random order of all examples, another one each epoch.
   *
   * @param seed decides the orders
   * @return the changed copy
   */
  public Batches shuffle(long seed) {
    return sampler(Sampler.shuffled(seed));
  }

  /**
   * Returns these batches in another order.
   *
   * @param sampler the order of the examples
   * @return the changed copy
   */
  public Batches sampler(Sampler sampler) {
    Batches changed = new Batches(this);
    changed.sampler = Objects.requireNonNull(sampler, "sampler");
    return changed;
  }

  /**
   * Returns these batches with every image changed at random, before it is normalised.
   *
   * @param augmentation the change
   * @param seed decides it, together with the epoch and the example's place in it
   * @return the changed copy
   */
  public Batches augment(Augmentation augmentation, long seed) {
    Batches changed = new Batches(this);
    changed.augmentation = Objects.requireNonNull(augmentation, "augmentation");
    changed.augmentSeed = seed;
    return changed;
  }

  /**
   * Returns these batches with images mixed within each batch, after they were normalised.
   *
   * @param mix how images and targets are mixed
   * @param seed decides it, together with the epoch and the batch's number
   * @return the changed copy
   */
  public Batches mix(BatchMix mix, long seed) {
    Batches changed = new Batches(this);
    changed.mix = Objects.requireNonNull(mix, "mix");
    changed.mixSeed = seed;
    return changed;
  }

  /**
   * Returns these batches with normalised images.
   *
   * @param normalization what is taken out
   * @return the changed copy
   */
  public Batches normalize(Normalization normalization) {
    Batches changed = new Batches(this);
    changed.normalization = Objects.requireNonNull(normalization, "normalization");
    return changed;
  }

  /**
   * Returns these batches with another number prepared ahead, which bounds the memory taken.
   *
   * @param batches how many batches wait to be asked for; with 0 each is made when it is asked for
   * @param threads how many threads prepare them, at least 1
   * @return the changed copy
   * @throws IllegalArgumentException if a number is negative, or there is no thread
   */
  public Batches prefetch(int batches, int threads) {
    Batches changed = new Batches(this);
    changed.prefetch = atLeast(0, batches, "number of batches prepared ahead");
    changed.threads = atLeast(1, threads, "number of threads");
    return changed;
  }

  private static int atLeast(int minimum, int value, String what) {
    if (value < minimum) {
      throw new IllegalArgumentException(
          what + " must be at least " + minimum + ", but is " + value);
    }
    return value;
  }

  /**
   * Holds a part of the examples out, each class in the same proportion: {@link Dataset#split}. What is held out is in
   * its own order and neither augmented nor mixed; size, normalisation and preparing ahead are those of these
   * batches. A sampler or an augmentation that looks up positions is asked for those in the smaller dataset.
   *
   * @param fraction the part of each class that is held out, above 0 and below 1
   * @param seed decides which examples
   * @return the two parts, such as one to train and one to validate
   * @throws IllegalArgumentException if the fraction is out of range, or so small or large that a part is empty
   */
  public Split split(double fraction, long seed) {
    Dataset.Split parts = dataset.split(fraction, seed);
    if (parts.train().size() == 0 || parts.validation().size() == 0) {
      throw new IllegalArgumentException(
          "a validation split of "
              + fraction
              + " leaves "
              + parts.train().size()
              + " examples to train and "
              + parts.validation().size()
              + " to validate, but both need some");
    }
    Batches train = new Batches(this, parts.train());
    Batches validation = new Batches(this, parts.validation());
    validation.sampler = Sampler.sequential();
    validation.dropLast = false;
    validation.augmentation = null;
    validation.mix = null;
    return new Split(train, validation);
  }

  /**
   * Batches of two datasets that share no example.
   *
   * @param train those to learn from
   * @param validation those to measure on
   */
  public record Split(Batches train, Batches validation) {
    /**
     * Creates a pair.
     *
     * @param train those to learn from
     * @param validation those to measure on
     */
    public Split {
      Objects.requireNonNull(train, "train");
      Objects.requireNonNull(validation, "validation");
    }
  }

  /**
   * Returns the dataset.
   *
   * @return the dataset
   */
  public Dataset dataset() {
    return dataset;
  }

  /**
   * Returns the number of batches in one epoch.
   *
   * @return the number
   */
  public int perEpoch() {
    return batchesIn(sampler.count(dataset));
  }

  /**
   * Returns the batches of an epoch from its beginning.
   *
   * @param epoch the number of the epoch, from 0
   * @return the batches, to be closed after use
   */
  public EpochBatches epoch(int epoch) {
    return from(new Position(epoch, 0));
  }

  /**
   * Returns the batches of an epoch from a position on: those that an uninterrupted run would have
   * had, to the bit.
   *
   * @param position the epoch and the first batch wanted
   * @return the batches, to be closed after use
   * @throws IllegalArgumentException if the epoch has fewer batches
   */
  public EpochBatches from(Position position) {
    int[] order = sampler.order(dataset, position.epoch());
    int count = batchesIn(order.length);
    if (position.batch() > count) {
      throw new IllegalArgumentException(
          "cannot go on at batch "
              + position.batch()
              + ": an epoch has "
              + count
              + " batches of "
              + size
              + "; was the position saved with another dataset or size?");
    }
    EpochBatches.Source source = number -> make(order, position.epoch(), number);
    return new EpochBatches(source, position, count, prefetch, threads);
  }

  private int batchesIn(int examples) {
    return dropLast ? examples / size : (int) (((long) examples + size - 1) / size);
  }

  private Batch make(int[] order, int epoch, int number) throws IOException {
    int from = number * size;
    int[] indices = Arrays.copyOfRange(order, from, Math.min(order.length, from + size));
    Batch batch = dataset.batch(indices);
    if (augmentation != null) {
      augment(batch, from, new SeededRandom(augmentSeed).fork(epoch));
    }
    if (normalization != null) {
      normalization.apply(batch.images().shape(), batch.images().data());
    }
    return mix == null
        ? batch
        : mix.apply(batch, new SeededRandom(mixSeed).fork(epoch).fork(number));
  }

  private void augment(Batch batch, int from, SeededRandom random) {
    Shape shape = dataset.shape();
    float[] image = new float[shape.count()];
    for (int i = 0; i < batch.size(); i++) {
      System.arraycopy(batch.images().data(), i * image.length, image, 0, image.length);
      augmentation.apply(shape, image, random.fork(from + i));
      System.arraycopy(image, 0, batch.images().data(), i * image.length, image.length);
    }
  }
}
