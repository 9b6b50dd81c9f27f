package dev.stria.autograd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What one tape has borrowed from its thread's {@link Buffers}, to be returned when it closes. */
final class Loans {
  private final Thread thread = Thread.currentThread();
  private final Buffers buffers = Buffers.ofThread();
  private final List<float[]> floats = new ArrayList<>();
  private final List<int[]> ints = new ArrayList<>();

  /** Returns an array with arbitrary content. */
  float[] floats(int length) {
    float[] array = buffers.lendFloats(length);
    assert poison(array);
    floats.add(array);
    return array;
  }

  /** Returns an array with arbitrary content. */
  int[] ints(int length) {
    int[] array = buffers.lendInts(length);
    ints.add(array);
    return array;
  }

  float[] zeros(int length) {
    float[] array = briefZeros(length);
    floats.add(array);
    return array;
  }

  /** Returns zeros that go back by {@link #endBrief}, long before the tape closes. */
  float[] briefZeros(int length) {
    float[] array = buffers.lendFloats(length);
    Arrays.fill(array, 0);
    return array;
  }

  void endBrief(float[] array) {
    buffers.takeBack(array);
  }

  /** Returns everything; arrays that another thread would return are left to the garbage collector. */
  void end() {
    if (Thread.currentThread() == thread) {
      for (float[] array : floats) {
        buffers.takeBack(array);
      }
      for (int[] array : ints) {
        buffers.takeBack(array);
      }
      buffers.endOfTape();
    }
    floats.clear();
    ints.clear();
  }

  /** Under assertions, an operation that forgets to write an element shows as NaN. */
  private static boolean poison(float[] array) {
    Arrays.fill(array, Float.NaN);
    return true;
  }
}
