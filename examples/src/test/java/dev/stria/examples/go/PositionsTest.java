package dev.stria.examples.go;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stria.data.MalformedFileException;
import dev.stria.tensor.Tensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Positions as planes, their symmetries, and the order in which training meets them. */
class PositionsTest {
  private static final int SIZE = 5;

  private static List<GameRecord> games(String text) throws MalformedFileException {
    return SgfReader.read(Path.of("a.sgf"), text.getBytes(StandardCharsets.UTF_8));
  }

  /** Black at B4, white around it; a pass; a set-up stone. */
  private static final String GAME = "(;SZ[5]AB[bb];W[ab];B[];W[ba];B[dd];W[bc];B[ce];W[cb];B[aa])";

  @Test
  void aPositionIsWhatCameBeforeAndItsLabelTheMoveItself() throws IOException {
    Positions positions = Positions.of(games(GAME), SIZE);
    assertEquals(7, positions.size(), "passes and stones set up are no targets");
    assertEquals("A4", positions.classes().get(positions.label(0)));
    assertEquals("B5", positions.classes().get(positions.label(1)));
    assertEquals(
        Diagram.rows(".....", "OX...", ".....", ".....", "....."),
        Diagram.text(positions.board(1)));
    assertEquals(
        Diagram.rows(".O...", "O.O..", ".O...", "...X.", "..X.."),
        Diagram.text(positions.board(6)),
        "the stone was taken");
  }

  @Test
  void planesSayWhatTheyAreCalled() throws IOException {
    Positions positions = Positions.of(games(GAME), SIZE);
    Tensor planes = positions.image(5); // white to play C4 and take B4
    assertEquals("C4", positions.classes().get(positions.label(5)));
    assertPlane(planes, "own, 2 liberties", 1, 5);
    assertPlane(planes, "own, 3 liberties", 11);
    assertPlane(planes, "other, 1 liberty", 6);
    assertPlane(planes, "other, 3 liberties", 22);
    assertPlane(planes, "other, 4 or more", 18);
    assertPlane(planes, "last move", 22);
    assertPlane(planes, "move before", 11);
    assertPlane(planes, "captures 1", 7);
    assertPlane(planes, "ko");
    assertEquals(1, planes.get(Planes.NAMES.indexOf("4 or more if played"), 1, 2));
    assertEquals(25, sum(planes, "on the board"));
    assertEquals(25 - 6, sum(planes, "empty"));
  }

  @Test
  void aKoIsSeenForOneMove() throws IOException {
    String ko = "(;SZ[5]AB[ba][ab][bc][cb]AW[ca][db][cc];W[bb];B[ee];W[de])";
    Positions positions = Positions.of(games(ko), SIZE);
    assertEquals(
        Diagram.rows(".XO..", "XO.O.", ".XO..", ".....", "....."),
        Diagram.text(positions.board(1)));
    assertPlane(positions.image(1), "ko", 7);
    assertEquals(0, positions.image(1).get(Planes.NAMES.indexOf("1 liberty if played"), 1, 2));
    assertPlane(positions.image(2), "ko");
  }

  private static void assertPlane(Tensor planes, String name, int... points) {
    int plane = Planes.NAMES.indexOf(name);
    int[] found =
        IntStream.range(0, SIZE * SIZE)
            .filter(p -> planes.get(plane, p / SIZE, p % SIZE) == 1)
            .toArray();
    assertArrayEquals(points, found, name + ": " + Arrays.toString(found));
  }

  private static int sum(Tensor planes, String name) {
    int plane = Planes.NAMES.indexOf(name);
    return (int)
        IntStream.range(0, SIZE * SIZE)
            .mapToDouble(p -> planes.get(plane, p / SIZE, p % SIZE))
            .sum();
  }

  @Test
  void libertiesIfPlayedAreThoseAfterwards() throws IOException {
    for (int seed = 0; seed < 30; seed++) {
      GameRecord game = RandomGames.game(SIZE, 60, seed);
      Positions positions = Positions.of(List.of(game), SIZE);
      for (int i = 0; i < positions.size(); i++) {
        Tensor planes = positions.image(i);
        byte color = Positions.color(game.actions()[positions.played(i)]);
        for (int p = 0; p < SIZE * SIZE; p++) {
          assertAfterwards(positions.board(i), color, p, planes);
        }
      }
    }
  }

  private static void assertAfterwards(Board board, byte color, int point, Tensor planes) {
    int legal = board.isLegal(color, point) ? 1 : 0;
    int liberties = 0;
    int taken = 0;
    if (legal == 1) {
      int before = stones(board, Board.other(color));
      board.play(color, point);
      liberties = board.liberties(point, 4);
      taken = Math.min(3, before - stones(board, Board.other(color)));
    }
    int first = Planes.NAMES.indexOf("1 liberty if played");
    for (int k = 1; k <= 4; k++) {
      float said = planes.get(first + k - 1, point / SIZE, point % SIZE);
      assertEquals(k == liberties ? 1 : 0, said, "liberties " + k + " at " + point);
    }
    int captures = Planes.NAMES.indexOf("captures 1");
    for (int k = 1; k <= 3; k++) {
      float said = planes.get(captures + k - 1, point / SIZE, point % SIZE);
      assertEquals(k == taken ? 1 : 0, said, "captures " + k + " at " + point);
    }
  }

  private static int stones(Board board, byte color) {
    return (int) IntStream.range(0, SIZE * SIZE).filter(p -> board.at(p) == color).count();
  }

  @Test
  void symmetriesTurnPlanesAndLabelAlike() throws IOException {
    Positions turned = Positions.of(games(GAME), SIZE).turned();
    assertEquals(56, turned.size());
    int[][] tables = Symmetry.tables(SIZE);
    assertEquals(
        8, Arrays.stream(tables).map(Arrays::toString).distinct().count(), "eight of them");
    for (int position = 0; position < 7; position++) {
      Tensor plain = turned.image(8 * position);
      for (int s = 0; s < 8; s++) {
        Tensor image = turned.image(8 * position + s);
        assertEquals(tables[s][turned.label(8 * position)], turned.label(8 * position + s));
        for (int c = 0; c < plain.shape().size(0); c++) {
          for (int p = 0; p < SIZE * SIZE; p++) {
            int to = tables[s][p];
            assertEquals(plain.get(c, p / SIZE, p % SIZE), image.get(c, to / SIZE, to % SIZE));
          }
        }
      }
    }
  }

  @Test
  void trainingMeetsAllPositionsBeforeAnyComesAgain() throws IOException {
    Positions turned = Positions.of(games(GAME), SIZE).turned();
    TurnedPositions order = new TurnedPositions(8, 14, 3);
    int[] two = order.order(turned, 0);
    assertEquals(14, order.count(turned));
    int[] first = Arrays.stream(two).limit(7).map(i -> i / 8).sorted().toArray();
    int[] second = Arrays.stream(two).skip(7).map(i -> i / 8).sorted().toArray();
    assertArrayEquals(IntStream.range(0, 7).toArray(), first);
    assertArrayEquals(first, second);
    assertTrue(Arrays.stream(two).map(i -> i % 8).distinct().count() > 3, "turned");
    assertArrayEquals(two, order.order(turned, 0), "the same each time it is asked for");
  }

  @Test
  void anIllegalMoveIsNamed() throws IOException {
    List<GameRecord> games = games("(;SZ[5];B[aa];W[bb];B[aa])");
    IllegalArgumentException thrown =
        assertThrows(
            IllegalArgumentException.class,
            () -> Positions.replay(games.get(0), 3, new Board(SIZE)));
    assertEquals(
        "a.sgf: move 3: black A5 is illegal: there is a stone already", thrown.getMessage());
  }

  @Test
  void gamesAreSplitAndNotPositions() throws IOException {
    List<GameRecord> games =
        IntStream.range(0, 20).mapToObj(i -> RandomGames.game(SIZE, 10, i)).toList();
    GameFiles.Split split = GameFiles.Split.of(games, 0.2, 5);
    assertEquals(4, split.test().size());
    assertEquals(16, split.train().size());
    assertTrue(split.train().stream().noneMatch(split.test()::contains));
    assertEquals(split, GameFiles.Split.of(games, 0.2, 5));
  }
}
