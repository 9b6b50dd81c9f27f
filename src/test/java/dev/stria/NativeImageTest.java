package dev.stria;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the library looks up by name is what it tells a native-image builder about. */
class NativeImageTest {
  private static final Path METADATA =
      Path.of(
          "src/main/resources/META-INF/native-image/dev.stria/stria/reachability-metadata.json");
  private static final Pattern BY_NAME = Pattern.compile("forName\\(\\s*\"([\\w.]+)\"");
  private static final Pattern TYPE = Pattern.compile("\"type\": \"([\\w.$]+)\"");

  @Test
  void classesThatAreLookedUpAreListed() {
    Set<String> lookedUp = names(BY_NAME, Sources.classes().stream().map(Sources::read));
    assertTrue(lookedUp.contains("dev.stria.internal.kernel.VectorKernels"), "look-ups were seen");
    Set<String> listed = names(TYPE, Stream.of(Sources.read(METADATA)));
    assertTrue(listed.containsAll(lookedUp), "missing: " + lookedUp);
    listed.removeAll(lookedUp);
    listed.removeIf(name -> name.startsWith("dev.stria.op."));
    assertEquals(layersOfModelFiles(), listed);
  }

  /** Model files name layers by their kind, and keep the components of their blueprints. */
  private static Set<String> layersOfModelFiles() {
    Set<String> layers = new TreeSet<>();
    for (Path file : Sources.classes()) {
      String name = file.getFileName().toString().replace(".java", "");
      String text = Sources.read(file);
      boolean inRoom = file.getParent().endsWith("nn");
      if (inRoom && text.contains("final class " + name + " extends Layer")) {
        layers.add("dev.stria.nn." + name);
        if (text.contains("record Options(")) {
          layers.add("dev.stria.nn." + name + "$Options");
        }
      }
    }
    return layers;
  }

  @Test
  void noOtherReflectionAndNoResources() {
    Pattern other =
        Pattern.compile(
            "forName\\([^\"\\s]|\\.getResource|ServiceLoader|\\.getMethod\\(|setAccess");
    Set<String> found =
        Sources.classes().stream()
            .filter(file -> other.matcher(Sources.read(file)).find())
            .map(Path::toString)
            .collect(toCollection(TreeSet::new));
    assertEquals(
        Set.of(
            "src/main/java/dev/stria/internal/log/Logs.java",
            "src/main/java/dev/stria/nn/Architecture.java"),
        found);
  }

  private static Set<String> names(Pattern pattern, Stream<String> texts) {
    return texts
        .flatMap(text -> pattern.matcher(text).results())
        .map(match -> match.group(1))
        .collect(toCollection(TreeSet::new));
  }
}
