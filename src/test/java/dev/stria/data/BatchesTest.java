package dev.stria.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class BatchesTest {
  /** Example i has label i % 3 and the two pixels i and i + 0.5. */
  private static Dataset numbers(int count) {
    float[] values = new float[2 * count];
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      values[2 * i] = i;
      values[2 * i + 1] = i + 0.5f;
      labels[i] = i % 3;
    }
    Tensor images = Tensor.of(Shape.of(count, 1, 1, 2), values);
    return Dataset.of(images, labels, List.of("a", "b", "c"));
  }

  /** A dataset whose reading is watched. */
  private record Watched(Dataset of, Reader reader) implements Dataset {
    interface Reader {
      void reading(int index) throws IOException;
    }

    @Override
    public int size() {
      return of.size();
    }

    @Override
    public Shape shape() {
      return of.shape();
    }

    @Override
    public List<String> classes() {
      return of.classes();
    }

    @Override
    public int label(int index) {
      return of.label(index);
    }

    @Override
    public void read(int index, float[] into, int offset) throws IOException {
      reader.reading(index);
      of.read(index, into, offset);
    }
  }

  private static List<Batch> all(EpochBatches epoch) {
    List<Batch> all = new ArrayList<>();
    epoch.forEach(all::add);
    return all;
  }

  private static void assertSameBatches(List<Batch> expected, List<Batch> actual) {
    assertEquals(expected.size(), actual.size());
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(expected.get(i).indices(), actual.get(i).indices());
      assertArrayEquals(expected.get(i).labels(), actual.get(i).labels());
      assertArrayEquals(expected.get(i).images().data(), actual.get(i).images().data());
      assertArrayEquals(expected.get(i).targets().data(), actual.get(i).targets().data());
    }
  }

  @Test
  void keepsOrDropsThePartialBatch() {
    List<Batch> batches = all(Batches.of(numbers(10)).size(4).epoch(0));
    assertEquals(3, batches.size());
    assertArrayEquals(new float[] {8, 8.5f, 9, 9.5f}, batches.get(2).images().data());
    assertArrayEquals(new int[] {2, 0}, batches.get(2).labels());
    assertArrayEquals(new float[] {0, 0, 1, 1, 0, 0}, batches.get(2).targets().data());
    assertEquals(2, all(Batches.of(numbers(10)).size(4).dropLast().epoch(0)).size());
    assertEquals(2, Batches.of(numbers(10)).size(4).dropLast().perEpoch());
    assertEquals(0, all(Batches.of(numbers(0)).epoch(0)).size());
  }

  @Test
  void shufflesEveryEpochAnewAndVisitsAll() {
    Batches batches = Batches.of(numbers(100)).size(100).shuffle(7);
    int[] first = all(batches.epoch(0)).get(0).indices();
    int[] second = all(batches.epoch(1)).get(0).indices();
    assertArrayEquals(first, all(batches.epoch(0)).get(0).indices());
    assertFalse(Arrays.equals(first, second));
    assertFalse(Arrays.equals(first, all(batches.shuffle(8).epoch(0)).get(0).indices()));
    int[] sorted = second.clone();
    Arrays.sort(sorted);
    assertArrayEquals(Subset.range(100), sorted);
  }

  @Test
  void doesNotDependOnThreads() {
    Augmentation noise = (shape, image, random) -> image[0] += random.nextFloat();
    Batches batches =
        Batches.of(numbers(103))
            .size(5)
            .shuffle(1)
            .augment(noise, 2)
            .normalize(Normalization.of(3, 2));
    List<Batch> expected = all(batches.prefetch(0, 1).epoch(4));
    assertSameBatches(expected, all(batches.prefetch(1, 1).epoch(4)));
    assertSameBatches(expected, all(batches.prefetch(8, 4).epoch(4)));
    float[] again = all(batches.epoch(5)).get(0).images().data();
    assertNotEquals(expected.get(0).images().data()[0] % 1, again[0] % 1);
  }

  @Test
  void goesOnFromAnyPosition() {
    Augmentation noise = (shape, image, random) -> image[0] += random.nextFloat();
    Batches batches = Batches.of(numbers(50)).size(4).shuffle(3).augment(noise, 9);
    List<Batch> expected = all(batches.epoch(2));
    try (EpochBatches epoch = batches.epoch(2)) {
      for (int i = 0; i < 5; i++) {
        epoch.next();
      }
      assertEquals(new Position(2, 5), epoch.position());
      assertSameBatches(expected.subList(5, 13), all(batches.from(epoch.position())));
    }
    EpochBatches last = batches.from(new Position(2, 12));
    last.next();
    assertEquals(new Position(3, 0), last.position());
    assertEquals(0, all(batches.from(new Position(2, 13))).size());
    assertThrows(IllegalArgumentException.class, () -> batches.from(new Position(2, 14)));
  }

  @Test
  void preparesNoMoreThanAgreed() throws InterruptedException {
    AtomicInteger read = new AtomicInteger();
    Dataset watched = new Watched(numbers(100), index -> read.incrementAndGet());
    try (EpochBatches epoch = Batches.of(watched).size(1).prefetch(3, 2).epoch(0)) {
      epoch.next();
      for (int i = 0; i < 100 && read.get() < 4; i++) {
        Thread.sleep(5);
      }
      Thread.sleep(20);
      assertEquals(4, read.get());
    }
  }

  @Test
  void errorsReachTheConsumerAtTheirBatch() {
    FileNotFoundException gone = new FileNotFoundException("gone.png");
    Watched.Reader reader =
        index -> {
          if (index == 5) {
            throw gone;
          }
          if (index == 7) {
            throw new IllegalStateException("broken");
          }
        };
    for (int ahead : new int[] {0, 3}) {
      EpochBatches epoch =
          Batches.of(new Watched(numbers(9), reader)).size(2).prefetch(ahead, 1).epoch(0);
      epoch.next();
      epoch.next();
      assertSame(gone, assertThrows(UncheckedIOException.class, epoch::next).getCause());
      assertFalse(epoch.hasNext());
      assertThrows(IllegalStateException.class, epoch::next);
      EpochBatches later =
          Batches.of(new Watched(numbers(9), reader))
              .size(2)
              .prefetch(ahead, 1)
              .from(new Position(0, 3));
      assertEquals("broken", assertThrows(IllegalStateException.class, later::next).getMessage());
    }
  }

  @Test
  void anInterruptedConsumerStopsAndStaysInterrupted() {
    CountDownLatch never = new CountDownLatch(1);
    Watched.Reader stuck =
        index -> {
          try {
            never.await();
          } catch (InterruptedException e) {
            throw new InterruptedIOException();
          }
        };
    Thread consumer = Thread.currentThread();
    try (EpochBatches epoch = Batches.of(new Watched(numbers(9), stuck)).epoch(0)) {
      CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS).execute(consumer::interrupt);
      UncheckedIOException thrown = assertThrows(UncheckedIOException.class, epoch::next);
      assertTrue(Thread.interrupted());
      assertTrue(thrown.getCause() instanceof InterruptedIOException);
      assertEquals(new Position(0, 0), epoch.position());
    } finally {
      never.countDown();
    }
  }

  /** With and without threads that prepare, and although the batch may be ready. */
  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void anInterruptIsSeenBeforeTheNextBatch(int ahead) throws InterruptedException {
    Batches batches = Batches.of(numbers(40)).size(2);
    try (EpochBatches epoch = batches.prefetch(ahead, 1).epoch(0)) {
      epoch.next();
      Thread.sleep(50); // what is prepared ahead is ready by now, almost surely
      Thread.currentThread().interrupt();
      UncheckedIOException thrown = assertThrows(UncheckedIOException.class, epoch::next);
      assertTrue(Thread.interrupted());
      assertTrue(thrown.getCause() instanceof InterruptedIOException);
      assertFalse(epoch.hasNext());
    }
  }

  @Test
  void leavesNoThreadBehind() throws InterruptedException {
    EpochBatches whole = Batches.of(numbers(100)).size(1).prefetch(4, 4).epoch(0);
    all(whole);
    EpochBatches closed = Batches.of(numbers(100)).size(1).prefetch(4, 4).epoch(0);
    closed.next();
    closed.close();
    assertThrows(IllegalStateException.class, closed::next);
    assertThrows(NoSuchElementException.class, whole::next);
    EpochBatches abandoned = Batches.of(numbers(100)).size(1).prefetch(4, 4).epoch(0);
    abandoned.next();
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (threads() > 0 && System.nanoTime() < deadline) {
      Thread.sleep(20);
    }
    assertEquals(0, threads());
    assertEquals(99, all(abandoned).size(), "an idle iteration goes on when it is asked to");
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("stria-batches"))
        .count();
  }

  @Test
  void balancedSamplingDrawsEveryClassAlike() throws IOException {
    int[] labels = new int[100];
    labels[3] = labels[4] = labels[5] = 1;
    Dataset skewed = Dataset.of(Tensor.zeros(100, 1, 1, 1), labels, List.of("a", "b", "none"));
    Batch epoch = skewed.batch(Sampler.balanced(5).order(skewed, 0));
    assertEquals(50, Arrays.stream(epoch.labels()).sum());
    int[] rare = new int[100];
    Arrays.stream(epoch.indices()).forEach(i -> rare[i]++);
    assertTrue(rare[3] >= 16 && rare[4] >= 16 && rare[5] >= 16);
    assertEquals(1, Arrays.stream(rare, 6, 100).max().orElseThrow());
    assertArrayEquals(epoch.indices(), Sampler.balanced(5).order(skewed, 0));
    assertFalse(Arrays.equals(epoch.indices(), Sampler.balanced(5).order(skewed, 1)));
  }

  @Test
  void samplingByLengthKeepsLikeWithLikeAndVisitsAllOnce() {
    int[] lengths = new int[107];
    Arrays.setAll(lengths, i -> (i * 37) % 53);
    Dataset numbers = numbers(107);
    Sampler sampler = Sampler.byLength(5, 10, 4, i -> lengths[i]);
    int[] order = sampler.order(numbers, 0);
    assertArrayEquals(IntStream.range(0, 107).toArray(), Arrays.stream(order).sorted().toArray());
    assertArrayEquals(order, sampler.order(numbers, 0));
    assertFalse(Arrays.equals(order, sampler.order(numbers, 1)));
    int filledUp = 0;
    int atRandom = 0;
    int[] shuffled = Sampler.shuffled(5).order(numbers, 0);
    for (int from = 0; from < 100; from += 10) {
      filledUp += longest(order, from, lengths);
      atRandom += longest(shuffled, from, lengths);
    }
    assertTrue(filledUp < 0.8 * atRandom, filledUp + " against " + atRandom);
    assertThrows(IllegalArgumentException.class, () -> Sampler.byLength(1, 0, 4, i -> 1));
    assertThrows(IllegalArgumentException.class, () -> Sampler.byLength(1, 10, 0, i -> 1));
  }

  private static int longest(int[] order, int from, int[] lengths) {
    return Arrays.stream(order, from, from + 10).map(i -> lengths[i]).max().orElseThrow();
  }

  @Test
  void splitsEveryClassInProportion() {
    Dataset.Split split = numbers(300).split(0.2, 1);
    assertArrayEquals(new int[] {80, 80, 80}, split.train().histogram());
    assertArrayEquals(new int[] {20, 20, 20}, split.validation().histogram());
    List<Batch> batches = new ArrayList<>(all(Batches.of(split.train()).size(300).epoch(0)));
    batches.addAll(all(Batches.of(split.validation()).size(300).epoch(0)));
    long distinct = batches.stream().flatMap(batch -> stream(batch.images())).distinct().count();
    assertEquals(600, distinct);
    assertThrows(IllegalArgumentException.class, () -> numbers(3).split(1.5, 1));
    assertThrows(IllegalArgumentException.class, () -> numbers(3).split(Double.NaN, 1));
  }

  private static java.util.stream.Stream<Float> stream(Tensor tensor) {
    List<Float> values = new ArrayList<>();
    for (float value : tensor.data()) {
      values.add(value);
    }
    return values.stream();
  }

  @Test
  void badSettingsAreRefused() {
    Batches batches = Batches.of(numbers(3));
    assertThrows(IllegalArgumentException.class, () -> batches.size(0));
    assertThrows(IllegalArgumentException.class, () -> batches.prefetch(-1, 1));
    assertThrows(IllegalArgumentException.class, () -> batches.prefetch(1, 0));
    assertThrows(IllegalArgumentException.class, () -> new Position(-1, 0));
    assertThrows(IndexOutOfBoundsException.class, () -> numbers(3).subset(3));
    assertThrows(IllegalArgumentException.class, () -> Normalization.of(0, 0));
    assertThrows(
        IllegalArgumentException.class,
        () -> Dataset.ofBytes(Shape.of(1, 1, 1), new byte[1], new int[] {2}, List.of("a", "b")));
  }
}
