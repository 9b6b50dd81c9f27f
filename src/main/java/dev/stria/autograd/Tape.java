package dev.stria.autograd;

import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The steps of one computation in the order in which they ran, so that gradients are one loop
 * backwards.
 *
 * <p>A tape travels with the data: what is computed from a tensor that was put on a tape by {@link
 * #trace} or {@link #watch} is recorded there; what is computed from plain tensors is recorded nowhere.
 * The tape lends all arrays of its tensors and takes them back when it is closed; {@link Tensor#copy()}
 * makes a result stay. A tape belongs to the thread that made it.
 *
 * <pre>{@code
 * try (Tape tape = Tape.training(new SeededRandom(1))) {
 *   Tensor loss = crossEntropy(model.apply(tape.trace(images)), labels);
 *   optimizer.step(tape.gradients(loss));
 * }
 * }</pre>
 */
public final class Tape implements AutoCloseable, Tensor.Owner {
  private enum Purpose {
    TRAINING,
    INSPECTING,
    PREDICTING
  }

  private final Purpose purpose;
  private final SeededRandom random;
  private final Loans loans = new Loans();
  private final List<Node> nodes = new ArrayList<>();
  private final Set<Parameter> pictures = new HashSet<>();
  private BiConsumer<Object, Tensor> observer;
  private BiConsumer<String, Tensor> filter;
  private float leak;
  private boolean closed;

  private Tape(Purpose purpose, SeededRandom random) {
    this.purpose = purpose;
    this.random = random;
  }

  /**
   * Returns a tape for learning weights: gradients go to every trainable {@link Parameter}; dropout
   * drops and batch-norm uses the batch's statistics.
   *
   * @param random where dropout and its like take their random numbers from
   * @return the tape
   */
  public static Tape training(SeededRandom random) {
    return new Tape(Purpose.TRAINING, Objects.requireNonNull(random, "random"));
  }

  /**
   * Returns a tape for differentiating inputs that are {@linkplain #watch watched}: gradients of weights
   * are not computed, and layers behave as in prediction.
   *
   * @return the tape
   */
  public static Tape inspecting() {
    return new Tape(Purpose.INSPECTING, null);
  }

  /**
   * Returns a tape that records nothing and only lends arrays: prediction without garbage.
   *
   * @return the tape
   */
  public static Tape predicting() {
    return new Tape(Purpose.PREDICTING, null);
  }

  /**
   * Lets the gradients of this tape through relus that are shut, weakened by a slope. A picture from which
   * every way to a unit is shut has a gradient of exactly zero and would stay as it is; the leak shows the way
   * to where the relus open. Values are what they are.
   *
   * @param slope what is left of a gradient at a shut relu; 0 for the true gradient
   * @return this tape
   * @throws IllegalArgumentException if the slope is not from 0 to 1
   */
  public Tape leak(double slope) {
    if (!(slope >= 0 && slope <= 1)) {
      throw new IllegalArgumentException("leak: expected a slope from 0 to 1, but got " + slope);
    }
    this.leak = (float) slope;
    return this;
  }

  float leak() {
    return leak;
  }

  /**
   * Puts a tensor on this tape whose own gradient nobody wants: a batch to learn from. A tensor of this
   * very tape comes back cut off from what it was computed from.
   *
   * @param x the tensor; its array is shared
   * @return the same values on this tape
   */
  public Tensor trace(Tensor x) {
    return leaf("trace", x, false);
  }

  /**
   * Puts a tensor on this tape whose gradient is wanted: an image to be changed.
   *
   * @param x the tensor; its array is shared
   * @return the same values on this tape; hand it to {@link Gradients#of(Tensor)} later
   * @throws IllegalStateException if this tape only predicts
   */
  public Tensor watch(Tensor x) {
    if (purpose == Purpose.PREDICTING) {
      throw new IllegalStateException(
          "watch: a predicting tape records nothing; use Tape.inspecting() or Tape.training(random)");
    }
    return leaf("watch", x, true);
  }

  /**
   * Puts a parameter on this tape whose gradient is wanted although no weights are trained: the pixels of a
   * picture that an optimizer is to change.
   *
   * @param x the parameter; the array of its value is shared
   * @return its value on this tape; {@link Gradients#of(Parameter)} has the gradient later, so that the
   *     gradients can be handed to an optimizer
   * @throws IllegalStateException if this tape only predicts
   */
  public Tensor watch(Parameter x) {
    Tensor watched = watch(x.value());
    pictures.add(x);
    node(watched, "watch").backward =
        (dy, grads) -> {
          float[] dx = grads.into(x.value());
          for (int i = 0; i < dx.length; i++) {
            dx[i] += dy.data()[i];
          }
        };
    return watched;
  }

  private Tensor leaf(String op, Tensor x, boolean wanted) {
    requireReadable();
    Tensor traced = Tensor.owned(x.shape(), x.data(), this, nodes.size());
    nodes.add(new Node(op, traced, wanted, wanted));
    return traced;
  }

  /**
   * Returns the tensor that an operation is about to fill: on the inputs' tape if one of them is on one.
   * For authors of operations. The content is arbitrary; every element must be written.
   *
   * @param shape the shape of the result
   * @param inputs all tensors that the result depends on
   * @return the tensor to fill
   * @throws IllegalStateException if the inputs are on two tapes or on a closed one
   */
  public static Tensor result(Shape shape, Tensor... inputs) {
    Tape tape = of(inputs);
    return tape == null ? Tensor.zeros(shape) : tape.add(shape, tape.lend(shape.count()), inputs);
  }

  /**
   * Returns the values of a tensor under another shape, without a copy. For authors of operations.
   *
   * @param shape the other shape, of the same count
   * @param x the tensor
   * @return a tensor over the same array, on the same tape
   */
  public static Tensor view(Shape shape, Tensor x) {
    Tape tape = of(x);
    return tape == null ? Tensor.of(shape, x.data()) : tape.add(shape, x.data(), x);
  }

  /**
   * Writes a step on the tape of its result, if there is one and somebody wants gradients through it.
   *
   * @param op the operation's name, as it is printed
   * @param y its result, from {@link #result} or {@link #view}
   * @param backward its chain rule; what it captures is the saved state
   * @return {@code y}
   */
  public static Tensor record(String op, Tensor y, Backward backward) {
    if (y.owner() instanceof Tape tape) {
      Node node = tape.nodes.get(y.slot());
      node.op = op;
      node.backward = node.wanted ? backward : null;
    }
    return y;
  }

  /**
   * Returns the tape that some of these tensors are on.
   *
   * @param tensors the tensors
   * @return their tape, or {@code null} if none is on one
   * @throws IllegalStateException if they are on two tapes, or on one that is closed
   */
  public static Tape of(Tensor... tensors) {
    Tape found = null;
    for (Tensor tensor : tensors) {
      if (tensor != null && tensor.owner() instanceof Tape tape && tape != found) {
        if (found != null) {
          throw new IllegalStateException(
              "the inputs of one operation are on two tapes; take copy() of one of them");
        }
        found = tape;
        found.requireReadable();
      }
    }
    return found;
  }

  /**
   * Tells whether gradients will flow through a result, so that an operation knows whether to keep what
   * only its backward needs.
   *
   * @param y a result
   * @return whether it is on a tape and depends on something whose gradient is wanted
   */
  public static boolean isWanted(Tensor y) {
    return y.owner() instanceof Tape tape && tape.wants(y);
  }

  /**
   * Lends an array until this tape is closed. Its content is arbitrary.
   *
   * @param length how long
   * @return the array
   */
  public float[] lend(int length) {
    return loans.floats(length);
  }

  /**
   * Lends an array of indices until this tape is closed. Its content is arbitrary.
   *
   * @param length how long
   * @return the array
   */
  public int[] lendInts(int length) {
    return loans.ints(length);
  }

  private Tensor add(Shape shape, float[] data, Tensor... inputs) {
    boolean wanted = false;
    for (Tensor input : inputs) {
      wanted |= input != null && wants(input);
    }
    Tensor y = Tensor.owned(shape, data, this, nodes.size());
    nodes.add(new Node("?", y, wanted, false, inputs));
    return y;
  }

  /** Tells whether a gradient of this tensor is wanted or needed on the way to one that is. */
  boolean wants(Tensor x) {
    if (x.owner() instanceof Parameter parameter) {
      return purpose == Purpose.TRAINING && parameter.isTrainable() || pictures.contains(parameter);
    }
    return x.owner() == this && x.slot() >= 0 && nodes.get(x.slot()).wanted;
  }

  /**
   * Names somebody who is shown the gradient of every step's result just before the step's own chain rule
   * uses it, and who may change it: guided backpropagation, for one, sets what is negative to zero in
   * front of every relu.
   *
   * @param filter is given the name of the step's operation and the gradient, whose array it may write to
   */
  public void filterGradients(BiConsumer<String, Tensor> filter) {
    this.filter = filter;
  }

  /** Runs one step's chain rule, behind the filter if there is one. */
  void backward(Node node, Tensor dy, Gradients gradients) {
    if (filter != null) {
      filter.accept(node.op, dy);
    }
    node.backward.backward(dy, gradients);
  }

  /**
   * Keeps the gradient of an intermediate value, which would otherwise be given back once it is used.
   *
   * @param x a tensor that was computed on this tape
   * @return {@code x}
   * @throws IllegalStateException if it was not
   */
  public Tensor keep(Tensor x) {
    node(x, "keep").kept = true;
    return x;
  }

  /**
   * Returns the gradients of a scalar with respect to everything whose gradient is wanted.
   *
   * @param score a tensor with one element that was computed on this tape
   * @return the gradients, readable until this tape is closed
   * @throws ShapeException if the score has more than one element
   * @throws IllegalStateException if it was not computed on this tape from anything wanted
   */
  public Gradients gradients(Tensor score) {
    if (score.shape().count() != 1) {
      throw new ShapeException(
          "gradients",
          "a score with one element",
          score.shape(),
          "reduce it with sum or mean, or give the upstream gradient");
    }
    return gradients(score, Tensor.filled(score.shape(), 1));
  }

  /**
   * Returns the gradients of {@code sum(y · dy)}: the vector-Jacobian product.
   *
   * @param y a tensor that was computed on this tape
   * @param dy the upstream gradient, of the same shape
   * @return the gradients, readable until this tape is closed
   * @throws ShapeException if the shapes differ
   * @throws IllegalStateException if {@code y} was not computed on this tape from anything wanted
   */
  public Gradients gradients(Tensor y, Tensor dy) {
    requireReadable();
    if (!node(y, "gradients").wanted) {
      throw new IllegalStateException(
          "gradients: the score depends on nothing whose gradient is wanted; "
              + "watch(…) an input, or train a model with unfrozen parameters");
    }
    if (!y.shape().equals(dy.shape())) {
      throw new ShapeException("gradients", "dy of shape " + y.shape(), dy.shape(), "");
    }
    Gradients gradients = new Gradients(this);
    System.arraycopy(dy.data(), 0, gradients.into(y), 0, dy.shape().count());
    for (int slot = y.slot(); slot >= 0; slot--) {
      gradients.step(nodes.get(slot), slot);
    }
    return gradients;
  }

  /** Returns the entry of a tensor of this tape. */
  Node node(Tensor x, String asked) {
    if (x.owner() != this || x.slot() < 0) {
      throw new IllegalStateException(
          asked + ": the tensor " + x.shape() + " was not computed on this tape");
    }
    return nodes.get(x.slot());
  }

  Loans loans() {
    return loans;
  }

  /**
   * Tells whether layers should behave as in training.
   *
   * @return whether this is a training tape
   */
  public boolean isTraining() {
    return purpose == Purpose.TRAINING;
  }

  /**
   * Returns where dropout and its like take their random numbers from.
   *
   * @return the source
   * @throws IllegalStateException unless this is a training tape
   */
  public SeededRandom random() {
    if (random == null) {
      throw new IllegalStateException("random: only a training tape has random numbers");
    }
    return random;
  }

  /**
   * Names somebody who is shown the output of each layer as it is computed.
   *
   * @param observer is given the layer and its output
   */
  public void observe(BiConsumer<Object, Tensor> observer) {
    this.observer = observer;
  }

  /**
   * Tells whether somebody is shown the output of each layer.
   *
   * @return whether {@link #observe} was called
   */
  public boolean isObserved() {
    return observer != null;
  }

  /**
   * Tells whether steps that follow one another may be computed in one pass: not while somebody looks at
   * each, be it at layers' outputs or at gradients in front of chain rules, and not to inspect a network.
   *
   * @param x a tensor
   * @return whether nobody will miss what lies in between
   */
  public static boolean maySkipSteps(Tensor x) {
    return !(x.owner() instanceof Tape tape)
        || tape.purpose != Purpose.INSPECTING && tape.observer == null && tape.filter == null;
  }

  /**
   * Shows the observer of the tensor's tape, if there is one, the output of a layer.
   *
   * @param layer whose output it is
   * @param y the output
   * @return {@code y}
   */
  public static Tensor show(Object layer, Tensor y) {
    if (y.owner() instanceof Tape tape && tape.observer != null) {
      tape.observer.accept(layer, y);
    }
    return y;
  }

  @Override
  public void requireReadable() {
    if (closed) {
      throw new IllegalStateException(
          "this tensor was computed on a tape that is closed, which took its array back; "
              + "take copy() of it before the tape closes");
    }
  }

  /** Takes all lent arrays back; the tensors of this tape can no longer be read. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    loans.end();
    nodes.clear();
  }

  /** Returns the recorded program, a line a step, such as {@code %3 [64, 10] = linear(%2, fc.weight)}. */
  @Override
  public String toString() {
    StringBuilder program = new StringBuilder();
    for (int slot = 0; slot < nodes.size(); slot++) {
      program.append('%').append(slot).append(' ').append(nodes.get(slot)).append('\n');
    }
    return program.toString();
  }
}
