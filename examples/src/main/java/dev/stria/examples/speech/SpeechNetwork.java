package dev.stria.examples.speech;

import dev.stria.nn.BatchNorm;
import dev.stria.nn.Conv2d;
import dev.stria.nn.Dropout;
import dev.stria.nn.Flatten;
import dev.stria.nn.Linear;
import dev.stria.nn.MaxPool2d;
import dev.stria.nn.Relu;
import dev.stria.nn.Sequential;
import dev.stria.nn.Softmax;
import dev.stria.op.Window;

/** Networks for spectrograms that differ in where their filters slide. */
public enum SpeechNetwork {
  /** Filters as long as the recording slide over frequency: the same pattern may be higher or lower. */
  FREQUENCY("frequency"),

  /** Filters as high as the spectrum slide over time: the same sound may come earlier or later. */
  TIME("time"),

  /** Small filters slide over both, as over a photograph. */
  BOTH("frequency and time");

  private final String axes;

  SpeechNetwork(String axes) {
    this.axes = axes;
  }

  /** Returns what the filters slide over. */
  public String axes() {
    return axes;
  }

  /**
   * Builds the network.
   *
   * @param seed decides the initial weights
   * @return the network
   */
  public Sequential build(long seed) {
    Sequential.Chain chain =
        switch (this) {
          case FREQUENCY ->
              block(
                  block(Sequential.layers(), 1, 64, Window.kernel(7, LogMel.FRAMES), pool(2, 1)),
                  2,
                  96,
                  Window.kernel(4, 1),
                  pool(2, 1));
          case TIME ->
              block(
                  block(Sequential.layers(), 1, 64, Window.kernel(LogMel.BANDS, 7), pool(1, 2)),
                  2,
                  96,
                  Window.kernel(1, 5),
                  pool(1, 2));
          case BOTH ->
              block(
                  block(
                      block(Sequential.layers(), 1, 16, Window.kernel(3).same(), pool(2, 2)),
                      2,
                      32,
                      Window.kernel(3).same(),
                      pool(2, 2)),
                  3,
                  64,
                  Window.kernel(3).same(),
                  pool(2, 2));
        };
    return chain
        .add("flatten", Flatten::new)
        .add("dropout", Dropout.probability(0.4))
        .add("fc", Linear.units(10))
        .add("softmax", Softmax::new)
        .build(Recordings.shape(), seed);
  }

  private static Window pool(int height, int width) {
    return Window.kernel(height, width).stride(height, width);
  }

  private static Sequential.Chain block(
      Sequential.Chain chain, int number, int filters, Window window, Window pool) {
    return chain
        .add("conv" + number, Conv2d.filters(filters).window(window).noBias())
        .add("norm" + number, BatchNorm::new)
        .add("relu" + number, Relu::new)
        .add("pool" + number, MaxPool2d.kernel(2).window(pool));
  }
}
