package dev.stria.autograd;

import java.lang.ref.SoftReference;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * The arrays that one thread's tapes lend and take back, so that a step in steady state allocates
 * nothing that grows with the batch. Softly held: a full heap takes them first.
 */
final class Buffers {
  /** A length that so many tapes in a row did not ask for is forgotten. */
  private static final int PATIENCE = 16;

  private static final ThreadLocal<SoftReference<Buffers>> OF_THREAD = new ThreadLocal<>();

  private final Map<Integer, Shelf<float[]>> floats = new HashMap<>();
  private final Map<Integer, Shelf<int[]>> ints = new HashMap<>();
  private int generation;

  /** Free arrays of one length. */
  private static final class Shelf<A> {
    private final ArrayDeque<A> free = new ArrayDeque<>();
    private int lastUse;
  }

  static Buffers ofThread() {
    SoftReference<Buffers> reference = OF_THREAD.get();
    Buffers buffers = reference == null ? null : reference.get();
    if (buffers == null) {
      buffers = new Buffers();
      OF_THREAD.set(new SoftReference<>(buffers));
    }
    return buffers;
  }

  /** Returns an array with arbitrary content. */
  float[] lendFloats(int length) {
    return lend(floats, length, float[]::new);
  }

  /** Returns an array with arbitrary content. */
  int[] lendInts(int length) {
    return lend(ints, length, int[]::new);
  }

  void takeBack(float[] array) {
    shelf(floats, array.length).free.push(array);
  }

  void takeBack(int[] array) {
    shelf(ints, array.length).free.push(array);
  }

  /** Called when a tape closes: forgets lengths that nobody asked for lately. */
  void endOfTape() {
    generation++;
    floats.values().removeIf(this::isStale);
    ints.values().removeIf(this::isStale);
  }

  private boolean isStale(Shelf<?> shelf) {
    return generation - shelf.lastUse > PATIENCE;
  }

  private <A> A lend(Map<Integer, Shelf<A>> shelves, int length, IntFunction<A> make) {
    A array = shelf(shelves, length).free.poll();
    return array == null ? make.apply(length) : array;
  }

  private <A> Shelf<A> shelf(Map<Integer, Shelf<A>> shelves, int length) {
    Shelf<A> shelf = shelves.computeIfAbsent(length, any -> new Shelf<>());
    shelf.lastUse = generation;
    return shelf;
  }
}
