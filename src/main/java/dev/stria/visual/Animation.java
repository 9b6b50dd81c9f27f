package dev.stria.visual;

import dev.stria.data.ImageFile;
import dev.stria.data.SafeFile;
import dev.stria.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Records how the pictures of an {@link Ascent} arise, and writes them as an animated PNG, which browsers
 * show: one picture, or a whole layer on a sheet. The first steps change most, so they get more frames; the
 * last frame, which stays longest, holds the pictures at their best step.
 *
 * <pre>{@code
 * Animation animation = Animation.of(16);
 * see.with(ascent -> ascent.record(animation)).filterMaps("conv2");
 * animation.save(Path.of("filters.png"), "conv2: what each filter answers to");
 * }</pre>
 *
 * <p>It holds one ascent; another one that is recorded with it takes its place.
 */
public final class Animation {
  private static final int COLUMNS = 10;
  private static final int TILE = 84;
  private static final int ALONE = 280;
  private static final int MILLISECONDS = 120;
  private static final int LAST_MILLISECONDS = 2_500;

  private final int frames;
  private final Map<Integer, List<Picture>> pictures = new TreeMap<>();
  private List<Objective> objectives = List.of();
  private int steps;

  private Animation(int frames) {
    this.frames = frames;
  }

  /**
   * Returns an animation that waits for an ascent.
   *
   * @param frames how many frames, at least 2; an ascent of few steps has fewer
   * @return the animation
   * @throws IllegalArgumentException if that is not enough
   */
  public static Animation of(int frames) {
    if (frames < 2) {
      throw new IllegalArgumentException("animation: expected 2 frames or more, but got " + frames);
    }
    return new Animation(frames);
  }

  /** Forgets what it holds, and waits for the frames of an ascent. */
  synchronized void begin(int steps, List<Objective> objectives) {
    this.steps = steps;
    this.objectives = List.copyOf(objectives);
    pictures.clear();
    int at = 0;
    for (int i = 0; i < frames - 1 && at < steps; i++) {
      double part = (double) i / (frames - 1);
      at = Math.max(at, (int) Math.round(part * part * steps));
      pictures.put(at++, new ArrayList<>());
    }
    pictures.put(steps, new ArrayList<>());
  }

  /** Looks at the pictures of a batch; batches come one after the other. */
  synchronized void show(int step, Tensor batch, long seed) {
    List<Picture> frame = pictures.get(step);
    if (frame == null || step == steps) {
      return; // the last frame shows the best
    }
    int n = batch.shape().size(0);
    int count = batch.shape().count() / n;
    for (int i = 0; i < n; i++) {
      float[] image = Arrays.copyOfRange(batch.data(), i * count, (i + 1) * count);
      Tensor tensor = Tensor.of(batch.shape().dropFirst(), image);
      Objective objective = objectives.get(frame.size());
      frame.add(new Picture(objective, tensor, 0, 0, step, step, seed));
    }
  }

  /** Takes the best pictures for the last frame; frames that were not reached by all are left out. */
  synchronized void end(List<Picture> best) {
    pictures.get(steps).addAll(best);
    pictures.values().removeIf(frame -> frame.size() < best.size() || frame.isEmpty());
  }

  /**
   * Counts the frames.
   *
   * @return how many there are; 0 before an ascent has ended
   */
  public synchronized int frames() {
    return pictures.containsKey(steps) && !pictures.get(steps).isEmpty() ? pictures.size() : 0;
  }

  /**
   * Encodes the animation. The same ascent gives the same bytes.
   *
   * @param title what stands above the pictures, before the number of the step
   * @return the bytes of an animated PNG file, with title, steps and seed in its metadata
   * @throws IllegalStateException if no ascent was recorded to its end
   */
  public synchronized byte[] png(String title) {
    if (frames() == 0) {
      throw new IllegalStateException(
          "animation: nothing was recorded; give it to an ascent, by record(…), and make pictures");
    }
    List<Picture> best = pictures.get(steps);
    int side = best.get(0).image().shape().size(2);
    int zoom = Math.max(1, (best.size() == 1 ? ALONE : TILE) / side);
    int channels = best.get(0).image().shape().size(0);
    List<Tensor> drawn = new ArrayList<>();
    pictures.forEach(
        (step, frame) -> {
          String which = step == steps ? "best step" : String.format(Locale.ROOT, "step %4d", step);
          String heading = title + "  " + which;
          Sheet sheet = Sheet.of(COLUMNS, zoom).title(heading).add(frame, List.of());
          drawn.add(sheet.raster().tensor(channels));
        });
    int[] times = new int[drawn.size()];
    Arrays.fill(times, MILLISECONDS);
    times[times.length - 1] = LAST_MILLISECONDS;
    Map<String, String> text = new TreeMap<>();
    text.put("Title", title);
    text.put("Seed", String.valueOf(best.get(0).seed()));
    text.put("Steps", String.valueOf(steps));
    text.put("Software", "Stria");
    return ImageFile.animatedPng(drawn, times, text);
  }

  /**
   * Writes the animation into a file, which is replaced if it exists, as a whole or not at all.
   *
   * @param file the file; as it is a PNG file, its name had better end in .png
   * @param title what stands above the pictures
   * @throws IllegalStateException if no ascent was recorded to its end
   * @throws IOException if it cannot be written; the file is then as it was before
   */
  public void save(Path file, String title) throws IOException {
    byte[] bytes = png(title);
    SafeFile.write(file, out -> out.write(bytes));
  }
}
