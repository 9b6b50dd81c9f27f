package dev.stria.examples.speech;

import java.util.Arrays;

/**
 * The log-mel spectrogram of a recording: how loud it is, in the ear's measure of pitch and loudness, at each
 * frequency (rows, the highest on top) and time (columns).
 *
 * <p>Frames of 256 samples (32 ms) every 128, a Hann window, 40 triangles that are equally wide on the mel scale {@code
 * 2595 · log10(1 + f / 700)}, decibels below the loudest from −60 to 0, as values from 0 to 1. Recordings stand in
 * the middle of {@value #FRAMES} frames (about a second); what is longer is cut off on both sides.
 */
final class LogMel {
  /** How many bands of frequency. */
  static final int BANDS = 40;

  /** How many frames of time. */
  static final int FRAMES = 64;

  private static final int FRAME = 256;
  private static final int HOP = 128;
  private static final double RANGE = 60;
  private static final double LOWEST = 60;
  private static final double SILENCE = 1e-10;

  private final Fft fft = new Fft(FRAME);
  private final double[] window = new double[FRAME];
  private final double[][] filters = new double[BANDS][FRAME / 2 + 1];

  LogMel() {
    for (int i = 0; i < FRAME; i++) {
      window[i] = 0.5 - 0.5 * StrictMath.cos(2 * Math.PI * i / FRAME);
    }
    double low = mel(LOWEST);
    double width = (mel(Wav.RATE / 2.0) - low) / (BANDS + 1);
    for (int band = 0; band < BANDS; band++) {
      for (int k = 0; k <= FRAME / 2; k++) {
        double distance = Math.abs((mel((double) k * Wav.RATE / FRAME) - low) / width - band - 1);
        filters[band][k] = Math.max(0, 1 - distance);
      }
    }
  }

  private static double mel(double hertz) {
    return 2595 * StrictMath.log10(1 + hertz / 700);
  }

  /** Returns the spectrogram of a recording, {@code [BANDS, FRAMES]}, row by row. */
  float[] of(float[] samples) {
    int frames = Math.max(1, 1 + (samples.length - FRAME + HOP - 1) / HOP);
    double[][] decibels = new double[frames][];
    double loudest = Double.NEGATIVE_INFINITY;
    for (int t = 0; t < frames; t++) {
      decibels[t] = frame(samples, t * HOP);
      loudest = Math.max(loudest, Arrays.stream(decibels[t]).max().orElseThrow());
    }
    float[] picture = new float[BANDS * FRAMES];
    int offset = Math.floorDiv(FRAMES - frames, 2);
    for (int column = 0; column < FRAMES; column++) {
      int t = column - offset;
      for (int band = 0; t >= 0 && t < frames && band < BANDS; band++) {
        double below = decibels[t][band] - loudest;
        picture[(BANDS - 1 - band) * FRAMES + column] = (float) Math.max(0, 1 + below / RANGE);
      }
    }
    return picture;
  }

  private double[] frame(float[] samples, int from) {
    double[] x = new double[FRAME];
    for (int i = 0; i < FRAME && from + i < samples.length; i++) {
      x[i] = samples[from + i] * window[i];
    }
    double[] power = fft.power(x);
    double[] bands = new double[BANDS];
    for (int band = 0; band < BANDS; band++) {
      double sum = SILENCE;
      for (int k = 0; k < power.length; k++) {
        sum += filters[band][k] * power[k];
      }
      bands[band] = 10 * StrictMath.log10(sum);
    }
    return bands;
  }
}
