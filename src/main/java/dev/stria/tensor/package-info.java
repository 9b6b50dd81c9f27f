/**
 * Shapes and dense arrays of {@code float}: the nouns that every other package speaks of.
 *
 * <p>No mathematics belongs here: loops over numbers live in the kernels, anything that mentions a
 * gradient in {@code dev.stria.op}.
 */
package dev.stria.tensor;
