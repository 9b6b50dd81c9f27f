package dev.stria.golden;

import dev.stria.autograd.Gradients;
import dev.stria.autograd.Parameter;
import dev.stria.autograd.Tape;
import dev.stria.data.Safetensors;
import dev.stria.nn.Sequential;
import dev.stria.op.CrossEntropy;
import dev.stria.optim.Adadelta;
import dev.stria.optim.Adagrad;
import dev.stria.optim.Adam;
import dev.stria.optim.AdamW;
import dev.stria.optim.Adamax;
import dev.stria.optim.NAdam;
import dev.stria.optim.Optimizer;
import dev.stria.optim.RAdam;
import dev.stria.optim.RmsProp;
import dev.stria.optim.Sgd;
import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Tensor;
import java.util.List;
import java.util.Set;

/** Golden trajectories of weights, {@code optim_small} and {@code optim_lecture}. */
final class OptimizerSuite {
  private static final Set<String> DIVIDE_BY_THE_GRADIENT =
      Set.of("Adam", "AdamW", "RMSprop", "Adagrad", "Adadelta", "Adamax", "NAdam", "RAdam");

  /** How many settings of the lecture's network may leave the weights' tolerance early. */
  private static final int MAY_LEAVE = 3;

  private final LectureNetwork networks;
  private final Safetensors tensors;
  private final boolean sampled;
  private int left;

  private OptimizerSuite(Params json, Safetensors tensors) {
    this.networks = new LectureNetwork(json.object("shape"), tensors);
    this.tensors = tensors;
    this.sampled = tensors.tensors().containsKey("index/conv1.weight");
  }

  static void run(Params json, Safetensors tensors, SuiteReport report) {
    OptimizerSuite suite = new OptimizerSuite(json, tensors);
    for (Object one : json.list("cases")) {
      Params test = Params.of(one);
      report.run(test.text("name"), () -> suite.check(test));
    }
  }

  private Tensor tensor(String name) {
    return LectureNetwork.tensor(tensors, name);
  }

  private void check(Params test) {
    Sequential model = networks.build();
    Optimizer optimizer = optimizer(test.object("params"), model.parameters());
    List<Object> losses = test.list("loss_before_step");
    List<Object> tolerances = test.list("tolerance_abs_by_step");
    Tolerance onePercent = new Tolerance(0.01, 0);
    String early = "";
    for (int step = 0; step < losses.size(); step++) {
      double loss = step(test, model, optimizer, step);
      onePercent.check("loss before step " + step, loss, number(losses, step));
      if (step < test.integer("check_until_step") && early.isEmpty()) {
        early = compare(test, model, step, number(tolerances, step));
      }
    }
    boolean forgiven = early.isEmpty() || sampled && ++left <= MAY_LEAVE;
    if (!forgiven) {
      throw new GoldenMismatch(early);
    }
  }

  private static double number(List<Object> list, int at) {
    return ((Number) list.get(at)).doubleValue();
  }

  private double step(Params one, Sequential model, Optimizer optimizer, int step) {
    String batch = "batch" + step % 5 + "/";
    float[] targets = tensor(batch + "target").data();
    int[] labels = new int[targets.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (int) targets[i];
    }
    try (Tape tape = Tape.training(new SeededRandom(1))) {
      Tensor logits = model.logits(tape.trace(tensor(batch + "x")));
      Tensor loss = CrossEntropy.crossEntropy(logits, labels);
      Gradients gradients = tape.gradients(loss);
      if (step == 0 && one.text("name").equals("sgd")) {
        compareGradients(model, gradients);
      }
      optimizer.step(gradients);
      return loss.item();
    }
  }

  private void compareGradients(Sequential model, Gradients gradients) {
    for (Parameter parameter : model.parameters()) {
      float[] expected = tensor("sgd/grad1." + parameter.name()).data();
      float[] got = gradients.of(parameter).data();
      float[] index = index(parameter);
      double largest = 0;
      for (float value : expected) {
        largest = Math.max(largest, Math.abs(value));
      }
      for (int i = 0; i < expected.length; i++) {
        float actual = got[index == null ? i : (int) index[i]];
        if (!(Math.abs(actual - expected[i]) <= 1e-5 * largest)) {
          throw new GoldenMismatch(
              "first gradient of " + parameter + ": expected " + expected[i] + ", got " + actual);
        }
      }
    }
  }

  private float[] index(Parameter parameter) {
    return sampled ? tensor("index/" + parameter.name()).data() : null;
  }

  private String compare(Params one, Sequential model, int step, double tolerance) {
    int entries = 0;
    int outside = 0;
    String worst = "";
    double most = 0;
    for (Parameter parameter : model.parameters()) {
      Tensor rows = tensor(one.text("name") + "/weights." + parameter.name());
      int count = rows.shape().size(1);
      float[] index = index(parameter);
      for (int i = 0; i < count; i++) {
        double expected = rows.data()[step * count + i];
        double got = parameter.value().data()[index == null ? i : (int) index[i]];
        double error = Math.abs(expected - got);
        entries++;
        outside += error <= tolerance ? 0 : 1;
        if (!(error <= Math.max(most, tolerance))) {
          most = error;
          worst =
              "after step "
                  + (step + 1)
                  + ": "
                  + parameter.name()
                  + " entry "
                  + i
                  + " is off by "
                  + error
                  + ", allowed "
                  + tolerance;
        }
      }
    }
    boolean lenient =
        sampled && DIVIDE_BY_THE_GRADIENT.contains(one.object("params").text("class"));
    return outside <= (lenient ? (entries + 999) / 1000 : 0)
        ? ""
        : worst + " (" + outside + " outside)";
  }

  private static Optimizer optimizer(Params p, List<Parameter> parameters) {
    double rate = p.number("lr");
    double decay = number(p, "weight_decay", 0);
    return switch (p.text("class")) {
      case "SGD" -> sgd(p, parameters).rate(rate).weightDecay(decay);
      case "Adam" -> adam(p, Adam.of(parameters)).rate(rate).weightDecay(decay);
      case "AdamW" ->
          adam(p, AdamW.of(parameters)).rate(rate).weightDecay(number(p, "weight_decay", 0.01));
      case "RMSprop" -> rmsProp(p, parameters).rate(rate).weightDecay(decay);
      case "Adagrad" ->
          Adagrad.of(parameters)
              .rate(rate)
              .weightDecay(decay)
              .rateDecay(number(p, "lr_decay", 0))
              .initialSum(number(p, "initial_accumulator_value", 0));
      case "Adadelta" -> Adadelta.of(parameters).rate(rate).weightDecay(decay);
      case "Adamax" -> Adamax.of(parameters).rate(rate).weightDecay(decay);
      case "NAdam" -> NAdam.of(parameters).rate(rate).weightDecay(decay);
      case "RAdam" -> RAdam.of(parameters).rate(rate).weightDecay(decay);
      default -> throw new Unsupported(p.text("class"));
    };
  }

  private static Sgd sgd(Params p, List<Parameter> parameters) {
    Sgd sgd =
        Sgd.of(parameters).momentum(number(p, "momentum", 0)).dampening(number(p, "dampening", 0));
    return p.flag("nesterov") ? sgd.nesterov() : sgd;
  }

  private static Adam adam(Params p, Adam adam) {
    if (p.has("betas")) {
      adam.betas(number(p.list("betas"), 0), number(p.list("betas"), 1));
    }
    adam.epsilon(number(p, "eps", 1e-8));
    return p.flag("amsgrad") ? adam.amsgrad() : adam;
  }

  private static RmsProp rmsProp(Params p, List<Parameter> parameters) {
    RmsProp rmsProp =
        RmsProp.of(parameters)
            .alpha(number(p, "alpha", 0.99))
            .epsilon(number(p, "eps", 1e-8))
            .momentum(number(p, "momentum", 0));
    return p.flag("centered") ? rmsProp.centered() : rmsProp;
  }

  private static double number(Params p, String name, double otherwise) {
    return p.has(name) ? p.number(name) : otherwise;
  }
}
