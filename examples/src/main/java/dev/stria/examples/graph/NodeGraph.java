package dev.stria.examples.graph;

import dev.stria.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A graph whose nodes are of classes, which are known of some nodes only.
 *
 * @param features a row per node, {@code [V, F]}
 * @param labels the class of each node
 * @param classes how many classes there are
 * @param edges who is joined with whom
 * @param train the nodes whose class is known to the network
 * @param validation the nodes that tell when to stop
 * @param test the nodes that are asked for
 */
public record NodeGraph(
    Tensor features,
    int[] labels,
    int classes,
    Edges edges,
    int[] train,
    int[] validation,
    int[] test) {
  private static final int MOST = 1_000_000;

  /**
   * Returns how many nodes there are.
   *
   * @return the number
   */
  public int nodes() {
    return labels.length;
  }

  /**
   * Reads documents that cite one another: {@code NAME.tsv}, a line a document with number, class, part ({@code
   * train}, {@code val}, {@code test} or {@code -}) and the numbers of the words that occur in it, and {@code
   * NAME.edges.tsv}, a line a citation.
   *
   * @param folder where both files are
   * @param name the beginning of their names, such as {@code cora}
   * @return the graph; a row of features is 1 over the number of words for each word that occurs
   * @throws IOException if a file is missing or bad; the message says which line and why
   */
  public static NodeGraph citations(Path folder, String name) throws IOException {
    Path file = folder.resolve(name + ".tsv");
    Path citations = folder.resolve(name + ".edges.tsv");
    for (Path needed : List.of(file, citations)) {
      if (!Files.exists(needed)) {
        throw new NoSuchFileException(
            needed
                + " is missing: get Cora from https://github.com/kimiyoung/planetoid, make cora.tsv and"
                + " cora.edges.tsv of it as docs/data.md says, and put both there or name their folder by"
                + " --data DIR");
      }
    }
    TableLines table = TableLines.read(file, "node", "class", "part", "words");
    int[] labels = new int[table.size()];
    int[][] words = new int[table.size()][];
    Map<String, List<Integer>> parts =
        Map.of(
            "train", new ArrayList<>(),
            "val", new ArrayList<>(),
            "test", new ArrayList<>(),
            "-", new ArrayList<>());
    for (int row = 0; row < table.size(); row++) {
      if (table.number(row, 0, MOST, "the number of a node") != row) {
        throw table.at(row, "expected node " + row + ", since nodes are numbered from 0 in order");
      }
      labels[row] = table.number(row, 1, 1_000, "a class");
      if (!parts.containsKey(table.cell(row, 2))) {
        throw table.at(
            row,
            "expected train, val, test or - as the part, but got '" + table.cell(row, 2) + "'");
      }
      parts.get(table.cell(row, 2)).add(row);
      words[row] = words(table, row);
    }
    for (String part : List.of("train", "val", "test")) {
      if (parts.get(part).isEmpty()) {
        throw table.at(table.size() - 1, "the file ends, but no node is of the part " + part);
      }
    }
    return new NodeGraph(
        features(words),
        labels,
        Arrays.stream(labels).max().orElse(0) + 1,
        Edges.read(citations, labels.length),
        array(parts.get("train")),
        array(parts.get("val")),
        array(parts.get("test")));
  }

  /**
   * Reads the karate club: 34 members, who saw whom outside of it, and with whom each went when it fell apart. Of two
   * members only is it known to the network: the instructor and the administrator, whose quarrel it was. Zachary,
   * <em>An information flow model for conflict and fission in small groups</em>, 1977.
   *
   * @param folder where {@code karate.labels.tsv} and {@code karate.edges.tsv} are
   * @return the graph; a member's features say who it is and nothing else
   * @throws IOException if a file is missing or bad
   */
  public static NodeGraph karate(Path folder) throws IOException {
    TableLines table = TableLines.read(folder.resolve("karate.labels.tsv"), "member", "group");
    int members = table.size();
    int[] labels = new int[members];
    Tensor itself = Tensor.zeros(members, members);
    List<Integer> others = new ArrayList<>();
    for (int row = 0; row < members; row++) {
      labels[table.number(row, 0, members, "a member")] = table.number(row, 1, 2, "a group");
      itself.data()[row * members + row] = 1;
      if (row > 0 && row < members - 1) {
        others.add(row);
      }
    }
    Edges edges = Edges.read(folder.resolve("karate.edges.tsv"), members);
    int[] asked = array(others);
    return new NodeGraph(itself, labels, 2, edges, new int[] {0, members - 1}, asked, asked);
  }

  private static int[] words(TableLines table, int row) throws IOException {
    String text = table.cell(row, 3);
    String[] words = text.isEmpty() ? new String[0] : text.split(" +");
    int[] numbers = new int[words.length];
    for (int i = 0; i < words.length; i++) {
      numbers[i] = table.number(row, words[i], MOST, "the number of a word");
    }
    return numbers;
  }

  private static Tensor features(int[][] words) {
    int count = 1;
    for (int[] row : words) {
      for (int word : row) {
        count = Math.max(count, word + 1);
      }
    }
    Tensor features = Tensor.zeros(words.length, count);
    for (int row = 0; row < words.length; row++) {
      for (int word : words[row]) {
        features.data()[row * count + word] = 1f / words[row].length;
      }
    }
    return features;
  }

  private static int[] array(List<Integer> list) {
    return list.stream().mapToInt(i -> i).toArray();
  }
}
