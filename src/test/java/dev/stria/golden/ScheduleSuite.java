package dev.stria.golden;

import dev.stria.optim.CosineDecay;
import dev.stria.optim.CosineRestarts;
import dev.stria.optim.Cyclic;
import dev.stria.optim.ExponentialDecay;
import dev.stria.optim.MultiStepDecay;
import dev.stria.optim.OneCycle;
import dev.stria.optim.Plateau;
import dev.stria.optim.PolynomialDecay;
import dev.stria.optim.Schedule;
import dev.stria.optim.StepDecay;
import dev.stria.optim.WarmUp;
import java.util.Arrays;
import java.util.List;

/** Golden learning rates, {@code lr_schedules}. */
final class ScheduleSuite {
  private ScheduleSuite() {}

  static void run(Params json, SuiteReport report) {
    Tolerance tolerance = Tolerance.of(json.object("tolerance"));
    for (Object one : json.list("cases")) {
      Params test = Params.of(one);
      report.run(test.text("name") + test.object("params"), () -> check(test, tolerance));
    }
  }

  private static void check(Params test, Tolerance tolerance) {
    Schedule schedule = schedule(test);
    List<Object> rates = test.list("lr");
    for (int step = 0; step < rates.size(); step++) {
      tolerance.check("rate at " + step, schedule.rate(step), number(rates, step));
      if (test.has("momentum")) {
        double momentum = number(test.list("momentum"), step);
        tolerance.check("momentum at " + step, schedule.momentum(step), momentum);
      }
      if (test.has("metric")) {
        schedule.observe(number(test.list("metric"), step));
      }
    }
  }

  private static double number(List<Object> list, int at) {
    return ((Number) list.get(at)).doubleValue();
  }

  private static Schedule schedule(Params one) {
    Params p = one.object("params");
    double rate = one.number("base_lr");
    return switch (one.text("name")) {
      case "step" -> StepDecay.from(rate).every(p.integer("step_size")).factor(p.number("gamma"));
      case "multistep" ->
          MultiStepDecay.from(rate)
              .factor(p.number("gamma"))
              .at(Arrays.stream(p.ints("milestones")).asLongStream().toArray());
      case "exponential" -> ExponentialDecay.from(rate).factor(p.number("gamma"));
      case "cosine" -> CosineDecay.from(rate).over(p.integer("T_max")).floor(p.number("eta_min"));
      case "cosine_warm_restarts" ->
          CosineRestarts.from(rate)
              .over(p.integer("T_0"))
              .times(p.integer("T_mult"))
              .floor(p.number("eta_min"));
      case "one_cycle" -> oneCycle(p);
      case "plateau" -> plateau(rate, p);
      case "linear_warmup" ->
          WarmUp.to(rate).from(p.number("start_factor")).over(p.integer("total_iters"));
      case "polynomial" ->
          PolynomialDecay.from(rate).over(p.integer("total_iters")).power(p.number("power"));
      case "warmup_then_cosine" ->
          WarmUp.to(rate)
              .from(p.number("start_factor"))
              .over(p.integer("warmup"))
              .then(p.integer("warmup"), CosineDecay.from(rate).over(p.integer("T_max")));
      case "cyclic" ->
          Cyclic.between(p.number("base_lr"), p.number("max_lr")).over(p.integer("step_size_up"));
      default -> throw new Unsupported(one.text("name"));
    };
  }

  private static Schedule oneCycle(Params p) {
    OneCycle cycle =
        OneCycle.upTo(p.number("max_lr"), p.integer("total_steps"))
            .rise(p.number("pct_start"))
            .divisors(p.number("div_factor"), p.number("final_div_factor"))
            .momentum(p.number("base_momentum"), p.number("max_momentum"));
    cycle = p.text("anneal_strategy").equals("linear") ? cycle.linear() : cycle;
    return p.flag("three_phase") ? cycle.threePhases() : cycle;
  }

  private static Schedule plateau(double rate, Params p) {
    Plateau plateau =
        Plateau.from(rate)
            .factor(p.number("factor"))
            .patience(p.integer("patience"))
            .threshold(p.number("threshold"))
            .cooldown(p.integer("cooldown"))
            .floor(p.number("min_lr"));
    return p.text("mode").equals("max") ? plateau.rising() : plateau;
  }
}
