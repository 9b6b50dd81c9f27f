package dev.stria.examples.speech;

import dev.stria.data.DataCache;
import dev.stria.data.Dataset;
import dev.stria.data.MalformedFileException;
import dev.stria.data.TarReader;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Recordings of spoken digits, named {@code digit_speaker_index.wav} as in the Free Spoken Digit Dataset. */
public final class Recordings {
  /** The file that holds all recordings. */
  public static final String ARCHIVE = "fsdd-recordings.tar.gz";

  /** How many recordings of each digit by each speaker are the official test. */
  private static final int TESTED = 5;

  private static final Pattern NAME = Pattern.compile("(?:.*/)?([0-9])_([a-z]+)_([0-9]+)\\.wav");
  private static final List<String> DIGITS =
      IntStream.range(0, 10).mapToObj(String::valueOf).toList();

  /** One recording. */
  private record Recording(int digit, String speaker, int index, float[] picture) {}

  private final List<Recording> all;
  private final Dataset dataset;

  private Recordings(List<Recording> recordings) {
    this.all =
        recordings.stream()
            .sorted(
                Comparator.comparingInt(Recording::digit)
                    .thenComparing(Recording::speaker)
                    .thenComparingInt(Recording::index))
            .toList();
    Tensor pictures = Tensor.zeros(all.size(), 1, LogMel.BANDS, LogMel.FRAMES);
    int count = LogMel.BANDS * LogMel.FRAMES;
    for (int i = 0; i < all.size(); i++) {
      System.arraycopy(all.get(i).picture, 0, pictures.data(), i * count, count);
    }
    int[] labels = all.stream().mapToInt(Recording::digit).toArray();
    this.dataset = Dataset.of(pictures, labels, DIGITS);
  }

  /**
   * Reads all recordings of a folder, or of the archive in it.
   *
   * @param folder a folder with wavs, or with {@value #ARCHIVE}; {@code null} for the cache's {@code speech}
   * @throws MalformedFileException if a recording is damaged or of another kind; the message names it
   * @throws IOException if there are none, or they cannot be read; the message says what to fetch
   */
  public static Recordings read(Path folder) throws IOException {
    Path from = folder == null ? DataCache.standard().folder().resolve("speech") : folder;
    List<Recording> recordings = new ArrayList<>();
    Path archive = from.resolve(ARCHIVE);
    if (Files.exists(archive)) {
      readArchive(archive, recordings);
    } else if (Files.isDirectory(from)) {
      readFolder(from, recordings);
    }
    if (recordings.isEmpty()) {
      throw new NoSuchFileException(
          from.toString(),
          null,
          "no recordings there: get the folder recordings of"
              + " https://github.com/Jakobovski/free-spoken-digit-dataset and name it with --data");
    }
    return new Recordings(recordings);
  }

  private static void readArchive(Path archive, List<Recording> recordings) throws IOException {
    LogMel logMel = new LogMel();
    try (TarReader tar = TarReader.open(archive)) {
      while (tar.next()) {
        if (NAME.matcher(tar.name()).matches()) {
          recordings.add(recording(archive.resolve(tar.name()), tar.bytes(), logMel));
        }
      }
    }
  }

  private static void readFolder(Path folder, List<Recording> recordings) throws IOException {
    LogMel logMel = new LogMel();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted().toList()) {
        if (NAME.matcher(file.toString().replace('\\', '/')).matches()) {
          recordings.add(recording(file, Files.readAllBytes(file), logMel));
        }
      }
    }
  }

  private static Recording recording(Path file, byte[] content, LogMel logMel)
      throws MalformedFileException {
    Matcher name = NAME.matcher(file.toString().replace('\\', '/'));
    if (!name.matches()) {
      throw new MalformedFileException(file, "expected a name such as 7_anna_12.wav");
    }
    return new Recording(
        Integer.parseInt(name.group(1)),
        name.group(2),
        Integer.parseInt(name.group(3)),
        logMel.of(Wav.read(file, content)));
  }

  /** Returns the shape of a spectrogram. */
  public static Shape shape() {
    return Shape.of(1, LogMel.BANDS, LogMel.FRAMES);
  }

  /** Returns how many there are. */
  public int size() {
    return all.size();
  }

  /** Returns who speaks, in the order of the alphabet. */
  public List<String> speakers() {
    return all.stream().map(Recording::speaker).distinct().sorted().toList();
  }

  /** Returns the official split: recordings 0 to 4 of each digit by each speaker are the test. */
  public Dataset.Split official() {
    return split(recording -> recording.index < TESTED);
  }

  /** Returns everybody but one speaker, and that speaker. */
  public Dataset.Split without(String speaker) {
    return split(recording -> recording.speaker.equals(speaker));
  }

  private Dataset.Split split(Predicate<Recording> test) {
    return new Dataset.Split(part(test.negate()), part(test));
  }

  private Dataset part(Predicate<Recording> which) {
    return dataset.subset(
        IntStream.range(0, all.size()).filter(i -> which.test(all.get(i))).toArray());
  }
}
