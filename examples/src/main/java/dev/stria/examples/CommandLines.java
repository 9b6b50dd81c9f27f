package dev.stria.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** Runs an example as a command: parses options, and turns what the user can mend into one line. */
final class CommandLines {
  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;

  private CommandLines() {}

  /** Runs the command and ends the program with its exit code: 0 done, 1 failed, 2 wrong usage. */
  static void run(Callable<Integer> command, String... args) {
    System.exit(exitCode(command, args));
  }

  static int exitCode(Callable<Integer> command, String... args) {
    CommandLine line =
        new CommandLine(command)
            .setParameterExceptionHandler(CommandLines::misused)
            .setExecutionExceptionHandler((problem, failed, parsed) -> report(problem))
            .setCaseInsensitiveEnumValuesAllowed(true);
    try {
      return line.execute(args);
    } catch (OutOfMemoryError e) {
      System.err.printf(
          "error: the %,d MB of memory that this program may use are not enough: start java with more, such as"
              + " -Xmx8g, or choose smaller pictures or batches%n",
          Runtime.getRuntime().maxMemory() >> 20);
      return FAILED;
    }
  }

  private static int misused(CommandLine.ParameterException problem, String[] args) {
    System.err.println("error: " + problem.getMessage() + "; --help shows all options");
    return WRONG_USAGE;
  }

  private static int report(Exception problem) throws Exception {
    if (problem instanceof IllegalArgumentException || problem instanceof IllegalStateException) {
      System.err.println("error: " + problem.getMessage());
      return WRONG_USAGE;
    }
    if (problem instanceof UncheckedIOException unchecked) {
      return report(unchecked.getCause());
    }
    if (problem instanceof IOException io) {
      System.err.println("error: " + text(io));
      return FAILED;
    }
    if (problem instanceof ArithmeticException) {
      System.err.println("error: " + problem.getMessage());
      return FAILED;
    }
    throw problem;
  }

  private static String text(IOException problem) {
    if (problem instanceof FileSystemException file && file.getReason() == null) {
      if (problem instanceof NoSuchFileException) {
        return "there is no file " + file.getFile();
      }
      if (problem instanceof AccessDeniedException) {
        return "no permission to read " + file.getFile();
      }
    }
    return problem.getMessage() == null ? problem.toString() : problem.getMessage();
  }
}
