package dev.stria.examples;

import dev.stria.visual.Progress;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/** Draws gradient ascent as a bar that is redrawn in place, and ends it when the user asks. */
final class AscentBar implements Progress {
  private static final int WIDTH = 24;
  private static final long REDRAW_NANOS = 100_000_000;

  private final boolean terminal = System.console() != null && System.getenv("TERM") != null;
  private final BooleanSupplier cancelled;
  private long drawn;

  AscentBar(BooleanSupplier cancelled) {
    this.cancelled = cancelled;
  }

  @Override
  public boolean proceed(State state) {
    long now = System.nanoTime();
    boolean last = state.done() == state.total();
    if (terminal && (last || now - drawn > REDRAW_NANOS)) {
      drawn = now;
      System.out.print(last ? "\r" + " ".repeat(70) + "\r" : "\r" + line(state));
      System.out.flush();
    }
    return !cancelled.getAsBoolean();
  }

  private static String line(State state) {
    int filled = (int) (WIDTH * state.done() / state.total());
    return String.format(
        Locale.ROOT,
        "drawing [%s%s] score %9.2f  %d s left ",
        "█".repeat(filled),
        "·".repeat(WIDTH - filled),
        state.score(),
        state.left().toSeconds());
  }
}
