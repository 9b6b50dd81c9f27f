package dev.stria.examples;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of the examples, where their data lies. */
final class Home {
  private Home() {}

  /**
   * Returns a folder of {@code examples/data}.
   *
   * @param name the folder's name, such as {@code mnist}
   * @return the folder, whether it exists or not
   */
  static Path data(String name) {
    return folder().resolve("data").resolve(name);
  }

  private static Path folder() {
    String home = System.getProperty("examples.home");
    if (home != null) {
      return Path.of(home);
    }
    Path here = Path.of("");
    return Files.isDirectory(here.resolve("examples")) ? here.resolve("examples") : here;
  }
}
