/**
 * A strict reader and a plain writer of JSON, small enough to trust with hostile files.
 *
 * <p>Not a general JSON library: no streaming, no mapping to classes.
 */
package dev.stria.internal.json;
