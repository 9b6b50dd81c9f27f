package dev.stria.examples.go;

import dev.stria.data.DataCache;
import dev.stria.data.MalformedFileException;
import dev.stria.data.RemoteFile;
import dev.stria.data.Sampler;
import dev.stria.data.TarReader;
import dev.stria.tensor.SeededRandom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Reads games from archives and folders of SGF files, and plays each through once. */
public final class GameFiles {
  /** Games of strong players on the KGS Go Server in 2001 and 2002. */
  private static final List<RemoteFile> KGS =
      List.of(
          kgs(
              "KGS-2001-19-2298-.tar.gz",
              "3d201a5948d10a640ebc37b283d2b35bbeb1fa7676fffae8aeecdb918aa04b29"),
          kgs(
              "KGS-2002-19-3646-.tar.gz",
              "dfdf4be7e47f2e49ef77a8d8550516fc80227a8394db4d6bc33343542a1e8b24"));

  private GameFiles() {}

  private static RemoteFile kgs(String name, String sum) {
    return new RemoteFile(
        "GoMoves",
        "go",
        name,
        List.of("https://dl.u-go.net/gamerecords/" + name),
        RemoteFile.Sum.SHA256_OF_FILE,
        sum);
  }

  /**
   * Reads the games of KGS 2001 and 2002 from the cache, into which they are downloaded if they are not there.
   *
   * @param size only games on boards of so many lines
   * @return the games in a fixed order
   * @throws IOException if they are neither there nor to be had, or damaged; the message says what to do
   */
  public static List<GameRecord> kgs(int size) throws IOException {
    List<GameRecord> games = new ArrayList<>();
    for (RemoteFile file : KGS) {
      readArchive(DataCache.standard().fetch(file), games);
    }
    return playable(games, size);
  }

  /**
   * Reads all games below a folder: {@code .sgf} files, and those in {@code .tar.gz} archives.
   *
   * @param folder the folder
   * @param size only games on boards of so many lines
   * @return the games, in the order of the files' names
   * @throws MalformedFileException if a file is damaged; the message names file, line and column
   * @throws IOException if a file cannot be read, or there are no games
   * @throws IllegalArgumentException if a game has an illegal move; the message names game and move
   */
  public static List<GameRecord> read(Path folder, int size) throws IOException {
    List<GameRecord> games = new ArrayList<>();
    for (Path file : files(folder)) {
      String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
      if (name.endsWith(".sgf")) {
        games.addAll(SgfReader.read(file, Files.readAllBytes(file)));
      } else if (name.endsWith(".tar.gz")) {
        readArchive(file, games);
      }
    }
    List<GameRecord> playable = playable(games, size);
    if (playable.isEmpty()) {
      throw new NoSuchFileException(
          folder.toString(),
          null,
          "no games on "
              + size
              + " lines there: expected .sgf files, or archives of them such as "
              + KGS.get(0).mirrors().get(0));
    }
    return playable;
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      throw new NoSuchFileException(
          folder.toString(),
          null,
          "there is no such folder; fetch "
              + KGS.get(0).mirrors().get(0)
              + " and "
              + KGS.get(1).name()
              + " into it");
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static void readArchive(Path archive, List<GameRecord> games) throws IOException {
    try (TarReader tar = TarReader.open(archive)) {
      while (tar.next()) {
        if (tar.name().toLowerCase(Locale.ROOT).endsWith(".sgf")) {
          games.addAll(SgfReader.read(archive.resolve(tar.name()), tar.bytes()));
        }
      }
    }
  }

  /** Keeps games of a size and plays them through, so that an illegal move is found now. */
  private static List<GameRecord> playable(List<GameRecord> games, int size) {
    List<GameRecord> playable = games.stream().filter(game -> game.size() == size).toList();
    Board board = new Board(size);
    for (GameRecord game : playable) {
      Positions.replay(game, game.actions().length, board);
    }
    return playable;
  }

  /**
   * Some games to learn from and others to measure on: no position of the one is of a game of the other.
   *
   * @param train the games to learn from
   * @param test the games held out
   */
  public record Split(List<GameRecord> train, List<GameRecord> test) {
    /**
     * Splits games at random.
     *
     * @param games all games
     * @param share which part is held out, at least one game
     * @param seed decides which
     */
    public static Split of(List<GameRecord> games, double share, long seed) {
      int[] order = Sampler.permutation(games.size(), new SeededRandom(seed));
      int held = Math.max(1, (int) Math.round(share * games.size()));
      List<GameRecord> train = new ArrayList<>();
      List<GameRecord> test = new ArrayList<>();
      for (int i = 0; i < order.length; i++) {
        (i < held ? test : train).add(games.get(order[i]));
      }
      return new Split(train, test);
    }
  }
}
