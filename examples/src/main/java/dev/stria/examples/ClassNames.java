package dev.stria.examples;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the classes of a network are called: by a file of the user's, or by their numbers. */
final class ClassNames {
  private final List<String> names;

  private ClassNames(List<String> names) {
    this.names = names;
  }

  /** Returns names that are known already. */
  static ClassNames of(List<String> names) {
    return new ClassNames(names);
  }

  /**
   * Reads names.
   *
   * @param file one name a line, perhaps behind an identifier such as {@code n02123045}, or {@code null}
   */
  static ClassNames read(Path file) throws IOException {
    List<String> names = new ArrayList<>();
    if (file != null) {
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        names.add(line.replaceFirst("^n\\d{8}\\s+", "").strip());
      }
    }
    return new ClassNames(names);
  }

  /** Returns the name of a class, or its number. */
  String name(int number) {
    return number < names.size() ? names.get(number) : "class " + number;
  }

  /**
   * Returns the number of a class.
   *
   * @param name its number, its name, or a word of its name
   * @throws IllegalArgumentException if there is none
   */
  int number(String name, int classes) {
    if (name.matches("\\d{1,9}") && Integer.parseInt(name) < classes) {
      return Integer.parseInt(name);
    }
    String wanted = name.toLowerCase(Locale.ROOT);
    for (int i = 0; i < Math.min(classes, names.size()); i++) {
      String known = names.get(i).toLowerCase(Locale.ROOT);
      if (known.equals(wanted) || List.of(known.split("[, ]+")).contains(wanted)) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        "expected a class from 0 to %d%s, but got '%s'"
            .formatted(
                classes - 1,
                names.isEmpty() ? "; names need a file, --labels FILE" : " or a name of --labels",
                name));
  }
}
