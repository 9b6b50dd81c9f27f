package dev.stria.golden;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** ONNX's own cases, a folder each. */
final class OnnxCases {
  private OnnxCases() {}

  static SuiteReport run(Path folder) {
    SuiteReport report = new SuiteReport("onnx");
    Map<String, OnnxAdapter> adapters = Adapters.onnx();
    for (Path test : cases(folder)) {
      report.run(test.getFileName().toString(), () -> new OnnxGraph(test).check(adapters));
    }
    return report;
  }

  private static List<Path> cases(Path folder) {
    try (Stream<Path> folders = Files.list(folder)) {
      return folders.filter(test -> Files.exists(test.resolve("case.json"))).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
