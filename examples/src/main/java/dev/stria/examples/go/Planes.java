package dev.stria.examples.go;

import dev.stria.examples.go.GameRecord.Action;
import java.util.Arrays;
import java.util.List;

/**
 * A position as planes of zeros and ones, as seen by the player whose turn it is: what a Go player takes in
 * at a glance, so that the network need not learn to count.
 *
 * <p>After Maddison, Huang, Sutskever and Silver, <em>Move evaluation in Go using deep convolutional neural
 * networks</em>, 2015, table 1.
 */
final class Planes {
  /** What each plane says of a point. */
  static final List<String> NAMES =
      List.of(
          "own, 1 liberty",
          "own, 2 liberties",
          "own, 3 liberties",
          "own, 4 or more",
          "other, 1 liberty",
          "other, 2 liberties",
          "other, 3 liberties",
          "other, 4 or more",
          "empty",
          "on the board",
          "ko",
          "last move",
          "move before",
          "3 moves ago",
          "4 moves ago",
          "5 moves ago",
          "6 moves ago",
          "7 moves ago",
          "8 moves ago",
          "1 liberty if played",
          "2 liberties if played",
          "3 liberties if played",
          "4 or more if played",
          "captures 1",
          "captures 2",
          "captures 3 or more");

  /** The first plane of one's own stones. */
  static final int OWN = 0;

  /** The first plane of the other's stones. */
  static final int OTHER = 4;

  /** The plane of points without a stone. */
  static final int EMPTY = 8;

  private static final int ON_BOARD = 9;
  private static final int KO = 10;
  private static final int HISTORY = 11;
  private static final int HISTORY_LENGTH = 8;
  private static final int LIBERTIES_IF_PLAYED = 19;
  private static final int CAPTURES = 23;
  private static final int MOST = 4;

  private final Board board;
  private final int area;
  private final int[] liberties;
  private final int[] seen;
  private int sight;
  private int count;
  private int captured;

  Planes(Board board) {
    this.board = board;
    this.area = board.size() * board.size();
    this.liberties = new int[area];
    this.seen = new int[area];
  }

  /**
   * Writes the planes of the present position.
   *
   * @param color whose turn it is
   * @param record the game that led here, for the last moves
   * @param played how many of its actions were played
   * @param turn where each point goes
   * @param into where to write, all of it
   * @param offset the first position to write
   */
  void write(byte color, GameRecord record, int played, int[] turn, float[] into, int offset) {
    Arrays.fill(into, offset, offset + NAMES.size() * area, 0);
    Arrays.fill(into, offset + ON_BOARD * area, offset + (ON_BOARD + 1) * area, 1);
    countLiberties();
    for (int p = 0; p < area; p++) {
      byte stone = board.at(p);
      int at = offset + turn[p];
      if (stone == Board.EMPTY) {
        into[at + EMPTY * area] = 1;
        writeIfPlayed(color, p, into, at);
      } else {
        int plane = (stone == color ? OWN : OTHER) + liberties[board.head(p)] - 1;
        into[at + plane * area] = 1;
      }
    }
    if (board.ko() != Board.NONE) {
      into[offset + KO * area + turn[board.ko()]] = 1;
    }
    for (int ago = 0; ago < HISTORY_LENGTH && ago < played; ago++) {
      short action = record.actions()[played - 1 - ago];
      if (Action.isPlay(action)) {
        into[offset + (HISTORY + ago) * area + turn[Action.point(action)]] = 1;
      }
    }
  }

  private void countLiberties() {
    for (int p = 0; p < area; p++) {
      if (board.at(p) != Board.EMPTY && board.head(p) == p) {
        liberties[p] = Math.max(1, board.liberties(p, MOST));
      }
    }
  }

  /** Writes what would come of a move, if it is legal. */
  private void writeIfPlayed(byte color, int point, float[] into, int at) {
    if (!board.isLegal(color, point)) {
      return;
    }
    look(color, point);
    into[at + (LIBERTIES_IF_PLAYED + Math.min(MOST, count) - 1) * area] = 1;
    if (captured > 0) {
      into[at + (CAPTURES + Math.min(3, captured) - 1) * area] = 1;
    }
  }

  /** Counts the stones that a move captures, and the liberties of its chain afterwards. */
  private void look(byte color, int point) {
    sight++;
    count = 0;
    captured = 0;
    seen[point] = sight;
    for (int n : board.neighbours(point)) {
      if (board.at(n) == Board.EMPTY) {
        see(n);
      } else if (board.at(n) == color) {
        seeLiberties(n);
      } else if (liberties[board.head(n)] == 1 && seen[board.head(n)] != sight) {
        seeCaptured(color, point, n);
      }
    }
  }

  private void see(int liberty) {
    if (seen[liberty] != sight) {
      seen[liberty] = sight;
      count++;
    }
  }

  private void seeLiberties(int stone) {
    int p = stone;
    do {
      for (int n : board.neighbours(p)) {
        if (board.at(n) == Board.EMPTY) {
          see(n);
        }
      }
      p = board.next(p);
    } while (p != stone && count < MOST);
  }

  /** A captured stone leaves a liberty if it lies beside the move or beside a chain that the move joins. */
  private void seeCaptured(byte color, int point, int stone) {
    captured += board.stones(stone);
    int p = stone;
    do {
      boolean beside = false;
      for (int n : board.neighbours(p)) {
        beside |= n == point || board.at(n) == color && joins(color, point, n);
      }
      seen[p] = sight;
      count += beside ? 1 : 0;
      p = board.next(p);
    } while (p != stone);
  }

  private boolean joins(byte color, int point, int stone) {
    for (int n : board.neighbours(point)) {
      if (board.at(n) == color && board.head(n) == board.head(stone)) {
        return true;
      }
    }
    return false;
  }
}
