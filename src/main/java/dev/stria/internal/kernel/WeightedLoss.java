package dev.stria.internal.kernel;

import java.util.Arrays;

/**
 * Losses {@code −Σ_c k[n, c, i] · x[n, c, i]} of logarithms of probabilities x, with factors k that labels or
 * probabilities, class weights and label smoothing decide. Where a factor is 0, x may be −∞.
 */
public final class WeightedLoss {
  private WeightedLoss() {}

  /**
   * Computes the factors of labels: weight times smoothed one-hot target, 0 throughout where the label is
   * ignored.
   *
   * @param inner elements of one class of one example
   * @param labels the label of each example and place
   * @param ignored the label of what does not count
   * @param smoothing the share of the target that is spread over all classes
   * @param weights the weight of each class
   * @param k receives the factors, {@code [n, classes, inner]}
   * @return the sum of the weights of all labels that count
   */
  public static double ofLabels(
      int inner, int[] labels, int ignored, double smoothing, float[] weights, float[] k) {
    int classes = weights.length;
    double counted = 0;
    Arrays.fill(k, 0);
    for (int place = 0; place < labels.length; place++) {
      int label = labels[place];
      if (label == ignored) {
        continue;
      }
      int from = place / inner * classes * inner + place % inner;
      for (int c = 0; smoothing > 0 && c < classes; c++) {
        k[from + c * inner] = (float) (smoothing / classes * weights[c]);
      }
      k[from + label * inner] += (float) ((1 - smoothing) * weights[label]);
      counted += weights[label];
    }
    return counted;
  }

  /**
   * Computes the factors of probabilities: weight times smoothed target.
   *
   * @param inner elements of one class of one example
   * @param targets the probabilities, {@code [n, classes, inner]}
   * @param smoothing the share of the target that is spread over all classes
   * @param weights the weight of each class
   * @param k receives the factors
   */
  public static void ofProbabilities(
      int inner, float[] targets, double smoothing, float[] weights, float[] k) {
    int classes = weights.length;
    for (int i = 0; i < k.length; i++) {
      float weight = weights[i / inner % classes];
      k[i] = (float) (((1 - smoothing) * targets[i] + smoothing / classes) * weight);
    }
  }

  /**
   * Computes the losses.
   *
   * @param classes the number of classes
   * @param inner elements of one class of one example
   * @param k the factors
   * @param x the logarithms of probabilities
   * @param y receives one loss per example and place
   */
  public static void forward(int classes, int inner, float[] k, float[] x, float[] y) {
    for (int place = 0; place < y.length; place++) {
      int from = place / inner * classes * inner + place % inner;
      double sum = 0;
      for (int c = 0; c < classes; c++) {
        float factor = k[from + c * inner];
        if (factor != 0) {
          sum -= (double) factor * x[from + c * inner];
        }
      }
      y[place] = (float) sum;
    }
  }

  /**
   * {@code dx −= k · dy}.
   *
   * @param classes the number of classes
   * @param inner elements of one class of one example
   * @param k the factors
   * @param dy the gradient of the losses
   * @param dx the gradient of the logarithms, added to
   */
  public static void backward(int classes, int inner, float[] k, float[] dy, float[] dx) {
    for (int place = 0; place < dy.length; place++) {
      int from = place / inner * classes * inner + place % inner;
      for (int c = 0; c < classes; c++) {
        dx[from + c * inner] -= k[from + c * inner] * dy[place];
      }
    }
  }
}
