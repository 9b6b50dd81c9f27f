package dev.stria.benchmarks.peers;

import dev.stria.benchmarks.Workload;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * DL4J in a process of its own, as it needs older versions of what LibTorch needs, too, and other settings: a step is a line
 * there and a line back, a few microseconds.
 */
final class Dl4jContender implements Contender {
  private static final Path CLASSPATH = Path.of("target", "dl4j.classpath");

  private final Process process;
  private final Writer requests;
  private final BufferedReader answers;

  /** Whether the script has laid out its classes. */
  static boolean isThere() {
    return Files.exists(CLASSPATH);
  }

  Dl4jContender(Workload workload, int batch, boolean training, int threads) {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "--enable-native-access=ALL-UNNAMED",
                  "-cp",
                  "target/dl4j-classes:" + Files.readString(CLASSPATH).strip(),
                  "dev.stria.benchmarks.dl4j.Dl4jWorker",
                  workload.name(),
                  Integer.toString(batch),
                  Boolean.toString(training)));
      builder.environment().put("OMP_NUM_THREADS", Integer.toString(threads));
      // It does not know this kind of processor and would take its slowest loops.
      builder.environment().put("OPENBLAS_CORETYPE", "SkylakeX");
      process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
      requests = process.outputWriter(StandardCharsets.UTF_8);
      answers =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public String name() {
    return "dl4j";
  }

  @Override
  public float step() {
    try {
      requests.write("step\n");
      requests.flush();
      String answer = answers.readLine();
      if (answer == null) {
        throw new IllegalStateException("dl4j ended with " + process.waitFor());
      }
      return Float.parseFloat(answer);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
