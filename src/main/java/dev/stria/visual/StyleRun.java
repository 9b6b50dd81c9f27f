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
  private final Set<String> layers = new LinkedHashSet<>();
  private final Map<String, Tensor> content = new LinkedHashMap<>();
  private final List<Map<String, Tensor>> styles = new ArrayList<>();
  private final Parameter pixels;
  private final Watch watch;
  private final float[] best;
  private double bestLoss = Double.POSITIVE_INFINITY;

  StyleRun(StyleTransfer transfer, Tensor content) {
    this.transfer = transfer;
    layers.addAll(transfer.contentLayers);
    layers.addAll(transfer.styleLayers);
    transfer.contentLayers.forEach(layer -> this.content.put(layer, outputs(content).get(layer)));
    for (StyleTransfer.Model style : transfer.styles) {
      Tensor picture = style.picture();
      styles.add(
          outputs(
              transfer.styleSize == 0 ? picture : Resize.longerSide(picture, transfer.styleSize)));
    }
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
    Shape shape = pixels.value().shape();
    return Tensor.of(shape.dropFirst(), best);
  }

  private void lbfgs() {
    Lbfgs method = Lbfgs.of(List.of(pixels)).iterations(1).history(10);
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
      throw new NonFiniteException(
          "the loss of the style transfer is not finite at iteration "
              + iteration
              + Diagnosis.of(transfer.network, transfer.preparation.apply(pixels.value().copy())),
          List.of());
    }
    if (loss < bestLoss) {
      bestLoss = loss;
      System.arraycopy(pixels.value().data(), 0, best, 0, best.length);
    }
  }

  /** {@code α·L_content + β·L_style + γ·TV}. */
  private Tensor loss(Tensor x) {
    Responses.Batch seen = Responses.run(transfer.network, transfer.preparation.apply(x), layers);
    double perPixel = transfer.tvWeight / (x.shape().size(2) * x.shape().size(3));
    Tensor loss = scale(totalVariation(x, TotalVariation.Form.L2), (float) perPixel);
    for (Map.Entry<String, Tensor> target : content.entrySet()) {
      Tensor apart = subtract(seen.whole(target.getKey()), target.getValue());
      double weight = transfer.contentWeight / content.size();
      loss = add(loss, scale(Mean.mean(multiply(apart, apart)), (float) weight));
    }
    double all = transfer.styles.stream().mapToDouble(StyleTransfer.Model::weight).sum();
    for (int i = 0; i < styles.size(); i++) {
      double part = transfer.styles.get(i).weight() / all / transfer.styleLayers.size();
      for (String layer : transfer.styleLayers) {
        Tensor one = styleLoss(seen.whole(layer), styles.get(i).get(layer), transfer.form);
        loss = add(loss, scale(one, (float) (transfer.styleWeight * part)));
      }
    }
    return loss;
  }
}
