package dev.stria.golden;

/** A case whose operation, or a variant of it, the library does not have. */
final class Unsupported extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Unsupported(String operation) {
    super(operation);
  }
}
