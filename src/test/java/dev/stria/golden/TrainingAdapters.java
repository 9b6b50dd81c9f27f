package dev.stria.golden;

import dev.stria.optim.LbfgsSuite;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The suites of {@code training/} by their file names. */
final class TrainingAdapters {
  private TrainingAdapters() {}

  static Map<String, TrainingSuite> all(Path folder) {
    Map<String, TrainingSuite> suites = new LinkedHashMap<>();
    suites.put("lr_schedules", (json, tensors, report) -> ScheduleSuite.run(json, report));
    suites.put("init", (json, tensors, report) -> InitializerSuite.run(json, report));
    suites.put("lbfgs", (json, tensors, report) -> lbfgs(json, report));
    suites.put("optim_small", OptimizerSuite::run);
    suites.put("optim_lecture", OptimizerSuite::run);
    suites.put(
        "visualize", (json, tensors, report) -> VisualizeSuite.run(folder, json, tensors, report));
    suites.put("style", StyleSuite::run);
    return suites;
  }

  private static void lbfgs(Params json, SuiteReport report) {
    for (Object one : json.list("cases")) {
      Params test = Params.of(one);
      report.run(test.text("name"), () -> lbfgs(test));
    }
  }

  private static void lbfgs(Params test) {
    Params p = test.object("params");
    double[] start =
        p.list("x0").stream().mapToDouble(value -> ((Number) value).doubleValue()).toArray();
    String wrong =
        LbfgsSuite.failure(
            test.text("name"),
            p.has("condition") ? p.number("condition") : 1,
            start,
            ((Number) test.list("values").get(0)).doubleValue(),
            test.integer("iterations_allowed_to_1e-8"));
    if (!wrong.isEmpty()) {
      throw new GoldenMismatch(wrong);
    }
  }
}
