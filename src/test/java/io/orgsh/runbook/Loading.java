package io.orgsh.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.aws.SdkCatalogue;
import io.orgsh.document.Document;
import io.orgsh.document.Documents;
import io.orgsh.document.TemplateFolder;
import io.orgsh.expression.FreemarkerInterpolation;
import io.orgsh.expression.JmesPathQuery;
import io.orgsh.problem.Language;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Where;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Loads runbooks in tests, and shows problems as one text. */
final class Loading {
  static final SortedSet<String> BUTTONS =
      new TreeSet<>(List.of("health-organizational-view", "trusted-advisor-organizational-view"));

  private Loading() {}

  static RunbookLoader loader() {
    return new RunbookLoader(
        new FakeCatalogue(),
        new CloudTrailDocuments(documents()),
        new FreemarkerInterpolation(),
        new JmesPathQuery(),
        BUTTONS);
  }

  /** With AWS's own operations. */
  static RunbookLoader realLoader() {
    return new RunbookLoader(
        new SdkCatalogue(),
        documents(),
        new FreemarkerInterpolation(),
        new JmesPathQuery(),
        BUTTONS);
  }

  static Documents documents() {
    if (TemplateFolder.open(Path.of("templates"))
        instanceof TemplateFolder.Opened.Loaded(var documents)) {
      return documents;
    }
    throw new AssertionError("the shipped templates are wrong");
  }

  /** The documents of one part of the series: others come and go. */
  private record CloudTrailDocuments(Documents shipped) implements Documents {
    @Override
    public List<Document> all() {
      return shipped.all().stream().filter(d -> d.name().startsWith("cloudtrail-")).toList();
    }

    @Override
    public Optional<Document> find(String name) {
      return all().stream().filter(document -> document.name().equals(name)).findFirst();
    }

    @Override
    public Rendered render(Document document, JsonNode values) {
      throw new UnsupportedOperationException("a loader does not render");
    }

    @Override
    public String hash(Document document) {
      return shipped.hash(document);
    }
  }

  static Path file(Path folder, String name, String text) {
    try {
      return Files.writeString(folder.resolve(name + ".yaml"), text);
    } catch (IOException fault) {
      throw new AssertionError(fault);
    }
  }

  static Runbook right(Loaded loaded) {
    if (loaded instanceof Loaded.Right(var runbook)) {
      return runbook;
    }
    throw new AssertionError(shown(loaded));
  }

  static List<Problem> problems(Loaded loaded) {
    assertThat(loaded).isInstanceOf(Loaded.Wrong.class);
    return ((Loaded.Wrong) loaded).problems();
  }

  /** Problems as {@code line:column+length what | why | advice}. */
  static String shown(Loaded loaded) {
    return switch (loaded) {
      case Loaded.Right _ -> "nothing is wrong";
      case Loaded.Wrong(var problems) ->
          problems.stream()
              .map(problem -> shown(problem, Language.ENGLISH))
              .collect(Collectors.joining("\n"));
    };
  }

  static String shown(Problem problem, Language language) {
    String where =
        problem.where() instanceof Where.InFile in
            ? in.line() + ":" + in.column() + "+" + in.length()
            : problem.where().toString();
    String next =
        problem.next().stream()
            .map(
                n ->
                    switch (n) {
                      case Problem.Next.Advice(var text) -> " | " + text.in(language);
                      case Problem.Next.Command(var line) -> " | " + line;
                    })
            .collect(Collectors.joining());
    return where + " " + problem.what().in(language) + " | " + problem.why().in(language) + next;
  }
}
