package dev.stria.examples;

import dev.stria.tensor.Tensor;
import dev.stria.visual.Objective;
import dev.stria.visual.Progress;
import dev.stria.visual.Saliency;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The seven explanations of one answer, one after the other. */
final class SaliencyMaps {
  private final Saliency saliency;
  private final Map<String, Supplier<Tensor>> methods = new LinkedHashMap<>();

  /** How long a method takes, in passes through the network. */
  private final Map<String, Integer> passes = new LinkedHashMap<>();

  SaliencyMaps(
      Subject subject,
      Tensor picture,
      Objective objective,
      String layer,
      int copies,
      int points,
      int square,
      long seed) {
    this.saliency = Saliency.of(subject.network(), objective).prepared(subject.preparation());
    Tensor black = Tensor.zeros(picture.shape());
    int stride = Math.max(1, square / 3);
    int places = (picture.shape().size(1) / stride + 1) * (picture.shape().size(2) / stride + 1);
    add("gradient", 3, () -> saliency.gradient(picture));
    add("gradient × input", 3, () -> saliency.gradientTimesInput(picture));
    add("guided backprop", 3, () -> saliency.guidedBackprop(picture));
    add("SmoothGrad", 3 * copies, () -> saliency.smoothGrad(picture, copies, 0.15, seed));
    add(
        "integrated gradients",
        3 * points,
        () -> saliency.integratedGradients(picture, black, points));
    add("Grad-CAM", 3, () -> saliency.gradCam(picture, layer));
    add("occlusion", places, () -> saliency.occlusion(picture, square, stride, 0.5));
  }

  private void add(String name, int cost, Supplier<Tensor> method) {
    methods.put(name, method);
    passes.put(name, cost);
  }

  /**
   * Computes the maps.
   *
   * @param progress is told after each method, and may end it
   * @return the maps by method; as many as were made
   */
  Map<String, Tensor> compute(Progress progress) {
    Map<String, Tensor> maps = new LinkedHashMap<>();
    long total = passes.values().stream().mapToLong(i -> i).sum();
    long done = 0;
    long start = System.nanoTime();
    for (Map.Entry<String, Supplier<Tensor>> method : methods.entrySet()) {
      maps.put(method.getKey(), method.getValue().get());
      done += passes.get(method.getKey());
      Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
      if (!progress.proceed(new Progress.State(done, total, maps.size(), elapsed))) {
        break;
      }
    }
    return maps;
  }
}
