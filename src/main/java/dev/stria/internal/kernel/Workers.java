package dev.stria.internal.kernel;

import java.util.concurrent.locks.LockSupport;

/**
 * The threads that help a caller, with one job at a time.
 *
 * <p>A training step is many small jobs with little between them, so those who have done one stay awake for the next for a
 * short while, unless there are more threads than processors.
 */
final class Workers {
  /**
   * Longer than what most steps do between two jobs, and short enough to be no load for others. A processor that is idle on a shared
   * machine may take milliseconds to come back.
   */
  private static final Patience PATIENCE = new Patience(2_000_000);

  private final int threads;
  private final Patience patience;
  private final Worker[] workers;
  private volatile Job job;
  private volatile boolean ended;

  /** Creates workers, of which the caller of each job is one; the others start with the first job. */
  Workers(int threads) {
    this.threads = threads;
    this.patience =
        threads <= Runtime.getRuntime().availableProcessors() ? PATIENCE : Patience.NONE;
    this.workers = new Worker[threads - 1];
  }

  int threads() {
    return threads;
  }

  /** Asks for help with a job; one caller at a time. */
  synchronized void start(Job next) {
    job = next;
    for (int i = 0; i < Math.min(workers.length, next.blocks() - 1); i++) {
      if (workers[i] == null && !ended) {
        workers[i] = new Worker(i + 1);
        workers[i].start();
      } else if (workers[i] != null && workers[i].asleep) {
        LockSupport.unpark(workers[i]);
      }
    }
  }

  /** Waits until a job has ended. */
  void finish(Job done) {
    done.await(patience);
    job = null;
  }

  /** Sends the workers away once they have done what they are at. */
  synchronized void end() {
    ended = true;
    for (Worker worker : workers) {
      LockSupport.unpark(worker);
    }
  }

  /** A thread that helps with each job, as long as there are blocks left. */
  private final class Worker extends Thread {
    private final int number;
    private volatile boolean asleep;
    private Job former;

    Worker(int number) {
      super(null, null, "stria-" + number, 0, false);
      this.number = number;
      setDaemon(true);
      setContextClassLoader(null); // it outlives the application that happens to start it
    }

    @Override
    public void run() {
      while (!ended) {
        Job found = job;
        if (found != null && found != former) {
          former = found;
          found.help(number);
        }
        await();
      }
    }

    /** Waits until there is a job that is not the former, or no more to wait for. */
    private void await() {
      patience.await(this::isWanted);
      asleep = true;
      while (!isWanted()) {
        LockSupport.park(Workers.this);
      }
      asleep = false;
    }

    private boolean isWanted() {
      Job found = job;
      return ended || found != null && found != former;
    }
  }
}
