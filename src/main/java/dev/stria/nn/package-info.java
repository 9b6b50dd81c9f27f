/**
 * Layers, networks built from them, initialisers and summaries: whatever owns a {@link
 * dev.stria.autograd.Parameter}.
 *
 * <p>No formula belongs here: a layer owns parameters and calls one function of {@code dev.stria.op}.
 */
package dev.stria.nn;
