package dev.stria.nn;

import dev.stria.autograd.Parameter;
import dev.stria.autograd.Tape;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Draws a network as a table: layer, kind, output shape, parameters, multiply-adds. */
final class Summary {
  private static final String[] HEADER = {
    "layer", "kind", "output shape", "parameters", "multiply-adds"
  };

  private final List<String[]> rows = new ArrayList<>();
  private final Map<Object, String> paths = new IdentityHashMap<>();
  private final Map<Object, Boolean> counted = new IdentityHashMap<>();
  private long multiplyAdds;

  private Summary() {}

  static String of(Layer network) {
    return new Summary().draw(network);
  }

  private String draw(Layer network) {
    Layers.inside(network).forEach((path, layer) -> paths.putIfAbsent(layer, path));
    rows.add(HEADER);
    rows.add(row("input", "", network.inputShape().toString(), "", ""));
    try (Tape tape = Tape.predicting()) {
      tape.observe((layer, y) -> visit((Layer) layer, y.shape().dropFirst()));
      network.apply(tape.trace(Tensor.zeros(network.inputShape().prepend(1))));
    }
    if (rows.size() == 2) {
      visit(network, network.outputShape(network.inputShape()));
    }
    rows.add(row("total", "", "", number(count(network.parameters())), number(multiplyAdds)));
    return print();
  }

  /** A shared layer is listed each time it runs, but its parameters are counted once. */
  private void visit(Layer layer, Shape output) {
    if (!layer.parts().isEmpty()) {
      return;
    }
    boolean first = counted.put(layer, true) == null;
    long work = layer.multiplyAdds(output);
    multiplyAdds += work;
    rows.add(
        row(
            paths.getOrDefault(layer, layer.path()),
            layer.kind(),
            output.toString(),
            first ? number(count(layer.parameters())) : "shared",
            number(work)));
  }

  private static long count(List<Parameter> parameters) {
    return parameters.stream()
        .filter(parameter -> !parameter.isStatistic())
        .mapToLong(parameter -> parameter.value().shape().count())
        .sum();
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static String[] row(String... cells) {
    return cells;
  }

  private String print() {
    int[] widths = new int[HEADER.length];
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    String format =
        String.format(
            "%%-%ds  %%-%ds  %%-%ds  %%%ds  %%%ds%%n",
            widths[0], widths[1], widths[2], widths[3], widths[4]);
    int width = format.length();
    StringBuilder table = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      String line = String.format(format, (Object[]) rows.get(i));
      width = line.stripTrailing().length();
      if (i == rows.size() - 1) {
        table.append("-".repeat(width)).append(System.lineSeparator());
      }
      table.append(line);
      if (i == 0) {
        table.append("-".repeat(width)).append(System.lineSeparator());
      }
    }
    return table.toString();
  }
}
