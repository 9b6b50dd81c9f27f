package dev.stria.examples.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Graphs are read as their files say, and bad lines are named. */
class NodeGraphTest {
  private static final String NODES = "0\t1\ttrain\t0 2\n1\t0\tval\t\n2\t1\ttest\t1\n";
  private static final String EDGES = "0\t1\n1\t2\n";

  @TempDir Path folder;

  @Test
  void readsNodesAndEdges() throws IOException {
    NodeGraph graph = read(NODES, EDGES);
    assertEquals(3, graph.nodes());
    assertEquals(2, graph.classes());
    assertArrayEquals(
        new float[] {0.5f, 0, 0.5f, 0, 0, 0, 0, 1, 0}, graph.features().data(), "rows sum to one");
    assertArrayEquals(new int[] {0}, graph.train());
    assertArrayEquals(new int[] {1}, graph.validation());
    assertArrayEquals(new int[] {2}, graph.test());
    assertArrayEquals(new int[] {1, 2}, graph.edges().to());
  }

  @Test
  void anEdgeToANodeThatDoesNotExistIsRefusedByFileAndLine() {
    refuses(NODES, "0\t1\n1\t3\n", "g.edges.tsv", "line 2", "from 0 to 2", "3");
    refuses(NODES, "0\t1\n-1\t2\n", "g.edges.tsv", "line 2", "-1");
    refuses(NODES, "0\tone\n", "g.edges.tsv", "line 1", "whole number", "'one'");
  }

  @Test
  void edgesAreNamedOnceAndJoinTwoNodes() {
    refuses(NODES, "0\t1\n2\t2\n", "line 2", "itself");
    refuses(NODES, "0\t1\n1\t2\n1\t0\n", "line 3", "before");
    refuses(NODES, "", "g.edges.tsv", "empty");
  }

  @Test
  void badNodesAreRefusedByFileAndLine() {
    refuses("0\t1\ttrain\n", EDGES, "g.tsv", "line 1", "4 columns", "got 3");
    refuses("0\t1\ttrain\t0\n2\t1\tval\t0\n", EDGES, "g.tsv", "line 2", "expected node 1");
    refuses("0\t1\tlearn\t0\n", EDGES, "g.tsv", "line 1", "train, val, test", "'learn'");
    refuses("0\tx\ttrain\t0\n", EDGES, "g.tsv", "line 1", "a class", "'x'");
    refuses("0\t1\ttrain\t0 y\n", EDGES, "g.tsv", "line 1", "a word", "'y'");
    refuses("0\t1\ttrain\t0\n1\t1\ttrain\t0\n", "0\t1\n", "g.tsv", "part val");
  }

  @Test
  void bytesThatAreNoTextAreRefused() throws IOException {
    Files.write(folder.resolve("g.tsv"), new byte[] {'0', '\t', (byte) 0xE9, '\n'});
    Files.writeString(folder.resolve("g.edges.tsv"), EDGES);
    IOException e =
        assertThrows(IOException.class, () -> NodeGraph.citations(folder, "g"), "not UTF-8");
    assertTrue(e.getMessage().contains("not UTF-8"), e.getMessage());
  }

  @Test
  void absentDataAreSaidInOneLine() {
    IOException e = assertThrows(IOException.class, () -> NodeGraph.citations(folder, "cora"));
    assertTrue(e.getMessage().contains("--data"), e.getMessage());
    assertTrue(e.getMessage().contains("https://"), e.getMessage());
    assertEquals(1, e.getMessage().lines().count());
  }

  private NodeGraph read(String nodes, String edges) throws IOException {
    Files.writeString(folder.resolve("g.tsv"), nodes);
    Files.writeString(folder.resolve("g.edges.tsv"), edges);
    return NodeGraph.citations(folder, "g");
  }

  private void refuses(String nodes, String edges, String... words) {
    IOException e = assertThrows(IOException.class, () -> read(nodes, edges));
    for (String word : words) {
      assertTrue(e.getMessage().contains(word), () -> word + " in: " + e.getMessage());
    }
  }
}
