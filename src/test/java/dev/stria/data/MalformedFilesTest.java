package dev.stria.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.stria.internal.json.JsonReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Feeds the readers damaged and hostile files, each of which must be treated as {@code manifest.json}
 * says: refused with {@link MalformedFileException} naming the file, or read right; in at most a second
 * of processor time and 64 MiB; without writing a file.
 *
 * <p>The folder is the project's own, or another one of the same layout: {@code mvn test
 * -Dtest=MalformedFilesTest -Dstria.malformed=DIR -DargLine=-Xmx256m}.
 */
class MalformedFilesTest {
  private static final long MAX_SECONDS = 1;
  private static final long MAX_BYTES = 64L << 20;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void everyFileIsTreatedAsItsManifestSays() throws Exception {
    Path folder = folder();
    Map<?, ?> manifest =
        (Map<?, ?>) JsonReader.read(Files.readAllBytes(folder.resolve("manifest.json")));
    Set<Path> before = files(folder);
    List<String> failures = new ArrayList<>();
    int passed = 0;
    List<?> entries = (List<?>) manifest.get("files");
    for (Object entry : entries) {
      String failure = check(folder, (Map<?, ?>) entry);
      if (failure == null) {
        passed++;
      } else {
        failures.add(failure);
      }
    }
    System.out.println("malformed: " + passed + "/" + failures.size());
    failures.forEach(System.out::println);
    assertEquals(before, files(folder), "a reader wrote a file");
    assertTrue(passed > 0, "no file was checked");
    assertEquals(List.of(), failures);
  }

  @Test
  void wrongTreatmentIsNoticed(@TempDir Path folder) throws Exception {
    String name = "npy-valid.npy";
    Path original = ownFolder().resolve(name);
    Files.copy(original, folder.resolve(name));
    assertTrue(verdict(folder, name, "reject", "{}").contains("was accepted"));
    assertTrue(verdict(folder, name, "accept", "{\"shape\":[4]}").contains("[2, 2]"));
    assertTrue(verdict(folder, name, "either", "{\"values\":[1,2,3,5]}").contains("expected"));
    assertTrue(verdict(folder, name, "either", "{\"unknown\":1}").contains("unknown"));
    assertNull(verdict(folder, name, "accept", "{\"values\":[1,2,3,4]}"));
    Files.write(folder.resolve(name), new byte[144]);
    assertTrue(verdict(folder, name, "accept", "{}").contains("was refused"));
    assertNull(verdict(folder, name, "reject", "{}"));
    assertNull(verdict(folder, name, "either", "{}"));
  }

  private String verdict(Path folder, String name, String expect, String content) throws Exception {
    Map<String, Object> entry = new HashMap<>();
    entry.put("file", name);
    entry.put("format", "npy");
    entry.put("expect", expect);
    entry.put("bytes", 144L);
    entry.put("content", JsonReader.read(content));
    return check(folder, entry);
  }

  @Test
  void slowGreedyAndUndeclaredOutcomesAreFailures() throws Exception {
    assertNotNull(run(MalformedFilesTest::slow).failure("x", "either", null));
    assertNotNull(run(() -> greedy(65 << 20)).failure("x", "either", null));
    assertNotNull(run(MalformedFilesTest::undeclared).failure("x", "reject", null));
    assertNull(run(() -> greedy(1)).failure("x", "accept", null));
    Outcome foreign = new Outcome(null, new MalformedFileException(Path.of("y"), "bad"), 0, 0);
    assertNotNull(foreign.failure("x", "reject", null));
    assertNull(foreign.failure("y", "reject", null));
  }

  private static Malformed.Content slow() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long end = threads.getCurrentThreadCpuTime() + 1_050_000_000L;
    while (threads.getCurrentThreadCpuTime() < end) {
      Thread.onSpinWait();
    }
    return wanted -> null;
  }

  private static Malformed.Content undeclared() {
    throw new IllegalArgumentException("undeclared");
  }

  private static Malformed.Content greedy(int bytes) {
    byte[] memory = new byte[bytes];
    return wanted -> memory.length == bytes ? null : "";
  }

  private static Path folder() throws URISyntaxException {
    String property = System.getProperty("stria.malformed");
    return property != null && !property.isEmpty() ? Path.of(property) : ownFolder();
  }

  private static Path ownFolder() throws URISyntaxException {
    return Path.of(MalformedFilesTest.class.getResource("/malformed/manifest.json").toURI())
        .getParent();
  }

  private static Set<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /** Returns what went wrong with a file, or {@code null}. */
  private String check(Path folder, Map<?, ?> entry) throws Exception {
    String name = (String) entry.get("file");
    Path file = folder.resolve(name);
    if (Files.size(file) != (Long) entry.get("bytes")) {
      return name + ": has " + Files.size(file) + " bytes, not " + entry.get("bytes");
    }
    Outcome outcome = run(() -> Malformed.read(file, entry));
    String failure = outcome.failure(name, (String) entry.get("expect"), entry.get("content"));
    return failure == null ? null : name + " (" + entry.get("what") + "): " + failure;
  }

  private record Outcome(Malformed.Content content, Throwable thrown, double seconds, long bytes) {
    String failure(String name, String expect, Object wanted) {
      if (thrown != null && !(thrown instanceof MalformedFileException)) {
        return "threw " + thrown;
      }
      if (thrown != null && !thrown.getMessage().contains(name)) {
        return "the message does not name the file: " + thrown.getMessage();
      }
      if (seconds > MAX_SECONDS || bytes > MAX_BYTES) {
        return String.format("took %.2f s and %d MiB", seconds, bytes >> 20);
      }
      if (thrown != null) {
        return expect.equals("accept") ? "was refused: " + thrown.getMessage() : null;
      }
      if (expect.equals("reject")) {
        return "was accepted";
      }
      return wanted == null ? null : content.difference((Map<?, ?>) wanted);
    }
  }

  private Outcome run(Callable<Malformed.Content> reader) throws InterruptedException {
    double[] seconds = new double[1];
    long[] bytes = new long[1];
    FutureTask<Malformed.Content> task =
        new FutureTask<>(
            () -> {
              long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
              long start = threads.getCurrentThreadCpuTime(); // others may have the processor
              try {
                return reader.call();
              } finally {
                seconds[0] = (threads.getCurrentThreadCpuTime() - start) / 1e9;
                bytes[0] =
                    threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - allocated;
              }
            });
    Thread thread = new Thread(task, "malformed");
    thread.setDaemon(true);
    thread.start();
    try {
      Malformed.Content content = task.get(20, TimeUnit.SECONDS);
      return new Outcome(content, null, seconds[0], bytes[0]);
    } catch (ExecutionException e) {
      return new Outcome(null, e.getCause(), seconds[0], bytes[0]);
    } catch (TimeoutException e) {
      return new Outcome(null, new IllegalStateException("hangs"), 20, 0);
    }
  }
}
