package dev.stria.benchmarks.peers;

/** A library with one network built, ready to train or to predict. */
interface Contender extends AutoCloseable {
  /** Returns the library's name. */
  String name();

  /** Learns from the one batch, or predicts it; returns the loss, or a sum of outputs. */
  float step();

  @Override
  void close();
}
