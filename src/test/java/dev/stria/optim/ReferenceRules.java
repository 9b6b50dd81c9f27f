package dev.stria.optim;

import dev.stria.autograd.Parameter;
import java.util.List;
import java.util.function.Function;

/** Every rule twice: as the library has it, and as its formula, written out in doubles for one weight. */
final class ReferenceRules {
  private ReferenceRules() {}

  /** One weight that a rule changes. */
  interface Weight {
    /** Takes a step and returns the new value. */
    double step(double gradient);
  }

  /** Numbers that a rule may be given, drawn at random by the test. */
  record Numbers(
      double rate, double decay, double beta1, double beta2, double epsilon, boolean flag) {}

  /** A rule in both forms. */
  record Rule(
      String name,
      Function<Numbers, Function<List<Parameter>, Optimizer>> library,
      Function<Numbers, Function<Double, Weight>> formula) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Rule> all() {
    return List.of(
        new Rule(
            "sgd",
            n -> p -> Sgd.of(p).rate(n.rate).weightDecay(n.decay),
            n -> w -> new Sum(w, (s, g, t) -> -n.rate * (g + n.decay * s.w))),
        new Rule(
            "momentum",
            n ->
                p ->
                    Sgd.of(p)
                        .rate(n.rate)
                        .momentum(n.beta1)
                        .dampening(n.flag ? 0.3 : 0)
                        .weightDecay(n.decay),
            n -> w -> new Sum(w, (s, g, t) -> momentum(n, s, g, t, n.flag ? 0.3 : 0))),
        new Rule(
            "nesterov",
            n -> p -> Sgd.of(p).rate(n.rate).momentum(n.beta1).nesterov().weightDecay(n.decay),
            n -> w -> new Sum(w, (s, g, t) -> nesterov(n, s, g, t))),
        new Rule(
            "adam",
            n -> p -> adam(n, Adam.of(p)),
            n -> w -> new Sum(w, (s, g, t) -> adam(n, s, g + n.decay * s.w, t))),
        new Rule(
            "adamw",
            n -> p -> adam(n, AdamW.of(p)),
            n -> w -> new Sum(w, (s, g, t) -> adam(n, s, g, t) - n.rate * n.decay * s.w)),
        new Rule(
            "rmsprop",
            n ->
                p -> {
                  RmsProp rule = RmsProp.of(p).rate(n.rate).alpha(n.beta2).epsilon(n.epsilon);
                  rule.weightDecay(n.decay);
                  return n.flag ? rule.centered().momentum(n.beta1) : rule;
                },
            n -> w -> new Sum(w, (s, g, t) -> rmsProp(n, s, g + n.decay * s.w))),
        new Rule(
            "adagrad",
            n ->
                p ->
                    Adagrad.of(p)
                        .rate(n.rate)
                        .rateDecay(n.flag ? 0.1 : 0)
                        .initialSum(0.1)
                        .epsilon(n.epsilon)
                        .weightDecay(n.decay),
            n -> w -> new Sum(w, (s, g, t) -> adagrad(n, s, g + n.decay * s.w, t))),
        new Rule(
            "adadelta",
            n ->
                p ->
                    Adadelta.of(p)
                        .rate(n.rate)
                        .rho(n.beta1)
                        .epsilon(n.epsilon)
                        .weightDecay(n.decay),
            n -> w -> new Sum(w, (s, g, t) -> adadelta(n, s, g + n.decay * s.w))),
        new Rule(
            "adamax",
            n ->
                p ->
                    Adamax.of(p)
                        .rate(n.rate)
                        .betas(n.beta1, n.beta2)
                        .epsilon(n.epsilon)
                        .weightDecay(n.decay),
            n -> w -> new Sum(w, (s, g, t) -> adamax(n, s, g + n.decay * s.w, t))),
        new Rule(
            "nadam",
            n ->
                p ->
                    NAdam.of(p)
                        .rate(n.rate)
                        .betas(n.beta1, n.beta2)
                        .epsilon(n.epsilon)
                        .weightDecay(n.decay),
            n -> w -> new Sum(w, (s, g, t) -> nadam(n, s, g + n.decay * s.w, t))),
        new Rule(
            "radam",
            n ->
                p ->
                    RAdam.of(p)
                        .rate(n.rate)
                        .betas(n.beta1, n.beta2)
                        .epsilon(n.epsilon)
                        .weightDecay(n.decay),
            n -> w -> new Sum(w, (s, g, t) -> radam(n, s, g + n.decay * s.w, t))));
  }

  private static Adam adam(Numbers n, Adam rule) {
    rule.rate(n.rate).betas(n.beta1, n.beta2).epsilon(n.epsilon).weightDecay(n.decay);
    return n.flag ? rule.amsgrad() : rule;
  }

  /** The change of a weight, from what is remembered, the gradient, and the number of the step. */
  private interface Change {
    double of(Sum s, double g, int t);
  }

  /** A weight with all that any rule remembers of it. */
  private static final class Sum implements Weight {
    private final Change change;
    private double w;
    private double m;
    private double v;
    private double most;
    private double b;
    private double product = 1;
    private int t;

    Sum(double w, Change change) {
      this.w = w;
      this.change = change;
    }

    @Override
    public double step(double g) {
      w += change.of(this, g, ++t);
      return w;
    }
  }

  private static double momentum(Numbers n, Sum s, double dw, int t, double dampening) {
    double g = dw + n.decay * s.w;
    s.b = t == 1 ? g : n.beta1 * s.b + (1 - dampening) * g;
    return -n.rate * s.b;
  }

  private static double nesterov(Numbers n, Sum s, double dw, int t) {
    double g = dw + n.decay * s.w;
    s.b = t == 1 ? g : n.beta1 * s.b + g;
    return -n.rate * (g + n.beta1 * s.b);
  }

  private static void moments(Numbers n, Sum s, double g) {
    s.m = n.beta1 * s.m + (1 - n.beta1) * g;
    s.v = n.beta2 * s.v + (1 - n.beta2) * g * g;
    s.most = Math.max(s.most, s.v);
  }

  private static double adam(Numbers n, Sum s, double g, int t) {
    moments(n, s, g);
    double v = (n.flag ? s.most : s.v) / (1 - Math.pow(n.beta2, t));
    return -n.rate * s.m / (1 - Math.pow(n.beta1, t)) / (Math.sqrt(v) + n.epsilon);
  }

  private static double rmsProp(Numbers n, Sum s, double g) {
    s.v = n.beta2 * s.v + (1 - n.beta2) * g * g;
    s.m = n.beta2 * s.m + (1 - n.beta2) * g;
    double v = n.flag ? s.v - s.m * s.m : s.v;
    double d = g / (Math.sqrt(v) + n.epsilon);
    s.b = n.flag ? n.beta1 * s.b + d : d;
    return -n.rate * s.b;
  }

  private static double adagrad(Numbers n, Sum s, double g, int t) {
    s.v = (t == 1 ? 0.1 : s.v) + g * g;
    double rate = n.rate / (1 + (t - 1) * (n.flag ? 0.1 : 0));
    return -rate * g / (Math.sqrt(s.v) + n.epsilon);
  }

  private static double adadelta(Numbers n, Sum s, double g) {
    s.v = n.beta1 * s.v + (1 - n.beta1) * g * g;
    double d = Math.sqrt(s.m + n.epsilon) / Math.sqrt(s.v + n.epsilon) * g;
    s.m = n.beta1 * s.m + (1 - n.beta1) * d * d;
    return -n.rate * d;
  }

  private static double adamax(Numbers n, Sum s, double g, int t) {
    s.m = n.beta1 * s.m + (1 - n.beta1) * g;
    s.v = Math.max(n.beta2 * s.v, Math.abs(g) + n.epsilon);
    return -n.rate / (1 - Math.pow(n.beta1, t)) * s.m / s.v;
  }

  private static double nadam(Numbers n, Sum s, double g, int t) {
    moments(n, s, g);
    double mu = n.beta1 * (1 - 0.5 * Math.pow(0.96, t * 0.004));
    double next = n.beta1 * (1 - 0.5 * Math.pow(0.96, (t + 1) * 0.004));
    s.product *= mu;
    double divisor = Math.sqrt(s.v / (1 - Math.pow(n.beta2, t))) + n.epsilon;
    return -n.rate
        * ((1 - mu) / (1 - s.product) * g + next / (1 - s.product * mu * next) * s.m)
        / divisor;
  }

  private static double radam(Numbers n, Sum s, double g, int t) {
    moments(n, s, g);
    double longest = 2 / (1 - n.beta2) - 1;
    double power = Math.pow(n.beta2, t);
    double length = longest - 2 * t * power / (1 - power);
    double mean = s.m / (1 - Math.pow(n.beta1, t));
    if (length <= 5) {
      return -n.rate * mean;
    }
    double rectify =
        Math.sqrt((length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length));
    return -n.rate * mean * rectify * Math.sqrt(1 - power) / (Math.sqrt(s.v) + n.epsilon);
  }
}
