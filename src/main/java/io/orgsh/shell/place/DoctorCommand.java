package io.orgsh.shell.place;

import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.shell.Arguments;
import io.orgsh.shell.Command;
import io.orgsh.shell.Declaration;
import io.orgsh.shell.Declaration.Group;
import io.orgsh.shell.Exit;
import io.orgsh.shell.Format;
import io.orgsh.shell.Invocation;
import io.orgsh.shell.Json;
import io.orgsh.shell.Output;
import io.orgsh.shell.Parsed;
import io.orgsh.shell.layout.Columns;
import io.orgsh.shell.layout.Sheet;
import io.orgsh.shell.place.Finding.Verdict;
import java.util.List;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code doctor}: whether a run could begin, and what to do where it could not. */
public final class DoctorCommand implements Command<DoctorCommand.NoOptions, DoctorCommand.View> {

  /** Looks at nothing yet. */
  public DoctorCommand() {}

  /** It takes nothing. */
  public record NoOptions() {}

  /** Shows what was found. */
  public interface View {
    /** All of it. */
    void examined(Result result);
  }

  /** What was found. */
  public static final class Result {
    private final List<Finding> findings;

    Result(List<Finding> findings) {
      this.findings = List.copyOf(findings);
    }

    List<Finding> findings() {
      return findings;
    }

    boolean wrong() {
      return findings.stream().anyMatch(finding -> finding.verdict() == Verdict.WRONG);
    }
  }

  @Override
  public Declaration declaration() {
    return Declaration.of(
            "doctor", Group.PLACE, Text.of("Whether a run could begin", "実行を始められる状態か確認する"))
        .about(
            Text.of(
                "Looks at the configuration, the state folder, journals and runbooks, the sign-in,"
                    + " the organization, the way into each account role and one member with the"
                    + " guard's own questions, and the regions; says what to do where something is"
                    + " wrong. Changes nothing. The exit code is 1 when something is wrong.",
                "設定、状態フォルダー、ジャーナル、Runbook、サインイン、組織、各役割のアカウントとメンバー1つへの入り方(書き込み前のガードと同じ確認を含む)、"
                    + "リージョンを調べ、問題があれば対処方法を示します。何も変更しません。問題があれば終了コードは1です。"));
  }

  @Override
  public Parsed<NoOptions> parse(Arguments arguments) {
    return arguments.parsed(NoOptions::new);
  }

  @Override
  public View view(Output output) {
    return output.format() == Format.JSON
        ? result -> output.answer(json(result, output))
        : result -> output.answer(text(result, output));
  }

  @Override
  public Exit run(NoOptions options, Invocation invocation, View view) {
    var result = new Result(Examination.of(invocation.workplace()));
    view.examined(result);
    return result.wrong() ? Exit.FAILED : Exit.DONE;
  }

  private static List<String> text(Result result, Output output) {
    var sheet = new Sheet(output.width());
    int label =
        result.findings().stream()
            .mapToInt(finding -> Columns.of(label(finding, output)))
            .max()
            .orElse(0);
    for (Finding finding : result.findings()) {
      sheet.field(
          label(finding, output), label, output.words(finding.words()), ink(finding, output));
      for (Problem.Next next : finding.next()) {
        switch (next) {
          case Problem.Next.Advice(var words) ->
              sheet.text(label + 4, output.words(words), UnaryOperator.identity());
          case Problem.Next.Command(var line) -> sheet.text(label + 8, line, output.ink()::strong);
        }
      }
    }
    sheet.gap();
    sheet.text(
        output.words(
            result.wrong()
                ? Text.of(
                    "Mend what is marked x first. Nothing was changed.",
                    "x の項目を先に解決してください。何も変更していません。")
                : Text.of("A run can begin. Nothing was changed.", "実行を始められます。何も変更していません。")));
    return sheet.lines();
  }

  private static String label(Finding finding, Output output) {
    return finding.verdict().mark() + " " + output.words(finding.subject());
  }

  private static UnaryOperator<String> ink(Finding finding, Output output) {
    return switch (finding.verdict()) {
      case GOOD -> UnaryOperator.identity();
      case NOTE, WRONG -> output.ink()::careful;
      case NOT_LOOKED_AT -> output.ink()::faint;
    };
  }

  private static ObjectNode json(Result result, Output output) {
    ObjectNode answer = Json.object();
    answer.put("ready", !result.wrong());
    ArrayNode checks = answer.putArray("checks");
    for (Finding finding : result.findings()) {
      ObjectNode check =
          checks
              .addObject()
              .put("subject", output.words(finding.subject()))
              .put("verdict", finding.verdict().word())
              .put("words", output.words(finding.words()));
      ArrayNode next = check.putArray("next");
      for (Problem.Next one : finding.next()) {
        switch (one) {
          case Problem.Next.Advice(var words) ->
              next.addObject().put("advice", output.words(words));
          case Problem.Next.Command(var line) -> next.addObject().put("command", line);
        }
      }
    }
    return answer;
  }
}
