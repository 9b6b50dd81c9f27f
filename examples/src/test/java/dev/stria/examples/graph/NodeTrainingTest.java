package dev.stria.examples.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stria.nn.Sequential;
import dev.stria.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A label spreads along edges, training stops by the validation nodes, and a seed decides everything. */
class NodeTrainingTest {
  /** Two rings of five, joined by one edge; a node's features say only who it is. */
  private static NodeGraph twoRings() {
    int[] from = new int[11];
    int[] to = new int[11];
    for (int i = 0; i < 5; i++) {
      from[i] = i;
      to[i] = (i + 1) % 5;
      from[5 + i] = 5 + i;
      to[5 + i] = 5 + (i + 1) % 5;
    }
    to[10] = 5;
    Tensor itself = Tensor.zeros(10, 10);
    for (int i = 0; i < 10; i++) {
      itself.data()[11 * i] = 1;
    }
    return new NodeGraph(
        itself,
        new int[] {0, 0, 0, 0, 0, 1, 1, 1, 1, 1},
        2,
        new Edges(from, to),
        new int[] {2, 7},
        new int[] {1, 6},
        new int[] {3, 4, 8, 9});
  }

  @Test
  void oneLabelPerRingIsEnough() {
    NodeGraph graph = twoRings();
    NodeTraining training = new NodeTraining(graph, GraphNetwork.build(graph, 8, 0.2, 3));
    training.runAll(100, 0.02, 1);
    assertEquals(1, training.accuracy(graph.test()));
    assertArrayEquals(graph.labels(), training.said());
  }

  @Test
  void stopsOnceTheValidationLossDoesNotFall() {
    NodeGraph rings = twoRings();
    int[] wrong = rings.labels().clone();
    wrong[1] = 1; // of the validation nodes the opposite is true, so to learn is to get worse
    wrong[6] = 0;
    NodeGraph graph =
        new NodeGraph(
            rings.features(),
            wrong,
            2,
            rings.edges(),
            rings.train(),
            rings.validation(),
            rings.test());
    List<NodeTraining.Epoch> epochs =
        new NodeTraining(graph, GraphNetwork.build(graph, 8, 0, 3))
            .run(200, 0.02, 0, 1, () -> false);
    assertTrue(epochs.size() < 60, "stopped after " + epochs.size());
    assertTrue(epochs.size() >= 10, "stopped after " + epochs.size());
  }

  @Test
  void aSeedDecidesEverythingAndTheUserMayStop() {
    NodeGraph graph = twoRings();
    Sequential one = GraphNetwork.build(graph, 4, 0.5, 9);
    Sequential two = GraphNetwork.build(graph, 4, 0.5, 9);
    List<NodeTraining.Epoch> first =
        new NodeTraining(graph, one).run(12, 0.01, 5e-4, 4, () -> false);
    assertEquals(first, new NodeTraining(graph, two).run(12, 0.01, 5e-4, 4, () -> false));
    assertEquals(List.of(), new NodeTraining(graph, two).run(12, 0.01, 5e-4, 4, () -> true));
  }

  @Test
  void theKarateClubFallsApartWhereItDid() throws Exception {
    NodeGraph club = NodeGraph.karate(Path.of("data", "karate"));
    assertEquals(34, club.nodes());
    assertEquals(78, club.edges().from().length);
    Sequential network = GraphNetwork.buildPlane(club, 1);
    NodeTraining training = new NodeTraining(club, network);
    training.runAll(20, 0.01, 1);
    assertTrue(training.accuracy(club.test()) >= 0.9, "right: " + training.accuracy(club.test()));
    assertTrue(
        GraphPictures.plane("club", club, network, "plane", List.of("a", "b")).width() > 100);
  }
}
