package dev.stria.examples.go;

import dev.stria.data.MalformedFileException;
import dev.stria.examples.go.GameRecord.Action;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads game records in SGF: the main line of each game, which at every branch is the first variation.
 *
 * <p>Grammar: {@code collection = tree+; tree = "(" node+ tree* ")"; node = ";" property*; property = NAME
 * ("[" value "]")+}. A backslash makes the character behind it part of the value. Smart Game Format FF[4].
 */
public final class SgfReader {
  private static final int DEFAULT_SIZE = 19;
  private static final int LARGEST = 25;
  private static final int DEEPEST = 500;
  private static final int END = -1;

  private final Path file;
  private final String text;
  private int at;
  private int propertyAt;
  private int size;
  private Map<String, String> root;
  private List<Short> actions;

  private SgfReader(Path file, byte[] content) {
    this.file = file;
    String decoded = new String(content, StandardCharsets.UTF_8);
    this.text = decoded.startsWith("\uFEFF") ? decoded.substring(1) : decoded;
  }

  /**
   * Reads all games of a file.
   *
   * @param file the file's name, for messages
   * @param content its bytes
   * @return the main line of each game
   * @throws MalformedFileException if it is no SGF or no Go; the message names line and column
   */
  public static List<GameRecord> read(Path file, byte[] content) throws MalformedFileException {
    return new SgfReader(file, content).games();
  }

  private List<GameRecord> games() throws MalformedFileException {
    List<GameRecord> games = new ArrayList<>();
    at = Math.max(0, text.indexOf('(')); // what stands in front of the first game is no part of it
    do {
      games.add(game());
    } while (peek() == '(');
    if (peek() != END) {
      throw problem("expected '(' or the end of the file, but found " + shown());
    }
    return games;
  }

  private GameRecord game() throws MalformedFileException {
    size = DEFAULT_SIZE;
    root = null;
    actions = new ArrayList<>();
    tree(true, 0);
    short[] packed = new short[actions.size()];
    for (int i = 0; i < packed.length; i++) {
      packed[i] = actions.get(i);
    }
    return new GameRecord(file.toString(), size, root, packed);
  }

  /** Reads a tree; what is not on the main line is only checked. */
  private void tree(boolean main, int depth) throws MalformedFileException {
    if (depth > DEEPEST) {
      throw problem("variations are nested more than " + DEEPEST + " deep");
    }
    expect('(');
    if (peek() != ';') {
      throw problem("expected ';' and a node, but found " + shown());
    }
    while (peek() == ';') {
      at++;
      node(main);
    }
    boolean first = true;
    while (peek() == '(') {
      tree(main && first, depth + 1);
      first = false;
    }
    expect(')');
  }

  private void node(boolean main) throws MalformedFileException {
    Map<String, List<String>> properties = new LinkedHashMap<>();
    Map<String, Integer> places = new LinkedHashMap<>();
    while (isLetter(peek())) {
      int start = at;
      String name = name();
      if (peek() != '[') {
        throw problem("expected '[' behind property " + name + ", but found " + shown());
      }
      while (peek() == '[') {
        properties.computeIfAbsent(name, n -> new ArrayList<>()).add(value(name));
      }
      places.putIfAbsent(name, start);
    }
    if (main) {
      if (root == null) {
        begin(properties, places);
      }
      record(properties, places);
    }
  }

  /** Returns a property's name; small letters, which old files have, are no part of it. */
  private String name() {
    StringBuilder name = new StringBuilder();
    while (at < text.length() && isLetter(text.charAt(at))) {
      char letter = text.charAt(at++);
      if (letter <= 'Z') {
        name.append(letter);
      }
    }
    return name.toString();
  }

  private String value(String name) throws MalformedFileException {
    int opened = at++;
    StringBuilder value = new StringBuilder();
    while (at < text.length() && text.charAt(at) != ']') {
      int lineBreak = 0;
      if (text.charAt(at) == '\\') {
        at++;
        lineBreak = lineBreak();
      }
      if (lineBreak == 0 && at < text.length()) {
        value.append(text.charAt(at++));
      }
      at += lineBreak; // behind a backslash it joins the lines
    }
    if (at >= text.length()) {
      at = opened;
      throw problem("the value of " + name + " is not closed: expected ']' before the file ends");
    }
    at++;
    return value.toString();
  }

  /** Returns how many characters of a line break are next, 0 if there is none. */
  private int lineBreak() {
    if (text.startsWith("\r\n", at)) {
      return 2;
    }
    return text.startsWith("\n", at) || text.startsWith("\r", at) ? 1 : 0;
  }

  private void begin(Map<String, List<String>> properties, Map<String, Integer> places)
      throws MalformedFileException {
    root = new LinkedHashMap<>();
    properties.forEach((name, values) -> root.put(name, values.get(0)));
    at(places, "GM");
    if (!root.getOrDefault("GM", "1").strip().equals("1")) {
      throw problemOf("expected a game of Go, GM[1], but found GM[" + root.get("GM") + "]");
    }
    at(places, "SZ");
    String sides = root.getOrDefault("SZ", String.valueOf(DEFAULT_SIZE)).strip();
    boolean square = sides.matches("[0-9]{1,2}|([0-9]{1,2}):\\1");
    size = square ? Integer.parseInt(sides.replaceAll(":.*", "")) : 0;
    if (size < 2 || size > LARGEST) {
      throw problemOf(
          "expected a square board of 2 to " + LARGEST + " lines, but found SZ[" + sides + "]");
    }
  }

  private void record(Map<String, List<String>> properties, Map<String, Integer> places)
      throws MalformedFileException {
    for (Map.Entry<String, List<String>> property : properties.entrySet()) {
      at(places, property.getKey());
      switch (property.getKey()) {
        case "B" -> play(Action.BLACK, property.getValue());
        case "W" -> play(Action.WHITE, property.getValue());
        case "AB" -> setUp(Action.SET_BLACK, property.getValue());
        case "AW" -> setUp(Action.SET_WHITE, property.getValue());
        case "AE" -> setUp(Action.CLEAR, property.getValue());
        default -> { // says nothing about the stones
        }
      }
    }
  }

  private void play(int kind, List<String> values) throws MalformedFileException {
    String move = values.get(0).strip();
    boolean pass = move.isEmpty() || move.equals("tt") && size <= DEFAULT_SIZE;
    actions.add(Action.of(kind, pass ? Action.PASS : point(move)));
  }

  /** Sets up single points and rectangles such as {@code aa:cc}. */
  private void setUp(int kind, List<String> values) throws MalformedFileException {
    for (String value : values) {
      String[] corners = value.strip().split(":", 2);
      int from = point(corners[0]);
      int to = point(corners[corners.length - 1]);
      for (int row = from / size; row <= to / size; row++) {
        for (int column = from % size; column <= to % size; column++) {
          actions.add(Action.of(kind, row * size + column));
        }
      }
    }
  }

  private int point(String letters) throws MalformedFileException {
    if (letters.length() == 2) {
      int column = line(letters.charAt(0));
      int row = line(letters.charAt(1));
      if (column >= 0 && column < size && row >= 0 && row < size) {
        return row * size + column;
      }
    }
    throw problemOf(
        "expected a point of a " + size + "×" + size + " board, but found '" + letters + "'");
  }

  private static int line(char letter) {
    return letter >= 'a' && letter <= 'z' ? letter - 'a' : -1;
  }

  private void at(Map<String, Integer> places, String property) {
    propertyAt = places.getOrDefault(property, at);
  }

  /** Returns the next character that is no white space, or {@link #END}. */
  private int peek() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < text.length() ? text.charAt(at) : END;
  }

  private void expect(char wanted) throws MalformedFileException {
    if (peek() != wanted) {
      throw problem("expected '" + wanted + "', but found " + shown());
    }
    at++;
  }

  private static boolean isLetter(int c) {
    return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
  }

  private String shown() {
    return at < text.length() ? "'" + text.charAt(at) + "'" : "the end of the file";
  }

  private MalformedFileException problemOf(String what) {
    at = propertyAt;
    return problem(what);
  }

  private MalformedFileException problem(String what) {
    int end = Math.min(at, text.length());
    String before = text.substring(0, end);
    long line = before.chars().filter(c -> c == '\n').count() + 1;
    int column = end - before.lastIndexOf('\n');
    return new MalformedFileException(file, "line " + line + ", column " + column + ": " + what);
  }
}
