/**
 * JMH benchmarks; what they measured lies in {@code benchmarks/RESULTS.md}.
 *
 * <p>Tests of correctness do not belong here.
 */
package dev.stria.benchmarks;
