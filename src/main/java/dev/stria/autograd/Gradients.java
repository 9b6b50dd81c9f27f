package dev.stria.autograd;

import dev.stria.tensor.Tensor;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * The gradients of one score with respect to what was wanted: returned by a tape, never stored in
 * tensors or parameters, and readable until that tape is closed.
 */
public final class Gradients {
  /** Stands for an array that was given back after its step. */
  private static final float[] USED = new float[0];

  private final Tape tape;
  private final Map<Parameter, float[]> ofParameters = new IdentityHashMap<>();
  private float[][] ofNodes = new float[16][];

  Gradients(Tape tape) {
    this.tape = tape;
  }

  /**
   * Tells a chain rule whether to compute the gradient of an input.
   *
   * @param x an input of the step, or {@code null} for an absent one
   * @return whether {@link #into} may be called
   */
  public boolean wants(Tensor x) {
    return x != null && tape.wants(x);
  }

  /**
   * Returns the array to <em>add</em> an input's gradient into.
   *
   * @param x an input whose gradient {@linkplain #wants is wanted}
   * @return the array, as long as {@code x}
   */
  public float[] into(Tensor x) {
    if (x.owner() instanceof Parameter parameter) {
      return ofParameters.computeIfAbsent(parameter, any -> tape.loans().zeros(x.shape().count()));
    }
    int slot = x.slot();
    if (slot >= ofNodes.length) {
      ofNodes = Arrays.copyOf(ofNodes, Math.max(slot + 1, 2 * ofNodes.length));
    }
    if (ofNodes[slot] == null) {
      int count = x.shape().count();
      boolean kept = tape.node(x, "into").kept;
      ofNodes[slot] = kept ? tape.loans().zeros(count) : tape.loans().briefZeros(count);
    }
    return ofNodes[slot];
  }

  /** Runs one step's chain rule, if the score depends on it, and gives the used gradient back. */
  void step(Node node, int slot) {
    float[] dy = slot < ofNodes.length ? ofNodes[slot] : null;
    if (dy == null || node.backward == null) {
      return;
    }
    tape.backward(node, Tensor.owned(node.y.shape(), dy, tape, -1), this);
    if (!node.kept) {
      ofNodes[slot] = USED;
      tape.loans().endBrief(dy);
    }
  }

  /**
   * Returns what is to be left of a gradient at a relu that is shut.
   *
   * @return the slope that {@link Tape#leak} was given, 0 for the true gradient
   */
  public float leak() {
    return tape.leak();
  }

  /**
   * Lends an array for the time of the tape. Its content is arbitrary.
   *
   * @param length how long
   * @return the array
   */
  public float[] scratch(int length) {
    return tape.lend(length);
  }

  /**
   * Returns the gradient with respect to a watched tensor, or to an intermediate one that was {@linkplain
   * Tape#keep kept}.
   *
   * @param x a tensor of the tape
   * @return its gradient, zero where the score does not depend on it
   * @throws IllegalStateException if it is not on the tape, or its gradient was not wanted or not kept
   */
  public Tensor of(Tensor x) {
    tape.requireReadable();
    if (x.owner() instanceof Parameter parameter) {
      return of(parameter);
    }
    Node node = tape.node(x, "gradient of");
    if (!node.wanted || !node.kept) {
      throw new IllegalStateException(
          "the gradient of "
              + node
              + " was not asked for; "
              + (node.wanted
                  ? "call tape.keep(x) before gradients(…)"
                  : "put it on the tape by watch(…)"));
    }
    return Tensor.owned(x.shape(), into(x), tape, -1);
  }

  /**
   * Tells whether the score depends on a parameter at all.
   *
   * @param parameter a parameter
   * @return false if no step used it, so that an optimizer leaves it alone
   */
  public boolean reached(Parameter parameter) {
    return ofParameters.containsKey(parameter);
  }

  /**
   * Returns the gradient with respect to a parameter.
   *
   * @param parameter a parameter
   * @return its gradient, zero where the score does not depend on it
   * @throws IllegalStateException if the tape does not train or the parameter is not trainable
   */
  public Tensor of(Parameter parameter) {
    tape.requireReadable();
    if (!tape.wants(parameter.value())) {
      throw new IllegalStateException(
          "the gradient of "
              + parameter
              + " was not computed: "
              + (tape.isTraining() ? "it is frozen" : "this tape does not train"));
    }
    float[] slope = ofParameters.get(parameter);
    if (slope == null) { // asking does not make it reached
      slope = tape.loans().zeros(parameter.value().shape().count());
    }
    return Tensor.owned(parameter.value().shape(), slope, tape, -1);
  }
}
