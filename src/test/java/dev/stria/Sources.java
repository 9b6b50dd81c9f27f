package dev.stria;

import static java.util.stream.Collectors.toCollection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The source files of the library, for the tests that read them. */
final class Sources {
  static final Path ROOT = Path.of("src", "main", "java");

  private Sources() {}

  /** The files with classes in them, so neither {@code package-info} nor {@code module-info}. */
  static List<Path> classes() {
    return all().filter(p -> !p.getFileName().toString().endsWith("-info.java")).toList();
  }

  /** The names of the packages that have classes. */
  static Set<String> packages() {
    return classes().stream().map(Sources::packageOf).collect(toCollection(TreeSet::new));
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String packageOf(Path file) {
    return ROOT.relativize(file.getParent())
        .toString()
        .replace(file.getFileSystem().getSeparator(), ".");
  }

  private static Stream<Path> all() {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files.filter(p -> p.toString().endsWith(".java")).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
