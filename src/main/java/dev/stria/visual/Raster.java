package dev.stria.visual;

import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.Arrays;

/** A picture of 8 bits a channel to draw on: tiles, text, lines. */
final class Raster {
  static final int WHITE = 0xFFFFFF;
  static final int INK = 0x24292F;
  static final int MUTED = 0x6E7781;

  private final int width;
  private final int height;
  private final int[] rgb;

  Raster(int width, int height, int background) {
    this.width = width;
    this.height = height;
    this.rgb = new int[Math.multiplyExact(width, height)];
    Arrays.fill(rgb, background);
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  int at(int x, int y) {
    return rgb[y * width + x];
  }

  void set(int x, int y, int color) {
    if (x >= 0 && x < width && y >= 0 && y < height) {
      rgb[y * width + x] = color;
    }
  }

  void fill(int x, int y, int w, int h, int color) {
    int left = Math.max(0, x);
    int right = Math.min(width, x + w);
    for (int row = Math.max(0, y); left < right && row < Math.min(height, y + h); row++) {
      Arrays.fill(rgb, row * width + left, row * width + right, color);
    }
  }

  /** Draws a frame of a thickness just inside a rectangle. */
  void frame(int x, int y, int w, int h, int thickness, int color) {
    fill(x, y, w, thickness, color);
    fill(x, y + h - thickness, w, thickness, color);
    fill(x, y, thickness, h, color);
    fill(x + w - thickness, y, thickness, h, color);
  }

  /** Draws an image {@code [1 or 3, H, W]} with values from 0 to 1, each pixel as a square. */
  void image(Tensor image, int x, int y, int zoom) {
    Shape shape = image.shape();
    if (shape.rank() != 3 || shape.size(0) != 1 && shape.size(0) != 3) {
      throw new ShapeException("picture", "[1 or 3, H, W]", shape, "");
    }
    int area = shape.size(1) * shape.size(2);
    int second = shape.size(0) == 3 ? area : 0;
    float[] v = image.data();
    for (int row = 0; row < shape.size(1); row++) {
      for (int column = 0; column < shape.size(2); column++) {
        int at = row * shape.size(2) + column;
        int color = color(v[at], v[at + second], v[at + 2 * second]);
        fill(x + column * zoom, y + row * zoom, zoom, zoom, color);
      }
    }
  }

  /** Draws text, each dot of a letter as a square. */
  void text(String text, int x, int y, int zoom, int color) {
    for (int i = 0; i < text.length(); i++) {
      for (int dot = 0; dot < PixelFont.ADVANCE * PixelFont.HEIGHT; dot++) {
        int column = dot % PixelFont.ADVANCE;
        int row = dot / PixelFont.ADVANCE;
        if (PixelFont.dot(text.charAt(i), column, row)) {
          fill(x + (i * PixelFont.ADVANCE + column) * zoom, y + row * zoom, zoom, zoom, color);
        }
      }
    }
  }

  /** Draws text so that it is centered at a column. */
  void centered(String text, int x, int y, int zoom, int color) {
    text(text, x - PixelFont.width(text) * zoom / 2, y, zoom, color);
  }

  /** Draws text so that it ends at a column. */
  void right(String text, int x, int y, int zoom, int color) {
    text(text, x - PixelFont.width(text) * zoom, y, zoom, color);
  }

  /** Draws a line of a thickness. */
  void line(double x0, double y0, double x1, double y1, double thickness, int color) {
    double dx = x1 - x0;
    double dy = y1 - y0;
    double square = Math.max(1e-9, dx * dx + dy * dy);
    double r = thickness / 2;
    for (int y = (int) (Math.min(y0, y1) - r); y <= Math.max(y0, y1) + r; y++) {
      for (int x = (int) (Math.min(x0, x1) - r); x <= Math.max(x0, x1) + r; x++) {
        double t = Math.max(0, Math.min(1, ((x - x0) * dx + (y - y0) * dy) / square));
        double ex = x - x0 - t * dx;
        double ey = y - y0 - t * dy;
        if (ex * ex + ey * ey <= r * r) {
          set(x, y, color);
        }
      }
    }
  }

  /** Returns this picture with squares of pixels averaged into one: smooth lines out of coarse ones. */
  Raster shrunk(int factor) {
    Raster small = new Raster(width / factor, height / factor, 0);
    for (int y = 0; y < small.height; y++) {
      for (int x = 0; x < small.width; x++) {
        small.set(x, y, average(x * factor, y * factor, factor));
      }
    }
    return small;
  }

  private int average(int x, int y, int size) {
    int red = 0;
    int green = 0;
    int blue = 0;
    for (int i = 0; i < size * size; i++) {
      int color = at(x + i % size, y + i / size);
      red += color >> 16;
      green += color >> 8 & 255;
      blue += color & 255;
    }
    int count = size * size;
    return (red + count / 2) / count << 16
        | (green + count / 2) / count << 8
        | (blue + count / 2) / count;
  }

  /** Returns this picture as {@code [C, H, W]} with values from 0 to 1, one channel if it is all grey. */
  Tensor tensor() {
    boolean grey = Arrays.stream(rgb).allMatch(c -> (c & 255) * 0x10101 == c);
    return tensor(grey ? 1 : 3);
  }

  /** Returns this picture with 3 channels, or with 1, which is all there is to see of it if it is grey. */
  Tensor tensor(int channels) {
    Tensor tensor = Tensor.zeros(channels, height, width);
    for (int i = 0; i < rgb.length; i++) {
      for (int c = 0; c < channels; c++) {
        tensor.data()[c * rgb.length + i] = (rgb[i] >> 16 - 8 * c & 255) / 255f;
      }
    }
    return tensor;
  }

  /** Returns the color of values from 0 to 1. */
  static int color(float red, float green, float blue) {
    return toByte(red) << 16 | toByte(green) << 8 | toByte(blue);
  }

  /** Returns the 8 bits that a value from 0 to 1 is saved as. */
  static int toByte(float x) {
    return x <= 0 ? 0 : x >= 1 ? 255 : Math.round(x * 255);
  }
}
