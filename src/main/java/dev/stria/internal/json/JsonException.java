package dev.stria.internal.json;

import java.io.IOException;

/** Text that is not JSON, or that exceeds a limit of the reader. */
public final class JsonException extends IOException {
  private static final long serialVersionUID = 1L;

  JsonException(String message) {
    super(message);
  }
}
