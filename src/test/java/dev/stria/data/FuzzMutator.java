package dev.stria.data;

import dev.stria.tensor.SeededRandom;
import java.util.Arrays;
import java.util.List;

/** Makes new inputs from a corpus: the usual mutations of a byte fuzzer, seeded. */
final class FuzzMutator {
  private static final long[] INTERESTING = {
    0,
    1,
    -1,
    2,
    7,
    8,
    127,
    128,
    255,
    256,
    32767,
    65535,
    65536,
    100_000_001,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };
  private static final int MAX_LENGTH = 1 << 16;

  private final List<byte[]> corpus;
  private final SeededRandom random;

  FuzzMutator(List<byte[]> corpus, long seed) {
    this.corpus = corpus;
    this.random = new SeededRandom(seed);
  }

  byte[] next() {
    byte[] input = any();
    int rounds = 1 + random.nextInt(random.nextInt(8) + 1);
    for (int round = 0; round < rounds; round++) {
      input = mutated(input);
    }
    return input;
  }

  private byte[] any() {
    return corpus.get(random.nextInt(corpus.size()));
  }

  private byte[] mutated(byte[] input) {
    if (input.length == 0) {
      return new byte[] {(byte) random.nextInt()};
    }
    int at = random.nextInt(input.length);
    int length = 1 + random.nextInt(Math.min(input.length - at, 64));
    return switch (random.nextInt(9)) {
      case 0 -> with(input, at, (byte) (input[at] ^ 1 << random.nextInt(8)));
      case 1 -> with(input, at, (byte) random.nextInt());
      case 2 -> number(input, at);
      case 3 -> Arrays.copyOf(input, at);
      case 4 -> spliced(input, at, at + length, new byte[0]);
      case 5 -> spliced(input, at, at, Arrays.copyOfRange(input, at, at + length));
      case 6 -> swapped(input, at, random.nextInt(input.length), length);
      case 7 -> digit(input, at);
      default -> crossed(input, at);
    };
  }

  private static byte[] with(byte[] input, int at, byte value) {
    byte[] changed = input.clone();
    changed[at] = value;
    return changed;
  }

  private byte[] number(byte[] input, int at) {
    byte[] changed = input.clone();
    long value = INTERESTING[random.nextInt(INTERESTING.length)];
    int width = 1 << random.nextInt(4);
    boolean littleEndian = random.nextBoolean();
    for (int i = 0; i < width && at + i < changed.length; i++) {
      changed[at + i] = (byte) (value >> 8 * (littleEndian ? i : width - 1 - i));
    }
    return changed;
  }

  /** Changes a digit of a number in text, from somewhere on. */
  private byte[] digit(byte[] input, int from) {
    for (int at = from; at < input.length; at++) {
      if (input[at] >= '0' && input[at] <= '9') {
        byte[] digits = Long.toString(INTERESTING[random.nextInt(INTERESTING.length)]).getBytes();
        return random.nextBoolean()
            ? with(input, at, (byte) ('0' + random.nextInt(10)))
            : spliced(input, at, at + 1, digits);
      }
    }
    return with(input, from, (byte) random.nextInt());
  }

  private static byte[] swapped(byte[] input, int from, int to, int length) {
    byte[] changed = input.clone();
    int count = Math.min(length, input.length - Math.max(from, to));
    System.arraycopy(input, from, changed, to, count);
    System.arraycopy(input, to, changed, from, count);
    return changed;
  }

  private byte[] crossed(byte[] input, int at) {
    byte[] other = any();
    int from = other.length == 0 ? 0 : random.nextInt(other.length);
    return spliced(input, at, input.length, Arrays.copyOfRange(other, from, other.length));
  }

  private static byte[] spliced(byte[] input, int from, int to, byte[] between) {
    int length = from + between.length + input.length - to;
    byte[] joined = Arrays.copyOf(input, length);
    System.arraycopy(between, 0, joined, from, between.length);
    System.arraycopy(input, to, joined, from + between.length, input.length - to);
    return length > MAX_LENGTH ? Arrays.copyOf(joined, MAX_LENGTH) : joined;
  }
}
