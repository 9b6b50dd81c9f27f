package dev.stria.internal.kernel;

/** Vector kernels that are warmed up, and switched in, together; in the order in which they come. */
enum Family {
  /** Matrix products and convolutions: most of the time of most programs. */
  PRODUCTS,
  /** The gradient of convolution, relu and maxima in one, over the maxima alone. */
  MAXIMA,
  /** Functions of each element, sums, norms, pooling, and the transforms of tiles. */
  LIGHT
}
