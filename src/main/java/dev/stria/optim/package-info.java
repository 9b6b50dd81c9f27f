/**
 * Optimizers, learning-rate schedules and what belongs to a step: clipping, accumulation, averages of weights.
 *
 * <p>This package alone changes the value of a {@link dev.stria.autograd.Parameter}. It knows parameters
 * and gradients, but no layer, loss or training loop. Semantics and defaults are PyTorch's.
 */
package dev.stria.optim;
