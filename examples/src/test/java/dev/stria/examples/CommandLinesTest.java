package dev.stria.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What a user reads when an example fails: one line and an exit code. */
class CommandLinesTest {
  @Command(name = "fails")
  private static final class Fails implements Callable<Integer> {
    private final Throwable problem;

    @Option(names = "--number")
    private int number;

    Fails(Throwable problem) {
      this.problem = problem;
    }

    @Override
    public Integer call() throws Exception {
      if (problem instanceof Error error) {
        throw error;
      }
      throw (Exception) problem;
    }
  }

  private static String failure(int code, Throwable problem, String... args) {
    PrintStream before = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      assertEquals(code, CommandLines.exitCode(new Fails(problem), args));
    } finally {
      System.setErr(before);
    }
    return said.toString(StandardCharsets.UTF_8).strip();
  }

  @Test
  void problemsAreOneLine() {
    assertEquals("error: too small", failure(2, new IllegalArgumentException("too small")));
    assertEquals(
        "error: cut short", failure(1, new UncheckedIOException(new IOException("cut short"))));
    assertEquals("error: x (gone)", failure(1, new FileNotFoundException("x (gone)")));
  }

  @Test
  void tooLittleMemoryIsSaidWithWhatToDo() {
    String said = failure(1, new OutOfMemoryError("Java heap space"));
    assertTrue(said.startsWith("error: the ") && said.contains("-Xmx8g"), said);
    assertEquals(1, said.lines().count(), said);
  }

  @Test
  void wrongOptionsPointToHelp() {
    String said = failure(2, new IOException(), "--number", "many");
    assertTrue(said.contains("--number") && said.endsWith("--help shows all options"), said);
  }
}
