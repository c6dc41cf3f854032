package io.orgsh.shell.runbooks;

import io.orgsh.problem.Text;
import io.orgsh.runbook.Parameter;
import io.orgsh.runbook.Runbook;
import io.orgsh.runbook.Step;
import io.orgsh.runbook.Step.Action;
import io.orgsh.shell.Output;
import io.orgsh.shell.Table;
import io.orgsh.shell.Table.Column;
import io.orgsh.shell.layout.Clean;
import io.orgsh.shell.layout.Columns;
import java.util.ArrayList;
import java.util.List;

/** A runbook for people. */
final class ShowText implements ShowView {
  private static final String INDENT = "  ";
  private static final int MOST = 100;

  private final Output output;

  ShowText(Output output) {
    this.output = output;
  }

  @Override
  public void runbook(Walk walk) {
    Runbook runbook = walk.runbook();
    List<String> lines = new ArrayList<>();
    String series =
        runbook.series() == 0
            ? ""
            : words(Text.of(" (part %d of the series)", "(連載 第%d回)").with(runbook.series()));
    lines.add(runbook.name() + ": " + words(runbook.title()) + series);
    lines.add("");
    paragraph(words(runbook.about()), 0, lines);
    lines.add("");
    lines.addAll(new Picture(output.language(), output.width()).draw(walk));
    lines.add("");
    if (runbook.parts().isEmpty()) {
      legend(walk, lines);
    } else {
      lines.add(words(Text.of("Walks through, in this order:", "次の順に実行します:")));
      runbook.parts().forEach(part -> lines.add(INDENT + part));
    }
    if (!runbook.parameters().isEmpty()) {
      lines.add("");
      lines.add(words(Text.of("Parameters (--set NAME=VALUE)", "パラメーター(--set 名前=値)")));
      parameters(runbook).lines(output.language(), output.width() - INDENT.length()).stream()
          .map(line -> INDENT + line)
          .forEach(lines::add);
    }
    lines.add("");
    if (runbook.parts().isEmpty()) {
      lines.add(INDENT + "plan " + runbook.name());
    }
    lines.add(INDENT + "start " + runbook.name());
    output.answer(lines);
  }

  private void legend(Walk walk, List<String> lines) {
    paragraph(
        words(
            Text.of(
                    "● changes AWS   ○ only reads   ◇ done by hand   ? only if chosen. You go into"
                        + " another account %d times.",
                    "● AWSを変更   ○ 参照のみ   ◇ 手作業   ? 選択時のみ。アカウントの切り替えは%d回です。")
                .with(walk.changes())),
        0,
        lines);
    walk.stops().stream()
        .flatMap(stop -> stop.decides().stream())
        .distinct()
        .forEach(
            name ->
                paragraph(
                    words(
                        Text.of(
                                "Some steps are in the account that %s says.",
                                "一部のステップのアカウントは %s で決まります。")
                            .with(name)),
                    0,
                    lines));
  }

  private Table parameters(Runbook runbook) {
    Table table =
        Table.of(
            Column.of("name", Text.of("NAME", "名前")),
            Column.of("default", Text.of("DEFAULT", "既定値")),
            Column.of("title", Text.of("WHAT IT DECIDES", "内容")));
    for (Parameter parameter : runbook.parameters()) {
      table =
          table.row(
              parameter.name(),
              parameter
                  .defaultValue()
                  .map(value -> value.isString() ? value.stringValue() : value.toString())
                  .orElseGet(() -> words(Text.of("(must be set)", "(必須)"))),
              words(parameter.title()) + choices(parameter));
    }
    return table;
  }

  private static String choices(Parameter parameter) {
    return parameter.type() instanceof Parameter.Type.Choice(List<String> choices)
        ? " [" + String.join("|", choices) + "]"
        : "";
  }

  @Override
  public void step(Walk walk, Step step) {
    Walk.Stop stop =
        walk.stops().stream().filter(one -> one.step().equals(step)).findFirst().orElseThrow();
    List<String> lines = new ArrayList<>();
    lines.add(
        words(
            Text.of("Step %d of %d: %s", "ステップ %d/%d: %s")
                .with(stop.number(), walk.stops().size(), step.id())));
    paragraph(words(step.title()), 1, lines);
    section(Text.of("Account", "アカウント"), stop.lane(), lines);
    step.regions()
        .ifPresent(
            regions ->
                section(
                    Text.of("Regions", "リージョン"),
                    regions.isString() ? regions.stringValue() : regions.toString(),
                    lines));
    step.when().ifPresent(when -> section(Text.of("Only when", "実行する条件"), when, lines));
    section(Text.of("Why", "理由"), words(step.why()), lines);
    action(step.action(), lines);
    step.console()
        .ifPresent(
            console -> section(Text.of("In the console", "コンソールでの手順"), words(console), lines));
    step.cost().ifPresent(cost -> section(Text.of("Cost", "料金"), words(cost), lines));
    output.answer(lines);
  }

  private void action(Action action, List<String> lines) {
    action
        .check()
        .ifPresent(
            check ->
                section(Text.of("Proved by", "確認に使うAPI"), check.read().call().toString(), lines));
    switch (action) {
      case Action.Calls calls -> {
        section(Text.of("Calls", "呼び出すAPI"), calls(calls.calls()), lines);
        undo(calls.undo(), lines);
      }
      case Action.PutDocument put -> {
        section(Text.of("Document", "ドキュメント"), put.document(), lines);
        section(Text.of("Calls", "呼び出すAPI"), calls(put.put()), lines);
        section(
            Text.of("Undo", "取り消し"),
            words(Text.of("takes out the statements that it put in", "追加したステートメントだけを取り除きます")),
            lines);
      }
      case Action.Manual manual ->
          section(Text.of("By hand", "手作業"), words(manual.instructions()), lines);
      case Action.Look look ->
          section(Text.of("Reads", "参照するAPI"), look.read().call().toString(), lines);
      case Action.Remember(var read, var undo) -> {
        section(Text.of("Reads", "参照するAPI"), read.call().toString(), lines);
        undo(undo, lines);
      }
      case Action.Prove _ -> {}
    }
  }

  private void undo(Step.Undo undo, List<String> lines) {
    section(
        Text.of("Undo", "取り消し"),
        switch (undo) {
          case Step.Undo.Calls calls -> calls(calls.calls());
          case Step.Undo.Impossible(Text reason) -> words(reason);
          case Step.Undo.Nothing(Text reason) -> words(reason);
        },
        lines);
  }

  private static String calls(List<Step.DoCall> calls) {
    return String.join("\n", calls.stream().map(call -> call.call().toString()).toList());
  }

  private void section(Text title, String body, List<String> lines) {
    lines.add("");
    lines.add(words(title));
    paragraph(body, 1, lines);
  }

  private void paragraph(String text, int level, List<String> lines) {
    String indent = INDENT.repeat(level);
    Columns.wrap(Clean.text(text).strip(), Math.min(MOST, output.width()) - indent.length())
        .forEach(line -> lines.add(indent + line));
  }

  private String words(Text text) {
    return output.words(text);
  }
}
