package dev.stria.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The readers as a target of Jazzer, a fuzzer guided by coverage, which is no dependency of the
 * project. With {@code com.code-intelligence:jazzer} and {@code jazzer-api} in a folder {@code JARS}:
 *
 * <pre>{@code
 * mvn test-compile
 * java -cp 'JARS/*:target/classes:target/test-classes' com.code_intelligence.jazzer.Jazzer \
 *   --target_class=dev.stria.data.JazzerTarget --instrumentation_includes='dev.stria.**' \
 *   --jvm_args=-Dstria.fuzz.reader=png -runs=1000000 CORPUS
 * }</pre>
 */
public final class JazzerTarget {
  private static final FuzzReaders READER =
      FuzzReaders.of(System.getProperty("stria.fuzz.reader", "safetensors"));
  private static final Path FILE = file();

  private JazzerTarget() {}

  private static Path file() {
    try {
      Path file = Files.createTempFile("jazzer", READER.suffix());
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /**
   * Reads an input.
   *
   * @param input the bytes of a file
   * @throws IOException if the file cannot be written or read, which is a finding
   */
  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    Files.write(FILE, input);
    try {
      READER.read(FILE);
    } catch (MalformedFileException e) {
      // as documented
    }
  }
}
