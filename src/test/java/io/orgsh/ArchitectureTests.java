package io.orgsh;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Dependencies point down; each package uses only what its row allows (docs/architecture.md). */
class ArchitectureTests {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.orgsh");

  /**
   * What a package may use.
   *
   * @param name below {@code io.orgsh}; empty for the base package
   * @param ours our packages, by their first name
   * @param others prefixes of other packages, besides the JDK and JSpecify
   */
  record Row(String name, List<String> ours, List<String> others) {
    static Row of(String name, String ours, String others) {
      return new Row(name, words(ours), words(others));
    }

    private static List<String> words(String text) {
      return Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).toList();
    }

    @Override
    public String toString() {
      return name.isEmpty() ? "io.orgsh" : name;
    }
  }

  static final List<Row> TABLE =
      List.of(
          Row.of(
              "",
              "shell report engine journal document runbook org aws expression problem sandbox",
              "org.springframework"),
          Row.of(
              "shell",
              "report engine journal document runbook org aws expression problem sandbox",
              "org.springframework org.jline tools.jackson org.slf4j"),
          Row.of("report", "engine journal document runbook org aws problem", "tools.jackson"),
          Row.of(
              "engine",
              "journal document runbook org aws expression problem",
              "org.slf4j tools.jackson"),
          Row.of(
              "journal", "runbook aws problem", "tools.jackson com.fasterxml.jackson.annotation"),
          Row.of("document", "expression problem", "freemarker tools.jackson"),
          Row.of(
              "runbook",
              "document org aws expression problem",
              "org.snakeyaml com.networknt tools.jackson"),
          Row.of("org", "aws problem", "tools.jackson org.snakeyaml"),
          Row.of("aws", "problem", "software.amazon.awssdk tools.jackson org.slf4j"),
          Row.of("expression", "problem", "freemarker io.burt tools.jackson"),
          Row.of("problem", "", ""),
          Row.of("sandbox", "", "tools.jackson com.fasterxml.jackson.annotation"));

  static Stream<Row> table() {
    return TABLE.stream();
  }

  @ParameterizedTest
  @MethodSource("table")
  void aPackageUsesOnlyWhatItsRowAllows(Row row) {
    var broken = new TreeSet<String>();
    for (JavaClass javaClass : CLASSES) {
      if (!module(javaClass).equals(row.name())) {
        continue;
      }
      for (Dependency dependency : javaClass.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        if (!allowed(row, target)) {
          broken.add(javaClass.getName() + " -> " + target.getName());
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void theTableNamesEveryPackage() {
    var found = new TreeSet<String>();
    CLASSES.forEach(javaClass -> found.add(module(javaClass)));
    assertThat(TABLE.stream().map(Row::name)).containsAll(found);
  }

  @Test
  void everyPackageIsNullMarked() {
    var unmarked = new TreeSet<String>();
    for (JavaClass javaClass : CLASSES) {
      if (!javaClass.getPackage().isAnnotatedWith(NullMarked.class)) {
        unmarked.add(javaClass.getPackageName());
      }
    }
    assertThat(unmarked).isEmpty();
  }

  @Test
  void onlyTheEntryTouchesTheProcess() {
    var broken = new TreeSet<String>();
    for (JavaClass javaClass : CLASSES) {
      if (javaClass.getName().startsWith("io.orgsh.OrgshApplication")) {
        continue;
      }
      javaClass
          .getFieldAccessesFromSelf()
          .forEach(
              access -> {
                if (access.getTargetOwner().isEquivalentTo(System.class)) {
                  broken.add(javaClass.getName() + " uses System." + access.getName());
                }
              });
      javaClass
          .getMethodCallsFromSelf()
          .forEach(
              call -> {
                if (call.getTargetOwner().isEquivalentTo(System.class)
                    && List.of("exit", "getenv", "console").contains(call.getName())) {
                  broken.add(javaClass.getName() + " calls System." + call.getName());
                }
              });
    }
    assertThat(broken).isEmpty();
  }

  private static boolean allowed(Row row, JavaClass target) {
    String name = target.getPackageName();
    if (target.isPrimitive()
        || name.startsWith("java.")
        || name.startsWith("javax.")
        || name.startsWith("com.sun.net.httpserver")
        || name.startsWith("org.jspecify.")) {
      return true;
    }
    if (name.equals("io.orgsh") || name.startsWith("io.orgsh.")) {
      String module = module(target);
      return module.equals(row.name()) || row.ours().contains(module);
    }
    return row.others().stream()
        .anyMatch(other -> name.equals(other) || name.startsWith(other + "."));
  }

  private static String module(JavaClass javaClass) {
    String name = javaClass.getPackageName();
    if (name.equals("io.orgsh")) {
      return "";
    }
    String below = name.substring("io.orgsh.".length());
    int dot = below.indexOf('.');
    return dot < 0 ? below : below.substring(0, dot);
  }
}
