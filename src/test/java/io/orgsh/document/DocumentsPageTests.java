package io.orgsh.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.document.Document.ParameterType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/documents.md says what the program does. */
class DocumentsPageTests {
  private static final Path PAGE = Path.of("docs/documents.md");

  @Test
  void thePageListsTheRules() throws IOException {
    String table =
        PolicyLint.rules().stream()
            .map(
                rule ->
                    "| `%s` | %s | %s |\n"
                        .formatted(
                            rule.name(),
                            rule.severity(),
                            rule.explanation().en().replace("<", "&lt;")))
            .collect(
                Collectors.joining(
                    "", "| rule | severity | explanation |\n| --- | --- | --- |\n", ""));

    assertThat(section("## The rules of lint")).endsWith("\n\n" + table);
  }

  @Test
  void thePageSaysTheFormOfEveryType() throws IOException {
    String page = section("## Write a template");

    for (ParameterType type : ParameterType.values()) {
      assertThat(page).contains("`" + type.name().toLowerCase(Locale.ROOT) + "`");
      if (type != ParameterType.CHOICE) {
        assertThat(page).contains("| " + ValueForm.of(type, List.of()).words().en() + " |");
      }
    }
  }

  @Test
  void thePageListsWhatATemplateMayUse() throws IOException {
    assertThat(words("- directives:")).isEqualTo(new TreeSet<>(Permitted.DIRECTIVES));
    assertThat(words("- built-ins:")).isEqualTo(new TreeSet<>(Permitted.BUILT_INS));
  }

  @Test
  void thePageNamesEveryDocument() throws IOException {
    String page = section("## The documents");
    try (var files = Files.list(Path.of("templates"))) {
      List<String> names =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".json.ftl"))
              .map(name -> "`" + name.replace(".json.ftl", "") + "`")
              .toList();

      assertThat(names).isNotEmpty().allMatch(page::contains);
    }
  }

  /** The words in back quotes of one item of a list. */
  private static Set<String> words(String start) throws IOException {
    String page = section("## Write a template");
    String item = page.substring(page.indexOf(start) + start.length());
    int end = item.indexOf("\n-") < 0 ? item.length() : item.indexOf("\n-");
    String text = item.substring(0, Math.min(end, item.indexOf("\n\n")));
    return new TreeSet<>(List.of(text.replace("`", "").strip().split("\\s+")));
  }

  private static String section(String title) throws IOException {
    String page = Files.readString(PAGE);
    String below = page.substring(page.indexOf(title));
    int next = below.indexOf("\n## ");
    return next < 0 ? below : below.substring(0, next);
  }
}
