package dev.stria;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a class in a process of its own, for tests of what the compiler makes of code: it judges by all that a program has
 * done, and the other tests do a lot that no program does.
 */
public final class OwnProcess {
  private OwnProcess() {}

  /** Whether this Java virtual machine, and so the process, has the Vector API. */
  public static boolean hasVectors() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
  }

  /**
   * Runs a class on this Java virtual machine's class path, with the Vector API where this one has it.
   *
   * @param main the class with the method {@code main}
   * @param arguments what it is given
   * @return the lines that it wrote to the standard output
   */
  public static List<String> lines(Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    return lines(List.of(), main, arguments);
  }

  /**
   * The same, with options of the Java virtual machine.
   *
   * @param options the options
   * @param main the class with the method {@code main}
   * @param arguments what it is given
   * @return the lines that it wrote to the standard output
   */
  public static List<String> lines(List<String> options, Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (hasVectors()) {
      command.addAll(List.of("--add-modules", "jdk.incubator.vector", "-Dstria.warmup=wait"));
    }
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said.lines().toList();
  }
}
