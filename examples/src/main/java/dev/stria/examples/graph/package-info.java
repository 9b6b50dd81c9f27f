/** Graphs for the example on citations: reading, training on some of the nodes, and pictures. */
package dev.stria.examples.graph;
