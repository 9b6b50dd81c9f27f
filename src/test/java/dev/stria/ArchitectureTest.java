package dev.stria;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The arrows between the packages, and what is absent on purpose: see ARCHITECTURE.md. */
class ArchitectureTest {
  private static final String ROOT = "dev.stria";

  /** Which packages of the library each package may use, besides itself. */
  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          row("", "internal.kernel"),
          row("tensor"),
          row("internal.kernel", "tensor", "internal.log"),
          row("internal.json"),
          row("internal.log"),
          row("autograd", "tensor"),
          row("op", "tensor", "autograd", "internal.kernel"),
          row("nn", "tensor", "autograd", "op", "data", "internal.json", "internal.log"),
          row("nn.model", "tensor", "op", "nn"),
          row("optim", "tensor", "autograd", "internal.kernel"),
          row("data", "tensor", "internal.json", "internal.log"),
          row(
              "train",
              "tensor",
              "autograd",
              "op",
              "nn",
              "optim",
              "data",
              "internal.json",
              "internal.log"),
          row("visual", "tensor", "autograd", "op", "nn", "optim", "data", "train"));

  /** All that a kernel may know of {@code tensor}. */
  private static final Set<String> SEEN_BY_KERNELS = Set.of("Shape", "ShapeException");

  private static JavaClasses library;

  private static Map.Entry<String, Set<String>> row(String name, String... mayUse) {
    return Map.entry(name, Set.of(mayUse));
  }

  @BeforeAll
  static void importLibrary() {
    // The classes of the JDK need not be read to see their names.
    ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
    library =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);
  }

  @Test
  void everyPackageOfTheSourcesWasSeen() {
    Set<String> seen =
        library.stream()
            .filter(c -> !c.getSimpleName().equals("package-info"))
            .map(JavaClass::getPackageName)
            .collect(toCollection(TreeSet::new));
    assertEquals(Sources.packages(), seen);
    assertTrue(library.contain(ROOT + ".tensor.Tensor"), "the classes of the library were read");
  }

  @Test
  void arrowsOnlyPointRightOrDown() {
    List<String> wrong =
        library.stream()
            .flatMap(c -> c.getDirectDependenciesFromSelf().stream())
            .filter(d -> !isAllowed(d))
            .map(Dependency::getDescription)
            .toList();
    assertEquals(List.of(), wrong);
  }

  @Test
  void aForbiddenArrowIsSeen() {
    JavaClasses self = new ClassFileImporter().importClasses(ArchitectureTest.class);
    assertTrue(self.get(ArchitectureTest.class).getDirectDependenciesFromSelf().size() > 10);
    assertFalse(isAllowed("tensor", "op", "Relu"));
    assertFalse(isAllowed("internal.kernel", "tensor", "Tensor"));
    assertFalse(isAllowed("data", "nn", "Sequential"));
    assertFalse(isAllowed("nn", "internal.kernel", "Kernels"));
    assertTrue(isAllowed("internal.kernel", "tensor", "Shape"));
    assertThrows(AssertionError.class, () -> isAllowed("attic", "tensor", "Shape"));
  }

  private static boolean isAllowed(Dependency dependency) {
    JavaClass target = dependency.getTargetClass().getBaseComponentType();
    if (!target.getPackageName().startsWith(ROOT)) {
      return true;
    }
    return isAllowed(
        room(dependency.getOriginClass()), room(target), outermost(target).getSimpleName());
  }

  private static boolean isAllowed(String from, String to, String type) {
    assertTrue(MAY_USE.containsKey(from), "package " + from + " has a row in MAY_USE");
    if (from.equals(to)) {
      return true;
    }
    boolean kernelLooksAway =
        from.equals("internal.kernel") && to.equals("tensor") && !SEEN_BY_KERNELS.contains(type);
    return MAY_USE.get(from).contains(to) && !kernelLooksAway;
  }

  private static String room(JavaClass type) {
    String name = type.getPackageName();
    return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
  }

  @Test
  void noCircles() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(library);
  }

  @Test
  void tensorsKnowNothingButJava() {
    classes()
        .that()
        .resideInAPackage(ROOT + ".tensor")
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage("java..", ROOT + ".tensor"))
        .check(library);
  }

  @Test
  void theLibraryNeedsOnlyTheJdkAndSlf4j() {
    classes()
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage("java..", "javax.imageio..", "jdk.incubator.vector", "org.slf4j..")
                .or(resideInAnyPackage(ROOT + "..")))
        .check(library);
  }

  /** Two species in one program, and JDK 17 compiles neither's stores: see docs/decisions. */
  @Test
  void kernelsUseVectorsOfOneWidth() {
    Set<String> species =
        library.stream()
            .flatMap(c -> c.getFieldAccessesFromSelf().stream())
            .filter(a -> a.getTargetOwner().getPackageName().equals("jdk.incubator.vector"))
            .map(a -> a.getTarget().getName())
            .filter(name -> name.startsWith("SPECIES_"))
            .collect(toCollection(TreeSet::new));
    assertEquals(Set.of("SPECIES_PREFERRED"), species);
  }

  @Test
  void onlyVectorClassesOfTheKernelsMentionTheVectorApi() {
    noClasses()
        .that(
            not(
                resideInAnyPackage(ROOT + ".internal.kernel")
                    .and(simpleNameStartingWith("Vector").or(nestedInVectorClass()))))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jdk.incubator..")
        .check(library);
  }

  private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> nestedInVectorClass() {
    return com.tngtech.archunit.base.DescribedPredicate.describe(
        "nested in a vector class", c -> outermost(c).getSimpleName().startsWith("Vector"));
  }

  /** So a change of the clock changes nothing. {@code System.nanoTime} counts on whatever the clock does. */
  @Test
  void nothingAsksForTheTimeOfDay() {
    noClasses()
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(java.time.LocalDateTime.class, "now")
        .orShould()
        .callConstructor(java.util.Date.class)
        .check(library);
  }

  @Test
  void neverPrints() {
    NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(library);
  }

  @Test
  void nothingIsGlobalButTheKernelLookup() {
    fields()
        .that()
        .areStatic()
        .and()
        .areDeclaredInClassesThat()
        .resideOutsideOfPackage(ROOT + ".internal.kernel")
        .should()
        .beFinal()
        .check(library);
  }

  @Test
  void namesSayWhatAClassIs() {
    noClasses()
        .should()
        .haveNameMatching(".*(Impl|Utils?|Manager|Helper)(\\$.*)?")
        .orShould()
        .haveNameMatching(".*\\.Abstract[A-Z][^.]*")
        .check(library);
  }
}
