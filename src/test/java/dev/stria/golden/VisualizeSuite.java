package dev.stria.golden;

import dev.stria.autograd.Tape;
import dev.stria.data.Safetensors;
import dev.stria.nn.Sequential;
import dev.stria.op.ArgMax;
import dev.stria.op.Axes;
import dev.stria.op.Mean;
import dev.stria.op.Norm;
import dev.stria.op.Pick;
import dev.stria.op.Pointwise;
import dev.stria.op.Scale;
import dev.stria.op.Subtract;
import dev.stria.op.Sum;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;

/** Objectives on the activations of the lecture's network: their values, gradients, ascents, saliency. */
final class VisualizeSuite {
  private static final String WEIGHTS = "optim_lecture";

  private final Safetensors tensors;
  private final Sequential network;

  private VisualizeSuite(Safetensors tensors, Sequential network) {
    this.tensors = tensors;
    this.network = network;
  }

  /** Runs all cases; their weights are those of another suite in the same folder. */
  static void run(Path folder, Params json, Safetensors tensors, SuiteReport report) {
    boolean complete = Files.exists(folder.resolve(WEIGHTS + ".safetensors"));
    VisualizeSuite suite =
        complete
            ? new VisualizeSuite(
                tensors,
                new LectureNetwork(
                        GoldenFolder.read(folder.resolve(WEIGHTS + ".json")).object("shape"),
                        GoldenFolder.tensors(folder.resolve(WEIGHTS + ".json")))
                    .build())
            : null;
    for (Object one : json.list("cases")) {
      Params test = Params.of(one);
      report.run(
          test.text("name"),
          () -> {
            if (suite == null) {
              throw new Unsupported("without the weights " + WEIGHTS);
            }
            suite.check(test);
          });
    }
  }

  private void check(Params test) {
    switch (test.text("op")) {
      case "objective_gradient" -> objective(test);
      case "gradient_ascent" -> ascent(test);
      case "saliency" -> saliency(test);
      default -> throw new Unsupported(test.text("op"));
    }
  }

  private Tensor image(Params test) {
    return tensors.tensors().get("image/" + test.object("params").text("image"));
  }

  private void compare(Params test, String name, Tensor got) {
    Tensor expected = tensors.tensors().get(test.text("name") + "/" + name);
    Tolerance.of(test.object("tolerance").object(name)).check(name, got, expected, null);
  }

  /** A score and its gradient with respect to the image. */
  private record Slope(float value, Tensor gradient) {}

  private Slope slope(Params p, Tensor image) {
    try (Tape tape = Tape.inspecting()) {
      Tensor x = tape.watch(image);
      Tensor tap = tap(p.text("layer"), x);
      Tensor looked = p.has("unit") ? Pick.channel(tap, p.integer("unit")) : tap;
      Tensor score =
          switch (p.text("kind")) {
            case "sum" -> Sum.sum(looked);
            case "mean" -> Mean.mean(looked);
            case "half_squared_norm" -> Scale.scale(Sum.sum(Pointwise.square(looked)), 0.5f);
            default -> throw new Unsupported("objective " + p.text("kind"));
          };
      if (p.number("l1") != 0) {
        Tensor penalty = Scale.scale(Norm.l1(x, Axes.all()), p.number("l1", 0));
        score = Subtract.subtract(score, penalty);
      }
      return new Slope(score.item(), tape.gradients(score).of(x).copy());
    }
  }

  private Tensor tap(String layer, Tensor x) {
    return network.activations(x).of(layer.equals("logits") ? "fc2" : layer);
  }

  private void objective(Params test) {
    Slope slope = slope(test.object("params"), image(test));
    compare(test, "value", Tensor.scalar(slope.value));
    compare(test, "gradient", slope.gradient);
  }

  private void ascent(Params test) {
    Params p = test.object("params");
    Tensor x = image(test).copy();
    int steps = p.integer("steps");
    int pixels = x.shape().count();
    float[] values = new float[steps];
    float[] images = new float[steps * pixels];
    for (int step = 0; step < steps; step++) {
      Slope slope = slope(p, x);
      values[step] = slope.value;
      x = moved(p, x, slope.gradient);
      System.arraycopy(x.data(), 0, images, step * pixels, pixels);
    }
    compare(test, "values", Tensor.of(Shape.of(steps), values));
    Tensor expected = tensors.tensors().get(test.text("name") + "/images");
    compare(test, "images", Tensor.of(expected.shape(), images));
  }

  private static Tensor moved(Params p, Tensor x, Tensor gradient) {
    float[] next = x.copy().data();
    double mean = 0;
    for (float g : gradient.data()) {
      mean += (double) g * g / next.length;
    }
    double scale = p.text("mode").equals("rms") ? 1 / (Math.sqrt(mean) + 1e-5) : 1;
    for (int i = 0; i < next.length; i++) {
      next[i] += (float) (p.number("lr") * scale * gradient.data()[i]);
      if (p.text("mode").equals("clipped")) {
        next[i] = Math.max(0, Math.min(1, next[i]));
      }
    }
    return Tensor.of(x.shape(), next);
  }

  private void saliency(Params test) {
    try (Tape tape = Tape.inspecting()) {
      Tensor x = tape.watch(image(test));
      Tensor logits = network.apply(x);
      compare(test, "logits", logits);
      int[] best = ArgMax.argMax(logits, 1);
      Tensor slope = tape.gradients(Sum.sum(Pick.units(logits, best))).of(x);
      compare(test, "saliency", Pointwise.abs(slope.copy()));
    }
  }
}
