package dev.stria.optim;

import dev.stria.autograd.Gradients;
import dev.stria.autograd.Parameter;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The limited-memory BFGS method with a line search: few, dear steps for smooth losses that are always the same, such as
 * those of style transfer or of a whole small data set.
 *
 * <p>It computes the loss several times a step, so it is given the loss as a function:
 *
 * <pre>{@code
 * Parameter picture = Parameter.weight("picture", start);
 * Lbfgs lbfgs = Lbfgs.of(List.of(picture)).iterations(20);
 * double value = lbfgs.step(slopes -> {
 *   try (Tape tape = Tape.inspecting()) {
 *     Tensor x = tape.watch(picture.value());
 *     Tensor loss = loss(x);
 *     slopes.accept(picture, tape.gradients(loss).of(x));
 *     return loss.item();
 *   }
 * });
 * }</pre>
 *
 * <p>Weights are {@code float}, the method computes in {@code double}. Defaults of PyTorch's {@code LBFGS} with {@code
 * line_search_fn="strong_wolfe"}, and a history of 10. Frozen parameters stay. Nocedal and Wright, <em>Numerical
 * optimization</em>, 2006, chapters 3 and 7.
 */
public final class Lbfgs {
  /** A loss that can be computed again and again. */
  @FunctionalInterface
  public interface Loss {
    /**
     * Computes the loss at the present values of the parameters, and its gradients.
     *
     * @param slopes is to be given the gradients while their tape is open
     * @return the loss
     */
    double compute(Slopes slopes);
  }

  /** Takes the gradients of a loss. What is given several times adds up, so that a loss may come in parts. */
  public interface Slopes {
    /**
     * Takes the gradients of a training tape.
     *
     * @param gradients what the tape returned
     */
    void accept(Gradients gradients);

    /**
     * Takes the gradient of one parameter, such as a picture that a tape watches.
     *
     * @param parameter one of those that the method changes
     * @param gradient its gradient
     * @throws IllegalArgumentException if the method was not given the parameter
     * @throws ShapeException if the gradient has another shape
     */
    void accept(Parameter parameter, Tensor gradient);
  }

  private final ParameterVector vector;
  private double rate = 1;
  private int iterations = 20;
  private QuasiNewton method = new QuasiNewton(10, 1e-7, 1e-9);
  private long taken;

  private Lbfgs(Collection<Parameter> parameters) {
    this.vector = new ParameterVector(parameters);
  }

  /**
   * Returns the method with its defaults.
   *
   * @param parameters what to change; statistics among them are passed over
   * @return the method
   * @throws IllegalArgumentException if there is no weight among them or one comes twice
   */
  public static Lbfgs of(Collection<Parameter> parameters) {
    return new Lbfgs(parameters);
  }

  /**
   * Sets the length of the first step of each line search, as a multiple of the direction; 1 is nearly always right.
   *
   * @param rate a number above 0
   * @return this method
   * @throws IllegalArgumentException if it is not above 0
   */
  public Lbfgs rate(double rate) {
    this.rate = Check.positive("Lbfgs: rate", rate, "1 is usual");
    return this;
  }

  /**
   * Sets how many iterations one {@link #step} makes at most.
   *
   * @param iterations at least 1
   * @return this method
   * @throws IllegalArgumentException if it is below 1
   */
  public Lbfgs iterations(int iterations) {
    this.iterations = (int) Check.count("Lbfgs: iterations", iterations, "20 is usual");
    return this;
  }

  /**
   * Sets from how many past changes the curvature is estimated, and forgets those that were made. Each takes 16 bytes
   * a parameter's element.
   *
   * @param changes at least 1
   * @return this method
   * @throws IllegalArgumentException if it is below 1
   */
  public Lbfgs history(int changes) {
    Check.count("Lbfgs: history", changes, "10 is usual");
    this.method = new QuasiNewton(changes, method.gradientTolerance, method.changeTolerance);
    return this;
  }

  /**
   * Sets when to stop, and forgets the changes that were made.
   *
   * @param gradient the largest magnitude of a gradient's element that counts as 0
   * @param change the largest change of a value, or of the loss, that counts as none
   * @return this method
   * @throws IllegalArgumentException if one is negative, infinite or NaN
   */
  public Lbfgs tolerances(double gradient, double change) {
    Check.notNegative("Lbfgs: gradient tolerance", gradient, "1e-7 is usual");
    Check.notNegative("Lbfgs: change tolerance", change, "1e-9 is usual");
    this.method = new QuasiNewton(method.history, gradient, change);
    return this;
  }

  /**
   * Lowers a loss by some iterations, or fewer if there is nothing left to gain.
   *
   * @param loss the same function at every call
   * @return its value at the end; NaN or infinite if it was so at the start, which changes nothing
   * @throws IllegalStateException if the loss gives no gradients
   */
  public double step(Loss loss) {
    VectorFunction f = (x, gradient) -> vector.evaluate(loss, x, gradient);
    Point here = method.start(vector.values(), f);
    for (int i = 0; i < iterations; i++) {
      QuasiNewton.Progress progress = method.iterate(here, f, rate);
      taken += progress.point() == here ? 0 : 1;
      here = progress.point();
      if (progress.ended()) {
        break;
      }
    }
    vector.set(here.x);
    return here.value;
  }

  /**
   * Returns how many iterations were made.
   *
   * @return the number over all steps
   */
  public long iterationsTaken() {
    return taken;
  }

  /**
   * Returns how often the loss was computed.
   *
   * @return the number over all steps
   */
  public long evaluations() {
    return method.evaluations();
  }

  /**
   * Returns the history, so that another method with the same parameters and options goes on with the same bits.
   *
   * @return tensors by names that begin with {@code Lbfgs/}
   */
  public Map<String, Tensor> state() {
    return LbfgsState.save(method, taken);
  }

  /**
   * Goes on where another one was.
   *
   * @param state what {@link #state()} returned
   * @throws IllegalArgumentException if it is not of this method with these parameters; nothing is changed then
   */
  public void restore(Map<String, Tensor> state) {
    taken = LbfgsState.restore(method, vector.length(), state);
  }

  /**
   * Returns what this method changes.
   *
   * @return the weights, in the order in which they were given
   */
  public List<Parameter> parameters() {
    return vector.parameters();
  }

  @Override
  public String toString() {
    return "Lbfgs(" + vector.length() + " values, history " + method.history + ")";
  }
}
