/** What the example {@code GoMoves} is made of: game records, the rules on a board, planes, network and pictures. */
package dev.stria.examples.go;
