package dev.stria.examples.go;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stria.tensor.SeededRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The rules: captures, suicide, ko, snapback; and the fast count of liberties against a slow one. */
class BoardTest {
  @Test
  void aStoneWithoutLibertiesIsTaken() {
    Board board = Diagram.board(".X...", "XO...", ".X...", ".....", ".....");
    board.play(Board.BLACK, 7);
    assertEquals(Diagram.rows(".X...", "X.X..", ".X...", ".....", "....."), Diagram.text(board));
    assertEquals(Board.NONE, board.ko(), "white may not live there, and no stone could retake");
  }

  @Test
  void severalChainsAreTakenAtOnce() {
    Board board = Diagram.board("O.OX.", "XXX..", ".....", ".....", ".....");
    board.play(Board.BLACK, 1);
    assertEquals(Diagram.rows(".X.X.", "XXX..", ".....", ".....", "....."), Diagram.text(board));
    assertEquals(Board.NONE, board.ko(), "two stones are no ko");
  }

  @Test
  void suicideIsRefusedButACaptureIsNone() {
    Board corner = Diagram.board(".X...", "X....", ".....", ".....", ".....");
    assertFalse(corner.isLegal(Board.WHITE, 0));
    assertTrue(corner.isLegal(Board.BLACK, 0));
    String before = Diagram.text(corner);
    IllegalArgumentException thrown =
        assertThrows(IllegalArgumentException.class, () -> corner.play(Board.WHITE, 0));
    assertEquals("white A5 is illegal: it would be suicide", thrown.getMessage());
    assertEquals(before, Diagram.text(corner));

    Board joined = Diagram.board(".OX..", "OX...", "X....", ".....", ".....");
    assertFalse(joined.isLegal(Board.WHITE, 0), "joins two chains that have no other liberty");

    Board capture = Diagram.board(".XO..", "XO...", "O....", ".....", ".....");
    capture.play(Board.WHITE, 0);
    assertEquals(Diagram.rows("O.O..", ".O...", "O....", ".....", "....."), Diagram.text(capture));
  }

  @Test
  void aKoMayNotBeRetakenAtOnce() {
    Board board = Diagram.board(".XO..", "X.XO.", ".XO..", ".....", ".....");
    board.play(Board.WHITE, 6);
    assertEquals(7, board.ko());
    assertEquals(Diagram.rows(".XO..", "XO.O.", ".XO..", ".....", "....."), Diagram.text(board));
    IllegalArgumentException thrown =
        assertThrows(IllegalArgumentException.class, () -> board.play(Board.BLACK, 7));
    assertEquals("black C4 is illegal: it would retake the ko at once", thrown.getMessage());
    board.play(Board.BLACK, 24);
    board.play(Board.WHITE, 20);
    board.play(Board.BLACK, 7);
    assertEquals(6, board.ko());
    board.pass();
    assertTrue(board.isLegal(Board.WHITE, 6), "after a pass it may be retaken");
  }

  @Test
  void aSnapbackIsNoKo() {
    Board board = Diagram.board("..OX", "OOOX", "XXXX", "....");
    board.play(Board.BLACK, 1); // thrown in
    board.play(Board.WHITE, 0); // takes it
    assertEquals(Diagram.rows("O.OX", "OOOX", "XXXX", "...."), Diagram.text(board));
    assertEquals(Board.NONE, board.ko(), "the stone that took has joined others");
    board.play(Board.BLACK, 1);
    assertEquals(Diagram.rows(".X.X", "...X", "XXXX", "...."), Diagram.text(board));
  }

  @Test
  void settingUpTakesNothingAndEmptyingSplitsChains() {
    Board board = Diagram.board("XXX", "...", "...");
    board.set(Board.EMPTY, 1);
    assertEquals(1, board.stones(0));
    assertEquals(2, board.liberties(0, 4));
    board.set(Board.WHITE, 0);
    assertEquals(Diagram.rows("O.X", "...", "..."), Diagram.text(board));
  }

  @Test
  void countsLikeASlowCountInRandomGames() {
    for (int game = 0; game < 40; game++) {
      SeededRandom random = new SeededRandom(game);
      Board board = new Board(5 + game % 3);
      int points = board.size() * board.size();
      byte color = Board.BLACK;
      for (int move = 0; move < 150; move++) {
        int point = random.nextInt(points);
        if (board.isLegal(color, point)) {
          board.play(color, point);
        }
        color = Board.other(color);
        for (int p = 0; p < points; p++) {
          if (board.at(p) != Board.EMPTY) {
            int slow = slowLiberties(board, p);
            assertTrue(slow > 0, "no chain without liberties stays");
            assertEquals(slow, board.liberties(p, 99), "game " + game + ", move " + move);
            assertEquals(Math.min(3, slow), board.liberties(p, 3));
          }
        }
      }
    }
  }

  private static int slowLiberties(Board board, int stone) {
    Set<Integer> chain = new HashSet<>(Set.of(stone));
    Set<Integer> liberties = new HashSet<>();
    boolean grows = true;
    while (grows) {
      Set<Integer> more = new HashSet<>();
      for (int p : chain) {
        for (int n : board.neighbours(p)) {
          if (board.at(n) == Board.EMPTY) {
            liberties.add(n);
          } else if (board.at(n) == board.at(stone)) {
            more.add(n);
          }
        }
      }
      grows = chain.addAll(more);
    }
    return liberties.size();
  }

  @Test
  void namesPointsAsPlayersDo() {
    Board board = new Board(19);
    assertEquals("A19", board.name(0));
    assertEquals("T1", board.name(360));
    assertEquals("J10", board.name(9 * 19 + 8), "there is no column I");
  }
}
