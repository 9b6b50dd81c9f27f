package dev.stria;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every package says what it is for, and those that are not internal are exported. */
class PackageTest {
  private static final Pattern EXPORTS = Pattern.compile("(?m)^ *exports ([\\w.]+);");

  @Test
  void everyPackageSaysWhatItIsFor() {
    List<String> silent =
        Sources.packages().stream().filter(name -> !isDescribed(folder(name))).toList();
    assertEquals(List.of(), silent, "packages without a described package-info.java");
  }

  @Test
  void allButTheInternalPackagesAreExported() {
    Set<String> open =
        Sources.packages().stream()
            .filter(name -> !name.contains(".internal"))
            .collect(toCollection(TreeSet::new));
    assertTrue(open.contains("dev.stria.tensor"), "packages were seen");
    Set<String> exported =
        EXPORTS
            .matcher(Sources.read(Sources.ROOT.resolve("module-info.java")))
            .results()
            .map(match -> match.group(1))
            .collect(toCollection(TreeSet::new));
    assertEquals(open, exported);
  }

  private static Path folder(String name) {
    return Sources.ROOT.resolve(name.replace('.', '/'));
  }

  private static boolean isDescribed(Path folder) {
    Path info = folder.resolve("package-info.java");
    return Files.exists(info) && Sources.read(info).startsWith("/**");
  }
}
