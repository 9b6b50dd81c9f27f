package dev.stria.op;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stria.Stria;
import dev.stria.autograd.GradientCheck;
import dev.stria.autograd.Gradients;
import dev.stria.autograd.Parameter;
import dev.stria.autograd.Tape;
import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Tensor;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every operation must satisfy, row by row of {@link OpTable}. */
class OpTableTest {
  static List<OpRow> rows() {
    return OpTable.rows();
  }

  private static OpCase sample(OpRow row, int seed) {
    return row.sample().apply(new SeededRandom(seed));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void gradientAgreesWithDifferences(OpRow row) {
    for (int seed = 0; seed < row.configurations(); seed++) {
      OpCase sample = sample(row, seed);
      try {
        GradientCheck.of(sample.function()).seed(seed).check(sample.inputs());
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(row + ", seed " + seed + ": " + sample, e);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aValueUsedTwiceGathersBothGradients(OpRow row) {
    OpCase sample = sample(row, 1);
    try (Tape tape = Tape.inspecting()) {
      Tensor[] once = watch(tape, sample);
      Tensor y = sample.function().apply(once);
      Gradients single = tape.gradients(y, Tensor.filled(y.shape(), 1));
      Tensor[] shared = watch(tape, sample);
      Tensor both = Add.add(sample.function().apply(shared), sample.function().apply(shared));
      Gradients twice = tape.gradients(both, Tensor.filled(y.shape(), 1));
      for (int i = 0; i < shared.length; i++) {
        float[] expected = single.of(once[i]).copy().data();
        float[] actual = twice.of(shared[i]).data();
        for (int j = 0; j < expected.length; j++) {
          assertEquals(2 * expected[j], actual[j], 1e-5 * (1 + Math.abs(expected[j])));
        }
      }
    }
  }

  private static Tensor[] watch(Tape tape, OpCase sample) {
    return Stream.of(sample.inputs()).map(tape::watch).toArray(Tensor[]::new);
  }

  /** Wherever an operation takes weights, their gradient must not be lost on the way. */
  @ParameterizedTest
  @MethodSource("rows")
  void aParameterGetsTheGradientOfAWatchedValue(OpRow row) {
    for (int seed = 0; seed < 4; seed++) {
      OpCase sample = sample(row, seed);
      for (int traced = 0;
          sample.inputs().length > 1 && traced < sample.inputs().length;
          traced++) {
        float[][] expected = gradientsOfParameters(sample, traced, false);
        float[][] actual = gradientsOfParameters(sample, traced, true);
        assertArrayEquals(expected, actual, row + ", seed " + seed + ": " + sample);
      }
    }
  }

  /** The gradients of all inputs but one, which are parameters or watched. */
  private static float[][] gradientsOfParameters(OpCase sample, int traced, boolean parameters) {
    try (Tape tape = Tape.training(new SeededRandom(1))) {
      Tensor[] inputs = sample.inputs().clone();
      for (int i = 0; i < inputs.length; i++) {
        inputs[i] =
            i == traced
                ? tape.trace(inputs[i])
                : parameters
                    ? Parameter.weight("p" + i, inputs[i].copy()).value()
                    : tape.watch(inputs[i]);
      }
      Tensor y = sample.function().apply(inputs);
      Gradients gradients = tape.gradients(y, Tensor.filled(y.shape(), 0.7f));
      return Stream.of(inputs)
          .filter(x -> x != inputs[traced])
          .map(x -> gradients.of(x).copy().data())
          .toArray(float[][]::new);
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void sameValueWithAndWithoutTape(OpRow row) {
    OpCase sample = sample(row, 2);
    float[] plain = sample.run().data();
    try (Tape tape = Tape.inspecting()) {
      assertArrayEquals(plain, sample.function().apply(watch(tape, sample)).data());
    }
    try (Tape tape = Tape.predicting()) {
      Tensor[] traced = Stream.of(sample.inputs()).map(tape::trace).toArray(Tensor[]::new);
      assertArrayEquals(plain, sample.function().apply(traced).data());
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void sameBitsAtAnyNumberOfThreads(OpRow row) {
    int before = Stria.threads();
    try {
      List<float[]> reference = valueAndGradients(row, 1);
      for (int threads : new int[] {2, 4, 7}) {
        List<float[]> other = valueAndGradients(row, threads);
        for (int i = 0; i < reference.size(); i++) {
          assertArrayEquals(reference.get(i), other.get(i), row + " at " + threads + " threads");
        }
      }
    } finally {
      Stria.threads(before);
    }
  }

  private static List<float[]> valueAndGradients(OpRow row, int threads) {
    Stria.threads(threads);
    OpCase sample = sample(row, 3);
    List<float[]> arrays = new ArrayList<>();
    try (Tape tape = Tape.inspecting()) {
      Tensor[] inputs = watch(tape, sample);
      Tensor y = sample.function().apply(inputs);
      arrays.add(y.copy().data());
      Gradients gradients = tape.gradients(y, Tensor.filled(y.shape(), 0.7f));
      for (Tensor input : inputs) {
        arrays.add(gradients.of(input).copy().data());
      }
    }
    return arrays;
  }

  @ParameterizedTest
  @MethodSource("rows")
  void refusesMisuseInPlainWords(OpRow row) {
    for (OpRow.Misuse misuse : row.misuses()) {
      Exception thrown =
          assertThrows(misuse.exception(), misuse.call(), row + ": " + misuse.what());
      for (String word : misuse.words()) {
        assertTrue(
            thrown.getMessage().contains(word),
            row + ": " + misuse.what() + ": '" + word + "' is missing in: " + thrown.getMessage());
      }
    }
  }

  /** A public static method of an op class that makes a tensor of tensors is an operation. */
  @Test
  void everyOperationHasARow() throws IOException {
    Set<String> operations = new TreeSet<>();
    try (Stream<Path> sources = Files.list(Path.of("src/main/java/dev/stria/op"))) {
      for (Path source : sources.toList()) {
        String name = source.getFileName().toString().replace(".java", "");
        if (!name.equals("package-info")) {
          Stream.of(loaded(name).getDeclaredMethods())
              .filter(OpTableTest::isOperation)
              .forEach(method -> operations.add(name + "." + method.getName()));
        }
      }
    }
    Set<String> rows =
        OpTable.rows().stream()
            .map(row -> row.op().getSimpleName() + "." + row.name())
            .collect(Collectors.toCollection(TreeSet::new));
    assertFalse(operations.isEmpty());
    assertEquals(operations, rows);
  }

  private static Class<?> loaded(String name) {
    try {
      return Class.forName("dev.stria.op." + name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean isOperation(Method method) {
    return Modifier.isStatic(method.getModifiers())
        && Modifier.isPublic(method.getModifiers())
        && method.getReturnType() == Tensor.class
        && Stream.of(method.getParameterTypes())
            .anyMatch(type -> type == Tensor.class || type == Tensor[].class);
  }
}
