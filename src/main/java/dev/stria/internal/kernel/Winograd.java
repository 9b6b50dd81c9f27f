package dev.stria.internal.kernel;

import dev.stria.internal.log.Logs;
import org.slf4j.Logger;

/** Whether convolutions with filters of 3 × 3 may be computed by {@link WinogradPass}, which rounds otherwise: off by default. */
public final class Winograd {
  private static final Logger LOG = Logs.of(Winograd.class);

  /** Channels and filters from which on the products outweigh the transforms. */
  private static final int CHANNELS = 32;

  /** Tiles of a call from which on it pays to transform the filters. */
  private static final int TILES = 8;

  /** Positions of an image of which the blocks of the usual forward pass lose nothing if they are a multiple of this. */
  private static final int POSITIONS = 64;

  /** Tiles of a call from which on it beats those blocks. */
  private static final int MORE_TILES = 24;

  /** The most floats that the transformed filters of a call take. */
  private static final long MOST_FLOATS = 1 << 27;

  private static volatile boolean on = initially();

  private Winograd() {}

  private static boolean initially() {
    String wanted = System.getProperty("stria.winograd", "false");
    if (!wanted.equalsIgnoreCase("true") && !wanted.equalsIgnoreCase("false")) {
      LOG.warn("stria.winograd: expected true or false, but got '{}'; taken as false", wanted);
    }
    return Boolean.parseBoolean(wanted);
  }

  /**
   * Switches it on or off.
   *
   * @param wanted whether it may be used
   */
  public static void on(boolean wanted) {
    on = wanted;
  }

  /**
   * Returns whether it may be used.
   *
   * @return whether
   */
  public static boolean isOn() {
    return on;
  }

  /** Whether the forward pass of a convolution is computed so. */
  static boolean takesForward(ConvGeometry g) {
    int positions = g.outH() * g.outW();
    boolean pays =
        positions % POSITIONS != 0
            || TilePlan.tiles(g.outH()) * TilePlan.tiles(g.outW()) * (long) g.n() >= MORE_TILES;
    return on && pays && suits(g, g.outH(), g.outW());
  }

  /** Whether the gradient of a convolution's data is computed so. */
  static boolean takesData(ConvGeometry g) {
    return on && suits(g, g.h(), g.w());
  }

  /** Whether a convolution with results of this size is one for which it works, and pays. */
  static boolean suits(ConvGeometry g, int rows, int columns) {
    boolean works =
        g.kh() == 3
            && g.kw() == 3
            && g.strideH() == 1
            && g.strideW() == 1
            && g.dilationH() == 1
            && g.dilationW() == 1
            && g.groups() == 1;
    if (!works || g.c() < CHANNELS || g.k() < CHANNELS) {
      return false;
    }
    int covered = TilePlan.tiles(rows) * TilePlan.tiles(columns);
    return covered * (long) g.n() >= TILES
        && 2L * rows * columns >= (long) covered * TilePlan.SIDE * TilePlan.SIDE
        && (long) TilePlan.FACTORS * g.c() * g.k() <= MOST_FLOATS;
  }
}
