/**
 * Operations on tensors: one final class each, the forward pass and its backward closure side by side.
 *
 * <p>No loop over numbers belongs here, those are kernels; and no parameter, those are layers'.
 */
package dev.stria.op;
