package dev.stria.golden;

import dev.stria.data.Safetensors;

/** Runs the cases of one file of {@code training/}. */
@FunctionalInterface
interface TrainingSuite {
  /**
   * Runs every case of a file.
   *
   * @param json the whole file; {@code json.list("cases")} are its cases
   * @param tensors the tensors beside it, {@code null} if there are none
   * @param report counts the cases: {@code report.run(name, () -> …)}
   */
  void run(Params json, Safetensors tensors, SuiteReport report);
}
