package dev.stria.data;

import dev.stria.tensor.SeededRandom;

/** A random mixture of the images of a batch with each other, and of their targets alike. */
@FunctionalInterface
public interface BatchMix {
  /**
   * Mixes a batch.
   *
   * @param batch the batch, whose arrays may be changed
   * @param random the only source of chance, seeded by epoch and batch
   * @return the mixed batch
   */
  Batch apply(Batch batch, SeededRandom random);
}
