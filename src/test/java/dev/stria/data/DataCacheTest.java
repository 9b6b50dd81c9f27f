package dev.stria.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.stria.tensor.SeededRandom;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DataCacheTest {
  private static final byte[] CONTENT = new byte[200_000];

  static {
    new SeededRandom(5).nextBytes(CONTENT);
  }

  @TempDir Path folder;
  private final AtomicInteger requests = new AtomicInteger();
  private final List<String> ranges = new ArrayList<>();
  private HttpServer server;
  private String address;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/file", exchange -> answer(exchange, CONTENT));
    server.createContext("/other", exchange -> answer(exchange, new byte[10]));
    server.start();
    address = "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange, byte[] content) throws IOException {
    requests.incrementAndGet();
    String range = exchange.getRequestHeaders().getFirst("Range");
    int from = 0;
    if (range != null) {
      ranges.add(range);
      from = Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
    }
    boolean enough = from >= content.length;
    exchange.sendResponseHeaders(
        enough ? 416 : range == null ? 200 : 206, enough ? -1 : content.length - from);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(content, Math.min(from, content.length), Math.max(0, content.length - from));
    }
  }

  private RemoteFile file(String... paths) {
    List<String> mirrors = Arrays.stream(paths).map(path -> address + path).toList();
    return new RemoteFile(
        "Things", "things", "a.bin", mirrors, RemoteFile.Sum.SHA256_OF_FILE, Sha256.of(CONTENT));
  }

  private List<String> left() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("things"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void downloadsOnceAndKeeps() throws IOException {
    DataCache cache = DataCache.in(folder);
    Path file = cache.fetch(file("/file"));
    assertEquals(folder.resolve("things/a.bin"), file);
    assertArrayEquals(CONTENT, Files.readAllBytes(file));
    assertEquals(file, cache.fetch(file("/file")));
    assertEquals(1, requests.get());
    assertEquals(List.of(".a.bin.lock", "a.bin"), left());
  }

  @Test
  void goesToTheNextMirror() throws IOException {
    Path file = DataCache.in(folder).fetch(file("/missing", "/other", "/file"));
    assertArrayEquals(CONTENT, Files.readAllBytes(file));
    String message =
        assertThrows(
                NoSuchFileException.class,
                () -> DataCache.in(folder.resolve("b")).fetch(file("/missing", "/other")))
            .getMessage();
    assertTrue(message.contains("Things needs this file"), message);
    assertTrue(message.contains("/other gave another file than expected"), message);
    assertTrue(message.contains("get it from " + address + "/missing"), message);
    assertTrue(message.contains("things/a.bin with -Dstria.data=DIR"), message);
    assertFalse(message.contains("\n"));
    assertFalse(Files.exists(folder.resolve("b/things/.a.bin.part")));
  }

  @Test
  void anInterruptedDownloadGoesOn() throws IOException {
    Path part = folder.resolve("things/.a.bin.part");
    SafeFile.write(part, out -> out.write(CONTENT, 0, 150_000));
    Path file = DataCache.in(folder).fetch(file("/file"));
    assertArrayEquals(CONTENT, Files.readAllBytes(file));
    assertEquals(List.of("bytes=150000-"), ranges);
    Files.delete(file);
    SafeFile.write(part, out -> out.write(new byte[99])); // not the beginning of that file
    assertArrayEquals(CONTENT, Files.readAllBytes(DataCache.in(folder).fetch(file("/file"))));
    Files.delete(file);
    SafeFile.write(part, out -> out.write(CONTENT)); // only the renaming was missing
    assertArrayEquals(CONTENT, Files.readAllBytes(DataCache.in(folder).fetch(file("/file"))));
  }

  @Test
  void aBrokenConnectionIsNoticed() throws IOException {
    Download half =
        (from, part) -> {
          Files.write(part, Arrays.copyOf(CONTENT, 1000));
          throw new IOException("the connection ended");
        };
    DataCache cache = new DataCache(folder, false, half);
    String message =
        assertThrows(NoSuchFileException.class, () -> cache.fetch(file("/x"))).getMessage();
    assertTrue(message.contains("the connection ended"), message);
    assertEquals(List.of(".a.bin.lock", ".a.bin.part"), left());
    assertArrayEquals(CONTENT, Files.readAllBytes(DataCache.in(folder).fetch(file("/file"))));
  }

  @Test
  void offLineNothingIsAskedForAndNothingWritten() {
    DataCache cache = new DataCache(folder, true, Download.overHttp());
    String message =
        assertThrows(NoSuchFileException.class, () -> cache.fetch(file("/file"))).getMessage();
    assertTrue(message.contains("downloads are switched off"), message);
    assertEquals(0, requests.get());
    assertFalse(Files.exists(folder.resolve("things")));
  }

  @Test
  void aFolderThatCannotBeWrittenToIsNamedWithWhatIsMissing() throws IOException {
    Path noFolder = Files.createFile(folder.resolve("a-file"));
    String message =
        assertThrows(NoSuchFileException.class, () -> DataCache.in(noFolder).fetch(file("/file")))
            .getMessage();
    assertTrue(message.contains("Things needs this file"), message);
    assertTrue(message.contains("cannot write to folder " + noFolder), message);
  }

  @Test
  void aFolderThatHasTheFilesIsOnlyRead() throws IOException {
    Path there = folder.resolve("mnist/train-images-idx3-ubyte");
    Files.createDirectories(there.getParent());
    Files.write(there, new byte[1]);
    RemoteFile gz = Mnist.FILES.remotes().get(0);
    assertEquals("train-images-idx3-ubyte.gz", gz.name());
    new DataCache(
            folder,
            false,
            (from, part) -> {
              throw new AssertionError();
            })
        .fetch(gz);
    assertEquals(1, Files.list(there.getParent()).count());
  }

  @Test
  void anInterruptIsKept() {
    DataCache cache = DataCache.in(folder);
    Thread.currentThread().interrupt();
    assertThrows(InterruptedIOException.class, () -> cache.fetch(file("/file")));
    assertTrue(Thread.interrupted());
  }

  @Test
  void manyThreadsDownloadOnce() throws IOException, InterruptedException, ExecutionException {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    List<Future<Path>> files = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      files.add(pool.submit(() -> DataCache.in(folder).fetch(file("/file"))));
    }
    for (Future<Path> file : files) {
      assertArrayEquals(CONTENT, Files.readAllBytes(file.get()));
    }
    pool.shutdown();
    assertEquals(1, requests.get());
  }

  /** Fetches a file in a process of its own. */
  public static final class Fetcher {
    private Fetcher() {}

    /**
     * Fetches a file.
     *
     * @param args cache folder, address, checksum
     * @throws IOException if that fails
     */
    public static void main(String[] args) throws IOException {
      RemoteFile file =
          new RemoteFile(
              "Things",
              "things",
              "a.bin",
              List.of(args[1]),
              RemoteFile.Sum.SHA256_OF_FILE,
              args[2]);
      DataCache.in(Path.of(args[0])).fetch(file);
    }
  }

  @Test
  void twoProcessesDownloadOnce() throws IOException, InterruptedException {
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      processes.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Fetcher.class.getName(),
                  folder.toString(),
                  address + "/file",
                  Sha256.of(CONTENT))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start());
    }
    for (Process process : processes) {
      assertEquals(0, process.waitFor());
    }
    assertArrayEquals(CONTENT, Files.readAllBytes(folder.resolve("things/a.bin")));
    assertEquals(1, requests.get());
  }

  @Test
  void aWrongContentOfAGzipFileIsNoticed() throws IOException {
    Path file = Files.write(folder.resolve("x.gz"), IdxArrayTest.gzip(CONTENT));
    String sum = Sha256.of(CONTENT);
    RemoteFile gz =
        new RemoteFile("x", "x", "x.gz", List.of(), RemoteFile.Sum.SHA256_OF_CONTENT, sum);
    assertEquals(sum, gz.sumOf(file));
    assertThrows(
        IllegalArgumentException.class,
        () -> new RemoteFile("x", "..", "x", List.of(), RemoteFile.Sum.MD5_OF_FILE, ""));
    assertThrows(
        IllegalArgumentException.class,
        () -> new RemoteFile("x", "x", "a/b", List.of(), RemoteFile.Sum.MD5_OF_FILE, ""));
  }
}
