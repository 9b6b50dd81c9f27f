package dev.stria.golden;

/** Computes one node of an ONNX graph with the library. */
@FunctionalInterface
interface OnnxAdapter {
  /**
   * Takes the node's inputs and attributes and hands in its outputs.
   *
   * @param node the node
   * @throws Unsupported if the library does not have this variant
   */
  void run(OnnxNode node);
}
