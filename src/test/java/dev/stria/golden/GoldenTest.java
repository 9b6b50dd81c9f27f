package dev.stria.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stria.tensor.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Compares the library with expected values that others computed: of operations and their gradients, of
 * training and visualisation, and ONNX's own cases.
 *
 * <p>{@code -Dstria.golden=DIR} names another folder than the small one in the test resources. Each suite
 * prints {@code suite: passed/failed/unsupported}.
 */
class GoldenTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("stria.golden", "src/test/resources/golden"));

  @TestFactory
  Stream<DynamicTest> suites() {
    assertTrue(Files.isDirectory(FOLDER), "no such folder: " + FOLDER.toAbsolutePath());
    Map<String, Supplier<SuiteReport>> suites = new GoldenFolder(FOLDER).suites();
    assertFalse(suites.isEmpty(), "no suites in " + FOLDER.toAbsolutePath());
    return suites.entrySet().stream()
        .map(suite -> DynamicTest.dynamicTest(suite.getKey(), () -> run(suite.getValue())));
  }

  private static void run(Supplier<SuiteReport> suite) {
    SuiteReport report = suite.get();
    System.out.println(report);
    report.failures().forEach(System.out::println);
    assertEquals(List.of(), report.failures());
    assertTrue(report.passed() + report.unsupported() > 0, report + ": no case was seen");
  }

  @Test
  void aWrongValueIsSeen() {
    Tolerance tolerance = new Tolerance(1e-5, 1e-6);
    Tensor expected = Tensor.of(dev.stria.tensor.Shape.of(2), 1, 2);
    tolerance.check("y", expected, expected, null);
    Tensor wrong = Tensor.of(dev.stria.tensor.Shape.of(2), 1, 2.0001f);
    assertThrows(GoldenMismatch.class, () -> tolerance.check("y", wrong, expected, null));
    assertThrows(
        GoldenMismatch.class, () -> tolerance.check("y", Tensor.zeros(2, 1), expected, null));
    assertThrows(GoldenMismatch.class, () -> tolerance.check("y", Float.NaN, 1));
    assertThrows(GoldenMismatch.class, () -> tolerance.check("y", 1, Double.POSITIVE_INFINITY));
    SuiteReport report = new SuiteReport("some");
    report.run("right", () -> {});
    report.run("wrong", () -> tolerance.check("y", 1, 2));
    report.run(
        "missing",
        () -> {
          throw new Unsupported("Fold");
        });
    assertEquals("some: 1/1/1 unsupported {Fold=1}", report.toString());
  }
}
