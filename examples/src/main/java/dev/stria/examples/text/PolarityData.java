package dev.stria.examples.text;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The collections of sentences that praise or blame. */
public enum PolarityData {
  /** Movie reviews: 5,331 sentences of each kind, cross-validated. */
  MR(StandardCharsets.ISO_8859_1, 76.1),
  /** The Stanford treebank: its own split. */
  SST2(StandardCharsets.UTF_8, 82.7),
  /** Sentences on films, restaurants and telephones: 3,000, cross-validated. */
  UCI(StandardCharsets.UTF_8, Double.NaN);

  private final Charset usual;
  private final double published;

  PolarityData(Charset usual, double published) {
    this.usual = usual;
    this.published = published;
  }

  /**
   * Reads the sentences.
   *
   * @param folder where their files are
   * @param charset the files' encoding, {@code null} for the usual one
   * @return the sentences
   * @throws IOException if a file is missing or bad
   */
  public Corpus read(Path folder, Charset charset) throws IOException {
    Charset decoded = charset == null ? usual : charset;
    return switch (this) {
      case MR -> Corpus.movieReviews(folder, decoded);
      case SST2 -> Corpus.treebank(folder, decoded);
      case UCI -> Corpus.labelledSentences(folder, decoded);
    };
  }

  /**
   * Returns Kim's accuracy with words that start at random.
   *
   * @return in percent, NaN if he has none
   */
  public double published() {
    return published;
  }
}
