package dev.stria.benchmarks.peers;

import dev.stria.Stria;
import dev.stria.benchmarks.Workload;
import java.util.Arrays;
import java.util.List;

/**
 * The same work in several libraries, in turns in one run: prints a table of rates and of ratios.
 *
 * <p>Arguments: {@code threads=2 rounds=7 seconds=2 W1 W2 W3 W6 products convolutions}, all optional; without a name,
 * everything.
 */
public final class SideBySide {
  private final Rounds rounds;
  private final List<String> wanted;

  private SideBySide(Rounds rounds, List<String> wanted) {
    this.rounds = rounds;
    this.wanted = wanted;
  }

  /**
   * Measures and prints.
   *
   * @param args see the class
   */
  public static void main(String[] args) {
    List<String> names = Arrays.stream(args).filter(arg -> !arg.contains("=")).toList();
    Rounds rounds = Rounds.of(args);
    Stria.threads(rounds.threads());
    System.out.println(Stria.info());
    SideBySide runs = new SideBySide(rounds, names);
    runs.networks();
    if (runs.wants("products")) {
      rounds.head("GFLOP/s");
      Products.compare(rounds);
    }
    if (runs.wants("convolutions")) {
      rounds.head("GFLOP/s");
      Convolutions.compare(rounds);
    }
  }

  private boolean wants(String name) {
    return wanted.isEmpty() || wanted.contains(name);
  }

  private void networks() {
    List<Workload> workloads =
        Arrays.stream(Workload.values()).filter(workload -> wants(workload.name())).toList();
    if (workloads.isEmpty()) {
      return;
    }
    rounds.head("images/s");
    for (Workload workload : workloads) {
      if (workload.classifies()) {
        learn(workload, "training");
        predict(workload, 1);
        predict(workload, 32);
      } else {
        learn(workload, "gradient of the picture");
      }
    }
  }

  private void learn(Workload workload, String what) {
    int batch = workload.batch();
    int threads = rounds.threads();
    rounds.compare(
        workload + " " + what + ", batch " + batch,
        batch,
        List.of(
            new StriaContender(workload, batch, true, threads),
            new LibTorchContender(workload, batch, true, threads)));
  }

  private void predict(Workload workload, int batch) {
    int threads = rounds.threads();
    rounds.compare(
        workload + " inference, batch " + batch,
        batch,
        List.of(
            new StriaContender(workload, batch, false, threads),
            new LibTorchContender(workload, batch, false, threads),
            new OnnxContender(workload, batch, threads)));
  }
}
