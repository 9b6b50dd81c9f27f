/**
 * Reverse-mode automatic differentiation: the tape that travels with the data, the gradients that it
 * returns, and the parameters that they are for.
 *
 * <p>No formula of any operation belongs here: those live in {@code dev.stria.op}.
 */
package dev.stria.autograd;
