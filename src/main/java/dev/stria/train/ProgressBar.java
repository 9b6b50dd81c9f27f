package dev.stria.train;

import java.io.PrintStream;
import java.util.Locale;

/**
 * Draws training as a line that is redrawn in place: a bar, images per second, loss, accuracy and time
 * left; and a line that stays for every epoch.
 */
public final class ProgressBar implements TrainingListener {
  private static final int WIDTH = 24;
  private static final long REDRAW_NANOS = 100_000_000;

  private final PrintStream out;
  private final boolean inPlace;
  private final String examples;
  private long drawn;

  private ProgressBar(PrintStream out, boolean inPlace, String examples) {
    this.out = out;
    this.inPlace = inPlace;
    this.examples = examples;
  }

  /**
   * Returns a progress bar for a stream; only on a terminal is it redrawn in place, elsewhere just the
   * lines of finished epochs appear.
   *
   * @param out where to draw
   * @return the listener
   */
  public static ProgressBar to(PrintStream out) {
    return new ProgressBar(
        out, System.console() != null && System.getenv("TERM") != null, "images");
  }

  /**
   * Returns a progress bar that calls the examples by another name.
   *
   * @param name such as {@code sentences}; {@code images} if this is never called
   * @return the listener
   */
  public ProgressBar counting(String name) {
    return new ProgressBar(out, inPlace, name);
  }

  @Override
  public void batchDone(Progress progress) {
    long now = System.nanoTime();
    if (inPlace && (now - drawn > REDRAW_NANOS || progress.batch() == progress.batches())) {
      drawn = now;
      out.print("\r" + line(progress, examples) + " ");
      out.flush();
    }
  }

  @Override
  public void epochDone(History.Epoch epoch) {
    out.println((inPlace ? "\r" : "") + line(epoch) + (inPlace ? " ".repeat(40) : ""));
  }

  /** Returns the line of a finished epoch. */
  static String line(History.Epoch epoch) {
    String validated =
        Double.isNaN(epoch.validationAccuracy())
            ? ""
            : String.format(
                Locale.ROOT, ", validation accuracy %.2f %%", 100 * epoch.validationAccuracy());
    StringBuilder metrics = new StringBuilder();
    epoch
        .metrics()
        .forEach(
            (name, value) -> metrics.append(String.format(Locale.ROOT, ", %s %.4f", name, value)));
    return String.format(
        Locale.ROOT,
        "epoch %d: loss %.4f, accuracy %.2f %%%s%s, %.1f s",
        epoch.number() + 1,
        epoch.loss(),
        100 * epoch.accuracy(),
        validated,
        metrics,
        epoch.seconds());
  }

  /** Returns the line as it is drawn, without any control characters. */
  static String line(Progress p, String examples) {
    int filled = (int) ((long) WIDTH * p.batch() / p.batches());
    return String.format(
        Locale.ROOT,
        "epoch %d/%d [%s%s] %s",
        p.epoch() + 1,
        p.epochs(),
        "█".repeat(filled),
        "·".repeat(WIDTH - filled),
        figures(p, examples));
  }

  /** Returns what is behind the bar. */
  private static String figures(Progress p, String examples) {
    return String.format(
        Locale.ROOT,
        "%,7.0f %s/s  loss %.4f  accuracy %5.2f %%  %s left",
        p.examplesPerSecond(),
        examples,
        p.loss(),
        100 * p.accuracy(),
        clock(p.secondsLeft()));
  }

  /** Returns the same in words, without a bar. */
  static String words(Progress p, String examples) {
    return String.format(
        Locale.ROOT,
        "epoch %d/%d, batch %d/%d: %s",
        p.epoch() + 1,
        p.epochs(),
        p.batch(),
        p.batches(),
        figures(p, examples).strip().replace("  ", ", "));
  }

  private static String clock(double seconds) {
    long whole = Math.round(seconds);
    return String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
  }
}
