package dev.stria.internal.kernel;

/** The optimizers' steps as plain loops without branches, which C2 turns into vector code, over pieces of a parameter. */
final class LoopOptimizerStep implements OptimizerStep {
  @Override
  public void sgd(Sgd rule, boolean first, float[] w, float[] g, float[] v) {
    float rate = (float) -rule.rate();
    float decay = (float) rule.weightDecay();
    if (v == null) {
      Ranges.each(
          w.length,
          Ranges.LIGHT,
          (from, n) -> {
            for (int i = from; i < from + n; i++) {
              w[i] = Math.fma(rate, Math.fma(decay, w[i], g[i]), w[i]);
            }
          });
      return;
    }
    float momentum = first ? 0 : (float) rule.momentum();
    float fresh = first ? 1 : (float) (1 - rule.dampening());
    if (rule.nesterov()) {
      nesterov(rule, momentum, fresh, w, g, v);
      return;
    }
    Ranges.each(
        w.length,
        Ranges.LIGHT,
        (from, n) -> {
          for (int i = from; i < from + n; i++) {
            float slope = Math.fma(decay, w[i], g[i]);
            v[i] = Math.fma(momentum, v[i], fresh * slope);
            w[i] = Math.fma(rate, v[i], w[i]);
          }
        });
  }

  private static void nesterov(
      Sgd rule, float momentum, float fresh, float[] w, float[] g, float[] v) {
    float rate = (float) -rule.rate();
    float decay = (float) rule.weightDecay();
    float ahead = (float) rule.momentum();
    Ranges.each(
        w.length,
        Ranges.LIGHT,
        (from, n) -> {
          for (int i = from; i < from + n; i++) {
            float slope = Math.fma(decay, w[i], g[i]);
            v[i] = Math.fma(momentum, v[i], fresh * slope);
            w[i] = Math.fma(rate, Math.fma(ahead, v[i], slope), w[i]);
          }
        });
  }

  @Override
  public void adam(Adam rule, int step, float[] w, float[] g, float[] m, float[] v, float[] vMax) {
    double correction1 = 1 - StrictMath.pow(rule.beta1(), step);
    double correction2 = 1 - StrictMath.pow(rule.beta2(), step);
    float rate = (float) (-rule.rate() / correction1);
    float root = (float) (1 / Math.sqrt(correction2));
    float epsilon = (float) rule.epsilon();
    float decay = rule.decoupled() ? 0 : (float) rule.weightDecay();
    float shrink = rule.decoupled() ? (float) (-rule.rate() * rule.weightDecay()) : 0;
    float beta1 = (float) rule.beta1();
    float beta2 = (float) rule.beta2();
    float fresh1 = (float) (1 - rule.beta1());
    float fresh2 = (float) (1 - rule.beta2());
    float[] largest = vMax == null ? v : vMax;
    Ranges.each(
        w.length,
        Ranges.LIGHT,
        (from, n) -> {
          for (int i = from; i < from + n; i++) {
            float slope = Math.fma(decay, w[i], g[i]);
            m[i] = Math.fma(beta1, m[i], fresh1 * slope);
            v[i] = Math.fma(beta2, v[i], fresh2 * slope * slope);
            largest[i] = Math.max(largest[i], v[i]);
            float scale = Math.fma((float) Math.sqrt(largest[i]), root, epsilon);
            w[i] = Math.fma(rate, m[i] / scale, Math.fma(shrink, w[i], w[i]));
          }
        });
  }

  @Override
  public void nadam(
      Adam rule, NadamSchedule schedule, int step, float[] w, float[] g, float[] m, float[] v) {
    double correction2 = 1 - StrictMath.pow(rule.beta2(), step);
    double product = schedule.product();
    float rateOfGradient = (float) (-rule.rate() * (1 - schedule.momentum()) / (1 - product));
    double ahead1 = 1 - product * schedule.momentum() * schedule.next();
    float rateOfMean = (float) (-rule.rate() * schedule.next() / ahead1);
    float root = (float) (1 / Math.sqrt(correction2));
    float epsilon = (float) rule.epsilon();
    float decay = rule.decoupled() ? 0 : (float) rule.weightDecay();
    float shrink = rule.decoupled() ? (float) (-rule.rate() * rule.weightDecay()) : 0;
    float beta1 = (float) rule.beta1();
    float beta2 = (float) rule.beta2();
    float fresh1 = (float) (1 - rule.beta1());
    float fresh2 = (float) (1 - rule.beta2());
    Ranges.each(
        w.length,
        Ranges.LIGHT,
        (from, n) -> {
          for (int i = from; i < from + n; i++) {
            float slope = Math.fma(decay, w[i], g[i]);
            m[i] = Math.fma(beta1, m[i], fresh1 * slope);
            v[i] = Math.fma(beta2, v[i], fresh2 * slope * slope);
            float scale = Math.fma((float) Math.sqrt(v[i]), root, epsilon);
            float ahead = Math.fma(rateOfMean, m[i] / scale, Math.fma(shrink, w[i], w[i]));
            w[i] = Math.fma(rateOfGradient, slope / scale, ahead);
          }
        });
  }

  @Override
  public void rmsProp(
      RmsProp rule, float[] w, float[] g, float[] v, float[] mean, float[] velocity) {
    float rate = (float) -rule.rate();
    float decay = (float) rule.weightDecay();
    float alpha = (float) rule.alpha();
    float fresh = (float) (1 - rule.alpha());
    float epsilon = (float) rule.epsilon();
    float momentum = (float) rule.momentum();
    Ranges.each(
        w.length,
        Ranges.LIGHT,
        (from, n) -> {
          for (int i = from; i < from + n; i++) {
            float slope = Math.fma(decay, w[i], g[i]);
            v[i] = Math.fma(alpha, v[i], fresh * slope * slope);
            float spread = v[i];
            if (mean != null) {
              mean[i] = Math.fma(alpha, mean[i], fresh * slope);
              spread =
                  Math.max(0f, Math.fma(-mean[i], mean[i], spread)); // rounding may reach below 0
            }
            float quotient = slope / ((float) Math.sqrt(spread) + epsilon);
            if (velocity != null) {
              velocity[i] = Math.fma(momentum, velocity[i], quotient);
              quotient = velocity[i];
            }
            w[i] = Math.fma(rate, quotient, w[i]);
          }
        });
  }

  @Override
  public void adagrad(Adagrad rule, int step, float[] w, float[] g, float[] s) {
    float rate = (float) (-rule.rate() / (1 + (step - 1) * rule.rateDecay()));
    float decay = (float) rule.weightDecay();
    float epsilon = (float) rule.epsilon();
    Ranges.each(
        w.length,
        Ranges.LIGHT,
        (from, n) -> {
          for (int i = from; i < from + n; i++) {
            float slope = Math.fma(decay, w[i], g[i]);
            s[i] = Math.fma(slope, slope, s[i]);
            w[i] = Math.fma(rate, slope / ((float) Math.sqrt(s[i]) + epsilon), w[i]);
          }
        });
  }

  @Override
  public void adadelta(Adadelta rule, float[] w, float[] g, float[] v, float[] u) {
    float rate = (float) -rule.rate();
    float decay = (float) rule.weightDecay();
    float rho = (float) rule.rho();
    float fresh = (float) (1 - rule.rho());
    float epsilon = (float) rule.epsilon();
    Ranges.each(
        w.length,
        Ranges.LIGHT,
        (from, n) -> {
          for (int i = from; i < from + n; i++) {
            float slope = Math.fma(decay, w[i], g[i]);
            v[i] = Math.fma(rho, v[i], fresh * slope * slope);
            float delta =
                (float) Math.sqrt(u[i] + epsilon) / (float) Math.sqrt(v[i] + epsilon) * slope;
            u[i] = Math.fma(rho, u[i], fresh * delta * delta);
            w[i] = Math.fma(rate, delta, w[i]);
          }
        });
  }

  @Override
  public void adamax(Adam rule, int step, float[] w, float[] g, float[] m, float[] u) {
    float rate = (float) (-rule.rate() / (1 - StrictMath.pow(rule.beta1(), step)));
    float decay = (float) rule.weightDecay();
    float beta1 = (float) rule.beta1();
    float beta2 = (float) rule.beta2();
    float fresh = (float) (1 - rule.beta1());
    float epsilon = (float) rule.epsilon();
    Ranges.each(
        w.length,
        Ranges.LIGHT,
        (from, n) -> {
          for (int i = from; i < from + n; i++) {
            float slope = Math.fma(decay, w[i], g[i]);
            m[i] = Math.fma(beta1, m[i], fresh * slope);
            u[i] = Math.max(beta2 * u[i], Math.abs(slope) + epsilon);
            w[i] = Math.fma(rate, m[i] / u[i], w[i]);
          }
        });
  }

  @Override
  public void radam(Adam rule, int step, float[] w, float[] g, float[] m, float[] v) {
    double power = StrictMath.pow(rule.beta2(), step);
    double longest = 2 / (1 - rule.beta2()) - 1;
    double length = longest - 2 * step * power / (1 - power);
    boolean known = length > 5;
    double rectify =
        (length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length);
    double rate = -rule.rate() / (1 - StrictMath.pow(rule.beta1(), step));
    float adaptive = known ? (float) (rate * Math.sqrt(rectify) * Math.sqrt(1 - power)) : 0;
    float plain = known ? 0 : (float) rate;
    float decay = (float) rule.weightDecay();
    float beta1 = (float) rule.beta1();
    float beta2 = (float) rule.beta2();
    float fresh1 = (float) (1 - rule.beta1());
    float fresh2 = (float) (1 - rule.beta2());
    float epsilon = (float) rule.epsilon();
    Ranges.each(
        w.length,
        Ranges.LIGHT,
        (from, n) -> {
          for (int i = from; i < from + n; i++) {
            float slope = Math.fma(decay, w[i], g[i]);
            m[i] = Math.fma(beta1, m[i], fresh1 * slope);
            v[i] = Math.fma(beta2, v[i], fresh2 * slope * slope);
            float step2 = Math.fma(adaptive, m[i] / ((float) Math.sqrt(v[i]) + epsilon), 0f);
            w[i] += Math.fma(plain, m[i], step2);
          }
        });
  }

  @Override
  public void limit(float most, float[] g) {
    Ranges.each(
        g.length,
        Ranges.LIGHT,
        (from, n) -> {
          for (int i = from; i < from + n; i++) {
            g[i] = Math.max(-most, Math.min(g[i], most));
          }
        });
  }

  @Override
  public void average(double keep, float[] w, float[] average) {
    float fresh = (float) (1 - keep);
    Ranges.each(
        w.length,
        Ranges.LIGHT,
        (from, n) -> {
          for (int i = from; i < from + n; i++) {
            average[i] = Math.fma(fresh, w[i] - average[i], average[i]);
          }
        });
  }
}
