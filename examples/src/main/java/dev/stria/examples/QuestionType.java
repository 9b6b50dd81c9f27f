package dev.stria.examples;

import dev.stria.examples.text.Corpus;
import dev.stria.examples.text.SentenceOptions;
import dev.stria.examples.text.Tokens;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import picocli.CommandLine.Command;
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
public final class QuestionType extends SentenceExample {
  @Option(names = "--train", description = "name of the file of questions to learn from")
  private String train = "TREC.train";

  @Option(
      names = "--test",
      description = "file of questions to be asked for, such as TREC_10.label")
  private Path test;

  private QuestionType() {
    super("questions", 1);
  }

  /**
   * Runs the example.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    CommandLines.run(new QuestionType(), args);
  }

  @Override
  Corpus corpus(Path folder, SentenceOptions options) throws IOException {
    return Corpus.questions(
        folder.resolve(train),
        test,
        options.charset == null ? StandardCharsets.ISO_8859_1 : options.charset);
  }

  @Override
  Tokens tokens() {
    return Tokens.QUESTIONS;
  }

  @Override
  String name() {
    return "questions";
  }

  @Override
  String published() {
    return "; published, on the test questions of TREC 10: 91.2 %";
  }
}
