package dev.stria.examples;

import dev.stria.Stria;
import dev.stria.data.DataCache;
import dev.stria.examples.text.Corpus;
import dev.stria.examples.text.SentenceOptions;
import dev.stria.examples.text.SentenceRun;
import dev.stria.examples.text.Tokens;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Convolution on text: what a question asks for, by filters that slide over its words. */
@Command(
    name = "QuestionType",
    mixinStandardHelpOptions = true,
    version = "Stria 0.1.0",
    showDefaultValues = true,
    description = {
      "Learns what a question asks for: an abbreviation, a description, a thing, a person, a place or a "
          + "number, by filters that slide over its words (Kim, 2014, words from random first vectors), "
          + "then shows which words fired the filters. Published: 91.2 %% of the 500 questions of "
          + "TREC 10; without --test one in ten of the training questions is asked for instead."
    })
public final class QuestionType implements Callable<Integer> {
  @Option(
      names = "--data",
      description = "folder with the file (default: text in the folder of -Dstria.data)")
  private Path data;

  @Option(names = "--train", description = "name of the file of questions to learn from")
  private String train = "TREC.train";

  @Option(
      names = "--test",
      description = "file of questions to be asked for, such as TREC_10.label")
  private Path test;

  @Option(
      names = "--folds",
      defaultValue = "1",
      description = "without --test: how many of ten parts are asked for in turn")
  private int folds;

  @Mixin private SentenceOptions options;

  @Option(names = "--out", description = "folder for the pictures")
  private Path out = Path.of("questions");

  /**
   * Runs the example.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    CommandLines.run(new QuestionType(), args);
  }

  @Override
  public Integer call() throws IOException {
    if (folds < 1 || folds > 10) {
      throw new IllegalArgumentException("--folds: expected 1 to 10, but got " + folds);
    }
    if (options.threads > 0) {
      Stria.threads(options.threads);
    }
    OutputFolder.prepare(out);
    Path folder = data == null ? DataCache.standard().folder().resolve("text") : data;
    Corpus corpus =
        Corpus.questions(
            folder.resolve(train),
            test,
            options.charset == null ? StandardCharsets.ISO_8859_1 : options.charset);
    try (Interruption interruption = new Interruption()) {
      SentenceRun run =
          new SentenceRun(options, corpus, Tokens.QUESTIONS, out, interruption::wished);
      if (test == null) {
        run.crossValidate(10, folds);
      } else {
        run.once();
      }
      System.out.printf(
          Locale.ROOT,
          "mean of %d: %.2f %%; published, on the test questions of TREC 10: 91.2 %%%n",
          run.count(),
          run.mean());
      return interruption.wished() ? Lecture.STOPPED : 0;
    }
  }
}
