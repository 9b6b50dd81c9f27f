package dev.stria.examples.go;

/** Boards as text: {@code X} black, {@code O} white, {@code .} empty. */
final class Diagram {
  private Diagram() {}

  /** Sets up a board from its rows. */
  static Board board(String... rows) {
    Board board = new Board(rows.length);
    for (int p = 0; p < rows.length * rows.length; p++) {
      char c = rows[p / rows.length].charAt(p % rows.length);
      board.set(c == 'X' ? Board.BLACK : c == 'O' ? Board.WHITE : Board.EMPTY, p);
    }
    return board;
  }

  /** Returns the rows of a board. */
  static String text(Board board) {
    StringBuilder text = new StringBuilder();
    for (int p = 0; p < board.size() * board.size(); p++) {
      text.append(p > 0 && p % board.size() == 0 ? "\n" : "").append(".XO".charAt(board.at(p)));
    }
    return text.toString();
  }

  /** Returns rows as {@link #text} does. */
  static String rows(String... rows) {
    return String.join("\n", rows);
  }
}
