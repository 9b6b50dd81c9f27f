package dev.stria.golden;

/** Computes the outputs of one case of an operation with the library. */
@FunctionalInterface
interface OpAdapter {
  /**
   * Takes the inputs and parameters of a case and hands in what comes out.
   *
   * @param run the case
   * @throws Unsupported if the library does not have this variant
   */
  void run(OpRun run);
}
