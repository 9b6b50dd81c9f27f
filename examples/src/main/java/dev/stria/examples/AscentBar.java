package dev.stria.examples;

import dev.stria.visual.Progress;
import java.time.Duration;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/** Draws work in steps as a bar that is redrawn in place, and ends it when the user asks. */
final class AscentBar implements Progress {
  private static final int WIDTH = 24;
  private static final int LINE = 78;
  private static final long REDRAW_NANOS = 100_000_000;

  private final boolean terminal = System.console() != null && System.getenv("TERM") != null;
  private final String work;
  private final String measure;
  private final BooleanSupplier cancelled;
  private long drawn;

  AscentBar(BooleanSupplier cancelled) {
    this("drawing", "score", cancelled);
  }

  /**
   * Creates a bar.
   *
   * @param work what is done, such as {@code dreaming}
   * @param measure what the number means, such as {@code loss}
   * @param cancelled whether to stop
   */
  AscentBar(String work, String measure, BooleanSupplier cancelled) {
    this.work = work;
    this.measure = measure;
    this.cancelled = cancelled;
  }

  @Override
  public boolean proceed(State state) {
    long now = System.nanoTime();
    boolean last = state.done() == state.total();
    if (terminal && (last || now - drawn > REDRAW_NANOS)) {
      drawn = now;
      System.out.print(last ? "\r" + " ".repeat(LINE) + "\r" : "\r" + line(state));
      System.out.flush();
    }
    return !cancelled.getAsBoolean();
  }

  private String line(State state) {
    int filled = (int) (WIDTH * state.share());
    return String.format(
        Locale.ROOT,
        "%s [%s%s] %s %9.4g  %s left ",
        work,
        "█".repeat(filled),
        "·".repeat(WIDTH - filled),
        measure,
        state.score(),
        time(state.left()));
  }

  private static String time(Duration time) {
    long seconds = time.toSeconds();
    return seconds < 100 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
  }
}
