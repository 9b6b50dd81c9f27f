package dev.stria.golden;

import dev.stria.autograd.Gradients;
import dev.stria.autograd.Parameter;
import dev.stria.autograd.Tape;
import dev.stria.data.Safetensors;
import dev.stria.op.Add;
import dev.stria.op.Conv2d;
import dev.stria.op.Gram;
import dev.stria.op.MaxPool2d;
import dev.stria.op.MseLoss;
import dev.stria.op.Multiply;
import dev.stria.op.Reduction;
import dev.stria.op.Relu;
import dev.stria.op.Scale;
import dev.stria.op.StyleLoss;
import dev.stria.op.TotalVariation;
import dev.stria.op.Window;
import dev.stria.optim.Adam;
import dev.stria.optim.Lbfgs;
import dev.stria.optim.Optimizer;
import dev.stria.optim.Sgd;
import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/** {@code style}: Gram matrices, the losses of style transfer, and pictures that descend on them. */
final class StyleSuite {
  private static final int LAYERS = 5;

  private final Safetensors tensors;

  private StyleSuite(Safetensors tensors) {
    this.tensors = tensors;
  }

  static void run(Params json, Safetensors tensors, SuiteReport report) {
    StyleSuite suite = new StyleSuite(tensors);
    for (Object one : json.list("cases")) {
      Params test = Params.of(one);
      report.run(test.text("name"), () -> suite.check(test, test.object("params")));
    }
  }

  private Tensor tensor(String name) {
    Tensor tensor = tensors.tensors().get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("no tensor '" + name + "'");
    }
    return tensor;
  }

  private Tensor image(String name) {
    return tensor("image/" + name);
  }

  private Tensor features(Tensor image, String layer) {
    int last = Integer.parseInt(layer.substring("relu".length()));
    Tensor y = image;
    for (int i = 0; i <= last && i < LAYERS; i++) {
      boolean pooled = i == 2 || i == 4;
      Tensor x = pooled ? MaxPool2d.maxPool2d(y, Window.kernel(2).stride(2)) : y;
      Tensor w = tensor("net/conv" + i + ".weight");
      Tensor b = tensor("net/conv" + i + ".bias");
      y = Relu.relu(Conv2d.conv2d(x, w, b, Window.kernel(3).padding(1), 1));
    }
    return y;
  }

  private void check(Params test, Params p) {
    switch (test.text("op")) {
      case "gram" -> gram(test, p);
      case "total_variation" -> gradient(test, p, x -> variation(x, p.text("kind")));
      case "content_loss" -> gradient(test, p, x -> content(x, p));
      case "style_loss" -> gradient(test, p, x -> style(x, p));
      case "total_loss" -> gradient(test, p, x -> total(x, p.object("weights")));
      case "image_descent" -> descent(test, p);
      case "image_lbfgs" -> lbfgs(test, p);
      default -> throw new Unsupported(test.text("op"));
    }
  }

  private void compare(Params test, String what, Tensor got) {
    Tolerance.of(test.object("tolerance").object(what))
        .check(what, got, tensor(test.text("name") + "/" + what), null);
  }

  private void gram(Params test, Params p) {
    Tensor features = features(image(p.text("image")), p.text("layer"));
    Tensor gram = Gram.gram(features);
    int channels = features.shape().size(1);
    if (!p.text("norm", "none").equals("none")) {
      throw new Unsupported("gram with norm " + p.text("norm"));
    }
    compare(test, "gram", Tensor.of(Shape.of(channels, channels), gram.data()));
  }

  private void gradient(Params test, Params p, UnaryOperator<Tensor> loss) {
    try (Tape tape = Tape.inspecting()) {
      Tensor x = tape.watch(image(p.text("image")));
      Tensor value = loss.apply(x);
      compare(test, "value", value);
      compare(test, "gradient", tape.gradients(value).of(x));
    }
  }

  private static Tensor variation(Tensor x, String kind) {
    return TotalVariation.totalVariation(
        x, TotalVariation.Form.valueOf(kind.toUpperCase(Locale.ROOT)));
  }

  private Tensor content(Tensor x, Params p) {
    Tensor target = features(image(p.text("target")), p.text("layer"));
    Tensor now = features(x, p.text("layer"));
    return p.text("kind").equals("mean")
        ? MseLoss.mseLoss(now, target, Reduction.MEAN)
        : Scale.scale(MseLoss.mseLoss(now, target, Reduction.SUM), 0.5f);
  }

  private Tensor style(Tensor x, Params p) {
    StyleLoss.Form form =
        switch (p.text("form")) {
          case "gatys" -> StyleLoss.Form.GATYS;
          case "chw_mean" -> StyleLoss.Form.MEAN_OF_CHW;
          case "hw_sum" -> StyleLoss.Form.SUM_OF_HW;
          default -> throw new Unsupported("style_loss " + p.text("form"));
        };
    return style(x, p.list("layers"), p.text("style"), form);
  }

  private Tensor style(Tensor x, List<?> layers, String painting, StyleLoss.Form form) {
    Tensor sum = null;
    for (Object layer : layers) {
      Tensor style = features(image(painting), (String) layer);
      Tensor one = StyleLoss.styleLoss(features(x, (String) layer), style, form);
      sum = sum == null ? one : Add.add(sum, one);
    }
    return sum;
  }

  private Tensor total(Tensor x, Params weights) {
    Tensor target = features(image("content"), "relu3");
    Tensor content = MseLoss.mseLoss(features(x, "relu3"), target, Reduction.MEAN);
    List<String> layers = List.of("relu0", "relu2", "relu4");
    Tensor style = style(x, layers, "style", StyleLoss.Form.MEAN_OF_CHW);
    Tensor smooth = variation(x, "l2");
    return Add.add(
        Scale.scale(content, (float) weights.number("content")),
        Add.add(
            Scale.scale(style, (float) weights.number("style")),
            Scale.scale(smooth, (float) weights.number("tv"))));
  }

  private void descent(Params test, Params p) {
    Parameter picture = Parameter.weight("picture", image(p.text("image")));
    Optimizer optimizer =
        (p.text("rule").equals("Adam") ? Adam.of(List.of(picture)) : Sgd.of(List.of(picture)))
            .rate(p.number("lr"));
    List<Double> values = new ArrayList<>();
    List<Tensor> images = new ArrayList<>();
    for (int step = 1; step <= p.integer("steps"); step++) {
      try (Tape tape = Tape.inspecting()) {
        Tensor x = tape.watch(picture.value());
        Tensor loss = total(x, p.object("weights"));
        values.add((double) loss.item());
        optimizer.step(Map.of(picture, tape.gradients(loss).of(x)));
      }
      if (step == 1 || step == 5 || step == 10) {
        images.add(picture.value().copy());
      }
    }
    values.add((double) total(picture.value(), p.object("weights")).item());
    Tensor row = Tensor.zeros(values.size());
    for (int i = 0; i < values.size(); i++) {
      row.data()[i] = values.get(i).floatValue();
    }
    compare(test, "values", row);
    Tensor expected = tensor(test.text("name") + "/images");
    Tensor stacked = Tensor.zeros(expected.shape());
    int size = picture.value().shape().count();
    for (int i = 0; i < images.size(); i++) {
      System.arraycopy(images.get(i).data(), 0, stacked.data(), i * size, size);
    }
    compare(test, "images", stacked);
  }

  /** Another line search takes another path: the promise is how far it is after 20 iterations. */
  private void lbfgs(Params test, Params p) {
    Parameter picture = Parameter.weight("picture", image(p.text("image")));
    Tensor ones = Tensor.filled(picture.value().shape(), 1);
    Lbfgs method = Lbfgs.of(List.of(picture)).iterations(1);
    double before = test.number("loss_start");
    for (int step = 0; step < p.integer("steps"); step++) {
      double loss =
          method.step(
              take -> {
                try (Tape tape = Tape.training(new SeededRandom(1))) {
                  Tensor x = Multiply.multiply(picture.value(), tape.trace(ones));
                  Tensor value = total(x, p.object("weights"));
                  Gradients gradients = tape.gradients(value);
                  take.accept(gradients);
                  return value.item();
                }
              });
      if (!(loss <= before * (1 + 1e-6))) {
        throw new GoldenMismatch("step " + step + " went up from " + before + " to " + loss);
      }
      before = loss;
    }
    if (!(before <= 1.5 * test.number("loss_after_20"))) {
      throw new GoldenMismatch("after 20 iterations the loss is " + before);
    }
  }
}
