package dev.stria.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes sure, before any work, that results can be written. */
final class OutputFolder {
  private OutputFolder() {}

  /**
   * Creates a folder if need be and tries to write to it.
   *
   * @throws UncheckedIOException if it cannot be written to; the message says so and what to do
   */
  static Path prepare(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, ".writable", null));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(
          new IOException(
              "cannot write to the output folder "
                  + folder.toAbsolutePath()
                  + ": choose another one with --out ("
                  + e
                  + ")",
              e));
    }
  }
}
