package dev.stria.visual;

import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;

/**
 * What is learned in a gradient ascent, and how it becomes a picture with values from 0 to 1.
 *
 * <p>A canvas has no state: the values that are learned are handed to it.
 */
public interface Canvas {
  /**
   * Returns the shape of the values that make one picture.
   *
   * @param picture the picture's shape, {@code [C, H, W]}
   * @return the shape of what is learned
   */
  Shape values(Shape picture);

  /**
   * Writes the values to start from for one picture: a quiet grey with a little noise.
   *
   * @param picture the picture's shape, {@code [C, H, W]}
   * @param random the source of the noise
   * @param sigma the standard deviation of the noise
   * @param into where to write
   * @param at the first position to write
   */
  void start(Shape picture, SeededRandom random, double sigma, float[] into, int at);

  /**
   * Writes the values that make a given picture.
   *
   * @param picture {@code [C, H, W]}, values from 0 to 1
   * @param into where to write
   * @param at the first position to write
   */
  void start(Tensor picture, float[] into, int at);

  /**
   * Turns values into pictures, by operations that gradients flow through.
   *
   * @param values {@code [N, …]}, on a tape if gradients are wanted
   * @param picture the shape of one picture, {@code [C, H, W]}
   * @return the pictures, {@code [N, C, H, W]}
   */
  Tensor paint(Tensor values, Shape picture);

  /**
   * Brings values back to where they are allowed to be, after each step.
   *
   * @param values the values, changed in place
   */
  default void project(float[] values) {}

  /**
   * Returns pixels that a sigmoid keeps between 0 and 1: smooth, and never quite black or white.
   *
   * @return the canvas
   */
  static Canvas sigmoid() {
    return new SigmoidCanvas(RawImage.PIXELS, false);
  }

  /**
   * Returns waves instead of pixels, each scaled by 1/frequency, with a sigmoid behind them: large forms
   * come as easily as small ones, and fine noise no longer wins. Olah, Mordvintsev and Schubert, <em>Feature
   * visualization</em>, 2017.
   *
   * @return the canvas, for pictures of any size
   */
  static Canvas fourier() {
    return new SigmoidCanvas(new Spectrum(), false);
  }

  /**
   * Returns {@linkplain #fourier waves} in decorrelated colors: what is learned is not red, green and blue
   * but the directions in which the colors of photographs differ independently. Pictures of one
   * channel are as by {@link #fourier}. Red comes first in the picture; networks that take blue first say so in
   * their {@link Preparation#bgr preparation}.
   *
   * @return the canvas, for pictures of any size
   */
  static Canvas naturalColor() {
    return new SigmoidCanvas(new Spectrum(), true);
  }

  /**
   * Returns pixels that are cut off at 0 and 1 after each step: true black, as a penalty on ink needs it.
   *
   * @param ground the grey to start from, 0 black to 1 white
   * @return the canvas
   */
  static Canvas box(double ground) {
    return new BoxPixels((float) ground);
  }
}
