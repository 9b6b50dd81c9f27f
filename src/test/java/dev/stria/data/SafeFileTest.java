package dev.stria.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SafeFileTest {
  @TempDir Path folder;

  private static void write(Path file, String text) throws IOException {
    SafeFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void replacesAndCreatesFolders() throws IOException {
    Path file = folder.resolve("a/b/text");
    write(file, "one");
    write(file, "two");
    assertEquals("two", Files.readString(file));
    assertEquals(List.of("a"), names());
  }

  @Test
  void anErrorLeavesThePreviousFile() throws IOException {
    Path file = folder.resolve("text");
    write(file, "whole");
    IOException full = new IOException("No space left on device");
    IOException thrown =
        assertThrows(
            IOException.class,
            () ->
                SafeFile.write(
                    file,
                    out -> {
                      out.write(new byte[1 << 20]);
                      throw full;
                    }));
    assertEquals("cannot write " + file + ": No space left on device", thrown.getMessage());
    assertThrows(
        IllegalStateException.class,
        () ->
            SafeFile.write(
                file,
                out -> {
                  throw new IllegalStateException();
                }));
    assertEquals("whole", Files.readString(file));
    assertEquals(List.of("text"), names());
  }

  @Test
  void saysWhatIsInTheWay() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    IOException thrown = assertThrows(IOException.class, () -> write(file.resolve("y"), "z"));
    assertTrue(thrown.getMessage().contains(file + "/y"), thrown.getMessage());
    assertTrue(thrown.getMessage().contains("is a file, not a folder"), thrown.getMessage());
    thrown = assertThrows(IOException.class, () -> write(folder, "z"));
    assertTrue(thrown.getMessage().contains("there is a folder of that name"));
    thrown = assertThrows(IOException.class, () -> SafeFile.requireWritable(file.resolve("y")));
    assertTrue(thrown.getMessage().contains("cannot write to folder " + file), thrown.getMessage());
    SafeFile.requireWritable(folder.resolve("new"));
    assertEquals(List.of("file", "new"), names());
  }

  @Test
  void aReadOnlyFolderIsNamed() throws IOException {
    Path locked = Files.createDirectory(folder.resolve("locked"));
    Path readOnly = locked;
    try {
      Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-xr-xr-x"));
      if (Files.isWritable(locked)) { // root may write anywhere but in the kernel's own folders
        readOnly = Path.of("/proc");
      }
      Assumptions.assumeTrue(Files.isDirectory(readOnly) && !canCreate(readOnly));
      Path folderThatRefuses = readOnly;
      IOException thrown =
          assertThrows(IOException.class, () -> write(folderThatRefuses.resolve("x"), "y"));
      assertTrue(thrown.getMessage().startsWith("cannot write " + readOnly), thrown.getMessage());
      thrown = assertThrows(IOException.class, () -> SafeFile.requireWritable(folderThatRefuses));
      assertTrue(thrown.getMessage().contains("folder " + readOnly + ":"), thrown.getMessage());
    } finally {
      Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  private static boolean canCreate(Path folder) {
    try {
      Files.delete(Files.createTempFile(folder, "probe", ""));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void anInterruptedThreadWritesToTheEnd() throws IOException {
    Path file = folder.resolve("text");
    Thread.currentThread().interrupt();
    write(file, "whole");
    assertTrue(Thread.interrupted());
    assertEquals("whole", Files.readString(file));
  }

  /** Writes ever another megabyte of one byte, until it is killed. */
  public static final class Victim {
    private Victim() {}

    /**
     * Writes without end.
     *
     * @param args the file
     */
    public static void main(String[] args) throws IOException {
      byte[] content = new byte[1 << 20];
      for (byte round = 1; ; round++) {
        Arrays.fill(content, round);
        SafeFile.write(Path.of(args[0]), out -> out.write(content));
        System.out.println(round);
      }
    }
  }

  @Test
  void aKilledWriterLeavesAWholeFile() throws IOException, InterruptedException {
    Path file = folder.resolve("victim");
    for (int round = 0; round < 3; round++) {
      Process victim =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xshare:auto",
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Victim.class.getName(),
                  file.toString())
              .redirectErrorStream(true)
              .start();
      try (InputStream said = victim.getInputStream()) {
        assertTrue(said.read() >= 0);
        Thread.sleep(3 * round);
        victim.destroyForcibly().waitFor();
      }
      byte[] content = Files.readAllBytes(file);
      byte[] expected = new byte[1 << 20];
      Arrays.fill(expected, content[0]);
      assertArrayEquals(expected, content);
      assertFalse(content[0] == 0);
    }
  }
}
