package dev.stria.examples.go;

import dev.stria.examples.go.GameRecord.Action;
import dev.stria.tensor.SeededRandom;
import java.util.Arrays;
import java.util.Map;

/** Games of random legal moves. */
final class RandomGames {
  private RandomGames() {}

  static GameRecord game(int size, int moves, long seed) {
    SeededRandom random = new SeededRandom(seed);
    Board board = new Board(size);
    short[] actions = new short[moves];
    int count = 0;
    byte color = Board.BLACK;
    for (int tries = 0; tries < 100 * moves && count < moves; tries++) {
      int point = random.nextInt(size * size);
      if (board.isLegal(color, point)) {
        board.play(color, point);
        int kind = color == Board.BLACK ? Action.BLACK : Action.WHITE;
        actions[count++] = Action.of(kind, point);
        color = Board.other(color);
      }
    }
    return new GameRecord("random " + seed, size, Map.of(), Arrays.copyOf(actions, count));
  }
}
