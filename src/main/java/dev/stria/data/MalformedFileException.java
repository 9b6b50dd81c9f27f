package dev.stria.data;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A file whose content is not what its format allows: damaged, cut short, of another kind, or larger
 * than a reader's limit.
 *
 * <p>Every reader of this package throws this exception, and no other, for bad content; the message
 * names the file and the problem. A file that cannot be read at all (missing, no permission, a broken
 * disk) is another {@link IOException}.
 */
public final class MalformedFileException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Path file;
  private final String problem;

  /**
   * Creates an exception.
   *
   * @param file the file
   * @param problem what is wrong with its content
   */
  public MalformedFileException(Path file, String problem) {
    this(file, problem, null);
  }

  /**
   * Creates an exception with a cause.
   *
   * @param file the file
   * @param problem what is wrong with its content
   * @param cause what made this known, or {@code null}
   */
  public MalformedFileException(Path file, String problem, Throwable cause) {
    super(file + ": " + problem, cause);
    this.file = file;
    this.problem = problem;
  }

  /** Returns the same complaint with what to do about it. */
  MalformedFileException with(String advice) {
    return new MalformedFileException(file, problem + "; " + advice, this);
  }

  /** Returns the same complaint about a part of the file. */
  MalformedFileException in(String part) {
    return new MalformedFileException(file, part + ": " + problem, this);
  }

  /**
   * Returns the file.
   *
   * @return the file, {@code null} after deserialisation
   */
  public Path file() {
    return file;
  }
}
