package dev.stria.train;

/** Sums over the batches of one epoch. */
final class Tally {
  private double loss;
  private long right;
  private long examples;
  private int batches;

  Tally() {}

  /** Goes on from {@link #text()}. */
  static Tally of(String text) {
    String[] parts = text.split(" ");
    Tally tally = new Tally();
    tally.loss = Double.parseDouble(parts[0]);
    tally.right = Long.parseLong(parts[1]);
    tally.examples = Long.parseLong(parts[2]);
    tally.batches = Integer.parseInt(parts[3]);
    return tally;
  }

  void add(double batchLoss, int batchRight, int size) {
    loss += batchLoss * size;
    right += batchRight;
    examples += size;
    batches++;
  }

  double loss() {
    return loss / examples;
  }

  double accuracy() {
    return (double) right / examples;
  }

  int batches() {
    return batches;
  }

  /** Returns the mean number of examples in a batch so far. */
  double batchSize() {
    return (double) examples / batches;
  }

  String text() {
    return loss + " " + right + " " + examples + " " + batches;
  }
}
