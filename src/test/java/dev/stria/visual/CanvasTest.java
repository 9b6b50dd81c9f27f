package dev.stria.visual;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stria.autograd.GradientCheck;
import dev.stria.data.Normalization;
import dev.stria.nn.Conv2d;
import dev.stria.nn.Relu;
import dev.stria.nn.Sequential;
import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Waves and decorrelated colors: what is painted, its gradient and its inverse. */
class CanvasTest {
  private static final List<Shape> SIZES =
      List.of(Shape.of(1, 8, 8), Shape.of(1, 7, 9), Shape.of(3, 5, 12), Shape.of(1, 11, 4));

  private static Tensor noise(Shape shape, long seed) {
    Tensor noise = Tensor.zeros(shape);
    SeededRandom random = new SeededRandom(seed);
    for (int i = 0; i < noise.data().length; i++) {
      noise.data()[i] = (float) random.nextGaussian();
    }
    return noise;
  }

  /** The definition, one wave after the other. */
  private static double waves(Tensor v, int plane, int row, int column, Shape picture) {
    int height = picture.size(1);
    int width = picture.size(2);
    int half = width / 2 + 1;
    double sum = 0;
    for (int i = 0; i < height * width; i++) {
      int y = i / width;
      int x = i % width;
      // the whole spectrum of a real picture: what lies right of the middle mirrors what lies left
      boolean mirrored = x >= half;
      int u = mirrored ? (height - y) % height : y;
      int w = mirrored ? width - x : x;
      int at = (plane * half + w) * 2 * height + u;
      double fy = (double) Math.min(y, height - y) / height;
      double fx = (double) w / width;
      double f = Math.max(1.0 / Math.max(height, width), Math.hypot(fy, fx));
      double angle = 2 * Math.PI * ((double) y * row / height + (double) x * column / width);
      double imaginary = mirrored ? -v.data()[at + height] : v.data()[at + height];
      sum += (v.data()[at] * Math.cos(angle) - imaginary * Math.sin(angle)) / f;
    }
    return sum / (4 * Math.sqrt((double) height * width));
  }

  @Test
  void aSpectrumIsTheSumOfItsWavesInAnySize() {
    Spectrum spectrum = new Spectrum();
    for (Shape picture : SIZES) {
      Tensor values = noise(spectrum.values(picture).prepend(2), 1);
      Tensor image = spectrum.image(values, picture);
      assertEquals(picture.prepend(2), image.shape());
      int area = picture.size(1) * picture.size(2);
      for (int i = 0; i < image.data().length; i++) {
        double expected =
            waves(
                values,
                i / area,
                i / picture.size(2) % picture.size(1),
                i % picture.size(2),
                picture);
        assertEquals(expected, image.data()[i], 2e-5, picture + " at " + i);
      }
    }
  }

  @Test
  void anyPictureCanBeStartedFrom() {
    for (Canvas canvas : List.of(Canvas.sigmoid(), Canvas.fourier(), Canvas.naturalColor())) {
      for (Shape shape : SIZES) {
        Tensor picture = noise(shape, 2);
        for (int i = 0; i < picture.data().length; i++) {
          picture.data()[i] = Math.max(0.02f, Math.min(0.98f, 0.5f + 0.2f * picture.data()[i]));
        }
        Tensor values = Tensor.zeros(canvas.values(shape).prepend(1));
        canvas.start(picture, values.data(), 0);
        assertArrayEquals(
            picture.data(), canvas.paint(values, shape).data(), 2e-5f, canvas + " " + shape);
      }
    }
  }

  @Test
  void gradientsAreThoseOfDifferences() {
    for (Canvas canvas : List.of(Canvas.sigmoid(), Canvas.fourier(), Canvas.naturalColor())) {
      for (Shape picture : SIZES) {
        GradientCheck.of(x -> canvas.paint(x[0], picture))
            .check(noise(canvas.values(picture).prepend(1), 3));
      }
    }
    GradientCheck.of(x -> Transform.robust().apply(x[0], new SeededRandom(5)))
        .check(noise(Shape.of(1, 1, 12, 15), 4));
    GradientCheck.of(x -> Transform.fit(9, 4).apply(x[0], new SeededRandom(5)))
        .check(noise(Shape.of(1, 2, 6, 7), 4));
  }

  @Test
  void quietWavesAreGreyAndAsStrongAtEveryScale() {
    Shape picture = Shape.of(3, 32, 32);
    for (Canvas canvas : List.of(Canvas.fourier(), Canvas.naturalColor())) {
      Tensor values = Tensor.zeros(canvas.values(picture).prepend(1));
      canvas.start(picture, new SeededRandom(6), 0.01, values.data(), 0);
      for (float value : canvas.paint(values, picture).data()) {
        assertEquals(0.5f, value, 0.1f);
      }
    }
  }

  @Test
  void aNetworkThatTakesBlueFirstGetsTheSamePicture() {
    Sequential rgb = network();
    Sequential bgr = network();
    float[] from = rgb.parameter("conv.weight").value().data();
    float[] to = bgr.parameter("conv.weight").value().data();
    for (int i = 0; i < from.length; i++) {
      int channel = i / 9 % 3;
      to[i + 9 * (2 - 2 * channel)] = from[i];
    }
    // Caffe's range: 0 to 255 less a mean, in the order of the network
    Normalization forward = Normalization.of(new float[] {.48f, .46f, .41f}, new float[] {1, 1, 1});
    Normalization backward =
        Normalization.of(new float[] {.41f, .46f, .48f}, new float[] {1, 1, 1});
    Objective objective = Objective.channel("relu", 1);
    Ascent natural = Ascent.natural(rgb).steps(20).seed(1);
    Picture one = natural.prepared(Preparation.of(forward)).maximize(objective);
    Picture other =
        Ascent.natural(bgr)
            .steps(20)
            .seed(1)
            .prepared(Preparation.of(backward).bgr())
            .maximize(objective);
    assertArrayEquals(one.image().data(), other.image().data(), 1e-3f);
    assertTrue(one.score() > one.start());
  }

  private static Sequential network() {
    return Sequential.layers()
        .add("conv", Conv2d.filters(4).kernel(3))
        .add("relu", Relu::new)
        .build(Shape.of(3, 24, 20), 8);
  }
}
