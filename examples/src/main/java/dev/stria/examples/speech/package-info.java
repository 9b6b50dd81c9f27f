/** What the example {@code SpokenDigits} is made of: recordings, their spectrograms, networks and pictures. */
package dev.stria.examples.speech;
