package dev.stria.visual;

import static dev.stria.op.Add.add;
import static dev.stria.op.Scale.scale;
import static dev.stria.op.Sum.sum;

import dev.stria.autograd.Parameter;
import dev.stria.autograd.Tape;
import dev.stria.optim.Optimizer;
import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One batch of an ascent: its values, its optimizer and the best of each picture. */
final class AscentRun {
  private final Ascent ascent;
  private final List<Objective> objectives;
  private final int offset;
  private final List<Picture> before;
  private final Watch watch;
  private final Set<String> layers;
  private final Parameter values;
  private final Optimizer optimizer;
  private final float[] best;
  private final double[] bestValue;
  private final double[] bestScore;
  private final double[] start;
  private final int[] bestStep;
  private int step;

  AscentRun(
      Ascent ascent, List<Objective> objectives, int offset, List<Picture> before, Watch watch) {
    this.ascent = ascent;
    this.objectives = objectives;
    this.offset = offset;
    this.before = before;
    this.watch = watch;
    this.layers = AscentCost.layers(ascent, objectives);
    int n = objectives.size();
    this.values = Parameter.weight("values", startValues());
    this.optimizer = ascent.optimizer.apply(List.of(values));
    this.best = new float[n * ascent.picture.count()];
    this.bestValue = new double[n];
    this.bestScore = new double[n];
    this.start = new double[n];
    this.bestStep = new int[n];
    Arrays.fill(bestValue, Double.NEGATIVE_INFINITY);
  }

  private Tensor startValues() {
    int count = ascent.canvas.values(ascent.picture).count();
    Tensor start = Tensor.zeros(ascent.canvas.values(ascent.picture).prepend(objectives.size()));
    for (int i = 0; i < objectives.size(); i++) {
      if (!ascent.from.isEmpty()) {
        Tensor from = ascent.from.get(Math.min(offset + i, ascent.from.size() - 1));
        ascent.canvas.start(from, start.data(), i * count);
      } else {
        SeededRandom random = new SeededRandom(ascent.seed).fork(offset + i);
        ascent.canvas.start(ascent.picture, random, ascent.sigma, start.data(), i * count);
      }
    }
    return start;
  }

  /** Takes all steps and returns the best pictures. */
  List<Picture> run() {
    for (step = 0; step < ascent.steps; step++) {
      double score = climb();
      if (!watch.step(objectives.size(), score)) {
        step++;
        break;
      }
    }
    try (Tape tape = Tape.predicting()) {
      look(tape, tape.trace(values.value()));
    }
    return pictures();
  }

  /** Looks at the pictures as they are, and takes one step; returns the mean score before it. */
  private double climb() {
    try (Tape tape = Tape.inspecting().leak(ascent.leak)) {
      Tensor x = tape.watch(values.value());
      Look look = look(tape, x);
      Tensor gradient = tape.gradients(look.loss).of(x);
      double[] divisors = ascent.gradientScale.apply(gradient.data(), objectives.size());
      requireFinite(gradient.data(), look.pictures);
      optimizer.step(Map.of(values, gradient));
      double[] rates = Arrays.stream(divisors).map(d -> optimizer.rate() / d).toArray();
      AfterStep.apply(ascent, rates, step, values.value(), offset);
      return look.score;
    }
  }

  /** What one look at the pictures shows. */
  private record Look(Tensor pictures, Tensor loss, double score) {}

  private Look look(Tape tape, Tensor x) {
    Tensor pictures = ascent.canvas.paint(x, ascent.picture);
    Responses.Batch seen =
        Responses.run(ascent.network, ascent.preparation.apply(moved(pictures)), layers);
    double[] scores = new double[objectives.size()];
    double[] costs = new double[objectives.size()];
    Tensor loss = null;
    for (int i = 0; i < objectives.size(); i++) {
      Tensor score = objectives.get(i).score(seen.example(i));
      scores[i] = score.item();
      loss = loss == null ? score : add(loss, score);
    }
    loss = scale(loss, -1);
    for (Penalty penalty : ascent.penalties) {
      loss = charged(loss, penalty.cost(pictures), costs);
    }
    if (ascent.diversity != null) {
      Tensor features = seen.whole(ascent.diversity.layer());
      loss = charged(loss, ascent.diversity.cost(features, scores), costs);
    }
    requireFinite(scores, costs, pictures);
    keepBest(scores, costs, pictures.data());
    if (ascent.animation != null) {
      ascent.animation.show(step, pictures, ascent.seed);
    }
    return new Look(pictures, loss, Arrays.stream(scores).average().orElse(0));
  }

  private static Tensor charged(Tensor loss, Tensor cost, double[] costs) {
    for (int i = 0; i < costs.length; i++) {
      costs[i] += cost.data()[i];
    }
    return add(loss, sum(cost));
  }

  private Tensor moved(Tensor pictures) {
    SeededRandom random = new SeededRandom(ascent.seed).fork(-1 - step);
    Tensor moved = pictures;
    for (Transform transform : ascent.transforms) {
      moved = transform.apply(moved, random);
    }
    return moved;
  }

  private void keepBest(double[] scores, double[] costs, float[] pictures) {
    int count = ascent.picture.count();
    for (int i = 0; i < scores.length; i++) {
      start[i] = step == 0 ? scores[i] : start[i];
      double value = scores[i] - costs[i] - ink(i, pictures);
      if (ascent.last || value > bestValue[i]) {
        bestValue[i] = value;
        bestScore[i] = scores[i];
        bestStep[i] = step;
        System.arraycopy(pictures, i * count, best, i * count, count);
      }
    }
  }

  /** What the proximal L1 penalty counts, in the measure of the score. */
  private double ink(int i, float[] pictures) {
    double weight = AfterStep.sparsity(ascent, offset + i);
    double sum = 0;
    int count = ascent.picture.count();
    for (int at = i * count; weight > 0 && at < (i + 1) * count; at++) {
      sum += Math.abs(pictures[at]);
    }
    return weight * sum;
  }

  private void requireFinite(double[] scores, double[] costs, Tensor pictures) {
    for (int i = 0; i < scores.length; i++) {
      if (!Double.isFinite(scores[i] + costs[i])) {
        throw nonFinite(objectives.get(i).description(), pictures);
      }
    }
  }

  private void requireFinite(float[] gradient, Tensor pictures) {
    for (int i = 0; i < gradient.length; i++) {
      if (!Float.isFinite(gradient[i])) {
        int number = i / (gradient.length / objectives.size());
        throw nonFinite("the gradient of " + objectives.get(number).description(), pictures);
      }
    }
  }

  private NonFiniteException nonFinite(String what, Tensor pictures) {
    List<Picture> kept = new ArrayList<>(before);
    if (step > 0) {
      kept.addAll(pictures());
    }
    Tensor input = ascent.preparation.apply(pictures.copy());
    return NonFiniteException.ofAscent(
        what
            + " is not finite at step "
            + step
            + " of "
            + ascent.steps
            + Diagnosis.of(ascent.network, input),
        kept);
  }

  private List<Picture> pictures() {
    List<Picture> pictures = new ArrayList<>();
    int count = ascent.picture.count();
    for (int i = 0; i < objectives.size(); i++) {
      float[] image = Arrays.copyOfRange(best, i * count, (i + 1) * count);
      pictures.add(
          new Picture(
              objectives.get(i),
              Tensor.of(ascent.picture, image),
              bestScore[i],
              start[i],
              bestStep[i],
              step,
              ascent.seed));
    }
    return pictures;
  }
}
