package dev.stria.examples;

import dev.stria.data.ImageFile;
import dev.stria.data.SafeFile;
import dev.stria.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

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
    if (!file.toString().toLowerCase(java.util.Locale.ROOT).endsWith(".png")) {
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

  Map<String, String> facts() {
    return Map.copyOf(facts);
  }

  /** Writes the picture; if that fails after all, to the folder for temporary files. */
  void save(Tensor picture) throws IOException {
    try {
      ImageFile.write(file, picture, facts);
      System.out.println("open " + file.toAbsolutePath().toUri());
    } catch (IOException e) {
      Path kept = Files.createTempFile("stria-", ".png");
      ImageFile.write(kept, picture, facts);
      throw new IOException(e.getMessage() + "; the picture was kept in " + kept, e);
    }
  }
}
