/** Other libraries on the same workloads in the same run. Nothing of the library depends on it. */
package dev.stria.benchmarks.peers;
