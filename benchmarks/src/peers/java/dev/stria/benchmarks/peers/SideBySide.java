package dev.stria.benchmarks.peers;

import dev.stria.Stria;
import dev.stria.benchmarks.Workload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The same work in several libraries, in turns in one run: a table of rates, of ratios and of shares of the measured peak, and
 * a picture of them.
 *
 * <p>Arguments: {@code --quick threads=2 rounds=7 seconds=1 W1 W2 W3 W6 products convolutions}, all optional; without a name,
 * everything. The table goes to the console and, with the picture, to the folder {@code target}.
 */
public final class SideBySide {
  private final Rounds rounds;
  private final List<String> wanted;
  private final Report report;

  private SideBySide(Rounds rounds, List<String> wanted) {
    this.rounds = rounds;
    this.wanted = wanted;
    this.report = new Report(rounds);
  }

  /**
   * Measures and prints.
   *
   * @param args see the class
   * @throws IOException if the report cannot be written
   */
  public static void main(String[] args) throws IOException {
    List<String> names =
        Arrays.stream(args).filter(arg -> !arg.contains("=") && !arg.startsWith("-")).toList();
    Rounds rounds = Rounds.of(args);
    Stria.threads(rounds.threads());
    SideBySide runs = new SideBySide(rounds, names);
    runs.report.head(String.join(" ", args));
    for (Workload workload : Workload.values()) {
      if (runs.wants(workload.name())) {
        runs.report.add(runs.network(workload));
      }
    }
    if (runs.wants("products")) {
      runs.report.add(Products.compare(rounds));
    }
    if (runs.wants("convolutions")) {
      runs.report.add(Convolutions.compare(rounds));
    }
    runs.report.write(Path.of("target"));
    System.exit(0); // a peer's threads do not end by themselves
  }

  private boolean wants(String name) {
    return wanted.isEmpty() || wanted.contains(name);
  }

  private List<Row> network(Workload workload) {
    List<Row> rows = new ArrayList<>();
    if (workload.classifies()) {
      rows.add(learn(workload, "training", false));
      rows.add(predict(workload, 1, false));
      rows.add(predict(workload, 32, false));
    } else {
      rows.add(learn(workload, "gradient of the picture", false));
    }
    if (workload == Workload.W3) {
      rows.add(learn(workload, "training", true));
      rows.add(predict(workload, 1, true));
      rows.add(predict(workload, 32, true));
    }
    if (workload == Workload.W6) {
      rows.add(learn(workload, "gradient of the picture", true));
    }
    return rows;
  }

  private Row learn(Workload workload, String what, boolean winograd) {
    int batch = workload.batch();
    int threads = rounds.threads();
    List<Contender> contenders = new ArrayList<>();
    contenders.add(new StriaContender(workload, batch, true, threads, winograd));
    if (winograd) {
      contenders.add(new StriaContender(workload, batch, true, threads, false));
    }
    contenders.add(new LibTorchContender(workload, batch, true, threads));
    if (workload.classifies() && Dl4jContender.isThere()) {
      contenders.add(new Dl4jContender(workload, batch, true, threads));
    }
    return rounds.compare(
        workload + " " + what + ", batch " + batch + (winograd ? ", by Winograd" : ""),
        "images/s",
        NetworkCost.learning(workload, batch),
        contenders);
  }

  private Row predict(Workload workload, int batch, boolean winograd) {
    int threads = rounds.threads();
    List<Contender> contenders = new ArrayList<>();
    contenders.add(new StriaContender(workload, batch, false, threads, winograd));
    if (winograd) {
      contenders.add(new StriaContender(workload, batch, false, threads, false));
    }
    contenders.add(new LibTorchContender(workload, batch, false, threads));
    contenders.add(new OnnxContender(workload, batch, threads));
    if (Dl4jContender.isThere()) {
      contenders.add(new Dl4jContender(workload, batch, false, threads));
    }
    return rounds.compare(
        workload + " inference, batch " + batch + (winograd ? ", by Winograd" : ""),
        "images/s",
        NetworkCost.predicting(workload, batch),
        contenders);
  }
}
