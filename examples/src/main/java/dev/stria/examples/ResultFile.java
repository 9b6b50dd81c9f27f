package dev.stria.examples;

import dev.stria.data.ImageFile;
import dev.stria.data.SafeFile;
import dev.stria.tensor.Tensor;
import dev.stria.visual.NonFiniteException;
import dev.stria.visual.Sheet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** The picture that a program makes, with what it was made from in its metadata. */
final class ResultFile {
  private final Path file;
  private final Map<String, String> facts = new LinkedHashMap<>();

  /**
   * Makes sure, before any work, that the picture can be written.
   *
   * @param file where to
   * @throws IllegalArgumentException if the name is not that of a PNG file, or a folder
   * @throws IOException if its folder cannot be written to
   */
  ResultFile(Path file) throws IOException {
    if (!file.toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
      throw new IllegalArgumentException("--out: expected a name that ends in .png, got " + file);
    }
    if (Files.isDirectory(file)) {
      throw new IllegalArgumentException("--out: " + file + " is a folder, not a file");
    }
    SafeFile.requireWritable(file.toAbsolutePath().getParent());
    this.file = file;
    facts.put("Software", "Stria");
  }

  /** Notes what the picture was made from. */
  ResultFile fact(String key, Object value) {
    facts.put(key, String.valueOf(value));
    return this;
  }

  /** Makes a picture; if NaN ends that, what was best until then is written before the error is passed on. */
  Tensor orBest(Supplier<Tensor> making) throws IOException {
    try {
      return making.get();
    } catch (NonFiniteException e) {
      if (!e.images().isEmpty()) {
        fact("Warning", e.getMessage());
        save(e.images().get(0));
      }
      throw e;
    }
  }

  /** Writes the picture; if that fails after all, to the folder for temporary files. */
  void save(Tensor picture) throws IOException {
    save(to -> ImageFile.write(to, picture, facts));
  }

  /** Writes a sheet of pictures in the same way. */
  void save(Sheet sheet) throws IOException {
    Sheet noted = sheet;
    for (Map.Entry<String, String> fact : facts.entrySet()) {
      noted = noted.metadata(fact.getKey(), fact.getValue());
    }
    save(noted.draw()::save);
  }

  /** Writes a file. */
  private interface Writer {
    void write(Path to) throws IOException;
  }

  private void save(Writer picture) throws IOException {
    try {
      picture.write(file);
      System.out.println("open " + file.toAbsolutePath().toUri());
    } catch (IOException e) {
      Path kept = Files.createTempFile("stria-", ".png");
      picture.write(kept);
      throw new IOException(e.getMessage() + "; the picture was kept in " + kept, e);
    }
  }
}
