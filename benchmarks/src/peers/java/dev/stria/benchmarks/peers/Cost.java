package dev.stria.benchmarks.peers;

/**
 * What one step costs.
 *
 * @param units what is counted: images, or thousand million floating-point operations
 * @param gigaflop thousand million floating-point operations
 * @param megabytes the least that must be read and written
 */
record Cost(double units, double gigaflop, double megabytes) {
  /** Returns the cost of work that is counted in floating-point operations. */
  static Cost ofKernel(double gigaflop, long floats) {
    return new Cost(gigaflop, gigaflop, 4e-6 * floats);
  }

  /** Returns operations per byte. */
  double intensity() {
    return 1e3 * gigaflop / megabytes;
  }
}
