package dev.stria.data;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Feeds every reader random variations of good and bad files: whatever comes, a reader returns or
 * throws {@link MalformedFileException}, in at most a second and 64 MiB.
 *
 * <p>The suite makes a short run. A long one, which prints its numbers: {@code mvn test -Dtest=FuzzTest
 * -Dstria.fuzz=1000000 -Dstria.fuzz.seed=7}. A run guided by coverage: see {@link JazzerTarget}.
 */
class FuzzTest {
  private static final int INPUTS = Integer.getInteger("stria.fuzz", 400);
  private static final long SEED = Long.getLong("stria.fuzz.seed", 1);
  private static final long MAX_BYTES = 64L << 20;

  @TempDir static Path folder;

  @ParameterizedTest
  @EnumSource
  void whateverComesIsReadOrRefused(FuzzReaders reader) throws IOException {
    List<byte[]> corpus = FuzzCorpus.of(reader);
    FuzzMutator mutator = new FuzzMutator(corpus, SEED);
    Path file = folder.resolve("fuzz" + reader.suffix());
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long self = Thread.currentThread().getId();
    int accepted = 0;
    long mostBytes = 0;
    long mostNanos = 0;
    for (int i = 0; i < INPUTS; i++) {
      byte[] input = i < corpus.size() ? corpus.get(i) : mutator.next();
      input = i < corpus.size() || i % 2 == 0 ? input : reader.repaired(input);
      Files.write(file, input);
      long bytes = threads.getThreadAllocatedBytes(self);
      long nanos = threads.getCurrentThreadCpuTime(); // others may have the processor
      try {
        reader.read(file);
        accepted++;
      } catch (MalformedFileException e) {
        assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
      } catch (Throwable e) {
        Path kept = Files.write(Path.of("target", "fuzz-" + reader + "-" + i), input);
        throw new AssertionError(reader + " threw " + e + " on " + kept, e);
      }
      nanos = threads.getCurrentThreadCpuTime() - nanos;
      bytes = threads.getThreadAllocatedBytes(self) - bytes;
      mostBytes = Math.max(mostBytes, bytes);
      mostNanos = Math.max(mostNanos, nanos);
      if (bytes > MAX_BYTES || nanos > 1e9) {
        Path kept = Files.write(Path.of("target", "fuzz-" + reader + "-" + i), input);
        throw new AssertionError(reader + " took " + bytes + " bytes, " + nanos + " ns on " + kept);
      }
    }
    System.out.printf(
        "fuzz %s: %d inputs, %d accepted, at most %d ms and %d KiB%n",
        reader, INPUTS, accepted, mostNanos / 1_000_000, mostBytes >> 10);
    assertTrue(accepted > 0 && accepted < INPUTS, "the corpus leads to " + accepted + " accepted");
  }
}
