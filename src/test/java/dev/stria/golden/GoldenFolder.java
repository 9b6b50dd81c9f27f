package dev.stria.golden;

import dev.stria.data.Safetensors;
import dev.stria.internal.json.JsonReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A folder of golden cases: {@code ops/}, {@code training/} and {@code onnx/}, each of which may be missing. */
final class GoldenFolder {
  private final Path root;

  GoldenFolder(Path root) {
    this.root = root;
  }

  /** Returns what runs each suite, by the suite's name. */
  Map<String, Supplier<SuiteReport>> suites() {
    Map<String, Supplier<SuiteReport>> suites = new LinkedHashMap<>();
    for (Path json : files(root.resolve("ops"), ".json")) {
      suites.put(name(json), () -> ops(json));
    }
    for (Path json : files(root.resolve("training"), ".json")) {
      suites.put(name(json), () -> training(json));
    }
    if (Files.isDirectory(root.resolve("onnx"))) {
      suites.put("onnx", () -> OnnxCases.run(root.resolve("onnx")));
    }
    return suites;
  }

  private static SuiteReport ops(Path file) {
    SuiteReport report = new SuiteReport(name(file));
    OpCases cases = new OpCases(tensors(file), Adapters.ops());
    read(file).list("cases").forEach(test -> cases.run(Params.of(test), report));
    return report;
  }

  private static SuiteReport training(Path file) {
    SuiteReport report = new SuiteReport(name(file));
    Params json = read(file);
    TrainingSuite suite = Adapters.training(file.getParent()).get(name(file));
    if (suite != null) {
      suite.run(json, tensors(file), report);
      return report;
    }
    for (Object test : json.list("cases")) {
      report.run(
          "any",
          () -> {
            throw new Unsupported(Params.of(test).text("op", name(file)));
          });
    }
    return report;
  }

  static Params read(Path json) {
    try {
      return Params.of(JsonReader.read(Files.readAllBytes(json)));
    } catch (IOException e) {
      throw new UncheckedIOException(json + ": " + e.getMessage(), e);
    }
  }

  static Safetensors tensors(Path json) {
    Path file = json.resolveSibling(name(json) + ".safetensors");
    try {
      return Files.exists(file) ? Safetensors.read(file) : null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> files(Path folder, String ending) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return new ArrayList<>(
          files.filter(file -> file.toString().endsWith(ending)).sorted().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(Path json) {
    return json.getFileName().toString().replaceFirst("\\.json$", "");
  }
}
