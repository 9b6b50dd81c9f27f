package dev.stria.examples.go;

import dev.stria.data.Dataset;
import dev.stria.examples.go.GameRecord.Action;
import dev.stria.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * All positions of some games in which a stone was played next, with the point where as the label.
 *
 * <p>Only the moves are kept, two bytes each. A position is played anew when it is asked for, which takes a
 * hundredth of the time in which the network looks at it. Each position comes in eight symmetries, position and
 * label alike, as examples {@code 8 · position} to {@code 8 · position + 7}, or in one.
 */
public final class Positions implements Dataset {
  private final List<GameRecord> games;
  private final int size;
  private final int symmetries;
  private final int[] firsts;
  private final short[] moves;
  private final int[][] turns;
  private final List<String> classes;
  private final ThreadLocal<Player> players;

  /** What a thread replays games with. */
  private record Player(Board board, Planes planes) {}

  private Positions(List<GameRecord> games, int size, int symmetries) {
    this.games = List.copyOf(games);
    this.size = size;
    this.symmetries = symmetries;
    this.turns = Symmetry.tables(size);
    this.firsts = new int[games.size() + 1];
    int count = 0;
    for (int g = 0; g < games.size(); g++) {
      firsts[g] = count;
      for (short action : games.get(g).actions()) {
        count += Action.isPlay(action) ? 1 : 0;
      }
    }
    firsts[games.size()] = count;
    this.moves = new short[count];
    int at = 0;
    for (GameRecord game : games) {
      for (int a = 0; a < game.actions().length; a++) {
        if (Action.isPlay(game.actions()[a])) {
          moves[at++] = (short) a;
        }
      }
    }
    List<String> names = new ArrayList<>();
    for (int p = 0; p < size * size; p++) {
      names.add(Board.name(size, p));
    }
    this.classes = List.copyOf(names);
    this.players =
        ThreadLocal.withInitial(
            () -> {
              Board board = new Board(size);
              return new Player(board, new Planes(board));
            });
  }

  /**
   * Returns the positions of games, each as it was.
   *
   * @param games games on boards of one size
   * @param size the points on a side
   */
  public static Positions of(List<GameRecord> games, int size) {
    return new Positions(games, size, 1);
  }

  /** Returns these positions in all eight symmetries. */
  public Positions turned() {
    return new Positions(games, size, Symmetry.COUNT);
  }

  /** Returns in how many symmetries each position comes. */
  public int symmetries() {
    return symmetries;
  }

  @Override
  public int size() {
    return Math.multiplyExact(moves.length, symmetries);
  }

  @Override
  public Shape shape() {
    return Shape.of(Planes.NAMES.size(), size, size);
  }

  @Override
  public List<String> classes() {
    return classes;
  }

  @Override
  public int label(int index) {
    Objects.checkIndex(index, size());
    int position = index / symmetries;
    short action = game(position).actions()[moves[position]];
    return turns[index % symmetries][Action.point(action)];
  }

  @Override
  public void read(int index, float[] into, int offset) {
    Objects.checkIndex(index, size());
    int position = index / symmetries;
    GameRecord game = game(position);
    Player player = players.get();
    replay(game, moves[position], player.board);
    byte color = color(game.actions()[moves[position]]);
    int[] turn = turns[index % symmetries];
    player.planes.write(color, game, moves[position], turn, into, offset);
  }

  /** Returns the game of a position. */
  GameRecord game(int position) {
    int at = Arrays.binarySearch(firsts, position);
    int game = at >= 0 ? at : -at - 2;
    while (firsts[game + 1] == position) {
      game++; // a game without moves
    }
    return games.get(game);
  }

  /** Returns how many actions of its game led to a position. */
  int played(int position) {
    return moves[position];
  }

  /** Returns the board at a position. */
  Board board(int position) {
    Board board = new Board(size);
    replay(game(position), moves[position], board);
    return board;
  }

  static byte color(short action) {
    return Action.kind(action) == Action.BLACK ? Board.BLACK : Board.WHITE;
  }

  /**
   * Plays the first actions of a game on a board.
   *
   * @throws IllegalArgumentException if a move is illegal; the message names the game and the move's number
   */
  static void replay(GameRecord game, int count, Board board) {
    board.clear();
    for (int a = 0; a < count; a++) {
      short action = game.actions()[a];
      try {
        play(action, board);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            game.name() + ": move " + moveNumber(game, a) + ": " + e.getMessage(), e);
      }
    }
  }

  private static void play(short action, Board board) {
    int point = Action.point(action);
    switch (Action.kind(action)) {
      case Action.SET_BLACK -> board.set(Board.BLACK, point);
      case Action.SET_WHITE -> board.set(Board.WHITE, point);
      case Action.CLEAR -> board.set(Board.EMPTY, point);
      default -> {
        if (point == Action.PASS) {
          board.pass();
        } else {
          board.play(color(action), point);
        }
      }
    }
  }

  /** Returns which move an action is, counting from 1 and only moves. */
  static int moveNumber(GameRecord game, int action) {
    int number = 1;
    for (int a = 0; a < action; a++) {
      number += Action.kind(game.actions()[a]) <= Action.WHITE ? 1 : 0;
    }
    return number;
  }
}
