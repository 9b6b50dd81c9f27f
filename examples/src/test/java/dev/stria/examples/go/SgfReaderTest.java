package dev.stria.examples.go;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.stria.data.MalformedFileException;
import dev.stria.examples.go.GameRecord.Action;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read from SGF, and what is said of broken files. */
class SgfReaderTest {
  private static List<GameRecord> read(String text) throws MalformedFileException {
    return SgfReader.read(Path.of("a.sgf"), text.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns actions as text such as {@code B:aa}, in SGF's letters. */
  private static List<String> actions(GameRecord game) {
    List<String> text = new ArrayList<>();
    for (short action : game.actions()) {
      int p = Action.point(action);
      String point =
          p == Action.PASS
              ? "pass"
              : "" + (char) ('a' + p % game.size()) + (char) ('a' + p / game.size());
      text.add(List.of("B", "W", "AB", "AW", "AE").get(Action.kind(action)) + ":" + point);
    }
    return text;
  }

  @Test
  void readsMovesPassesAndSetUpStones() throws MalformedFileException {
    GameRecord game =
        read("(;GM[1]FF[4]SZ[9]HA[2]AB[cc][gg]AW[aa:bb];W[ee];B[];W[tt];B[dd];AE[dd])").get(0);
    assertEquals(9, game.size());
    assertEquals(
        List.of(
            "AB:cc", "AB:gg", "AW:aa", "AW:ba", "AW:ab", "AW:bb", "W:ee", "B:pass", "W:pass",
            "B:dd", "AE:dd"),
        actions(game));
  }

  @Test
  void takesTheFirstVariationOnly() throws MalformedFileException {
    GameRecord game = read("(;SZ[9];B[aa](;W[bb](;B[cc])(;B[dd]))(;W[ee];B[ff](;W[gg])))").get(0);
    assertEquals(List.of("B:aa", "W:bb", "B:cc"), actions(game));
  }

  @Test
  void escapesAndLineBreaks() throws MalformedFileException {
    GameRecord game =
        read("\uFEFFjunk in front (;PB[a\\]b\\\\]C[(;B[zz\\])]PW[one\\\ntwo\\\r\nthree];B[aa])")
            .get(0);
    assertEquals("a]b\\", game.properties().get("PB"));
    assertEquals("(;B[zz])", game.properties().get("C"));
    assertEquals("onetwothree", game.properties().get("PW"));
    assertEquals(List.of("B:aa"), actions(game));
  }

  @Test
  void anEscapeAtTheEndOfAValueAndABreakInFrontOfItsEnd() throws MalformedFileException {
    GameRecord game = read("(;C[x\\\n]PB[y];W[bb])").get(0);
    assertEquals("x", game.properties().get("C"));
    assertEquals("y", game.properties().get("PB"));
  }

  @Test
  void oldFilesAndSeveralGames() throws MalformedFileException {
    List<GameRecord> games = read("(;GaMe[1]SiZe[9] ;Black[aa] ;White[bb])\n(;SZ[13:13];B[mm])\n");
    assertEquals(2, games.size());
    assertEquals(List.of("B:mm"), actions(games.get(1)));
    assertEquals(9, games.get(0).size(), "small letters are no part of a name: SiZe is SZ");
    assertEquals(List.of("B:aa", "W:bb"), actions(games.get(0)));
  }

  @Test
  void ttIsAPointOfALargeBoard() throws MalformedFileException {
    assertEquals(List.of("B:tt", "W:pass"), actions(read("(;SZ[21];B[tt];W[])").get(0)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "hello               | line 1, column 1: expected '(', but found 'h'",
        "(;B[aa]             | line 1, column 8: expected ')', but found the end of the file",
        "(;B[aa              | line 1, column 4: the value of B is not closed: expected ']' before the file ends",
        "(;B[aa\\]           | line 1, column 4: the value of B is not closed: expected ']' before the file ends",
        "(B[aa])             | line 1, column 2: expected ';' and a node, but found 'B'",
        "(;B)                | line 1, column 4: expected '[' behind property B, but found ')'",
        "(;B[zz])            | line 1, column 3: expected a point of a 19×19 board, but found 'zz'",
        "(;SZ[9];W[ja])      | line 1, column 9: expected a point of a 9×9 board, but found 'ja'",
        "(;B[a])             | line 1, column 3: expected a point of a 19×19 board, but found 'a'",
        "(;SZ[99])           | line 1, column 3: expected a square board of 2 to 25 lines, but found SZ[99]",
        "(;SZ[9:13])         | line 1, column 3: expected a square board of 2 to 25 lines, but found SZ[9:13]",
        "(;GM[2])            | line 1, column 3: expected a game of Go, GM[1], but found GM[2]",
        "(;AB[cc:aa:bb])     | line 1, column 3: expected a point of a 19×19 board, but found 'aa:bb'",
        "(;B[aa])x           | line 1, column 9: expected '(' or the end of the file, but found 'x'",
      })
  void saysWhereAFileIsBroken(String text, String expected) {
    MalformedFileException thrown = assertThrows(MalformedFileException.class, () -> read(text));
    assertEquals("a.sgf: " + expected, thrown.getMessage());
  }

  @Test
  void namesLinesAndBearsNesting() {
    MalformedFileException thrown =
        assertThrows(MalformedFileException.class, () -> read("(;SZ[19]\n;B[aa]\n  ;W[a]\n)"));
    assertEquals(
        "a.sgf: line 3, column 4: expected a point of a 19×19 board, but found 'a'",
        thrown.getMessage());
    assertThrows(MalformedFileException.class, () -> read(""));
    assertThrows(MalformedFileException.class, () -> read("(;".repeat(100_000)));
  }
}
