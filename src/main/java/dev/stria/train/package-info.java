/**
 * Training that people can rely on: the loop, what it reports, how well a network does.
 *
 * <p>No formula belongs here and no file format; nothing here prints: progress is told to listeners.
 */
package dev.stria.train;
