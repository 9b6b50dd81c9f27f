package dev.stria.examples;

import dev.stria.data.DataCache;
import dev.stria.examples.text.Corpus;
import dev.stria.examples.text.SentenceOptions;
import dev.stria.examples.text.SentenceRun;
import dev.stria.examples.text.Tokens;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the examples on text share: where the sentences are, how often is trained, and what is said at the end. */
abstract class SentenceExample implements Callable<Integer> {
  private static final int PARTS = 10;

  @Option(
      names = "--data",
      description = "folder with the files (default: text in the folder of -Dstria.data)")
  private Path data;

  @Option(
      names = "--folds",
      description = "if there is no test file: how many of ten parts are asked for in turn")
  private int folds;

  @Mixin private SentenceOptions options;
  @Mixin private Threads threads;

  @Option(names = "--out", description = "folder for the pictures")
  private Path out;

  SentenceExample(String out, int folds) {
    this.out = Path.of(out);
    this.folds = folds;
  }

  /** Reads the sentences. */
  abstract Corpus corpus(Path folder, SentenceOptions options) throws IOException;

  /** Returns how a sentence is cut into words. */
  abstract Tokens tokens();

  /** Names what was learned, in front of the figure. */
  abstract String name();

  /** Says what was published, behind the figure; empty if nothing was. */
  abstract String published();

  @Override
  public final Integer call() throws IOException {
    if (folds < 1 || folds > PARTS) {
      throw new IllegalArgumentException("--folds: expected 1 to 10, but got " + folds);
    }
    threads.apply();
    OutputFolder.prepare(out);
    Path folder = data == null ? DataCache.standard().folder().resolve("text") : data;
    Corpus corpus = corpus(folder, options);
    try (Interruption interruption = new Interruption()) {
      SentenceRun run = new SentenceRun(options, corpus, tokens(), out, interruption::wished);
      if (corpus.test().isEmpty()) {
        run.crossValidate(PARTS, folds);
      } else {
        run.once();
      }
      System.out.printf(
          Locale.ROOT, "%s: mean of %d: %.2f %%%s%n", name(), run.count(), run.mean(), published());
      return interruption.exitCode();
    }
  }
}
