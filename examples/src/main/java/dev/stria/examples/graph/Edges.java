package dev.stria.examples.graph;

import dev.stria.data.MalformedFileException;
import dev.stria.op.SparseMatrix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Who is joined with whom, in both directions.
 *
 * @param from one end of each edge
 * @param to the other end
 */
public record Edges(int[] from, int[] to) {
  /**
   * Reads edges, two nodes a line.
   *
   * @param file the file
   * @param nodes how many nodes there are
   * @return the edges
   * @throws MalformedFileException if a line is no edge between two of the nodes, or says an edge again
   * @throws IOException if it cannot be read
   */
  public static Edges read(Path file, int nodes) throws IOException {
    TableLines table = TableLines.read(file, "node", "node");
    int[] from = new int[table.size()];
    int[] to = new int[table.size()];
    Set<Long> seen = new HashSet<>();
    for (int row = 0; row < table.size(); row++) {
      from[row] = table.number(row, 0, nodes, "a node");
      to[row] = table.number(row, 1, nodes, "a node");
      if (from[row] == to[row]) {
        throw table.at(
            row, "an edge from node " + from[row] + " to itself; every node is its own neighbour");
      }
      long low = Math.min(from[row], to[row]);
      if (!seen.add(low * nodes + Math.max(from[row], to[row]))) {
        throw table.at(
            row, "the edge between " + from[row] + " and " + to[row] + " was there before");
      }
    }
    return new Edges(from, to);
  }

  /**
   * Returns who gathers from whom, as Kipf and Welling weight it.
   *
   * @param nodes how many nodes there are
   * @return a matrix {@code [nodes, nodes]}
   */
  public SparseMatrix adjacency(int nodes) {
    return SparseMatrix.adjacency(nodes, from, to);
  }
}
