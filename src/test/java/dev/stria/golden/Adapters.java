package dev.stria.golden;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All that the golden cases can be computed with; a family of operations is a class that adds its own. */
final class Adapters {
  private Adapters() {}

  /** The operations of {@code ops/} by their names. */
  static Map<String, OpAdapter> ops() {
    return joined(
        List.of(
            ElementAdapters.all(),
            ReductionAdapters.all(),
            ShapeAdapters.all(),
            WindowAdapters.all(),
            NormAdapters.all(),
            LossAdapters.all()));
  }

  /** The operators of {@code onnx/} by their names. */
  static Map<String, OnnxAdapter> onnx() {
    return joined(
        List.of(
            OnnxElements.all(),
            OnnxReductions.all(),
            OnnxShapes.all(),
            OnnxSpace.all(),
            OnnxWindows.all(),
            OnnxTraining.all(),
            OnnxLosses.all()));
  }

  /** The suites of {@code training/} of a folder, by their file names. */
  static Map<String, TrainingSuite> training(Path folder) {
    return TrainingAdapters.all(folder);
  }

  private static <A> Map<String, A> joined(List<Map<String, A>> families) {
    Map<String, A> all = new HashMap<>();
    for (Map<String, A> family : families) {
      family.forEach(
          (name, adapter) -> {
            if (all.put(name, adapter) != null) {
              throw new IllegalStateException("two adapters for " + name);
            }
          });
    }
    return all;
  }
}
