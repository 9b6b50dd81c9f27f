package dev.stria.examples;

import dev.stria.examples.text.Corpus;
import dev.stria.examples.text.PolarityData;
import dev.stria.examples.text.SentenceOptions;
import dev.stria.examples.text.Tokens;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Convolution on text: filters slide over time, and whether something was said counts more than where. */
@Command(
    name = "SentencePolarity",
    mixinStandardHelpOptions = true,
    version = "Stria 0.1.0",
    showDefaultValues = true,
    description = {
      "Learns whether a sentence praises or blames, by filters that slide over its words (Kim, 2014, "
          + "words from random first vectors), then shows which words fired the filters. Published: "
          + "76.1 %% on mr by cross-validation, 82.7 %% on sst2."
    })
public final class SentencePolarity extends SentenceExample {
  @Option(
      names = "--set",
      description = "mr, sst2 or uci: movie reviews, Stanford treebank, labelled sentences")
  private PolarityData set = PolarityData.MR;

  private SentencePolarity() {
    super("polarity", 10);
  }

  /**
   * Runs the example.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    CommandLines.run(new SentencePolarity(), args);
  }

  @Override
  Corpus corpus(Path folder, SentenceOptions options) throws IOException {
    return set.read(folder, options.charset);
  }

  @Override
  Tokens tokens() {
    return set == PolarityData.SST2 ? Tokens.CUT : Tokens.PROSE;
  }

  @Override
  String name() {
    return set.toString();
  }

  @Override
  String published() {
    double figure = set.published();
    return Double.isNaN(figure) ? "" : String.format(Locale.ROOT, "; published: %.1f %%", figure);
  }
}
