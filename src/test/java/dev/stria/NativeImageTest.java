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
  private static final Pattern TYPE = Pattern.compile("\"type\": \"([\\w.]+)\"");

  @Test
  void classesThatAreLookedUpAreListed() {
    Set<String> lookedUp = names(BY_NAME, Sources.classes().stream().map(Sources::read));
    assertTrue(lookedUp.contains("dev.stria.internal.kernel.VectorKernels"), "look-ups were seen");
    assertEquals(lookedUp, names(TYPE, Stream.of(Sources.read(METADATA))));
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
    assertEquals(Set.of(), found);
  }

  private static Set<String> names(Pattern pattern, Stream<String> texts) {
    return texts
        .flatMap(text -> pattern.matcher(text).results())
        .map(match -> match.group(1))
        .collect(toCollection(TreeSet::new));
  }
}
