package dev.stria.optim;

import dev.stria.autograd.Parameter;
import dev.stria.internal.kernel.Kernels;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An exponential moving average of a network's parameters, which often predicts better than the last ones: {@code
 * average = keep · average + (1 − keep) · w} after each step.
 *
 * <pre>{@code
 * WeightAverage average = WeightAverage.of(model.parameters()).keep(0.999);
 * …
 * optimizer.step(gradients);
 * average.update();
 * …
 * average.swap(); // the model now has the averages
 * evaluate(model);
 * average.swap(); // and its own weights again
 * }</pre>
 *
 * <p>Running statistics are averaged as well. Polyak and Juditsky, <em>Acceleration of stochastic approximation by
 * averaging</em>, 1992.
 */
public final class WeightAverage {
  private static final String UPDATES = "WeightAverage/updates";

  private final Map<Parameter, float[]> averages = new LinkedHashMap<>();
  private double keep = 0.999;
  private boolean warmUp;
  private long updates;

  private WeightAverage(Collection<Parameter> parameters) {
    Slot.weights("WeightAverage", parameters);
    for (Parameter parameter : parameters) {
      averages.put(parameter, parameter.value().data().clone());
    }
  }

  /**
   * Returns an average that starts from the present values and keeps 0.999 of itself.
   *
   * @param parameters what to average, running statistics included
   * @return the average
   * @throws IllegalArgumentException if there is no weight among them or one comes twice
   */
  public static WeightAverage of(Collection<Parameter> parameters) {
    return new WeightAverage(parameters);
  }

  /**
   * Sets how much of the average stays at an update.
   *
   * @param keep a number in [0, 1)
   * @return this average
   * @throws IllegalArgumentException if it is out of range
   */
  public WeightAverage keep(double keep) {
    this.keep = Check.share("WeightAverage: keep", keep, "0.999 is usual");
    return this;
  }

  /**
   * Keeps less in the beginning, {@code (1 + t) / (10 + t)} at update t, so that the first weights are soon forgotten.
   *
   * @return this average
   */
  public WeightAverage warmUp() {
    this.warmUp = true;
    return this;
  }

  /** Takes the present values in. Not to be called while {@linkplain #swap swapped}. */
  public void update() {
    double share = warmUp ? Math.min(keep, (1.0 + updates) / (10 + updates)) : keep;
    averages.forEach(
        (parameter, average) ->
            Kernels.optimizerStep().average(share, parameter.value().data(), average));
    updates++;
  }

  /** Exchanges the averages and the values of the parameters. Called twice it changes nothing. */
  public void swap() {
    averages.forEach(
        (parameter, average) -> {
          float[] values = parameter.value().data();
          float[] former = values.clone();
          System.arraycopy(average, 0, values, 0, values.length);
          System.arraycopy(former, 0, average, 0, values.length);
        });
  }

  /**
   * Returns the averages.
   *
   * @return copies, by the parameters' names
   */
  public Map<String, Tensor> values() {
    Map<String, Tensor> values = new LinkedHashMap<>();
    averages.forEach(
        (parameter, average) ->
            values.put(parameter.name(), Tensor.of(parameter.value().shape(), average.clone())));
    return values;
  }

  /**
   * Returns everything that another average of the same parameters needs to go on with the same bits.
   *
   * @return tensors by names that begin with {@code WeightAverage/}
   */
  public Map<String, Tensor> state() {
    Map<String, Tensor> state = new LinkedHashMap<>();
    state.put(UPDATES, Exact.of(updates));
    values().forEach((name, tensor) -> state.put("WeightAverage/" + name + "/average", tensor));
    return state;
  }

  /**
   * Goes on where another average was.
   *
   * @param state what {@link #state()} returned; copied
   * @throws IllegalArgumentException if it is of other parameters; nothing is changed then
   * @throws ShapeException if a tensor has another shape; nothing is changed then
   */
  public void restore(Map<String, Tensor> state) {
    Map<String, Tensor> own = state();
    if (!own.keySet().equals(state.keySet())) {
      throw Check.refusal(
          "restore",
          "the state of an average of " + List.copyOf(averages.keySet()),
          state.keySet(),
          "average the parameters that it was saved with");
    }
    own.forEach(
        (key, tensor) -> {
          if (!tensor.shape().equals(state.get(key).shape())) {
            throw new ShapeException(
                "restore: '" + key + "'", tensor.shape(), state.get(key).shape(), "");
          }
        });
    updates = Exact.toLong(UPDATES, state.get(UPDATES));
    averages.forEach(
        (parameter, average) -> {
          float[] saved = state.get("WeightAverage/" + parameter.name() + "/average").data();
          System.arraycopy(saved, 0, average, 0, average.length);
        });
  }
}
