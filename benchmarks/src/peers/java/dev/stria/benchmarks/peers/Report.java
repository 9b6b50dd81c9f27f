package dev.stria.benchmarks.peers;

import dev.stria.Stria;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table of one run, ready to be pasted into RESULTS.md, and its picture. */
final class Report {
  private final List<Row> rows = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private final Rounds rounds;
  private final double peak;
  private final double bandwidth;

  Report(Rounds rounds) {
    this.rounds = rounds;
    this.peak = Peak.gigaflops(rounds.threads());
    this.bandwidth = Peak.gigabytes(rounds.threads());
  }

  /** Says what is measured where. */
  void head(String arguments) throws IOException {
    say("## " + LocalDate.now() + ", side by side, " + rounds.threads() + " threads");
    say("");
    say(
        String.format(
            Locale.ROOT,
            "%s, %d processors, %s %s; %s.",
            processor(),
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("java.vendor.version", "JDK"),
            System.getProperty("java.version"),
            Stria.info().lines().findFirst().orElse("")));
    say(
        "Command: `benchmarks/side-by-side "
            + arguments
            + "`; rounds: "
            + rounds.count()
            + ", in turns of");
    say(
        rounds.seconds()
            + " s each; medians, the best round in brackets. Losses and results were finite.");
    say(
        String.format(
            Locale.ROOT,
            "Measured peak of all threads: %.0f GFLOP/s; reading memory: %.1f GB/s.",
            peak,
            bandwidth));
    say(
        "LibTorch has large blocks kept by `MALLOC_*`, and no oneDNN where images have one channel (wrong there).");
    say("");
    say("| | unit | stria | peers: stria is | of the peak |");
    say("|---|---|---|---|---|");
  }

  void add(List<Row> more) {
    for (Row row : more) {
      rows.add(row);
      say(row.markdown(peak));
    }
  }

  /** Writes the table and the picture. */
  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path table = folder.resolve("side-by-side.md");
    Files.writeString(table, text);
    Path picture = folder.resolve("roofline.png");
    new Roofline(peak, bandwidth).draw(rows, picture);
    System.out.println();
    System.out.println("Written: " + table.toAbsolutePath() + ", " + picture.toAbsolutePath());
  }

  private void say(String line) {
    text.append(line).append(System.lineSeparator());
    System.out.println(line);
  }

  private static String processor() throws IOException {
    Path info = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(info)) {
      return System.getProperty("os.arch");
    }
    List<String> lines = Files.readAllLines(info);
    return value(lines, "model name") + ", family " + value(lines, "cpu family");
  }

  private static String value(List<String> lines, String key) {
    return lines.stream()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(line.indexOf(':') + 1).trim())
        .findFirst()
        .orElse("unknown");
  }
}
