package io.orgsh.shell.run;

import io.orgsh.aws.Call;
import io.orgsh.document.Lint;
import io.orgsh.engine.Question;
import io.orgsh.journal.Redaction;
import io.orgsh.problem.Language;
import io.orgsh.problem.Text;
import io.orgsh.runbook.Target;
import io.orgsh.shell.Json;
import io.orgsh.shell.layout.Clean;
import io.orgsh.shell.layout.Ink;
import io.orgsh.shell.layout.Sheet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Everything behind a question: the requests, the same as AWS CLI commands, the permissions, the
 * policy's difference and what lint finds, and the clicks in the console. What is to be copied is
 * never broken into lines.
 */
final class DetailSheet {
  /** So many accounts are listed: a page that one can still read. */
  private static final int PLACES = 40;

  private final Language language;
  private final int width;
  private final Ink ink;
  private final Redaction redaction;

  DetailSheet(Language language, int width, Ink ink, Redaction redaction) {
    this.language = language;
    this.width = width;
    this.ink = ink;
    this.redaction = redaction;
  }

  List<String> lines(Question question) {
    var sheet = new Sheet(width);
    requests(sheet, question);
    if (!question.cli().isEmpty()) {
      head(sheet, say("The same with the AWS CLI", "AWS CLIでの同じ操作"));
      question.cli().forEach(command -> copy(sheet, redaction.mask(command)));
    }
    if (!question.iamActions().isEmpty()) {
      head(sheet, say("IAM actions needed", "必要なIAMアクション"));
      sheet.text(2, String.join(", ", question.iamActions()), line -> line);
    }
    question.document().ifPresent(change -> document(sheet, change));
    if (!question.others().isEmpty()) {
      head(sheet, say("What else this step does", "このステップの残りの対象"));
      others(sheet, question.others());
    }
    question
        .step()
        .console()
        .ifPresent(
            clicks -> {
              head(sheet, say("In the AWS console", "AWSコンソールでの操作"));
              sheet.text(2, clicks.in(language), line -> line);
            });
    if (sheet.lines().isEmpty()) {
      sheet.text(say("There is nothing more to show.", "これ以上の情報はありません。"));
    }
    return sheet.gap().lines();
  }

  private void others(Sheet sheet, List<Target> others) {
    Map<String, List<String>> places = new LinkedHashMap<>();
    for (Target target : others) {
      String item = target.item().isEmpty() ? "" : " " + target.item();
      places
          .computeIfAbsent(target.account().value() + item, _ -> new ArrayList<>())
          .add(target.region().code());
    }
    places.entrySet().stream()
        .limit(PLACES)
        .forEach(
            e -> sheet.text(2, e.getKey() + "  " + String.join(", ", e.getValue()), line -> line));
    if (places.size() > PLACES) {
      sheet.text(2, say("and %d more", "ほか%d件").formatted(places.size() - PLACES), line -> line);
    }
  }

  private void requests(Sheet sheet, Question question) {
    List<Call> requests = question.requests();
    int number = 0;
    for (Call call : requests) {
      number++;
      head(
          sheet,
          say("Request %d of %d: %s in %s", "リクエスト %d/%d: %s(%s)")
              .formatted(number, requests.size(), call.operation(), call.region()));
      JsonNode parameters = redaction.mask(call.parameters());
      copy(sheet, Json.write(question.document().isPresent() ? readable(parameters) : parameters));
    }
  }

  /** A policy of many lines inside a request is one long line; the command shows it readably. */
  private JsonNode readable(JsonNode parameters) {
    ObjectNode shown = JsonNodeFactory.instance.objectNode();
    parameters
        .properties()
        .forEach(
            parameter ->
                shown.set(
                    parameter.getKey(),
                    parameter.getValue().asString("").contains("\n")
                        ? StringNode.valueOf(
                            say("(the policy in the command below)", "(下のコマンドにあるポリシー)"))
                        : parameter.getValue()));
    return shown;
  }

  private void document(Sheet sheet, Question.DocumentChange change) {
    head(sheet, say("What changes in %s", "%s の変更内容").formatted(change.name()));
    for (String line : change.diff()) {
      String shown = Clean.text(redaction.mask(line));
      sheet.line(
          "  "
              + (line.startsWith("+")
                  ? ink.good(shown)
                  : line.startsWith("-") ? ink.bad(shown) : shown));
    }
    for (Lint.Finding finding : change.findings()) {
      sheet.gap();
      sheet.text(
          2,
          "%s %s%s"
              .formatted(
                  severity(finding.severity()),
                  finding.rule(),
                  finding.pointer().isEmpty() ? "" : " " + finding.pointer()),
          ink::careful);
      sheet.text(4, finding.what().in(language), line -> line);
      sheet.text(4, finding.explanation().in(language), line -> line);
    }
  }

  private String severity(Lint.Severity severity) {
    return switch (severity) {
      case ERROR -> say("error", "エラー");
      case WARNING -> say("warning", "警告");
      case NOTE -> say("note", "注記");
    };
  }

  private void head(Sheet sheet, String words) {
    if (!sheet.lines().isEmpty()) {
      sheet.gap();
    }
    sheet.text(0, words, ink::strong);
  }

  private static void copy(Sheet sheet, String text) {
    text.lines().forEach(line -> sheet.line("  " + Clean.text(line)));
  }

  private String say(String en, String ja) {
    return Text.of(en, ja).in(language);
  }
}
