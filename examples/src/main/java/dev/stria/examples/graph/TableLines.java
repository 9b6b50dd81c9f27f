package dev.stria.examples.graph;

import dev.stria.data.MalformedFileException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file of columns between tabulators, a line a row, whose complaints name file and line. */
final class TableLines {
  private final Path file;
  private final List<String[]> rows = new ArrayList<>();

  private TableLines(Path file) {
    this.file = file;
  }

  /**
   * Reads a file.
   *
   * @param columns what each line has to have, for messages; as many as there are columns
   */
  static TableLines read(Path file, String... columns) throws IOException {
    TableLines table = new TableLines(file);
    try {
      for (String line : Files.readAllLines(file)) {
        String[] row = line.split("\t", -1);
        table.rows.add(row);
        if (row.length != columns.length) {
          throw table.at(
              table.rows.size() - 1,
              "expected "
                  + columns.length
                  + " columns between tabulators ("
                  + String.join(", ", columns)
                  + "), but got "
                  + row.length);
        }
      }
    } catch (CharacterCodingException e) {
      throw new MalformedFileException(file, "not UTF-8 text", e);
    }
    if (table.rows.isEmpty()) {
      throw new MalformedFileException(file, "it is empty");
    }
    return table;
  }

  int size() {
    return rows.size();
  }

  String cell(int row, int column) {
    return rows.get(row)[column].strip();
  }

  /** Returns a whole number from 0 to less than a bound. */
  int number(int row, int column, int bound, String what) throws MalformedFileException {
    return number(row, cell(row, column), bound, what);
  }

  int number(int row, String text, int bound, String what) throws MalformedFileException {
    int value;
    try {
      value = Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw at(row, "expected " + what + ", a whole number, but got '" + text + "'");
    }
    if (value < 0 || value >= bound) {
      throw at(row, "expected " + what + " from 0 to " + (bound - 1) + ", but got " + value);
    }
    return value;
  }

  MalformedFileException at(int row, String problem) {
    return new MalformedFileException(file, "line " + (row + 1) + ": " + problem);
  }
}
