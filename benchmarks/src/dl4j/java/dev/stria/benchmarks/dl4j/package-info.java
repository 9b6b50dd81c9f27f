/** DL4J, in a process of its own: it needs other versions of what LibTorch needs, too. */
package dev.stria.benchmarks.dl4j;
