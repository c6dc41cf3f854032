package io.orgsh.shell.runbooks;

import io.orgsh.problem.Text;
import io.orgsh.runbook.Runbook;
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
import java.nio.file.Path;
import java.util.Optional;

/** {@code validate FILE}: every mistake of a runbook, at once. */
public final class ValidateCommand implements Command<Path, ValidateCommand.View> {

  /** Validates runbooks. */
  public ValidateCommand() {}

  /** Shows that a runbook is right; what is wrong is told as problems. */
  public interface View {
    /** It is right. */
    void right(Path file, Runbook runbook);
  }

  @Override
  public Declaration declaration() {
    return Declaration.of(
            "validate",
            Group.RUNBOOKS,
            Text.of("Check a runbook file; calls no AWS", "Runbookファイルを検証する(AWSは呼び出しません)"))
        .about(
            Text.of(
                "Every mistake is reported at once, with its place in the file, what was expected"
                    + " and a suggestion. The exit code is 2 when there is one.",
                "すべての誤りを、ファイル内の位置、期待される内容、修正候補とともにまとめて表示します。" + "誤りがあれば終了コードは2です。"))
        .needs("FILE", Kind.Known.FILE, Text.of("the runbook's file", "Runbookのファイル"));
  }

  @Override
  public Parsed<Path> parse(Arguments arguments) {
    Optional<Path> file = arguments.value("FILE", Form.PATH);
    return arguments.parsed(file::orElseThrow);
  }

  @Override
  public View view(Output output) {
    return switch (output.format()) {
      case TEXT, CSV ->
          (file, runbook) ->
              output.answer(
                  output.words(
                      Text.of(
                              "%s is right: runbook %s, %d steps, %d parameters.",
                              "%s に誤りはありません(Runbook %s、ステップ %d、パラメーター %d)。")
                          .with(
                              file,
                              runbook.name(),
                              runbook.steps().size(),
                              runbook.parameters().size())));
      case JSON ->
          (file, runbook) ->
              output.answer(
                  Json.object()
                      .put("file", file.toString())
                      .put("valid", true)
                      .put("runbook", runbook.name().value())
                      .put("steps", runbook.steps().size()));
    };
  }

  @Override
  public Exit run(Path file, Invocation invocation, View view) {
    view.right(file, invocation.workplace().runbook(file));
    return Exit.DONE;
  }
}
