package dev.stria.golden;

import dev.stria.autograd.Gradients;
import dev.stria.autograd.Parameter;
import dev.stria.optim.Adagrad;
import dev.stria.optim.Adam;
import dev.stria.optim.Optimizer;
import dev.stria.optim.Sgd;
import dev.stria.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** ONNX operators of training: gradients, and single steps of optimizers. */
final class OnnxTraining {
  /** So many steps make Adam's correction for its start vanish, which ONNX leaves out at step 0. */
  private static final int LONG_AGO = 400;

  private OnnxTraining() {}

  static Map<String, OnnxAdapter> all() {
    return Map.of(
        "Gradient", OnnxTraining::gradient,
        "Adagrad", OnnxTraining::adagrad,
        "Adam", OnnxTraining::adam,
        "Momentum", OnnxTraining::momentum);
  }

  private static void gradient(OnnxNode node) {
    Params p = node.attributes();
    OnnxGraph graph = node.graph();
    Gradients gradients = graph.tape().gradients(graph.value(p.text("y")));
    List<Object> inputs = p.list("xs");
    for (int i = 0; i < inputs.size(); i++) {
      node.out(i, gradients.of(graph.value((String) inputs.get(i))).copy());
    }
  }

  private static double rate(OnnxNode node) {
    return node.in(0).item();
  }

  private static double decay(OnnxNode node) {
    return node.attributes().number("norm_coefficient", 0);
  }

  private static Parameter weight(OnnxNode node, int index) {
    return Parameter.weight("x", node.in(index).copy());
  }

  /** Takes one step from what an optimizer is to remember, and returns what it remembers afterwards. */
  private static Map<String, Tensor> step(
      Optimizer optimizer, Parameter x, Tensor gradient, Map<String, Tensor> memories) {
    Map<String, Tensor> state = new LinkedHashMap<>(optimizer.state());
    memories.forEach((name, memory) -> state.put(optimizer.kind() + "/x/" + name, memory.copy()));
    optimizer.restore(state);
    optimizer.step(Map.of(x, gradient.copy()));
    return optimizer.state();
  }

  /** The inputs are the rate, the step, and the tensors, gradients and memories of several tensors. */
  private static void adagrad(OnnxNode node) {
    int n = (node.inputs() - 2) / 3;
    double slowed =
        rate(node) / (1 + node.in(1).item() * node.attributes().number("decay_factor", 0));
    for (int i = 0; i < n; i++) {
      Parameter x = weight(node, 2 + i);
      Optimizer optimizer =
          Adagrad.of(List.of(x))
              .epsilon(node.attributes().number("epsilon", 0))
              .weightDecay(decay(node))
              .rate(slowed);
      Map<String, Tensor> after =
          step(optimizer, x, node.in(2 + n + i), Map.of("sum", node.in(2 + 2 * n + i)));
      node.out(i, x.value().copy());
      node.out(n + i, after.get("Adagrad/x/sum"));
    }
  }

  private static void momentum(OnnxNode node) {
    Params p = node.attributes();
    int n = (node.inputs() - 2) / 3;
    double fresh = node.in(1).item() > 0 ? p.number("beta") : 1;
    for (int i = 0; i < n; i++) {
      Parameter x = weight(node, 2 + i);
      Sgd optimizer =
          Sgd.of(List.of(x))
              .momentum(p.number("alpha"))
              .dampening(1 - fresh)
              .weightDecay(decay(node));
      optimizer.rate(rate(node));
      if (p.text("mode").equals("nesterov")) {
        optimizer.nesterov();
      }
      Map<String, Tensor> after =
          step(optimizer, x, node.in(2 + n + i), Map.of("momentum_buffer", node.in(2 + 2 * n + i)));
      node.out(i, x.value().copy());
      node.out(n + i, after.get("Sgd/x/momentum_buffer"));
    }
  }

  private static void adam(OnnxNode node) {
    Params p = node.attributes();
    int n = (node.inputs() - 2) / 4;
    if (node.in(1).item() != 0) {
      throw new Unsupported("Adam at a step other than 0");
    }
    for (int i = 0; i < n; i++) {
      Parameter x = weight(node, 2 + i);
      float[] start = x.value().copy().data();
      Optimizer optimizer =
          Adam.of(List.of(x))
              .betas(p.number("alpha", 0.9), p.number("beta", 0.999))
              .epsilon(p.number("epsilon", 0))
              .weightDecay(decay(node))
              .rate(rate(node));
      for (int step = 0; step < LONG_AGO; step++) {
        optimizer.step(Map.of(x, Tensor.zeros(x.value().shape())));
      }
      System.arraycopy(start, 0, x.value().data(), 0, start.length);
      Map<String, Tensor> after =
          step(
              optimizer,
              x,
              node.in(2 + n + i),
              Map.of("exp_avg", node.in(2 + 2 * n + i), "exp_avg_sq", node.in(2 + 3 * n + i)));
      node.out(i, x.value().copy());
      node.out(n + i, after.get("Adam/x/exp_avg"));
      node.out(2 * n + i, after.get("Adam/x/exp_avg_sq"));
    }
  }
}
