package dev.stria.visual;

import static dev.stria.op.Add.add;
import static dev.stria.op.Multiply.multiply;
import static dev.stria.op.Scale.scale;
import static dev.stria.op.StyleLoss.styleLoss;
import static dev.stria.op.Subtract.subtract;
import static dev.stria.op.TotalVariation.totalVariation;

import dev.stria.autograd.Parameter;
import dev.stria.autograd.Tape;
import dev.stria.op.Mean;
import dev.stria.op.TotalVariation;
import dev.stria.optim.Adam;
import dev.stria.optim.Lbfgs;
import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One style transfer: its targets, its pixels and the best of them. */
final class StyleRun {
  private final StyleTransfer transfer;
  private final Tensor photograph;
  private final Set<String> layers = new LinkedHashSet<>();
  private final Map<String, Tensor> content = new LinkedHashMap<>();
  private final List<Map<String, Tensor>> styles = new ArrayList<>();
  private final Map<String, Double> silence = new LinkedHashMap<>();
  private final Parameter pixels;
  private final Watch watch;
  private final float[] best;
  private double bestLoss = Double.POSITIVE_INFINITY;

  StyleRun(StyleTransfer transfer, Tensor content) {
    this.transfer = transfer;
    this.photograph = content;
    layers.addAll(transfer.contentLayers);
    layers.addAll(transfer.styleLayers);
    transfer.contentLayers.forEach(layer -> this.content.put(layer, outputs(content).get(layer)));
    for (StyleTransfer.Model style : transfer.styles) {
      Tensor picture = style.picture();
      styles.add(
          outputs(
              transfer.styleSize == 0 ? picture : Resize.longerSide(picture, transfer.styleSize)));
    }
    listen();
    pixels = Parameter.weight("pixels", start(content));
    best = pixels.value().data().clone();
    watch = new Watch(transfer.progress, transfer.iterations);
  }

  private Tensor start(Tensor content) {
    Tensor start = Tensor.of(content.shape().prepend(1), content.data().clone());
    SeededRandom random = new SeededRandom(transfer.seed);
    for (int i = 0; transfer.fromNoise && i < start.data().length; i++) {
      start.data()[i] = (float) (0.5 + 0.1 * random.nextGaussian());
    }
    return start;
  }

  private Map<String, Tensor> outputs(Tensor picture) {
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    try (Tape tape = Tape.predicting()) {
      Tensor x = tape.trace(Tensor.of(picture.shape().prepend(1), picture.data()));
      Responses.Batch seen = Responses.run(transfer.network, transfer.preparation.apply(x), layers);
      layers.forEach(layer -> outputs.put(layer, seen.whole(layer).copy()));
    }
    return outputs;
  }

  Tensor run() {
    if (transfer.adamRate > 0) {
      adam();
    } else {
      lbfgs();
    }
    return finished();
  }

  /** Returns the best picture as the caller gets it. */
  private Tensor finished() {
    Shape shape = pixels.value().shape();
    Tensor made = Resize.clipped(Tensor.of(shape.dropFirst(), best));
    return transfer.keepColor ? Lightness.exchanged(photograph, made) : made;
  }

  private void lbfgs() {
    Lbfgs method = Lbfgs.of(List.of(pixels)).iterations(1).history(10).tolerances(0, 0);
    boolean more = true;
    for (int i = 0; i < transfer.iterations && more; i++) {
      long before = method.iterationsTaken();
      double loss =
          method.step(
              gradients -> {
                try (Tape tape = Tape.inspecting()) {
                  Tensor value = loss(tape.watch(pixels));
                  gradients.accept(tape.gradients(value));
                  return value.item();
                }
              });
      keep(loss, i);
      more = watch.step(1, loss) && method.iterationsTaken() > before;
    }
  }

  private void adam() {
    Adam method = Adam.of(List.of(pixels)).rate(transfer.adamRate);
    boolean more = true;
    for (int i = 0; i < transfer.iterations && more; i++) {
      try (Tape tape = Tape.inspecting()) {
        Tensor x = tape.watch(pixels.value());
        Tensor loss = loss(x);
        keep(loss.item(), i);
        method.step(Map.of(pixels, tape.gradients(loss).of(x)));
        Canvas.box(0).project(pixels.value().data());
        more = watch.step(1, loss.item());
      }
    }
  }

  private void keep(double loss, int iteration) {
    if (!Double.isFinite(loss)) {
      throw NonFiniteException.ofImage(
          "the loss of the style transfer is not finite at iteration "
              + iteration
              + " of "
              + transfer.iterations
              + Diagnosis.of(transfer.network, transfer.preparation.apply(pixels.value().copy())),
          bestLoss < Double.POSITIVE_INFINITY ? List.of(finished()) : List.of());
    }
    if (loss < bestLoss) {
      bestLoss = loss;
      System.arraycopy(pixels.value().data(), 0, best, 0, best.length);
    }
  }

  /** Returns the weighted terms of a picture's loss by name. */
  Map<String, Double> terms(Tensor picture) {
    try (Tape tape = Tape.predicting()) {
      Map<String, Double> values = new LinkedHashMap<>();
      losses(tape.trace(Tensor.of(picture.shape().prepend(1), picture.data())))
          .forEach((name, term) -> values.merge(name, (double) term.item(), Double::sum));
      return values;
    }
  }

  private Tensor loss(Tensor x) {
    Tensor loss = null;
    for (Tensor term : losses(x).values()) {
      loss = loss == null ? term : add(loss, term);
    }
    return loss;
  }

  /** {@code α·L_content + β·L_style + γ·TV}, term by term. */
  private Map<String, Tensor> losses(Tensor x) {
    Map<String, Tensor> terms = new LinkedHashMap<>();
    Responses.Batch seen = Responses.run(transfer.network, transfer.preparation.apply(x), layers);
    content.forEach(
        (layer, target) -> {
          double weight = transfer.contentWeight / content.size() / silence.get(layer);
          terms.put("content " + layer, scale(apart(seen.whole(layer), target), (float) weight));
        });
    double all = transfer.styles.stream().mapToDouble(StyleTransfer.Model::weight).sum();
    for (int i = 0; i < styles.size(); i++) {
      double part = transfer.styles.get(i).weight() / all / transfer.styleLayers.size();
      for (String layer : transfer.styleLayers) {
        Tensor one = styleLoss(seen.whole(layer), styles.get(i).get(layer), transfer.form);
        double weight = transfer.styleWeight * part / silence.get(i + " " + layer);
        String name = "style " + (styles.size() == 1 ? layer : i + " " + layer);
        terms.put(name, scale(one, (float) weight));
      }
    }
    double perPixel = transfer.tvWeight / (x.shape().size(2) * x.shape().size(3));
    terms.put("tv", scale(totalVariation(x, TotalVariation.Form.L2), (float) perPixel));
    return terms;
  }

  private static Tensor apart(Tensor features, Tensor target) {
    Tensor apart = subtract(features, target);
    return Mean.mean(multiply(apart, apart));
  }

  /** Notes what each term would be if its layer were silent, or 1 if terms are taken as they are. */
  private void listen() {
    content.forEach((layer, p) -> silence.put(layer, divisor(apart(Tensor.zeros(p.shape()), p))));
    for (int i = 0; i < styles.size(); i++) {
      for (Map.Entry<String, Tensor> style : styles.get(i).entrySet()) {
        Tensor features = style.getValue();
        Tensor silent = Tensor.zeros(features.shape());
        if (transfer.styleLayers.contains(style.getKey())) {
          silence.put(
              i + " " + style.getKey(), divisor(styleLoss(silent, features, transfer.form)));
        }
      }
    }
  }

  private double divisor(Tensor loss) {
    double value = loss.item();
    return transfer.balanced && value > 0 ? value : 1;
  }
}
