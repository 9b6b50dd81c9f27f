package dev.stria.examples.go;

import java.util.Map;

/**
 * The main line of one game: what is put on the board, in order.
 *
 * @param name where it was read, for messages and captions
 * @param size the points on a side of the board
 * @param properties what the record's root says, such as {@code PB}, the name of the black player
 * @param actions moves and stones set up, each made by {@link Action#of}
 */
public record GameRecord(String name, int size, Map<String, String> properties, short[] actions) {
  /** What an action is, packed into a {@code short}: a kind and a point, or no point for a pass. */
  public static final class Action {
    /** Black plays. */
    public static final int BLACK = 0;

    /** White plays. */
    public static final int WHITE = 1;

    /** A black stone is set up. */
    public static final int SET_BLACK = 2;

    /** A white stone is set up. */
    public static final int SET_WHITE = 3;

    /** A point is emptied. */
    public static final int CLEAR = 4;

    /** Stands for the point of a pass. */
    public static final int PASS = 1023;

    private Action() {}

    /** Packs a kind and a point. */
    static short of(int kind, int point) {
      return (short) (kind << 10 | point);
    }

    /** Returns the kind. */
    static int kind(short action) {
      return action >> 10;
    }

    /** Returns the point, numbered row by row from the top left, or {@link #PASS}. */
    static int point(short action) {
      return action & 1023;
    }

    /** Tells whether a player puts a stone on the board: neither a pass nor a stone set up. */
    static boolean isPlay(short action) {
      return kind(action) <= WHITE && point(action) != PASS;
    }
  }
}
