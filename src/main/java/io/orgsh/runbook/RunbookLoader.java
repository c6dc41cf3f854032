package io.orgsh.runbook;

import io.orgsh.aws.Catalogue;
import io.orgsh.document.Document;
import io.orgsh.document.Documents;
import io.orgsh.document.Verdicts;
import io.orgsh.expression.Interpolation;
import io.orgsh.expression.Query;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Reads a runbook and finds every mistake in it before anything runs: as YAML, against the schema,
 * against the AWS operations and documents that it names, and in its expressions.
 */
public final class RunbookLoader {
  private static final Text NEED = Text.of("Error: unknown runbook", "エラー: 不明な Runbook");
  private static final Text NAME =
      Text.of("Error: file and runbook named differently", "エラー: ファイル名と Runbook 名が一致しません");
  private static final Text BUTTON = Text.of("Error: unknown button", "エラー: 不明なボタン");
  private static final Text UNREADABLE =
      Text.of("Error: runbook cannot be read", "エラー: Runbook を読み取れません");

  private final Catalogue catalogue;
  private final Documents documents;
  private final Interpolation interpolation;
  private final Query query;
  private final SortedSet<String> buttons;
  private final Verdicts verdicts;

  /**
   * A loader that checks against these, each time.
   *
   * @param buttons the names by which the sandbox knows buttons of AWS's console
   */
  public RunbookLoader(
      Catalogue catalogue,
      Documents documents,
      Interpolation interpolation,
      Query query,
      SortedSet<String> buttons) {
    this(catalogue, documents, interpolation, query, buttons, Verdicts.NONE);
  }

  /**
   * A loader that checks against these what was not found right before.
   *
   * @param buttons the names by which the sandbox knows buttons of AWS's console; they belong to
   *     the program, so verdicts do not depend on them
   */
  public RunbookLoader(
      Catalogue catalogue,
      Documents documents,
      Interpolation interpolation,
      Query query,
      SortedSet<String> buttons,
      Verdicts verdicts) {
    this.verdicts = verdicts;
    this.catalogue = catalogue;
    this.documents = documents;
    this.interpolation = interpolation;
    this.query = query;
    this.buttons = Collections.unmodifiableSortedSet(new TreeSet<>(buttons));
  }

  /** Read when the first runbook is checked, which may be never. */
  private static final class Schema {
    static final RunbookSchema SHIPPED = RunbookSchema.shipped();
  }

  /** The same loader, but checking everything anew. */
  public RunbookLoader thorough() {
    return new RunbookLoader(catalogue, documents, interpolation, query, buttons);
  }

  /** Loads a file of any name. */
  public Loaded load(Path file) {
    return load(file, Optional.empty());
  }

  /**
   * Loads a file.
   *
   * @param name the name that the runbook must have; empty = any
   */
  Loaded load(Path file, Optional<RunbookName> name) {
    try {
      byte[] bytes = bytes(file);
      if (bytes.length > YamlFile.MOST_BYTES) {
        return unreadable(
            file,
            Text.of("The file has more than %d bytes.", "ファイルサイズが%dバイトを超えています。")
                .with(YamlFile.MOST_BYTES));
      }
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return parse(file, text, bytes, name);
    } catch (NoSuchFileException _) {
      return unreadable(file, Text.of("There is no file %s.", "ファイル %s がありません。").with(file));
    } catch (CharacterCodingException _) {
      return unreadable(file, Text.of("The file is not UTF-8.", "ファイルの文字コードがUTF-8ではありません。"));
    } catch (IOException fault) {
      return unreadable(file, Text.of("The system answered: %s", "システムの応答: %s").with(fault));
    }
  }

  /** At most one byte more than a runbook may have. */
  private static byte[] bytes(Path file) throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      return stream.readNBytes(YamlFile.MOST_BYTES + 1);
    }
  }

  private Loaded parse(Path file, String text, byte[] bytes, Optional<RunbookName> name)
      throws IOException {
    var mistakes = new Mistakes(file, text);
    Optional<Item> root = YamlFile.read(text, mistakes);
    if (root.isPresent()) {
      Optional<String> digest = digest(root.get(), file, bytes, name);
      if (digest.filter(verdicts::right).isEmpty()) {
        check(root.get(), file, name, mistakes);
        digest.filter(_ -> mistakes.found().isEmpty()).ifPresent(verdicts::note);
      }
    }
    return root.isPresent() && mistakes.found().isEmpty()
        ? new Loaded.Right(RunbookReading.runbook(root.get(), file, bytes, documents))
        : new Loaded.Wrong(mistakes.found());
  }

  private void check(Item runbook, Path file, Optional<RunbookName> name, Mistakes mistakes)
      throws IOException {
    Schema.SHIPPED.check(runbook, mistakes);
    new ShapeChecks(mistakes).check(runbook);
    name.ifPresent(expected -> named(runbook, expected, mistakes));
    others(runbook, "needs", file, mistakes);
    others(runbook, "parts", file, mistakes);
    buttons(runbook, mistakes);
    var expressions = new ExpressionChecks(interpolation, query, mistakes);
    var parameters =
        new ParameterChecks(expressions, mistakes, file.toAbsolutePath().resolveSibling(""));
    Names names = parameters.names(runbook);
    new StepChecks(
            expressions,
            new CallChecks(catalogue, expressions, mistakes),
            new DocumentChecks(documents, expressions, mistakes, parameters.choices()),
            mistakes,
            parameters.choices())
        .check(runbook, names);
  }

  /**
   * Of everything that decides whether the runbook is right: its text and name, its neighbours'
   * names, the documents. Empty if its defaults lie in other files, which {@link ParameterChecks}
   * reads.
   */
  private Optional<String> digest(Item runbook, Path file, byte[] bytes, Optional<RunbookName> name)
      throws IOException {
    if (runbook.member("parameters").map(Item::members).orElse(Map.of()).values().stream()
        .anyMatch(parameter -> parameter.text("type").filter("file"::equals).isPresent())) {
      return Optional.empty();
    }
    var premises = new StringBuilder(name.map(RunbookName::value).orElse("")).append('\n');
    premises.append(RunbookFolder.names(file.toAbsolutePath().resolveSibling(""))).append('\n');
    for (Document document : documents.all()) {
      premises.append(document.name()).append(' ').append(documents.hash(document)).append('\n');
    }
    var all = new ByteArrayOutputStream();
    all.writeBytes(premises.toString().getBytes(StandardCharsets.UTF_8));
    all.writeBytes(bytes);
    return Optional.of(RunbookReading.sha256(all.toByteArray()));
  }

  private static void named(Item runbook, RunbookName expected, Mistakes mistakes) {
    runbook
        .text("runbook")
        .filter(name -> !name.equals(expected.value()))
        .ifPresent(
            name ->
                mistakes.value(
                    runbook.below("runbook"),
                    NAME,
                    Text.of(
                            "The file is %s.yaml and the runbook in it %s; start could not find"
                                + " it.",
                            "ファイル名は %s.yaml ですが、Runbook 名は %s です。このままでは start で指定できません。")
                        .with(expected, name)));
  }

  private static void others(Item runbook, String key, Path file, Mistakes mistakes)
      throws IOException {
    if (runbook.items(key).isEmpty()) {
      return;
    }
    List<String> there =
        RunbookFolder.names(file.toAbsolutePath().resolveSibling("")).stream()
            .map(RunbookName::value)
            .filter(name -> runbook.text("runbook").filter(name::equals).isEmpty())
            .toList();
    for (Item need : runbook.items(key)) {
      need.text()
          .filter(name -> !mistakes.isMisshapen(need.pointer()))
          .filter(name -> !there.contains(name))
          .ifPresent(
              name ->
                  mistakes.value(
                      need.pointer(),
                      NEED,
                      Text.of(
                              "There is no other runbook \"%s\" in the folder of this one.",
                              "このファイルと同じフォルダーに「%s」という別の Runbook はありません。")
                          .with(name),
                      name,
                      there));
    }
  }

  /** A button that the sandbox does not have could be pressed by nobody there. */
  private void buttons(Item runbook, Mistakes mistakes) {
    for (Item step : runbook.items("steps")) {
      step.member("manual")
          .flatMap(manual -> manual.member("button"))
          .filter(button -> !mistakes.isMisshapen(button.pointer()))
          .ifPresent(button -> pressed(button, mistakes));
    }
  }

  private void pressed(Item button, Mistakes mistakes) {
    button
        .text()
        .filter(name -> !buttons.contains(name))
        .ifPresent(
            name ->
                mistakes.value(
                    button.pointer(),
                    BUTTON,
                    Text.of(
                        "The sandbox has no button \"%s\", only %s."
                            .formatted(name, String.join(", ", buttons)),
                        "サンドボックスにボタン「%s」はありません。使えるのは %s です。"
                            .formatted(name, String.join("、", buttons))),
                    name,
                    buttons));
  }

  private static Loaded unreadable(Path file, Text why) {
    return new Loaded.Wrong(
        List.of(Problem.of(UNREADABLE, why, new Where.InFile(file, 1, 1, 1, ""))));
  }
}
