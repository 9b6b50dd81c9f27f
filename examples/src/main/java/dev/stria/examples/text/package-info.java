/** Sentences for the examples on text: reading, words, batches, the network, and what its filters saw. */
package dev.stria.examples.text;
