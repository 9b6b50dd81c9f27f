package dev.stria.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stria.autograd.Gradients;
import dev.stria.autograd.Parameter;
import dev.stria.autograd.Tape;
import dev.stria.op.Sum;
import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** Wrong use of optimizers and schedules: what is thrown names the place, what was expected and what came. */
class OptimizerMisuseTest {
  private static final Class<IllegalArgumentException> ARGUMENT = IllegalArgumentException.class;
  private static final Class<IllegalStateException> STATE = IllegalStateException.class;

  private record Misuse(
      String what, Class<? extends Exception> exception, Executable call, String... words) {}

  private static Parameter weight(String name, float... values) {
    return Parameter.weight(name, Tensor.of(Shape.of(values.length), values));
  }

  private static List<Parameter> one() {
    return List.of(weight("w", 1, 2));
  }

  @TestFactory
  Stream<DynamicTest> isRefusedInPlainWords() {
    List<Misuse> all = new ArrayList<>();
    all.addAll(parameters());
    all.addAll(numbers());
    all.addAll(steps());
    all.addAll(restores());
    all.addAll(schedules());
    all.addAll(others());
    assertEquals(all.size(), all.stream().map(Misuse::what).distinct().count());
    assertTrue(all.size() >= 130, "cases: " + all.size());
    return all.stream().map(m -> DynamicTest.dynamicTest(m.what, () -> check(m)));
  }

  private static void check(Misuse misuse) {
    Exception thrown = assertThrows(misuse.exception, misuse.call);
    for (String word : misuse.words) {
      assertTrue(
          thrown.getMessage().contains(word),
          "'" + word + "' is missing in: " + thrown.getMessage());
    }
  }

  private static Map<String, Function<List<Parameter>, Object>> makers() {
    Map<String, Function<List<Parameter>, Object>> makers = new java.util.TreeMap<>();
    makers.put("Sgd", Sgd::of);
    makers.put("Adam", Adam::of);
    makers.put("AdamW", AdamW::of);
    makers.put("RmsProp", RmsProp::of);
    makers.put("Adagrad", Adagrad::of);
    makers.put("Adadelta", Adadelta::of);
    makers.put("Adamax", Adamax::of);
    makers.put("NAdam", NAdam::of);
    makers.put("RAdam", RAdam::of);
    makers.put("Lbfgs", Lbfgs::of);
    makers.put("WeightAverage", WeightAverage::of);
    return makers;
  }

  private static List<Misuse> parameters() {
    List<Misuse> all = new ArrayList<>();
    Parameter w = weight("w", 1);
    Parameter mean = Parameter.statistic("bn.running_mean", Tensor.zeros(2));
    makers()
        .forEach(
            (kind, of) -> {
              all.add(
                  new Misuse(
                      kind + " of nothing",
                      ARGUMENT,
                      () -> of.apply(List.of()),
                      kind,
                      "at least one weight",
                      "none",
                      "model.parameters()"));
              all.add(
                  new Misuse(
                      kind + " of statistics",
                      ARGUMENT,
                      () -> of.apply(List.of(mean)),
                      kind,
                      "at least one weight",
                      "statistics only"));
              all.add(
                  new Misuse(
                      kind + " of one parameter twice",
                      ARGUMENT,
                      () -> of.apply(List.of(w, w)),
                      kind,
                      "each parameter once",
                      "w[1] twice"));
              all.add(
                  new Misuse(
                      kind + " of two of one name",
                      ARGUMENT,
                      () -> of.apply(List.of(w, weight("w", 2))),
                      kind,
                      "two named 'w'",
                      "tell"));
              all.add(
                  new Misuse(
                      kind + " of null",
                      ARGUMENT,
                      () -> of.apply(Arrays.asList(w, null)),
                      kind,
                      "no null"));
            });
    return all;
  }

  private static List<Misuse> numbers() {
    List<Misuse> all = new ArrayList<>();
    for (double wrong : new double[] {-0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
      String came = "but got " + wrong;
      all.add(number("Sgd rate", wrong, () -> Sgd.of(one()).rate(wrong), "Sgd: rate", came));
      all.add(number("AdamW rate", wrong, () -> AdamW.of(one()).rate(wrong), "AdamW: rate", came));
      all.add(
          number(
              "Sgd decay",
              wrong,
              () -> Sgd.of(one()).weightDecay(wrong),
              "Sgd: weight decay",
              came));
      all.add(
          number(
              "Adam decay", wrong, () -> Adam.of(one()).weightDecay(wrong), "Adam: weight", came));
      all.add(
          number(
              "RmsProp epsilon", wrong, () -> RmsProp.of(one()).epsilon(wrong), "above 0", came));
      all.add(number("Sgd momentum", wrong, () -> Sgd.of(one()).momentum(wrong), "[0, 1)", came));
      all.add(number("group rate", wrong, () -> Group.rateTimes(wrong), "rate factor", came));
      all.add(number("norm limit", wrong, () -> GradientLimit.norm(wrong), "norm", came));
      all.add(number("value limit", wrong, () -> GradientLimit.value(wrong), "value", came));
      all.add(number("L-BFGS rate", wrong, () -> Lbfgs.of(one()).rate(wrong), "Lbfgs", came));
    }
    for (double wrong : new double[] {1, 1.5}) {
      String came = "but got " + wrong;
      all.add(number("Sgd momentum", wrong, () -> Sgd.of(one()).momentum(wrong), "0.9", came));
      all.add(number("dampening", wrong, () -> Sgd.of(one()).dampening(wrong), "damp", came));
      all.add(number("beta1", wrong, () -> Adam.of(one()).betas(wrong, 0.9), "beta1", came));
      all.add(number("beta2", wrong, () -> NAdam.of(one()).betas(0.9, wrong), "beta2", came));
      all.add(number("alpha", wrong, () -> RmsProp.of(one()).alpha(wrong), "alpha", came));
      all.add(number("rho", wrong, () -> Adadelta.of(one()).rho(wrong), "rho", came));
      all.add(number("keep", wrong, () -> WeightAverage.of(one()).keep(wrong), "keep", came));
    }
    all.add(
        new Misuse(
            "Nesterov without momentum",
            ARGUMENT,
            () -> Sgd.of(one()).nesterov(),
            "nesterov",
            "momentum above 0",
            "momentum 0.0",
            "say momentum(0.9) before"));
    all.add(
        new Misuse(
            "Nesterov with dampening",
            ARGUMENT,
            () -> Sgd.of(one()).momentum(0.9).dampening(0.1).nesterov(),
            "nesterov",
            "no dampening",
            "dampening 0.1"));
    all.add(
        new Misuse(
            "momentum taken from Nesterov",
            ARGUMENT,
            () -> Sgd.of(one()).momentum(0.9).nesterov().momentum(0),
            "nesterov",
            "momentum 0.0"));
    all.add(
        new Misuse(
            "momentum for Adagrad",
            UnsupportedOperationException.class,
            () -> Adagrad.of(one()).momentum(0.9),
            "Adagrad has no momentum",
            "use Sgd"));
    all.add(
        new Misuse(
            "a group that nobody is in",
            ARGUMENT,
            () -> Sgd.of(one()).group(p -> p.name().endsWith("bias"), Group.decay(0)),
            "Sgd: group",
            "some parameter",
            "w[2]"));
    return all;
  }

  private static Misuse number(String what, double wrong, Executable call, String... words) {
    return new Misuse(what + " " + wrong + " " + words[0], ARGUMENT, call, words);
  }

  private static Gradients closed(Parameter w) {
    try (Tape tape = Tape.training(new SeededRandom(1))) {
      tape.trace(w.value());
      return tape.gradients(sumOnTape(tape, w));
    }
  }

  private static Tensor sumOnTape(Tape tape, Parameter w) {
    Tensor zero = tape.trace(Tensor.zeros(w.value().shape()));
    return Sum.sum(dev.stria.op.Add.add(zero, w.value()));
  }

  private static void stepWithAStrangersGradients() {
    try (Tape tape = Tape.training(new SeededRandom(1))) {
      Sgd.of(one()).step(tape.gradients(sumOnTape(tape, weight("other", 1, 2))));
    }
  }

  private static List<Misuse> steps() {
    Parameter w = weight("w", 1, 2);
    Parameter frozen = weight("frozen", 1);
    frozen.freeze();
    Sgd sgd = Sgd.of(List.of(w, frozen));
    return List.of(
        new Misuse(
            "gradients of a closed tape", STATE, () -> sgd.step(closed(w)), "closed", "copy()"),
        new Misuse(
            "gradients of another network",
            STATE,
            OptimizerMisuseTest::stepWithAStrangersGradients,
            "Sgd.step",
            "reached none",
            "w[2]",
            "Tape.training"),
        new Misuse("no gradients", ARGUMENT, () -> sgd.step(Map.of()), "Sgd.step", "none"),
        new Misuse(
            "a stranger's gradient",
            ARGUMENT,
            () -> sgd.step(Map.of(weight("other", 1), Tensor.zeros(1))),
            "its own parameters",
            "other[1]"),
        new Misuse(
            "a frozen parameter's gradient",
            ARGUMENT,
            () -> sgd.step(Map.of(frozen, Tensor.zeros(1))),
            "trainable",
            "frozen[1]",
            "unfreeze()"),
        new Misuse(
            "a gradient of another shape",
            ShapeException.class,
            () -> sgd.step(Map.of(w, Tensor.zeros(1, 2))),
            "gradient of w",
            "[2]",
            "[1, 2]"),
        new Misuse(
            "an L-BFGS loss without gradients",
            STATE,
            () -> Lbfgs.of(List.of(w)).step(slopes -> 1),
            "Lbfgs.step",
            "none came",
            "slopes.accept"),
        new Misuse(
            "a stranger's gradient for L-BFGS",
            ARGUMENT,
            () -> Lbfgs.of(List.of(w)).step(slopes -> accept(slopes, weight("x", 1), 1)),
            "one of [w[2]]",
            "x[1]"),
        new Misuse(
            "a gradient of another shape for L-BFGS",
            ShapeException.class,
            () -> Lbfgs.of(List.of(w)).step(slopes -> accept(slopes, w, 3)),
            "gradient of w",
            "[2]",
            "[3]"));
  }

  private static double accept(Lbfgs.Slopes slopes, Parameter w, int size) {
    slopes.accept(w, Tensor.zeros(size));
    return 1;
  }

  private static Map<String, Tensor> changed(String key, Tensor value) {
    Optimizer adam = Adam.of(one());
    adam.step(Map.of(adam.parameters().get(0), Tensor.filled(Shape.of(2), 1)));
    Map<String, Tensor> state = new HashMap<>(adam.state());
    if (value == null) {
      state.remove(key);
    } else {
      state.put(key, value);
    }
    return state;
  }

  private static Misuse restore(String what, String key, Tensor value, String... words) {
    return new Misuse(
        what,
        value != null && key.endsWith("exp_avg") ? ShapeException.class : ARGUMENT,
        () -> Adam.of(one()).restore(changed(key, value)),
        words);
  }

  private static List<Misuse> restores() {
    Tensor zeros = Tensor.zeros(4);
    return List.of(
        new Misuse(
            "an empty state",
            ARGUMENT,
            () -> Adam.of(one()).restore(Map.of()),
            "restore",
            "'Adam/rate'",
            "an empty state"),
        new Misuse(
            "the state of another rule",
            ARGUMENT,
            () -> Adam.of(one()).restore(Sgd.of(one()).state()),
            "'Adam/rate'",
            "'Sgd/rate'",
            "the rule"),
        new Misuse(
            "the state of AdamW for Adam",
            ARGUMENT,
            () -> Adam.of(one()).restore(AdamW.of(one()).state()),
            "'Adam/rate'",
            "'AdamW/rate'"),
        new Misuse(
            "the state of other parameters",
            ARGUMENT,
            () -> Sgd.of(one()).restore(Sgd.of(List.of(weight("v", 1))).state()),
            "'Sgd/w/steps'",
            "the parameters"),
        new Misuse(
            "the state of more parameters",
            ARGUMENT,
            () -> Sgd.of(one()).restore(Sgd.of(List.of(weight("w", 1, 2), weight("v", 1))).state()),
            "'Sgd/v/",
            "Sgd"),
        restore("a state without rate", "Adam/rate", null, "'Adam/rate'", "entries"),
        restore("a state without momentum", "Adam/momentum", null, "'Adam/momentum'"),
        restore("a state without a step count", "Adam/w/steps", null, "'Adam/w/steps'"),
        restore("a state with a stranger", "Adam/w/rest", zeros, "'Adam/w/rest'"),
        restore(
            "a moment of another shape",
            "Adam/w/exp_avg",
            Tensor.zeros(3),
            "[2]",
            "[3]",
            "exp_avg"),
        restore("a rate of three numbers", "Adam/rate", Tensor.zeros(3), "4 whole numbers"),
        restore(
            "a rate that is no whole numbers",
            "Adam/rate",
            Tensor.filled(Shape.of(4), 0.5f),
            "whole numbers",
            "65535"),
        restore(
            "a rate of too large numbers",
            "Adam/rate",
            Tensor.filled(Shape.of(4), 70_000),
            "whole numbers",
            "65535"),
        restore("a negative rate", "Adam/rate", Exact.of(-1.0), "'Adam/rate'", "-1.0"),
        restore("a momentum of 1", "Adam/momentum", Exact.of(1.0), "'Adam/momentum'", "1.0"),
        restore("negative steps", "Adam/steps", Exact.of(-5L), "'Adam/steps'", "-5"),
        restore("negative steps of a weight", "Adam/w/steps", Exact.of(-5L), "Adam/w/steps"),
        new Misuse(
            "an L-BFGS state of another length",
            ARGUMENT,
            () -> Lbfgs.of(List.of(weight("w", 1, 2, 3))).restore(lbfgsState()),
            "Lbfgs",
            "[3, 4]",
            "[2, 4]"),
        new Misuse(
            "an L-BFGS state with a longer history",
            ARGUMENT,
            () -> Lbfgs.of(one()).history(1).restore(lbfgsState()),
            "at most 1 past changes",
            "history("),
        new Misuse(
            "an empty L-BFGS state",
            ARGUMENT,
            () -> Lbfgs.of(one()).restore(Map.of()),
            "Lbfgs/iterations"),
        new Misuse(
            "an average of other parameters",
            ARGUMENT,
            () ->
                WeightAverage.of(one()).restore(WeightAverage.of(List.of(weight("v", 1))).state()),
            "average",
            "w[2]",
            "WeightAverage/v/average"),
        new Misuse(
            "an average of another shape",
            ShapeException.class,
            () ->
                WeightAverage.of(one()).restore(WeightAverage.of(List.of(weight("w", 1))).state()),
            "[2]",
            "[1]"));
  }

  private static Map<String, Tensor> lbfgsState() {
    Parameter w = weight("w", 3, -2);
    Lbfgs lbfgs = Lbfgs.of(List.of(w)).iterations(5);
    lbfgs.step(slopes -> LbfgsTest.bowl(w, slopes));
    return lbfgs.state();
  }

  private static List<Misuse> schedules() {
    Schedule constant = Schedule.constant(0.1);
    List<Misuse> all = new ArrayList<>();
    Map<String, Schedule> good = new HashMap<>();
    good.put("StepDecay", StepDecay.from(0.1));
    good.put("MultiStepDecay", MultiStepDecay.from(0.1).at(2));
    good.put("ExponentialDecay", ExponentialDecay.from(0.1));
    good.put("CosineDecay", CosineDecay.from(0.1));
    good.put("CosineRestarts", CosineRestarts.from(0.1));
    good.put("OneCycle", OneCycle.upTo(0.1, 10));
    good.put("Cyclic", Cyclic.between(0.1, 0.2));
    good.put("PolynomialDecay", PolynomialDecay.from(0.1));
    good.put("WarmUp", WarmUp.to(0.1));
    good.put("Plateau", Plateau.from(0.1));
    good.forEach(
        (name, schedule) ->
            all.add(
                new Misuse(
                    name + " before its start",
                    ARGUMENT,
                    () -> schedule.rate(-1),
                    "step",
                    "at least 0",
                    "-1")));
    all.addAll(
        List.of(
            refused("StepDecay rate", () -> StepDecay.from(-1), "StepDecay: rate", "-1"),
            refused("StepDecay every", () -> StepDecay.from(1).every(0), "every", "at least 1"),
            refused("StepDecay factor", () -> StepDecay.from(1).factor(-2), "factor", "-2"),
            refused("falling milestones", () -> MultiStepDecay.from(1).at(5, 3), "[5, 3]"),
            refused("a milestone twice", () -> MultiStepDecay.from(1).at(3, 3), "ascending"),
            refused("a milestone at 0", () -> MultiStepDecay.from(1).at(0), "at least 1"),
            refused("MultiStep factor", () -> MultiStepDecay.from(1).factor(-1), "factor"),
            refused("Exponential NaN", () -> ExponentialDecay.from(1).factor(Double.NaN), "NaN"),
            refused("Cosine over 0", () -> CosineDecay.from(1).over(0), "over(…)", "0"),
            refused("Cosine floor", () -> CosineDecay.from(1).floor(-1), "floor", "-1"),
            refused("Restarts first", () -> CosineRestarts.from(1).over(0), "first"),
            refused("Restarts times", () -> CosineRestarts.from(1).times(0), "times"),
            refused("Polynomial power", () -> PolynomialDecay.from(1).power(0), "power", "0.0"),
            refused("Polynomial over", () -> PolynomialDecay.from(1).over(-3), "-3"),
            refused("WarmUp from", () -> WarmUp.to(1).from(-0.1), "from", "share"),
            refused("WarmUp over", () -> WarmUp.to(1).over(0), "over(…)"),
            refused("OneCycle of one step", () -> OneCycle.upTo(1, 1), "at least 2", "epochs"),
            refused("OneCycle rise 0", () -> OneCycle.upTo(1, 9).rise(0), "rise", "0.0"),
            refused("OneCycle rise 1", () -> OneCycle.upTo(1, 9).rise(1), "rise", "1.0"),
            refused(
                "OneCycle with a long rise in three phases",
                () -> OneCycle.upTo(1, 9).rise(0.6).threePhases(),
                "0.5",
                "0.6"),
            refused("OneCycle divisor", () -> OneCycle.upTo(1, 9).divisors(0, 1), "divisor"),
            refused("OneCycle momentum", () -> OneCycle.upTo(1, 9).momentum(0.9, 1), "1.0"),
            refused("Cyclic upside down", () -> Cyclic.between(0.2, 0.1), "0.2", "0.1"),
            refused("Cyclic over", () -> Cyclic.between(0.1, 0.2).over(0), "over(…)"),
            refused("Plateau rate", () -> Plateau.from(Double.NaN), "NaN"),
            refused("Plateau factor", () -> Plateau.from(1).factor(1), "factor", "1.0"),
            refused("Plateau patience", () -> Plateau.from(1).patience(-1), "patience"),
            refused("Plateau threshold", () -> Plateau.from(1).threshold(-1), "threshold"),
            refused("Plateau cooldown", () -> Plateau.from(1).cooldown(-1), "cooldown"),
            refused("Plateau floor", () -> Plateau.from(1).floor(-1), "floor"),
            refused("a constant below 0", () -> Schedule.constant(-1), "constant", "-1"),
            refused("then at step 0", () -> constant.then(0, constant), "then", "at least 1"),
            new Misuse(
                "then null", NullPointerException.class, () -> constant.then(1, null), "second"),
            new Misuse(
                "times null", NullPointerException.class, () -> constant.times(null), "factor"),
            refused(
                "a state for a schedule without one",
                () -> StepDecay.from(1).restore(Plateau.from(1).state()),
                "depends on the step alone",
                "Plateau/rate"),
            refused(
                "no state for a plateau", () -> Plateau.from(1).restore(Map.of()), "Plateau/best"),
            refused(
                "a strange entry for two schedules",
                () -> constant.then(1, constant).restore(Map.of("x", Tensor.zeros(1))),
                "entry 'x'"),
            new Misuse(
                "a momentum schedule for Adagrad",
                UnsupportedOperationException.class,
                () -> OneCycle.upTo(0.1, 10).apply(Adagrad.of(one()), 0),
                "Adagrad",
                "momentum")));
    return all;
  }

  private static Misuse refused(String what, Executable call, String... words) {
    return new Misuse(what, ARGUMENT, call, words);
  }

  private static List<Misuse> others() {
    return List.of(
        refused("L-BFGS iterations", () -> Lbfgs.of(one()).iterations(0), "iterations", "20"),
        refused("L-BFGS history", () -> Lbfgs.of(one()).history(0), "history", "10"),
        refused("L-BFGS gradient", () -> Lbfgs.of(one()).tolerances(-1, 0), "gradient", "-1"),
        refused("L-BFGS change", () -> Lbfgs.of(one()).tolerances(0, -1), "change", "-1"),
        refused("group decay", () -> Group.decay(-1), "weight decay", "-1"),
        refused("Adagrad rate decay", () -> Adagrad.of(one()).rateDecay(-1), "rate decay"),
        refused("Adagrad initial sum", () -> Adagrad.of(one()).initialSum(-1), "initial sum"),
        refused("NAdam momentum decay", () -> NAdam.of(one()).momentumDecay(-1), "momentum"),
        refused("Adam epsilon 0", () -> Adam.of(one()).epsilon(0), "epsilon", "1e-8"));
  }
}
