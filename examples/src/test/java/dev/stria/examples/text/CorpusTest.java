package dev.stria.examples.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Sentences are read and cut as in Kim's code, and text in another encoding is refused by file and line. */
class CorpusTest {
  private static final Charset LATIN = StandardCharsets.ISO_8859_1;
  private static final Charset UTF = StandardCharsets.UTF_8;

  @TempDir Path folder;

  @Test
  void wordsAreThoseOfKim() {
    assertEquals(
        List.of("it", "'s", "not", "good", ",", "is", "n't", "it", "?"),
        Tokens.PROSE.of("It's NOT good, isn't it?"));
    assertEquals(
        List.of("i", "'d", "say", "(", "we", "'ve", "seen", ")", "they", "'ll"),
        Tokens.PROSE.of(" i'd say* (we've seen) -- they'll "));
    assertEquals(List.of("Who", "is", "Popeye", "?"), Tokens.QUESTIONS.of("Who is Popeye ?"));
    assertEquals(List.of("wo", "n't", "go!"), Tokens.CUT.of("Wo n't go!"));
    assertEquals(List.of(), Tokens.PROSE.of("…–"));
  }

  @Test
  void readsMovieReviews() throws IOException {
    write("rt-polarity.neg", "dull .\n\u00e9lan, none .\r\n", LATIN);
    write("rt-polarity.pos", "a joy .\n", LATIN);
    Corpus corpus = Corpus.movieReviews(folder, LATIN);
    assertEquals(3, corpus.train().size());
    assertEquals(List.of("lan", ",", "none"), corpus.train().get(1).words());
    assertEquals(1, corpus.train().get(2).label());
  }

  @Test
  void anotherEncodingIsRefusedByFileAndLine() throws IOException {
    write("a", "plain\ncaf\u00e9 .\n", LATIN);
    refuses(() -> TextLines.read(folder.resolve("a"), UTF), "a:", "line 2", "UTF-8", "--charset");
    write("b", "plain\ncaf\u00e9 .\n", UTF);
    refuses(() -> TextLines.read(folder.resolve("b"), LATIN), "b:", "line 2", "this is UTF-8");
    write("c", "plain\n", StandardCharsets.UTF_16LE);
    refuses(() -> TextLines.read(folder.resolve("c"), LATIN), "c:", "line 1", "U+0000");
    assertEquals(List.of("plain", "caf\u00e9 ."), TextLines.read(folder.resolve("b"), UTF));
    assertEquals(List.of("plain", "caf\u00e9 ."), TextLines.read(folder.resolve("a"), LATIN));
  }

  @Test
  void emptyFilesAndEndlessLinesAreRefused() throws IOException {
    write("a", "", UTF);
    refuses(() -> TextLines.read(folder.resolve("a"), UTF), "a:", "empty");
    write("b", "short\n" + "word ".repeat(4_001) + "\n", UTF);
    refuses(() -> TextLines.read(folder.resolve("b"), UTF), "b:", "line 2", "20,000", "20005");
  }

  @Test
  void badLabelsAreRefusedByFileAndLine() throws IOException {
    write("q", "NUM:count How many ?\nWHAT:x Why ?\n", LATIN);
    refuses(() -> Corpus.questions(folder.resolve("q"), null, LATIN), "q:", "line 2", "WHAT:x");
    write("x_labelled.txt", "good\t1\nbad\t2\n", UTF);
    refuses(() -> Corpus.labelledSentences(folder, UTF), "line 2", "'2'");
    write("x_labelled.txt", "good 1\n", UTF);
    refuses(() -> Corpus.labelledSentences(folder, UTF), "line 1", "tabulator");
    write("stsa.binary.train", "1 good\n7 bad\n", UTF);
    write("stsa.binary.dev", "1 good\n", UTF);
    refuses(() -> Corpus.treebank(folder, UTF), "stsa.binary.train", "line 2", "'7'");
  }

  @Test
  void aTestFileOfTheTreebankIsUsedIfItIsThere() throws IOException {
    write("stsa.binary.train", "1 good\n", UTF);
    write("stsa.binary.dev", "0 bad\n1 fine\n", UTF);
    assertEquals(2, Corpus.treebank(folder, UTF).test().size());
    write("stsa.binary.test", "0 bad\n", UTF);
    assertEquals(1, Corpus.treebank(folder, UTF).test().size());
    assertEquals(2, Corpus.treebank(folder, UTF).validation().size());
  }

  @Test
  void absentDataAreSaidInOneLine() {
    refuses(() -> Corpus.movieReviews(folder, LATIN), "rt-polarity.neg", "https://", "--data");
    refuses(() -> Corpus.labelledSentences(folder, UTF), "https://", "--data");
    refuses(() -> Corpus.treebank(folder, UTF), "https://", "--data");
    refuses(
        () -> Corpus.questions(folder.resolve("TREC.train"), null, LATIN), "https://", "--data");
  }

  private void write(String name, String text, Charset charset) throws IOException {
    Files.write(folder.resolve(name), text.getBytes(charset));
  }

  private static void refuses(Executable read, String... words) {
    IOException e = assertThrows(IOException.class, read);
    assertEquals(1, e.getMessage().lines().count());
    for (String word : words) {
      assertTrue(e.getMessage().contains(word), () -> word + " in: " + e.getMessage());
    }
  }
}
