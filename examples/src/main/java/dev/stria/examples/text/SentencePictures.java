package dev.stria.examples.text;

import dev.stria.data.SafeFile;
import dev.stria.visual.Drawing;
import dev.stria.visual.WordHeat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What a trained network's filters found in sentences that it never met, as text and as a picture. */
public final class SentencePictures {
  private static final int NOTES = 4;
  private static final int EXAMPLES = 3;

  private final SentenceTraining training;
  private final List<Sentence> asked;
  private final Sentences dataset;

  /**
   * Prepares pictures.
   *
   * @param training a network that has learned
   * @param asked sentences that it has not learned from
   */
  public SentencePictures(SentenceTraining training, List<Sentence> asked) {
    this.training = training;
    this.asked = asked;
    this.dataset = training.dataset(asked);
  }

  /**
   * Draws sentences of every class, and one that the network gets wrong.
   *
   * @param each how many of each class
   * @return the picture
   */
  public Drawing heat(int each) {
    WordHeat heat = WordHeat.of("blue words speak for what the network says, red ones against");
    int[] shown = new int[dataset.classes().size() + 1];
    for (int i = 0; i < asked.size(); i++) {
      int words = asked.get(i).words().size();
      if (words < 6 || words > 25) {
        continue;
      }
      FilterAnswers answers = new FilterAnswers(training.network(), dataset, i);
      boolean right = answers.said() == asked.get(i).label();
      int kind = right ? asked.get(i).label() : shown.length - 1;
      if (shown[kind] < (right ? each : 1)) {
        shown[kind]++;
        String truth = right ? "" : ", but it is " + dataset.classes().get(asked.get(i).label());
        heat = add(heat, answers, i, truth);
      }
      if (isEnough(shown, each) || i > 500) {
        break;
      }
    }
    return heat.draw();
  }

  private static boolean isEnough(int[] shown, int each) {
    int sum = 0;
    for (int count : shown) {
      sum += count;
    }
    return sum == each * (shown.length - 1) + 1;
  }

  private WordHeat add(WordHeat heat, FilterAnswers answers, int index, String truth) {
    List<String> notes =
        answers.answers().stream().limit(NOTES).map(FilterAnswers.Answer::toString).toList();
    return heat.add(
        answers.heading() + truth, dataset.sentence(index).words(), answers.byWord(), notes);
  }

  /**
   * Returns what the filters found in one sentence.
   *
   * @param sentence the sentence
   * @param most how many filters are named
   * @return some lines
   */
  public String explain(Sentence sentence, int most) {
    Sentences one = training.dataset(List.of(sentence));
    FilterAnswers answers = new FilterAnswers(training.network(), one, 0);
    StringBuilder text = new StringBuilder();
    text.append('"').append(sentence).append("\": ").append(answers.heading()).append('\n');
    answers.answers().stream()
        .limit(most)
        .forEach(answer -> text.append("  ").append(answer).append('\n'));
    return text.toString();
  }

  /**
   * Draws one sentence.
   *
   * @param sentence the sentence
   * @return the picture
   */
  public Drawing heat(Sentence sentence) {
    Sentences one = training.dataset(List.of(sentence));
    FilterAnswers answers = new FilterAnswers(training.network(), one, 0);
    List<String> notes =
        answers.answers().stream().limit(12).map(FilterAnswers.Answer::toString).toList();
    return WordHeat.of("blue words speak for what the network says, red ones against")
        .add(answers.heading(), sentence.words(), answers.byWord(), notes)
        .draw();
  }

  /**
   * Writes, for every filter, the words in all sentences to which it answered most strongly.
   *
   * @param file the file
   * @throws IOException if it cannot be written
   */
  public void writeFilters(Path file) throws IOException {
    List<List<FilterAnswers.Answer>> byFilter = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      List<FilterAnswers.Answer> answers =
          new ArrayList<>(new FilterAnswers(training.network(), dataset, i).answers());
      answers.sort(
          Comparator.comparingInt(FilterAnswers.Answer::width)
              .thenComparingInt(FilterAnswers.Answer::filter));
      for (int f = 0; f < answers.size(); f++) {
        if (byFilter.size() <= f) {
          byFilter.add(new ArrayList<>());
        }
        keepStrongest(byFilter.get(f), answers.get(f));
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<FilterAnswers.Answer> filter : byFilter) {
      text.append(
          String.format(
              Locale.ROOT,
              "filter %d of width %d%n",
              filter.get(0).filter(),
              filter.get(0).width()));
      for (FilterAnswers.Answer answer : filter) {
        text.append(String.format(Locale.ROOT, "  %.2f  %s%n", answer.strength(), answer.words()));
      }
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    SafeFile.write(file, out -> out.write(bytes));
  }

  private static void keepStrongest(List<FilterAnswers.Answer> kept, FilterAnswers.Answer answer) {
    if (kept.stream().noneMatch(other -> other.words().equals(answer.words()))) {
      kept.add(answer);
      kept.sort(Comparator.comparingDouble(FilterAnswers.Answer::strength).reversed());
      if (kept.size() > EXAMPLES) {
        kept.remove(EXAMPLES);
      }
    }
  }
}
