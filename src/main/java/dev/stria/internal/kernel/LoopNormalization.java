package dev.stria.internal.kernel;

/** Normalisation: planes and rows of features apart, for the sake of their loops; and local response normalisation. */
final class LoopNormalization implements Normalization {
  private final ArrayMath math;

  LoopNormalization(ArrayMath math) {
    this.math = math;
  }

  @Override
  public void statistics(NormGeometry g, float[] x, float[] mean, float[] variance) {
    if (g.inner() == 1) {
      new FeatureNorm(math, g).statistics(x, mean, variance);
    } else {
      new PlaneNorm(math, g).statistics(x, mean, variance);
    }
  }

  @Override
  public void normalize(
      NormGeometry g,
      float[] x,
      float[] mean,
      float[] inverse,
      float[] scale,
      float[] shift,
      float[] y) {
    if (g.inner() == 1) {
      new FeatureNorm(math, g).normalize(x, mean, inverse, scale, shift, y);
    } else {
      new PlaneNorm(math, g).normalize(x, mean, inverse, scale, shift, y);
    }
  }

  @Override
  public void backward(
      NormGeometry g,
      float[] x,
      float[] mean,
      float[] inverse,
      float[] scale,
      float[] dy,
      float[] dx,
      float[] dscale,
      float[] dshift) {
    if (g.inner() == 1) {
      FeatureNorm norm = new FeatureNorm(math, g);
      double[][] sums = norm.sums(x, mean, inverse, scale, dy, dscale, dshift);
      if (dx != null) {
        norm.backward(sums, x, mean, inverse, scale, dy, dx);
      }
    } else {
      PlaneNorm norm = new PlaneNorm(math, g);
      double[][] sums = norm.sums(x, mean, inverse, dy, dscale, dshift);
      if (dx != null) {
        norm.backward(sums, x, mean, inverse, scale, dy, dx);
      }
    }
  }

  @Override
  public void backwardFixed(
      NormGeometry g,
      float[] x,
      float[] mean,
      float[] inverse,
      float[] scale,
      float[] dy,
      float[] dx,
      float[] dscale,
      float[] dshift) {
    boolean sums = dscale != null || dshift != null;
    if (g.inner() == 1) {
      FeatureNorm norm = new FeatureNorm(math, g);
      if (sums) {
        norm.sums(x, mean, inverse, scale, dy, dscale, dshift);
      }
      if (dx != null) {
        norm.backward(null, x, mean, inverse, scale, dy, dx);
      }
    } else {
      PlaneNorm norm = new PlaneNorm(math, g);
      if (sums) {
        norm.sums(x, mean, inverse, dy, dscale, dshift);
      }
      if (dx != null) {
        norm.backwardFixed(inverse, scale, dy, dx);
      }
    }
  }

  @Override
  public void localResponse(LocalResponse r, float[] x, float[] base, float[] y) {
    new ResponseNorm(math, r).forward(x, base, y);
  }

  @Override
  public void localResponseBackward(
      LocalResponse r, float[] x, float[] base, float[] y, float[] dy, float[] dx) {
    new ResponseNorm(math, r).backward(x, base, y, dy, dx);
  }
}
