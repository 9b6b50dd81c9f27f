package dev.stria.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** Runs an example as a command: parses options, and turns what the user can mend into one line. */
final class CommandLines {
  private static final int FAILED = 1;

  private CommandLines() {}

  /** Runs the command and ends the program with its exit code: 0 done, 1 failed, 2 wrong usage. */
  static void run(Callable<Integer> command, String... args) {
    System.exit(exitCode(command, args));
  }

  static int exitCode(Callable<Integer> command, String... args) {
    return new CommandLine(command)
        .setExecutionExceptionHandler((problem, line, parsed) -> report(problem))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .execute(args);
  }

  private static int report(Exception problem) throws Exception {
    boolean mendable =
        problem instanceof IOException
            || problem instanceof UncheckedIOException
            || problem instanceof IllegalArgumentException;
    if (!mendable) {
      throw problem;
    }
    Throwable cause = problem instanceof UncheckedIOException ? problem.getCause() : problem;
    System.err.println("error: " + cause.getMessage());
    return FAILED;
  }
}
