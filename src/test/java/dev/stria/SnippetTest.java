package dev.stria;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documents: their Java is part of a compiled source, and what they link to exists. */
class SnippetTest {
  private static final Pattern JAVA = Pattern.compile("(?ms)^ *```java\\R(.*?)^ *```$");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)[^)]*\\)");

  @Test
  void javaInDocumentsIsCompiled() throws IOException {
    List<String> sources = read(List.of("src", "examples"), ".java");
    assertTrue(sources.size() > 50, "sources were read");
    int seen = 0;
    for (Path document : documents()) {
      for (MatchResult block : JAVA.matcher(Files.readString(document)).results().toList()) {
        String snippet = flush(block.group(1));
        assertTrue(
            sources.stream().anyMatch(source -> source.contains(snippet)),
            document + " has Java that no compiled source has:\n" + block.group(1));
        seen++;
      }
    }
    assertTrue(seen >= 2, "snippets were seen");
  }

  @Test
  void indentationDoesNotMatterButTheTextDoes() {
    assertTrue(flush("{\n  if (a) {\n    b();\n  }\n}").contains(flush("if (a) {\n  b();\n}\n")));
    assertFalse(flush("int a;\nint b;\n").contains(flush("int a;\nint c;\n")));
  }

  @Test
  void linksLeadSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    int seen = 0;
    for (Path document : documents()) {
      Matcher links = LINK.matcher(Files.readString(document));
      while (links.find()) {
        if (!links.group(1).contains("://")) {
          seen++;
          if (!Files.exists(document.resolveSibling(links.group(1)))) {
            broken.add(document + ": " + links.group(1));
          }
        }
      }
    }
    assertTrue(seen > 5, "links were seen");
    assertEquals(List.of(), broken);
  }

  private static String flush(String text) {
    return text.lines().map(String::strip).collect(joining("\n"));
  }

  private static List<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>();
    for (Path folder : List.of(Path.of(""), Path.of("docs"), Path.of("docs", "decisions"))) {
      try (Stream<Path> files = Files.list(folder)) {
        files.filter(file -> file.toString().endsWith(".md")).forEach(documents::add);
      }
    }
    return documents;
  }

  private static List<String> read(List<String> roots, String ending) throws IOException {
    List<String> texts = new ArrayList<>();
    for (String root : roots) {
      try (Stream<Path> files = Files.walk(Path.of(root))) {
        for (Path file : files.filter(f -> f.toString().endsWith(ending)).toList()) {
          texts.add(flush(Files.readString(file)));
        }
      }
    }
    return texts;
  }
}
