package dev.stria.examples.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stria.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The network finds the words that decide, and says the same of a sentence whatever its batch. */
class SentenceNetworkTest {
  private static final List<String> CLASSES = List.of("negative", "positive");

  /** Sentences of filling words, in which "not good" is bad and "good" alone is good. */
  private static List<Sentence> sentences() {
    List<Sentence> made = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      List<String> words = new ArrayList<>();
      for (int j = 0; j < 3 + i % 7; j++) {
        words.add("w" + (i * 7 + j * 3) % 11);
      }
      int at = i % words.size();
      words.add(at, "good");
      if (i % 2 == 0) {
        words.add(at, "not");
      }
      made.add(new Sentence(words, i % 2));
    }
    return made;
  }

  private static SentenceTraining trained() throws Exception {
    SentenceOptions options = new SentenceOptions();
    options.width = 12;
    options.filters = 8;
    options.rate = 0.01;
    options.batch = 10;
    options.epochs = 15;
    List<Sentence> all = sentences();
    SentenceTraining training = new SentenceTraining(options, all.subList(0, 90), CLASSES);
    training.run(all.subList(0, 70), all.subList(70, 90), () -> false);
    return training;
  }

  @Test
  void findsTheWordsThatDecide() throws Exception {
    SentenceTraining training = trained();
    List<Sentence> test = sentences().subList(90, 120);
    assertEquals(1, training.evaluate(test).accuracy(), 0.04);
    FilterAnswers answers = new FilterAnswers(training.network(), training.dataset(test), 0);
    assertEquals("negative", CLASSES.get(answers.said()));
    assertTrue(answers.answers().get(0).words().contains("not"), answers.answers().get(0).words());
    double[] byWord = answers.byWord();
    double most = Arrays.stream(byWord).max().orElseThrow();
    int at = test.get(0).words().indexOf("not");
    assertTrue(byWord[at] > 0.3 * most, Arrays.toString(byWord));
    assertEquals(24, answers.answers().size());
  }

  @Test
  void saysTheSameOfASentenceWhateverItsBatch() throws Exception {
    SentenceTraining training = trained();
    Sentences all = training.dataset(sentences());
    Tensor alone = training.network().predict(all.batch(3).images());
    Tensor among = training.network().predict(all.batch(3, 6, 13, 20).images());
    assertArrayEquals(alone.data(), Arrays.copyOf(among.data(), 2), 1e-6f);
    assertEquals(0, training.network().parameter("words.weight").value().get(0, 5), "padding");
  }

  @Test
  void rareWordsAreOneWord() {
    List<Sentence> two =
        List.of(new Sentence(List.of("a", "b"), 0), new Sentence(List.of("a", "c"), 1));
    Vocabulary vocabulary = Vocabulary.of(two, 2);
    assertEquals(3, vocabulary.size());
    assertEquals(2, vocabulary.number("a"));
    assertEquals(Vocabulary.UNKNOWN, vocabulary.number("b"));
    assertEquals(5, Vocabulary.of(two, 1).size());
  }

  @Test
  void partsShareNoSentenceAndKeepTheClassesInProportion() {
    List<Sentence> all = sentences();
    Folds folds = new Folds(all, 2, 10, 3);
    for (int fold = 0; fold < 10; fold++) {
      assertEquals(12, folds.part(fold).size());
      assertEquals(6, folds.part(fold).stream().filter(s -> s.label() == 0).count());
      List<Sentence> both = new ArrayList<>(folds.without(fold));
      both.addAll(folds.part(fold));
      assertEquals(new HashSet<>(all), new HashSet<>(both));
      assertEquals(120, both.size());
    }
    assertThrows(IllegalArgumentException.class, () -> new Folds(all, 2, 1, 3));
  }
}
