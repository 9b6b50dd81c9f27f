package dev.stria.data;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The batches of one epoch, in order, some prepared ahead in the background. To be used by one thread.
 *
 * <p>At most the agreed number of batches exist ahead of the consumer. An error while a batch was
 * prepared is thrown when that batch is asked for, an {@link IOException} as the cause of an {@link
 * UncheckedIOException}. After the last batch, an error or {@link #close()} no thread is left behind.
 */
public final class EpochBatches implements Iterable<Batch>, Iterator<Batch>, AutoCloseable {
  private static final AtomicInteger THREADS = new AtomicInteger();

  /** Makes a batch from its number, on any thread. */
  interface Source {
    Batch make(int number) throws IOException;
  }

  private final Source source;
  private final int epoch;
  private final int count;
  private final int prefetch;
  private final ExecutorService workers;
  private final ArrayDeque<Future<Batch>> ahead = new ArrayDeque<>();
  private int next;
  private boolean closed;

  EpochBatches(Source source, Position start, int count, int prefetch, int threads) {
    this.source = source;
    this.epoch = start.epoch();
    this.next = start.batch();
    this.count = count;
    this.prefetch = prefetch;
    this.workers = prefetch == 0 || next == count ? null : workers(Math.min(threads, prefetch));
    fill();
  }

  /** Daemon threads that end when idle, so that an iteration abandoned without close leaks nothing. */
  private static ExecutorService workers(int threads) {
    ThreadPoolExecutor workers =
        new ThreadPoolExecutor(
            threads,
            threads,
            1,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> {
              Thread thread = new Thread(work, "stria-batches-" + THREADS.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    workers.allowCoreThreadTimeOut(true);
    return workers;
  }

  private void fill() {
    while (workers != null && ahead.size() < prefetch && next + ahead.size() < count) {
      int number = next + ahead.size();
      ahead.add(workers.submit(() -> source.make(number)));
    }
  }

  /**
   * Returns the position of the next batch, to be saved for resuming; after the last one, the
   * beginning of the next epoch.
   *
   * @return the position
   */
  public Position position() {
    return next < count ? new Position(epoch, next) : new Position(epoch + 1, 0);
  }

  /**
   * Returns the number of batches in the whole epoch.
   *
   * @return the number
   */
  public int count() {
    return count;
  }

  @Override
  public boolean hasNext() {
    return !closed && next < count;
  }

  /**
   * Returns the next batch, waiting for it if need be.
   *
   * @return the batch
   * @throws NoSuchElementException if there is none left
   * @throws IllegalStateException if this was closed
   * @throws UncheckedIOException if an image could not be read, or if the thread was
   *     interrupted (the cause is an {@link InterruptedIOException}, and the thread's interrupt flag
   *     stays set)
   */
  @Override
  public Batch next() {
    if (closed && next < count) {
      throw new IllegalStateException("the batches of epoch " + epoch + " were closed");
    }
    if (next >= count) {
      throw new NoSuchElementException("epoch " + epoch + " has only " + count + " batches");
    }
    boolean done = false;
    try {
      requireNoInterrupt(); // a batch that is ready is handed out without a look at the flag
      Batch batch = workers == null ? source.make(next) : ahead.remove().get();
      next++;
      fill();
      done = next < count;
      return batch;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ExecutionException e) {
      throw asUnchecked(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(
          new InterruptedIOException("interrupted while waiting for a batch"));
    } finally {
      if (!done) {
        close();
      }
    }
  }

  private static void requireNoInterrupt() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  private static RuntimeException asUnchecked(Throwable problem) {
    if (problem instanceof Error error) {
      throw error;
    }
    return problem instanceof IOException io
        ? new UncheckedIOException(io)
        : (RuntimeException) problem;
  }

  /**
   * Returns this object: the batches that are left.
   *
   * @return the iterator
   */
  @Override
  public Iterator<Batch> iterator() {
    return this;
  }

  /** Stops the background work. What is being read is read to its end, as files may be shared. */
  @Override
  public void close() {
    closed = true;
    ahead.forEach(future -> future.cancel(false));
    ahead.clear();
    if (workers != null) {
      workers.shutdown();
    }
  }
}
