package dev.stria.golden;

/** A computed value that is not the expected one. */
final class GoldenMismatch extends RuntimeException {
  private static final long serialVersionUID = 1L;

  GoldenMismatch(String message) {
    super(message);
  }
}
