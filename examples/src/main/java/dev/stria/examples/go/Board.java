package dev.stria.examples.go;

import java.util.Arrays;

/**
 * The rules of Go on a board: captures, no suicide, no immediate retaking of a ko.
 *
 * <p>Stones that hang together are a chain: a ring of points that all name the same head. A chain's liberties
 * are counted once per stone that touches them while moves are made, which is enough to see that there are none
 * left and costs a few additions; {@link #liberties} counts each once.
 */
public final class Board {
  /** A point without a stone. */
  public static final byte EMPTY = 0;

  /** A point with a black stone. */
  public static final byte BLACK = 1;

  /** A point with a white stone. */
  public static final byte WHITE = 2;

  /** Stands for no point. */
  public static final int NONE = -1;

  private final int size;
  private final int[][] neighbours;
  private final byte[] colors;
  private final int[] heads;
  private final int[] next;
  private final int[] touches;
  private final int[] stones;
  private final int[] seen;
  private int sight;
  private int ko = NONE;

  /**
   * Creates an empty board.
   *
   * @param size the points on a side
   */
  public Board(int size) {
    int points = size * size;
    this.size = size;
    this.neighbours = new int[points][];
    for (int p = 0; p < points; p++) {
      int row = p / size;
      int column = p % size;
      int[] around = new int[4];
      int n = 0;
      if (row > 0) {
        around[n++] = p - size;
      }
      if (column > 0) {
        around[n++] = p - 1;
      }
      if (column < size - 1) {
        around[n++] = p + 1;
      }
      if (row < size - 1) {
        around[n++] = p + size;
      }
      neighbours[p] = Arrays.copyOf(around, n);
    }
    this.colors = new byte[points];
    this.heads = new int[points];
    this.next = new int[points];
    this.touches = new int[points];
    this.stones = new int[points];
    this.seen = new int[points];
  }

  /** Takes all stones away. */
  public void clear() {
    Arrays.fill(colors, EMPTY);
    ko = NONE;
  }

  /** Returns the points on a side. */
  public int size() {
    return size;
  }

  /** Returns what is on a point. */
  public byte at(int point) {
    return colors[point];
  }

  /** Returns the point that may not be played at once because that would retake a ko, or {@link #NONE}. */
  public int ko() {
    return ko;
  }

  /** Returns the points beside a point. */
  int[] neighbours(int point) {
    return neighbours[point];
  }

  /** Returns the point that stands for the chain of a stone. */
  int head(int point) {
    return heads[point];
  }

  /** Returns how many stones the chain of a stone has. */
  int stones(int point) {
    return stones[heads[point]];
  }

  /** Returns the next stone of a chain, which comes round to the first. */
  int next(int point) {
    return next[point];
  }

  /** Returns the other color. */
  static byte other(byte color) {
    return (byte) (3 - color);
  }

  /** Tells whether the rules allow a color to play on a point. */
  public boolean isLegal(byte color, int point) {
    return complaint(color, point) == null;
  }

  private String complaint(byte color, int point) {
    if (colors[point] != EMPTY) {
      return "there is a stone already";
    }
    if (point == ko) {
      return "it would retake the ko at once";
    }
    for (int n : neighbours[point]) {
      if (colors[n] == EMPTY || (touchesLeft(n, point) == 0) == (colors[n] != color)) {
        return null; // a liberty, a chain of one's own that keeps one, or a capture
      }
    }
    return "it would be suicide";
  }

  /** Returns how often a chain touches liberties other than a point. */
  private int touchesLeft(int stone, int point) {
    int left = touches[heads[stone]];
    for (int n : neighbours[point]) {
      left -= colors[n] != EMPTY && heads[n] == heads[stone] ? 1 : 0;
    }
    return left;
  }

  /** A pass: the ko may be retaken after it. */
  public void pass() {
    ko = NONE;
  }

  /**
   * Plays a move.
   *
   * @param color who plays
   * @param point where
   * @throws IllegalArgumentException if the rules do not allow it; the board stays as it was
   */
  public void play(byte color, int point) {
    String complaint = complaint(color, point);
    if (complaint != null) {
      throw new IllegalArgumentException(
          (color == BLACK ? "black " : "white ") + name(point) + " is illegal: " + complaint);
    }
    ko = NONE;
    place(color, point);
    int captured = 0;
    int last = NONE;
    for (int n : neighbours[point]) {
      if (colors[n] == other(color) && touches[heads[n]] == 0) {
        captured += stones[heads[n]];
        last = n;
        remove(n);
      }
    }
    if (captured == 1 && stones[heads[point]] == 1 && touches[heads[point]] == 1) {
      ko = last;
    }
  }

  /**
   * Sets up a stone, or empties a point; nothing is captured.
   *
   * @param color the stone, or {@link #EMPTY}
   * @param point where
   */
  public void set(byte color, int point) {
    ko = NONE;
    if (colors[point] == EMPTY) {
      if (color != EMPTY) {
        place(color, point);
      }
      return;
    }
    byte[] wanted = colors.clone(); // a chain may fall apart: build all of them anew
    wanted[point] = color;
    Arrays.fill(colors, EMPTY);
    for (int p = 0; p < wanted.length; p++) {
      if (wanted[p] != EMPTY) {
        place(wanted[p], p);
      }
    }
  }

  /** Puts a stone down and joins it to the chains beside it. */
  private void place(byte color, int point) {
    colors[point] = color;
    heads[point] = point;
    next[point] = point;
    stones[point] = 1;
    touches[point] = 0;
    for (int n : neighbours[point]) {
      if (colors[n] == EMPTY) {
        touches[point]++;
      } else {
        touches[heads[n]]--;
      }
    }
    for (int n : neighbours[point]) {
      if (colors[n] == color && heads[n] != heads[point]) {
        join(heads[point], heads[n]);
      }
    }
  }

  private void join(int a, int b) {
    int large = stones[a] >= stones[b] ? a : b;
    int small = large == a ? b : a;
    int p = small;
    do {
      heads[p] = large;
      p = next[p];
    } while (p != small);
    int swapped = next[large];
    next[large] = next[small];
    next[small] = swapped;
    stones[large] += stones[small];
    touches[large] += touches[small];
  }

  private void remove(int stone) {
    int p = stone;
    do {
      colors[p] = EMPTY;
      for (int n : neighbours[p]) {
        if (colors[n] != EMPTY) {
          touches[heads[n]]++;
        }
      }
      p = next[p];
    } while (p != stone);
  }

  /**
   * Counts the liberties of a chain.
   *
   * @param stone one of its stones
   * @param enough where counting may end
   * @return how many there are, or {@code enough} if there are more
   */
  public int liberties(int stone, int enough) {
    sight++;
    int count = 0;
    int p = stone;
    do {
      for (int n : neighbours[p]) {
        if (colors[n] == EMPTY && seen[n] != sight) {
          seen[n] = sight;
          if (++count == enough) {
            return count;
          }
        }
      }
      p = next[p];
    } while (p != stone);
    return count;
  }

  /** Returns a point as players call it, such as {@code Q16}: columns without I, rows from below. */
  public String name(int point) {
    return name(size, point);
  }

  /** Returns a point of a board of a size as players call it. */
  static String name(int size, int point) {
    char column = (char) ('A' + point % size);
    return (char) (column >= 'I' ? column + 1 : column) + String.valueOf(size - point / size);
  }
}
