package dev.stria.autograd;

import java.lang.ref.SoftReference;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * The arrays that one thread's tapes lend and take back, so that a step in steady state allocates
 * nothing that grows with the batch. Softly held: a full heap takes them first. Plain loops rather than lambdas, each of which
 * would cost a program's first step a millisecond.
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
    float[] array = shelf(floats, length).free.poll();
    return array == null ? new float[length] : array;
  }

  /** Returns an array with arbitrary content. */
  int[] lendInts(int length) {
    int[] array = shelf(ints, length).free.poll();
    return array == null ? new int[length] : array;
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
    forgetStale(floats);
    forgetStale(ints);
  }

  private <A> void forgetStale(Map<Integer, Shelf<A>> shelves) {
    Iterator<Shelf<A>> all = shelves.values().iterator();
    while (all.hasNext()) {
      Shelf<A> shelf = all.next();
      if (generation - shelf.lastUse > PATIENCE) {
        all.remove();
      }
    }
  }

  private <A> Shelf<A> shelf(Map<Integer, Shelf<A>> shelves, int length) {
    Shelf<A> shelf = shelves.get(length);
    if (shelf == null) {
      shelf = new Shelf<>();
      shelves.put(length, shelf);
    }
    shelf.lastUse = generation;
    return shelf;
  }
}
