package dev.stria.internal.json;

import java.io.IOException;

/** Text that is not JSON, or that exceeds a limit of the reader. */
public final class JsonException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message what is wrong with the text
   */
  public JsonException(String message) {
    super(message);
  }
}
