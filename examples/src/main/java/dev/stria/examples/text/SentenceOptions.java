package dev.stria.examples.text;

import java.nio.charset.Charset;
import picocli.CommandLine.Option;

/** What both examples on text can be told about the network and its training. */
public final class SentenceOptions {
  /** How many numbers stand for a word. */
  @Option(names = "--width", description = "how many numbers stand for a word")
  public int width = 128;

  /** How many filters of each width. */
  @Option(names = "--filters", description = "how many filters of each width 3, 4 and 5")
  public int filters = 100;

  /** How often a filter's answer is dropped. */
  @Option(names = "--dropout", description = "how often a filter's answer is dropped in training")
  public double dropout = 0.5;

  /** The largest norm of a row of the last layer. */
  @Option(names = "--max-norm", description = "largest norm of a class's weights")
  public double maxNorm = 3;

  /** The rate of Adam. */
  @Option(names = "--rate", description = "Adam's learning rate")
  public double rate = 0.001;

  /** Sentences per step. */
  @Option(names = "--batch", description = "sentences per training step")
  public int batch = 50;

  /** Epochs at most. */
  @Option(
      names = "--epochs",
      description =
          "how often sentences are gone through at most; it ends once the validation loss rises")
  public int epochs = 10;

  /** How often a word must occur. */
  @Option(
      names = "--at-least",
      description = "how often a word must occur to be learned; rarer ones are one word, unknown")
  public int atLeast = 1;

  /** Decides everything random. */
  @Option(names = "--seed", description = "decides weights, order and parts")
  public long seed = 42;

  /** The encoding of the files. */
  @Option(
      names = "--charset",
      description = "encoding of the files (default: ISO-8859-1, UTF-8 for sst2 and uci)")
  public Charset charset;

  /** A sentence of the user's. */
  @Option(
      names = "--sentence",
      description = "a sentence of yours, to see what the network takes it for and why")
  public String sentence;
}
