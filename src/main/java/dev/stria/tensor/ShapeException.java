package dev.stria.tensor;

/**
 * A tensor whose shape does not fit where it was given.
 *
 * <p>The message names the place (a layer's path or an operation), what was expected, what came, and
 * a hint where there is one.
 */
public final class ShapeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final boolean placed;

  /**
   * Creates an exception with a message of its own.
   *
   * @param message what does not fit and why
   */
  public ShapeException(String message) {
    super(message);
    this.placed = false;
  }

  private ShapeException(String message, ShapeException cause) {
    super(message, cause);
    this.placed = true;
  }

  /**
   * Creates an exception in the usual form: {@code op: expected …, but got …; hint}.
   *
   * @param where the operation, such as {@code conv2d}
   * @param expected what would have fitted
   * @param actual what came, such as a shape
   * @param hint what to do about it; empty if there is nothing to say
   */
  public ShapeException(String where, Object expected, Object actual, String hint) {
    this(
        where
            + ": expected "
            + expected
            + ", but got "
            + actual
            + (hint.isEmpty() ? "" : "; " + hint));
  }

  /**
   * Returns the same complaint with the path of the layer in which it arose in front.
   *
   * @param path a layer's path, such as {@code block1.conv2}
   * @return a new exception whose cause is this one; this one if it names a layer already
   */
  public ShapeException in(String path) {
    return placed ? this : new ShapeException("layer '" + path + "': " + getMessage(), this);
  }
}
