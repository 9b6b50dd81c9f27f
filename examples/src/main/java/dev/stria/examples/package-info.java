/**
 * Main classes that show what the library does, written as a user would write them.
 *
 * <p>Nothing that a user of the library would need belongs here: that has a home in the library.
 */
package dev.stria.examples;
