package dev.stria.visual;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stria.data.Dataset;
import dev.stria.data.ImageFile;
import dev.stria.nn.Layer;
import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The lecture's pictures keep what they promise: each threshold on a trained network and 5,000 real digits. They draw
 * for long, so only by {@code mvn test -Dtest=ProofTest -DexcludedGroups=none}.
 */
@Tag("proof")
class ProofTest {
  private static Exhibit filters;
  private static Exhibit neurons;
  private static Exhibit plain;
  private static Exhibit sparse;
  private static Exhibit smooth;

  @BeforeAll
  static void draw() throws IOException {
    Visualizer look = Trained.look();
    filters = look.filterMaps("conv2");
    neurons = look.neuronMaps("fc1");
    plain = look.classImages(ClassStyle.PLAIN);
    sparse = look.classImages(ClassStyle.L1);
    smooth = look.classImages(ClassStyle.L1_TV);
  }

  @Test
  void savedFiltersBeatEveryRealDigit(@TempDir Path folder) throws IOException {
    assertEquals(50, filters.pictures().size());
    assertTrue(filters.beatingData() >= 48, filters.summary());
    Judge judge = Judge.by(Trained.model()).prepared(Trained.PREPARATION);
    for (int k = 0; k < 50; k++) {
      Picture picture = filters.pictures().get(k);
      Path file = folder.resolve(k + ".png");
      ImageFile.write(file, picture.image(), Map.of());
      Tensor read = ImageFile.read(file);
      assertArrayEquals(
          picture.saved().data(), read.data(), 1e-7f, "what is judged is what is saved");
      Dataset one =
          Dataset.of(Tensor.of(read.shape().prepend(1), read.data()), new int[1], List.of("a"));
      double score = judge.scores(List.of(picture.objective()), one)[0][0];
      assertEquals(filters.cards().get(k).score(), score, 1e-4 * Math.abs(score));
    }
  }

  @Test
  void neuronsAndClassesBeatEveryRealDigit() {
    assertEquals(100, neurons.beatingData(), neurons.summary());
    assertEquals(10, plain.beatingData(), plain.summary());
    assertEquals(10, sparse.beatingData(), sparse.summary());
    assertEquals(10, smooth.beatingData(), smooth.summary());
  }

  @Test
  void everyScoreRises() {
    for (Exhibit exhibit : List.of(filters, neurons, plain, sparse, smooth)) {
      for (Picture picture : exhibit.pictures()) {
        assertTrue(picture.score() > picture.start(), () -> exhibit.title() + " " + picture);
      }
    }
  }

  @Test
  void nothingFlatGoesUnexplained() {
    for (Exhibit exhibit : List.of(filters, neurons, plain, sparse, smooth)) {
      for (Card card : exhibit.cards()) {
        assertTrue(card.deviation() >= 0.02 || card.verdict() != Verdict.OK, card.toString());
      }
    }
  }

  @Test
  void filtersShowStripes() {
    double[] noise = new double[200];
    SeededRandom random = new SeededRandom(1);
    for (int i = 0; i < noise.length; i++) {
      Tensor picture = Tensor.zeros(1, 28, 28);
      for (int j = 0; j < picture.data().length; j++) {
        picture.data()[j] = random.nextFloat();
      }
      noise[i] = Orientation.of(picture).index();
    }
    Arrays.sort(noise);
    assertTrue(noise[197] < 0.3, "noise has no direction, but " + noise[197]);
    double[] index =
        filters.pictures().stream().mapToDouble(p -> Orientation.of(p.saved()).index()).toArray();
    long striped = Arrays.stream(index).filter(i -> i > 0.3).count();
    assertTrue(striped >= 20, striped + " of 50: " + Arrays.toString(index));
  }

  @Test
  void thePenaltyOnInkLeavesLessInkAndCertainty() {
    double without = mean(plain.pictures(), ProofTest::dark);
    double with = mean(sparse.pictures(), ProofTest::dark);
    assertTrue(with >= without + 0.15, without + " to " + with);
    for (Card card : sparse.cards()) {
      assertTrue(card.probability() >= 0.99, card + ", p " + card.probability());
    }
    for (Card card : smooth.cards()) {
      assertTrue(card.probability() >= 0.99, card + ", p " + card.probability());
    }
    // above one half, no other class can be as probable
    for (Card card : plain.cards()) {
      assertTrue(card.probability() > 0.5, card.toString());
    }
  }

  @Test
  void thePenaltyOnContoursMakesDigitsOfThem() throws IOException {
    Dataset digits = Trained.digits();
    float[] real = digits.batch(IntStream.range(0, digits.size()).toArray()).images().data();
    double without = mean(plain.pictures(), p -> likeness(p, real));
    double with = mean(smooth.pictures(), p -> likeness(p, real));
    assertTrue(with >= without + 0.10, without + " to " + with);
  }

  private static double mean(List<Picture> pictures, ToDoubleFunction<Tensor> f) {
    return pictures.stream().mapToDouble(p -> f.applyAsDouble(p.saved())).average().orElseThrow();
  }

  private static double dark(Tensor picture) {
    int dark = 0;
    for (float x : picture.data()) {
      dark += x < 0.05f ? 1 : 0;
    }
    return (double) dark / picture.data().length;
  }

  /** The largest cosine with a real digit. */
  private static double likeness(Tensor picture, float[] real) {
    float[] p = picture.data();
    double best = 0;
    for (int from = 0; from < real.length; from += p.length) {
      double product = 0;
      double a = 0;
      double b = 0;
      for (int i = 0; i < p.length; i++) {
        product += p[i] * real[from + i];
        a += p[i] * p[i];
        b += real[from + i] * real[from + i];
      }
      best = Math.max(best, product / Math.sqrt(a * b));
    }
    return best;
  }

  @Test
  void manyThreadsShareOneModelWhichStaysAsItIs() throws Exception {
    Layer model = Trained.model();
    List<int[]> before = bits(model);
    Ascent ascent = Ascent.on(model).prepared(Trained.PREPARATION).steps(15);
    Tensor digit = Trained.digits().image(0);
    List<Thread> threads = new ArrayList<>();
    List<List<Tensor>> results = Collections.synchronizedList(new ArrayList<>());
    for (int t = 0; t < 4; t++) {
      Thread thread = new Thread(() -> results.add(looks(model, ascent, digit)));
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(4, results.size(), "a thread failed");
    List<Tensor> alone = looks(model, ascent, digit);
    for (List<Tensor> result : results) {
      for (int i = 0; i < alone.size(); i++) {
        assertArrayEquals(alone.get(i).data(), result.get(i).data(), "look " + i);
      }
    }
    List<int[]> after = bits(model);
    for (int i = 0; i < before.size(); i++) {
      assertArrayEquals(before.get(i), after.get(i));
    }
  }

  private static List<Tensor> looks(Layer model, Ascent ascent, Tensor digit) {
    List<Tensor> looks = new ArrayList<>();
    ascent.maximize(Objective.channels(model, "relu2")).forEach(p -> looks.add(p.image()));
    Saliency why = Saliency.of(model, Objective.logit(7)).prepared(Trained.PREPARATION);
    looks.add(why.guidedBackprop(digit));
    looks.add(why.gradCam(digit, "relu2"));
    looks.add(why.integratedGradients(digit, Tensor.zeros(digit.shape()), 16));
    return looks;
  }

  private static List<int[]> bits(Layer model) {
    return model.parameters().stream()
        .map(
            p -> {
              float[] x = p.value().data();
              return IntStream.range(0, x.length).map(i -> Float.floatToRawIntBits(x[i])).toArray();
            })
        .toList();
  }

  @Test
  void integratedGradientsSumUpToTheDifference() throws IOException {
    Layer model = Trained.model();
    Dataset digits = Trained.digits();
    for (int i = 0; i < 5; i++) {
      Tensor digit = digits.image(i);
      Saliency why =
          Saliency.of(model, Objective.logit(digits.label(i))).prepared(Trained.PREPARATION);
      Tensor black = Tensor.zeros(digit.shape());
      double sum = 0;
      for (float part : why.integratedGradients(digit, black, 256).data()) {
        sum += part;
      }
      Tensor both = Tensor.zeros(digit.shape().prepend(2));
      System.arraycopy(digit.data(), 0, both.data(), 0, digit.data().length);
      double[] scores = why.scores(both);
      double difference = scores[0] - scores[1];
      assertTrue(Math.abs(sum - difference) < 0.01 * Math.abs(difference), sum + ", " + difference);
    }
  }

  @Test
  void nothingIsRetainedOverAThousandCalls() {
    Layer model = AscentTest.model(1);
    Ascent ascent = Ascent.on(model).steps(2);
    for (int i = 0; i < 100; i++) {
      ascent.seed(i).maximize(Objective.logit(1));
    }
    long before = used();
    for (int i = 0; i < 1000; i++) {
      ascent.seed(i).maximize(Objective.logit(1));
    }
    long after = used();
    assertTrue(after < 1.05 * before, before + " to " + after + " bytes");
  }

  private static long used() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 4; i++) {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}
