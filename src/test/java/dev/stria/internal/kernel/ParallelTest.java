package dev.stria.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Blocks are each done once, whoever does them and whatever happens meanwhile. */
class ParallelTest {
  private final int before = Parallel.threads();

  @AfterEach
  void restore() {
    Parallel.threads(before);
  }

  @Test
  void eachBlockIsDoneOnceAtAnyNumberOfThreads() {
    for (int threads : new int[] {1, 2, 3, 9}) {
      Parallel.threads(threads);
      for (int blocks : new int[] {0, 1, 2, 3, 17}) {
        for (int time = 0; time < 50; time++) {
          AtomicIntegerArray done = new AtomicIntegerArray(blocks);
          Parallel.run(blocks, done::incrementAndGet);
          for (int i = 0; i < blocks; i++) {
            assertEquals(1, done.get(i), threads + " threads, block " + i);
          }
        }
      }
    }
  }

  @Test
  void helpersTakePartAwakeAndAsleep() throws InterruptedException {
    Parallel.threads(2);
    for (int pause : new int[] {0, 0, 5, 0}) {
      Thread.sleep(pause);
      Set<Thread> seen = ConcurrentHashMap.newKeySet();
      CountDownLatch both = new CountDownLatch(2);
      Parallel.run(
          2,
          block -> {
            seen.add(Thread.currentThread());
            both.countDown();
            await(both); // never ends unless two threads take part
          });
      assertEquals(2, seen.size());
      assertTrue(seen.contains(Thread.currentThread()));
    }
  }

  @Test
  void eachThreadBeginsWithItsOwnPart() {
    Parallel.threads(2);
    CountDownLatch helping = new CountDownLatch(1);
    AtomicInteger first = new AtomicInteger(-1);
    Thread caller = Thread.currentThread();
    Parallel.run(
        8,
        block -> {
          if (Thread.currentThread() != caller) {
            first.compareAndSet(-1, block);
            helping.countDown();
          }
          await(helping); // the caller has not gone on to the other half
        });
    assertEquals(4, first.get());
  }

  @Test
  void smallWorkStaysWithTheCaller() {
    Parallel.threads(2);
    Set<Thread> seen = ConcurrentHashMap.newKeySet();
    Parallel.run(8, 1000, block -> seen.add(Thread.currentThread()));
    assertEquals(Set.of(Thread.currentThread()), seen);
  }

  @Test
  void whatABlockThrowsReachesTheCallerAndTheNextRunWorks() {
    Parallel.threads(3);
    RuntimeException thrown = new IllegalStateException("block 3");
    for (int time = 0; time < 20; time++) {
      assertSame(
          thrown,
          assertThrows(
              IllegalStateException.class,
              () ->
                  Parallel.run(
                      8,
                      block -> {
                        if (block == 3) {
                          throw thrown;
                        }
                      })));
    }
    eachBlockIsDoneOnceAtAnyNumberOfThreads();
  }

  @Test
  void aBlockMayRunBlocks() {
    Parallel.threads(2);
    AtomicIntegerArray done = new AtomicIntegerArray(12);
    Parallel.run(3, i -> Parallel.run(4, j -> done.incrementAndGet(4 * i + j)));
    for (int i = 0; i < 12; i++) {
      assertEquals(1, done.get(i));
    }
  }

  @Test
  void manyCallersAtOnceAllGetTheirBlocksDone() throws InterruptedException {
    Parallel.threads(2);
    List<Thread> callers = new ArrayList<>();
    AtomicIntegerArray done = new AtomicIntegerArray(4);
    for (int caller = 0; caller < 4; caller++) {
      int number = caller;
      callers.add(
          new Thread(
              () -> {
                for (int time = 0; time < 500; time++) {
                  Parallel.run(3, block -> done.incrementAndGet(number));
                }
              }));
    }
    callers.forEach(Thread::start);
    for (Thread caller : callers) {
      caller.join();
    }
    for (int caller = 0; caller < 4; caller++) {
      assertEquals(1500, done.get(caller));
    }
  }

  @Test
  void anInterruptIsKeptAndCutsNothingShort() {
    Parallel.threads(2);
    AtomicIntegerArray done = new AtomicIntegerArray(1);
    Thread.currentThread().interrupt();
    Parallel.run(
        40,
        block -> {
          long start = System.nanoTime();
          while (System.nanoTime() - start < 100_000) {
            Thread.onSpinWait();
          }
          done.incrementAndGet(0);
        });
    assertTrue(Thread.interrupted());
    assertEquals(40, done.get(0));
  }

  @Test
  void theNumberOfThreadsMayChangeWhileBlocksRun() throws InterruptedException {
    Parallel.threads(2);
    AtomicIntegerArray done = new AtomicIntegerArray(1);
    Thread caller =
        new Thread(
            () -> {
              for (int time = 0; time < 2000; time++) {
                Parallel.run(4, block -> done.incrementAndGet(0));
              }
            });
    caller.start();
    for (int threads = 1; caller.isAlive(); threads = threads % 4 + 1) {
      Parallel.threads(threads);
    }
    caller.join();
    assertEquals(8000, done.get(0));
  }

  @Test
  void helpersThatAreNoLongerWantedEnd() throws InterruptedException {
    Parallel.threads(4);
    Set<Thread> former = helpers();
    Parallel.run(8, block -> {});
    Set<Thread> helpers = helpers();
    helpers.removeAll(former);
    assertFalse(helpers.isEmpty());
    assertTrue(helpers.stream().allMatch(Thread::isDaemon));
    Parallel.threads(1);
    for (Thread helper : helpers) {
      helper.join(10_000);
      assertFalse(helper.isAlive());
    }
  }

  private static Set<Thread> helpers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().matches("stria-[0-9]+"))
        .collect(Collectors.toSet());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
