package dev.stria.golden;

import dev.stria.autograd.Tape;
import dev.stria.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** One case while it is computed: its inputs, watched on a tape, its parameters and its outputs. */
final class OpRun {
  private final Params params;
  private final Tape tape;
  private final Function<String, Tensor> source;
  private final Map<String, Tensor> inputs = new LinkedHashMap<>();
  private final Map<String, Tensor> outputs = new LinkedHashMap<>();

  OpRun(Params params, Tape tape, Function<String, Tensor> source) {
    this.params = params;
    this.tape = tape;
    this.source = source;
  }

  Params params() {
    return params;
  }

  /** Returns whether the case has an input. */
  boolean has(String name) {
    return source.apply(name) != null;
  }

  /** Returns an input on the tape, {@code null} if the case does not have it. */
  Tensor in(String name) {
    Tensor plain = source.apply(name);
    return plain == null ? null : inputs.computeIfAbsent(name, any -> tape.watch(plain));
  }

  /** Returns an input as it is, on no tape. */
  Tensor plain(String name) {
    return source.apply(name);
  }

  /** Returns an input as whole numbers. */
  int[] ints(String name) {
    return ints(source.apply(name));
  }

  static int[] ints(Tensor x) {
    int[] ints = new int[x.shape().count()];
    for (int i = 0; i < ints.length; i++) {
      ints[i] = (int) x.data()[i];
    }
    return ints;
  }

  void out(Tensor y) {
    out("y", y);
  }

  void out(String name, Tensor y) {
    outputs.put(name, y);
  }

  /** Hands in whole numbers, such as indices, that have the shape of another output. */
  void out(String name, Tensor like, int[] numbers) {
    float[] values = new float[numbers.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = numbers[i];
    }
    out(name, Tensor.of(like.shape(), values));
  }

  Tensor output(String name) {
    Tensor y = outputs.get(name);
    if (y == null) {
      throw new GoldenMismatch("the adapter computed no output '" + name + "'");
    }
    return y;
  }
}
