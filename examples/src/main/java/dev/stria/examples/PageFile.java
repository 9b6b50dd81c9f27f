package dev.stria.examples;

import dev.stria.data.SafeFile;
import dev.stria.visual.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The page that a program writes. */
final class PageFile {
  private final Path file;

  /**
   * Makes sure, before any work, that the page can be written.
   *
   * @throws IllegalArgumentException if the name is not that of a page, or a folder
   * @throws IOException if its folder cannot be written to
   */
  PageFile(Path file) throws IOException {
    if (!file.toString().toLowerCase(Locale.ROOT).endsWith(".html") || Files.isDirectory(file)) {
      throw new IllegalArgumentException(
          "--out: expected a file whose name ends in .html, got " + file);
    }
    SafeFile.requireWritable(file.toAbsolutePath().getParent());
    this.file = file;
  }

  /** Writes the page; if that fails after all, to the folder for temporary files. */
  void save(Report report) throws IOException {
    try {
      report.save(file);
      System.out.println("open " + file.toAbsolutePath().toUri());
    } catch (IOException e) {
      Path kept = Files.createTempFile("stria-", ".html");
      report.save(kept);
      throw new IOException(e.getMessage() + "; the page was kept in " + kept, e);
    }
  }
}
