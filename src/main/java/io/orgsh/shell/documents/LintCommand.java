package io.orgsh.shell.documents;

import io.orgsh.document.Lint.Finding;
import io.orgsh.document.Lint.Severity;
import io.orgsh.document.PolicyTarget;
import io.orgsh.problem.Problem;
import io.orgsh.problem.ProblemException;
import io.orgsh.problem.Text;
import io.orgsh.problem.TextFile;
import io.orgsh.problem.Where;
import io.orgsh.shell.Arguments;
import io.orgsh.shell.Command;
import io.orgsh.shell.Declaration;
import io.orgsh.shell.Declaration.Group;
import io.orgsh.shell.Exit;
import io.orgsh.shell.Form;
import io.orgsh.shell.Invocation;
import io.orgsh.shell.Json;
import io.orgsh.shell.Kind;
import io.orgsh.shell.Output;
import io.orgsh.shell.Parsed;
import io.orgsh.shell.SetValues;
import io.orgsh.shell.Workplace;
import io.orgsh.shell.layout.Clean;
import io.orgsh.shell.layout.Columns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code lint FILE|DOCUMENT}: what AWS would refuse, what is dangerous, what is confusing. */
public final class LintCommand implements Command<LintCommand.Options, LintCommand.View> {
  private static final int MOST_BYTES = 1024 * 1024;
  private static final List<String> TARGETS =
      Arrays.stream(PolicyTarget.values()).map(PolicyTarget::word).toList();
  private static final Form<PolicyTarget> TARGET =
      Form.word(
          word ->
              Arrays.stream(PolicyTarget.values())
                  .filter(target -> target.word().equals(word))
                  .findFirst(),
          TARGETS);

  /** Judges policies. */
  public LintCommand() {}

  /** What to judge. */
  public record Options(String subject, Optional<PolicyTarget> target, SetValues set) {}

  /** Shows findings. */
  public interface View {
    /** All findings, errors first; may be empty. */
    void findings(String subject, PolicyTarget target, List<Finding> findings);
  }

  @Override
  public Declaration declaration() {
    return Declaration.of(
            "lint",
            Group.DOCUMENTS,
            Text.of("Find mistakes in a policy; calls no AWS", "ポリシーの問題点を調べる(AWSは呼び出しません)"))
        .about(
            Text.of(
                "A name that is a document is rendered first and needs its parameters. A file needs"
                    + " --target. The exit code is 2 when there is an error.",
                "ドキュメント名を指定すると、パラメーターを当てはめてから調べます。ファイルの場合は --target が必要です。" + "エラーがあれば終了コードは2です。"))
        .needs(
            "SUBJECT",
            Kind.Known.DOCUMENT_OR_FILE,
            Text.of("a document or a file", "ドキュメント名またはファイル"))
        .option(
            "--target",
            "TARGET",
            new Kind.Choice(TARGETS),
            Text.of(
                "what the policy is for: " + String.join(", ", TARGETS),
                "ポリシーの対象: " + String.join("、", TARGETS)))
        .settings();
  }

  @Override
  public Parsed<Options> parse(Arguments arguments) {
    Optional<String> subject = arguments.text("SUBJECT");
    Optional<PolicyTarget> target = arguments.value("--target", TARGET);
    SetValues set = arguments.settings();
    return arguments.parsed(() -> new Options(subject.orElseThrow(), target, set));
  }

  @Override
  public View view(Output output) {
    return switch (output.format()) {
      case TEXT, CSV ->
          (subject, target, findings) -> output.answer(text(subject, findings, output));
      case JSON ->
          (subject, target, findings) -> output.answer(json(subject, target, findings, output));
    };
  }

  @Override
  public Exit run(Options options, Invocation invocation, View view) {
    Workplace workplace = invocation.workplace();
    String text;
    PolicyTarget target;
    if (workplace.documents().find(options.subject()).isPresent()) {
      Rendering rendering = Rendering.of(workplace, options.subject(), options.set());
      text = rendering.text();
      target = options.target().orElse(rendering.document().target());
    } else {
      text = read(workplace, options.subject());
      target = options.target().orElseThrow(() -> new ProblemException(noTarget()));
    }
    List<Finding> findings = workplace.lint().check(text, target);
    view.findings(options.subject(), target, findings);
    return findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR)
        ? Exit.USAGE
        : Exit.DONE;
  }

  private static String read(Workplace workplace, String file) {
    try {
      Path path = workplace.workingFolder().resolve(file);
      if (!Files.exists(path)) {
        throw new ProblemException(
            Problem.of(
                    Text.of("Error: neither document nor file", "エラー: ドキュメントでもファイルでもありません"),
                    Text.of("There is no document and no file \"%s\".", "「%s」というドキュメントもファイルもありません。")
                        .with(file),
                    new Where.AtOption("SUBJECT"))
                .suggest("documents"));
      }
      return TextFile.read(path, MOST_BYTES);
    } catch (IOException | InvalidPathException fault) {
      throw new ProblemException(
          Problem.of(
              Text.of("Error: file cannot be read", "エラー: ファイルを読み込めません"),
              Text.of("The system answered: %s.", "システムの応答: %s。").with(fault),
              new Where.AtOption(file)),
          fault);
    }
  }

  private static Problem noTarget() {
    return Problem.of(
            Text.of("Error: target missing", "エラー: 対象が指定されていません"),
            Text.of(
                "What AWS refuses depends on what the policy is for: "
                    + String.join(", ", TARGETS)
                    + ".",
                "AWSが受け付ける内容はポリシーの対象で異なります。指定できるのは " + String.join("、", TARGETS) + " です。"),
            new Where.AtOption("--target"))
        .suggest("lint FILE --target bucket");
  }

  private static List<String> text(String subject, List<Finding> findings, Output output) {
    List<String> lines = new ArrayList<>();
    if (findings.isEmpty()) {
      lines.add(
          output.words(
              Text.of("Nothing to complain about in %s.", "%s に問題点はありません。").with(subject)));
      return lines;
    }
    for (Finding finding : findings) {
      if (!lines.isEmpty()) {
        lines.add("");
      }
      lines.addAll(
          Columns.wrap(
              Clean.line(FindingText.line(finding, output.language())),
              Math.min(100, output.width())));
      Columns.wrap(
              Clean.line(output.words(finding.explanation())), Math.min(100, output.width()) - 2)
          .forEach(line -> lines.add("  " + line));
    }
    return lines;
  }

  private static ObjectNode json(
      String subject, PolicyTarget target, List<Finding> findings, Output output) {
    ObjectNode answer = Json.object().put("subject", subject).put("target", target.word());
    ArrayNode list = answer.putArray("findings");
    for (Finding finding : findings) {
      list.addObject()
          .put("rule", finding.rule())
          .put("severity", finding.severity().name().toLowerCase(Locale.ROOT))
          .put("pointer", finding.pointer())
          .put("what", output.words(finding.what()))
          .put("explanation", output.words(finding.explanation()));
    }
    return answer;
  }
}
