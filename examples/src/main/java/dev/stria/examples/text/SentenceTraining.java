package dev.stria.examples.text;

import dev.stria.data.Batches;
import dev.stria.data.Sampler;
import dev.stria.optim.Adam;
import dev.stria.optim.WeightLimit;
import dev.stria.train.Evaluation;
import dev.stria.train.History;
import dev.stria.train.Loss;
import dev.stria.train.ProgressBar;
import dev.stria.train.Trainer;
import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;

/** One training: a network that learns from some sentences and is stopped by others. */
public final class SentenceTraining {
  /** How many batches are sorted by length together. */
  private static final int RUN = 20;

  private final SentenceOptions options;
  private final Vocabulary vocabulary;
  private final List<String> classes;
  private final SentenceNetwork network;
  private History history;

  /**
   * Prepares a network for the words of some sentences.
   *
   * @param options sizes, rates and seed
   * @param sentences what it will learn from
   * @param classes the names of the classes
   */
  public SentenceTraining(SentenceOptions options, List<Sentence> sentences, List<String> classes) {
    this.options = options;
    this.classes = classes;
    this.vocabulary = Vocabulary.of(sentences, options.atLeast);
    SentenceNetwork.Sizes sizes =
        new SentenceNetwork.Sizes(
            vocabulary.size(), classes.size(), options.width, options.filters, options.dropout);
    int length = dataset(sentences).shape().size(0);
    this.network = SentenceNetwork.build(sizes, length, options.seed);
  }

  /**
   * Learns until the validation loss rises, and goes back to where it was lowest.
   *
   * @param train what to learn from
   * @param validation what tells when to stop
   * @param stop true once the user has had enough
   * @throws IOException never, as everything is in memory
   */
  public void run(List<Sentence> train, List<Sentence> validation, BooleanSupplier stop)
      throws IOException {
    Sentences sentences = dataset(train);
    Sampler sampler = Sampler.byLength(options.seed, options.batch, RUN, sentences::length);
    history =
        Trainer.of(network, Adam.of(network.parameters()).rate(options.rate))
            .epochs(options.epochs)
            .seed(options.seed)
            .constrain(WeightLimit.rowNorm(network.parameter("output.weight"), options.maxNorm))
            .validate(batches(validation))
            .earlyStopping(1)
            .stopWhen(stop)
            .listener(ProgressBar.to(System.out).counting("sentences"))
            .fit(Batches.of(sentences).size(options.batch).sampler(sampler));
  }

  /**
   * Asks the network for the classes of sentences.
   *
   * @param sentences the sentences
   * @return how well it did
   */
  public Evaluation evaluate(List<Sentence> sentences) {
    return Evaluation.of(network, batches(sentences), Loss.crossEntropy());
  }

  private Batches batches(List<Sentence> sentences) {
    Sentences all = dataset(sentences);
    return Batches.of(all).size(100).sampler(Sampler.byLength(1, 100, all.size(), all::length));
  }

  /**
   * Returns sentences as the network takes them.
   *
   * @param sentences the sentences
   * @return the dataset
   */
  public Sentences dataset(List<Sentence> sentences) {
    return new Sentences(sentences, vocabulary, classes);
  }

  /**
   * Returns the network.
   *
   * @return the network
   */
  public SentenceNetwork network() {
    return network;
  }

  /**
   * Returns the figures of the training.
   *
   * @return epoch by epoch
   */
  public History history() {
    return history;
  }
}
