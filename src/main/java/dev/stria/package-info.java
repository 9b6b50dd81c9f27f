/**
 * What the library says about itself, for bug reports.
 *
 * <p>Nothing else belongs here: tensors, layers and the rest have packages of their own.
 */
package dev.stria;
