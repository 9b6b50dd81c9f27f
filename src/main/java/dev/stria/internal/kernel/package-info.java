/**
 * Loops over arrays of {@code float}: the only place where numbers are computed, and not exported.
 *
 * <p>{@link dev.stria.internal.kernel.Kernels} is the one lookup. Kernels know shapes but never a tensor, a tape or a
 * gradient's owner. Forward kernels overwrite the array that they are given, backward kernels add into it.
 *
 * <p><b>Same bits.</b> Every output is one chain of {@code Math.fma} in one fixed order, whatever the provider, the width
 * of a vector, the JDK and the number of threads. So two providers agree to the bit.
 */
package dev.stria.internal.kernel;
