package dev.stria.visual;

import dev.stria.autograd.Tape;
import dev.stria.data.Dataset;
import dev.stria.nn.Layer;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How strongly the filters or units of a layer answer to a data set, and which never do.
 *
 * @param layer the layer's path
 * @param units what each filter or unit does, over all places of all pictures
 */
public record LayerStatistics(String layer, List<Unit> units) {
  private static final int BAR = 12;
  private static final int HEIGHT = 120;
  private static final int MARGIN = 12;

  /**
   * What one filter or unit does.
   *
   * @param mean the mean answer
   * @param maximum the largest answer
   * @param zeros the part of the answers that are exactly 0, from 0 to 1
   */
  public record Unit(double mean, double maximum, double zeros) {
    /**
     * Tells whether the unit never answered anything but 0.
     *
     * @return whether it is dead
     */
    public boolean dead() {
      return zeros == 1;
    }
  }

  /** Copies the list. */
  public LayerStatistics {
    units = List.copyOf(units);
  }

  static LayerStatistics of(Layer network, Preparation preparation, String layer, Dataset pictures)
      throws IOException {
    Sums sums = new Sums();
    int portion = pictures.size() == 0 ? 1 : Judge.portion(pictures.image(0).shape());
    for (int from = 0; from < pictures.size(); from += portion) {
      int[] indices = IntStream.range(from, Math.min(from + portion, pictures.size())).toArray();
      try (Tape tape = Tape.predicting()) {
        Tensor input = preparation.apply(tape.trace(pictures.batch(indices).images()));
        sums.add(Responses.run(network, input, List.of(layer)).whole(layer));
      }
    }
    return new LayerStatistics(layer, sums.units());
  }

  /**
   * Returns the units that never answered.
   *
   * @return their numbers
   */
  public List<Integer> dead() {
    return IntStream.range(0, units.size()).filter(k -> units.get(k).dead()).boxed().toList();
  }

  /**
   * Says in a line how the layer answers.
   *
   * @return such as {@code relu2: mean 0.31, 62 % zeros, 1 of 50 dead: 17}
   */
  public String summary() {
    List<Integer> dead = dead();
    String numbers = dead.toString();
    return String.format(
        Locale.ROOT,
        "%s: mean %.3g, %.0f %% zeros, %d of %d dead%s",
        layer,
        units.stream().mapToDouble(Unit::mean).average().orElse(0),
        100 * units.stream().mapToDouble(Unit::zeros).average().orElse(0),
        dead.size(),
        units.size(),
        dead.isEmpty() ? "" : ": " + numbers.substring(1, numbers.length() - 1));
  }

  /**
   * Draws a bar for each unit, its largest answer light and its mean dark; dead ones are marked in red.
   *
   * @return the picture
   */
  public Drawing draw() {
    String title = layer + ": largest and mean answer of each unit";
    int width = 2 * MARGIN + Math.max(units.size() * BAR, 2 * PixelFont.width(title));
    int bottom = MARGIN + 30 + HEIGHT;
    Raster raster = new Raster(width, bottom + 24, Raster.WHITE);
    raster.text(title, MARGIN, MARGIN, 2, Raster.INK);
    double most = Math.max(1e-30, units.stream().mapToDouble(Unit::maximum).max().orElse(1));
    for (int k = 0; k < units.size(); k++) {
      Unit unit = units.get(k);
      int x = MARGIN + k * BAR;
      int top = (int) Math.round(HEIGHT * Math.max(0, unit.maximum()) / most);
      int mean = (int) Math.round(HEIGHT * Math.max(0, unit.mean()) / most);
      raster.fill(x, bottom - top, BAR - 2, top, 0xB6D4FE);
      raster.fill(x, bottom - mean, BAR - 2, mean, 0x0969DA);
      raster.fill(x, bottom, BAR - 2, 3, unit.dead() ? 0xCF222E : 0xD0D7DE);
      if (k % 5 == 0) {
        raster.centered(String.valueOf(k), x + BAR / 2 - 1, bottom + 8, 1, Raster.MUTED);
      }
    }
    return new Drawing(raster, Map.of("Title", title));
  }

  /** Sums over the answers of each unit. */
  private static final class Sums {
    private double[] sum = {};
    private double[] maximum = {};
    private long[] zeros = {};
    private long count;

    void add(Tensor y) {
      Shape shape = y.shape();
      int units = shape.size(1);
      int area = shape.count() / (shape.size(0) * units);
      if (sum.length == 0) {
        sum = new double[units];
        maximum = new double[units];
        zeros = new long[units];
        Arrays.fill(maximum, Double.NEGATIVE_INFINITY);
      }
      for (int i = 0; i < shape.count(); i++) {
        int unit = i / area % units;
        float value = y.data()[i];
        sum[unit] += value;
        maximum[unit] = Math.max(maximum[unit], value);
        zeros[unit] += value == 0 ? 1 : 0;
      }
      count += (long) shape.size(0) * area;
    }

    List<Unit> units() {
      List<Unit> units = new ArrayList<>();
      for (int k = 0; k < sum.length; k++) {
        units.add(new Unit(sum[k] / count, maximum[k], (double) zeros[k] / count));
      }
      return units;
    }
  }
}
