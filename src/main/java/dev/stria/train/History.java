package dev.stria.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The figures of a training run, epoch by epoch.
 *
 * @param epochs one entry per finished epoch
 * @param completed whether training ran to its planned end
 */
public record History(List<Epoch> epochs, boolean completed) {
  /** Keeps its own copy of the list. */
  public History {
    epochs = List.copyOf(epochs);
  }

  /**
   * The figures of one epoch.
   *
   * @param number which epoch, from 0
   * @param loss the mean loss over its batches, as they were met
   * @param accuracy the share of examples classified right while training
   * @param validationLoss the loss on the validation set after the epoch, NaN if there is none
   * @param validationAccuracy the accuracy on the validation set, NaN if there is none
   * @param seconds how long training took, validation left out
   * @param metrics what {@link Trainer#metric} asked for, on the validation set, by name
   */
  public record Epoch(
      int number,
      double loss,
      double accuracy,
      double validationLoss,
      double validationAccuracy,
      double seconds,
      Map<String, Double> metrics) {
    /** Keeps its own copy of the metrics, in their order. */
    public Epoch {
      metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }
  }

  /**
   * Returns the figures as comma-separated values, a line an epoch below a line of names; metrics come last.
   *
   * @return the text
   */
  public String csv() {
    StringBuilder csv =
        new StringBuilder("epoch,loss,accuracy,validation_loss,validation_accuracy,seconds");
    Set<String> metrics = new LinkedHashSet<>();
    epochs.forEach(epoch -> metrics.addAll(epoch.metrics.keySet()));
    metrics.forEach(name -> csv.append(',').append(name));
    csv.append('\n');
    for (Epoch epoch : epochs) {
      csv.append(
          String.format(
              Locale.ROOT,
              "%d,%.6f,%.6f,%.6f,%.6f,%.3f",
              epoch.number + 1,
              epoch.loss,
              epoch.accuracy,
              epoch.validationLoss,
              epoch.validationAccuracy,
              epoch.seconds));
      for (String name : metrics) {
        double value = epoch.metrics.getOrDefault(name, Double.NaN);
        csv.append(String.format(Locale.ROOT, ",%.6f", value));
      }
      csv.append('\n');
    }
    return csv.toString();
  }

  /** Returns epochs as text that {@link #parse} gives back to the bit. */
  static String text(List<Epoch> epochs) {
    return epochs.stream()
        .map(
            e ->
                e.number
                    + " "
                    + e.loss
                    + " "
                    + e.accuracy
                    + " "
                    + e.validationLoss
                    + " "
                    + e.validationAccuracy
                    + " "
                    + e.seconds
                    + text(e.metrics))
        .collect(Collectors.joining(";"));
  }

  private static String text(Map<String, Double> metrics) {
    StringBuilder text = new StringBuilder();
    metrics.forEach((name, value) -> text.append(' ').append(name).append('=').append(value));
    return text.toString();
  }

  static List<Epoch> parse(String text) {
    List<Epoch> epochs = new ArrayList<>();
    for (String line : text.isEmpty() ? new String[0] : text.split(";")) {
      String[] parts = line.split(" ");
      double[] figures =
          Arrays.stream(parts)
              .skip(1)
              .filter(part -> !part.contains("="))
              .mapToDouble(Double::parseDouble)
              .toArray();
      Map<String, Double> metrics = new LinkedHashMap<>();
      for (String part : parts) {
        int at = part.indexOf('=');
        if (at >= 0) {
          metrics.put(part.substring(0, at), Double.parseDouble(part.substring(at + 1)));
        }
      }
      epochs.add(
          new Epoch(
              Integer.parseInt(parts[0]),
              figures[0],
              figures[1],
              figures[2],
              figures[3],
              figures[4],
              metrics));
    }
    return epochs;
  }
}
