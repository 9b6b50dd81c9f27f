package dev.stria.golden;

import dev.stria.autograd.Gradients;
import dev.stria.autograd.Tape;
import dev.stria.data.Safetensors;
import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Tensor;
import java.util.Map;

/** The cases of one file of {@code ops/}: values and gradients of operations. */
final class OpCases {
  private final Map<String, Tensor> tensors;
  private final Map<String, OpAdapter> adapters;

  OpCases(Safetensors file, Map<String, OpAdapter> adapters) {
    this.tensors = file.tensors();
    this.adapters = adapters;
  }

  void run(Params test, SuiteReport report) {
    report.run(test.text("name"), () -> check(test));
  }

  private void check(Params test) {
    OpAdapter adapter = adapters.get(test.text("op"));
    if (adapter == null) {
      throw new Unsupported(test.text("op"));
    }
    try (Tape tape = tape(test)) {
      OpRun run = new OpRun(test.object("params"), tape, name -> input(test, name));
      adapter.run(run);
      for (Object output : test.list("outputs")) {
        compare(test, (String) output, run.output((String) output));
      }
      if (test.has("gradients")) {
        checkGradients(test, run, tape);
      }
    }
  }

  private static Tape tape(Params test) {
    return test.object("params").flag("training")
        ? Tape.training(new SeededRandom(1))
        : Tape.inspecting();
  }

  private Tensor input(Params test, String name) {
    return LargeCases.isLarge(test)
        ? LargeCases.input(test, name)
        : tensors.get(test.text("name") + "/" + name);
  }

  private void checkGradients(Params test, OpRun run, Tape tape) {
    Tensor y = run.output((String) test.list("outputs").get(0));
    Gradients gradients = tape.gradients(y, upstream(test, y));
    for (Map.Entry<String, Object> wanted : test.object("gradients").all().entrySet()) {
      Tensor dx = gradients.of(run.in(wanted.getKey()));
      compare(test, (String) wanted.getValue(), dx);
    }
  }

  private Tensor upstream(Params test, Tensor y) {
    if (LargeCases.isLarge(test)) {
      return LargeCases.generate(test.object("upstream"));
    }
    return test.has("upstream") ? input(test, test.text("upstream")) : Tensor.filled(y.shape(), 1);
  }

  private void compare(Params test, String name, Tensor got) {
    if (LargeCases.isLarge(test)) {
      LargeCases.check(test, name, got, tensors);
      return;
    }
    Tensor expected = input(test, name);
    Tensor strict = input(test, "strict_" + name);
    Tolerance.of(test.object("tolerance").object(name)).check(name, got, expected, strict);
  }
}
