package dev.stria;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes of at most about 300 lines, methods of at most about 40; Javadoc is not counted. */
class SourceSizeTest {
  private static final int CLASS_LINES = 300;
  private static final int METHOD_LINES = 42;

  /** Register blocks: the compiler keeps sums in registers only as one flat list of local variables. */
  private static final String UNROLLED = "Tiles.java";

  private static final Pattern JAVADOC = Pattern.compile("(?ms)^ *+/\\*\\*.*?\\*/ *+\\R");

  @Test
  void classesAreSmall() {
    List<String> large = new ArrayList<>();
    for (Path file : Sources.classes()) {
      long lines = withoutJavadoc(Sources.read(file)).lines().count();
      if (lines > CLASS_LINES) {
        large.add(file + ": " + lines + " lines, at most " + CLASS_LINES);
      }
    }
    assertEquals(List.of(), large);
  }

  @Test
  void methodsAreShort() throws IOException {
    Methods methods = new Methods();
    methods.scan(Sources.classes());
    assertTrue(methods.seen > 100, "methods were seen: " + methods.seen);
    assertEquals(List.of(), methods.large);
  }

  @Test
  void aLongMethodIsSeen(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("Long.java");
    Files.writeString(
        file, "class Long {\n  void m() {\n" + "    int i;\n".repeat(50) + "  }\n}\n");
    Methods methods = new Methods();
    methods.scan(List.of(file));
    assertEquals(1, methods.seen);
    assertEquals(List.of("Long.java: m has 52 lines, at most " + METHOD_LINES), methods.large);
  }

  @Test
  void javadocIsNotCounted() {
    assertEquals("class A {\n}\n", withoutJavadoc("/** One.\n * Two. */\nclass A {\n}\n"));
  }

  private static String withoutJavadoc(String source) {
    return JAVADOC.matcher(source).replaceAll("");
  }

  /** Counts methods and finds the long ones. */
  private static final class Methods extends TreeScanner<Void, Void> {
    final List<String> large = new ArrayList<>();
    int seen;
    private SourcePositions positions;
    private CompilationUnitTree unit;

    void scan(List<Path> sources) throws IOException {
      JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
      try (StandardJavaFileManager files =
          compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
        JavacTask task =
            (JavacTask)
                compiler.getTask(
                    null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources));
        positions = Trees.instance(task).getSourcePositions();
        for (CompilationUnitTree tree : task.parse()) {
          unit = tree;
          scan(tree, null);
        }
      }
    }

    @Override
    public Void visitMethod(MethodTree method, Void unused) {
      seen++;
      if (method.getBody() != null) {
        LineMap map = unit.getLineMap();
        long lines =
            map.getLineNumber(positions.getEndPosition(unit, method.getBody()))
                - map.getLineNumber(positions.getStartPosition(unit, method.getBody()))
                + 1;
        if (lines > METHOD_LINES && !unit.getSourceFile().getName().endsWith(UNROLLED)) {
          large.add(
              Path.of(unit.getSourceFile().getName()).getFileName()
                  + ": "
                  + method.getName()
                  + " has "
                  + lines
                  + " lines, at most "
                  + METHOD_LINES);
        }
      }
      return super.visitMethod(method, unused);
    }
  }
}
