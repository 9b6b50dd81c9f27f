package dev.stria.examples.text;

import dev.stria.train.Evaluation;
import dev.stria.visual.MatrixChart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/** A whole run of an example on text: trainings, what they reached, and pictures of the last. */
public final class SentenceRun {
  /** One of so many sentences is set aside to tell when to stop. */
  private static final int SET_ASIDE = 10;

  private static final int SHOWN = 2;
  private static final int NAMED = 8;

  private final SentenceOptions options;
  private final Corpus corpus;
  private final Tokens tokens;
  private final Path out;
  private final BooleanSupplier stop;
  private final double[] accuracy;
  private int done;

  /**
   * Prepares a run.
   *
   * @param options sizes, rates and seed
   * @param corpus the sentences
   * @param tokens how a sentence of the user's is cut into words
   * @param out where pictures go
   * @param stop true once the user has had enough
   */
  public SentenceRun(
      SentenceOptions options, Corpus corpus, Tokens tokens, Path out, BooleanSupplier stop) {
    this.options = options;
    this.corpus = corpus;
    this.tokens = tokens;
    this.out = out;
    this.stop = stop;
    this.accuracy = new double[1_000];
  }

  /**
   * Trains once and asks for the corpus's own test sentences, or for one in ten if it has none.
   *
   * @throws IOException if a picture cannot be written
   */
  public void once() throws IOException {
    List<Sentence> train = corpus.train();
    List<Sentence> test = corpus.test();
    if (test.isEmpty()) {
      Folds folds = new Folds(train, corpus.classes().size(), SET_ASIDE, options.seed);
      train = folds.without(0);
      test = folds.part(0);
    }
    SentenceTraining training = train(train, corpus.validation(), test);
    draw(training, test);
  }

  /**
   * Cross-validates: trains once per part on the others and asks for the part.
   *
   * @param parts how many parts
   * @param run how many of them are asked for
   * @throws IOException if a picture cannot be written
   */
  public void crossValidate(int parts, int run) throws IOException {
    Folds folds = new Folds(corpus.train(), corpus.classes().size(), parts, options.seed);
    SentenceTraining training = null;
    List<Sentence> test = List.of();
    for (int fold = 0; fold < Math.min(run, parts) && !stop.getAsBoolean(); fold++) {
      System.out.printf(Locale.ROOT, "part %d of %d%n", fold + 1, parts);
      test = folds.part(fold);
      training = train(folds.without(fold), List.of(), test);
    }
    if (training != null) {
      draw(training, test);
    }
  }

  private SentenceTraining train(List<Sentence> all, List<Sentence> validation, List<Sentence> test)
      throws IOException {
    List<Sentence> learned = all;
    List<Sentence> watched = validation;
    if (watched.isEmpty()) {
      Folds folds = new Folds(all, corpus.classes().size(), SET_ASIDE, options.seed + 1);
      learned = folds.without(0);
      watched = folds.part(0);
    }
    SentenceTraining training = new SentenceTraining(options, learned, corpus.classes());
    training.run(learned, watched, stop);
    Evaluation evaluation = training.evaluate(test);
    accuracy[done++] = 100 * evaluation.accuracy();
    System.out.printf(
        Locale.ROOT,
        "%.2f %% of %,d sentences right that it has never seen%n",
        100 * evaluation.accuracy(),
        test.size());
    return training;
  }

  private void draw(SentenceTraining training, List<Sentence> test) throws IOException {
    MatrixChart.draw(training.evaluate(test).confusion(), corpus.classes())
        .save(out.resolve("confusion.png"));
    SentencePictures pictures = new SentencePictures(training, test);
    pictures.heat(SHOWN).save(out.resolve("sentences.png"));
    pictures.writeFilters(out.resolve("filters.txt"));
    if (options.sentence == null) {
      System.out.print(pictures.explain(test.get(0), NAMED));
    } else {
      Sentence own = new Sentence(tokens.of(options.sentence), 0);
      System.out.print(pictures.explain(own, NAMED));
      pictures.heat(own).save(out.resolve("sentence.png"));
    }
    System.out.println("pictures, and the words that fired each filter: " + out.toAbsolutePath());
  }

  /**
   * Returns the mean accuracy of all trainings.
   *
   * @return in percent, NaN if there was none
   */
  public double mean() {
    double sum = 0;
    for (int i = 0; i < done; i++) {
      sum += accuracy[i];
    }
    return sum / done;
  }

  /**
   * Returns how many trainings there were.
   *
   * @return the number
   */
  public int count() {
    return done;
  }
}
