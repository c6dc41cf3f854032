package io.orgsh.shell.sandbox;

import io.orgsh.problem.Problem;
import io.orgsh.problem.ProblemException;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import io.orgsh.shell.Arguments;
import io.orgsh.shell.Command;
import io.orgsh.shell.Declaration;
import io.orgsh.shell.Declaration.Group;
import io.orgsh.shell.Exit;
import io.orgsh.shell.Invocation;
import io.orgsh.shell.Output;
import io.orgsh.shell.Parsed;
import io.orgsh.shell.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** {@code sandbox reset}: throws the world away; asks for its organization's id to be typed. */
public final class ResetCommand implements Command<ResetCommand.NoOptions, StatusView> {

  /** Resets. */
  public ResetCommand() {}

  /** It takes nothing. */
  public record NoOptions() {}

  @Override
  public Declaration declaration() {
    return Declaration.of(
            "sandbox reset",
            Group.SANDBOX,
            Text.of("Throw the sandbox's world away and start anew", "サンドボックスの状態を破棄して初期化する"))
        .about(
            Text.of(
                "Asks for the organization's id to be typed; --yes with --allow-destructive answers"
                    + " that. Runs of the old world are put aside in the state folder.",
                "確認のため組織IDの入力を求めます(--yes と --allow-destructive の併用で省略できます)。"
                    + "これまでの実行の記録は保存先のフォルダー内に退避します。"));
  }

  @Override
  public Parsed<NoOptions> parse(Arguments arguments) {
    return arguments.parsed(NoOptions::new);
  }

  @Override
  public StatusView view(Output output) {
    return StatusView.on(output);
  }

  @Override
  public Exit run(NoOptions options, Invocation invocation, StatusView view) {
    try (Opened opened = Opened.of(invocation.workplace())) {
      String name = opened.sandbox().control().status().organization();
      if (!invocation.manner().mayDestroy()) {
        confirm(name, invocation.screen());
      }
      opened.sandbox().control().reset();
      putRunsAside(Opened.folder(invocation.workplace()));
      view.status(opened.sandbox().control().status(), opened.sandbox().endpoint().toString());
    }
    return Exit.DONE;
  }

  private static void confirm(String name, Screen screen) {
    if (!screen.interactive()) {
      throw new ProblemException(
          Problem.of(
                  Text.of("Stopped: confirmation needed", "停止: 確認が必要です"),
                  Text.of(
                      "The sandbox's world would be thrown away, and nobody is there to ask."
                          + " Nothing was changed.",
                      "サンドボックスの状態が破棄されますが、確認に答える人がいません。何も変更していません。"),
                  new Where.AtOption("--yes --allow-destructive"))
              .suggest("orgsh sandbox reset --yes --allow-destructive"));
    }
    Text question =
        Text.of(
                "Everything in the sandbox will be lost. Type %s to go on: ",
                "サンドボックスの内容はすべて失われます。続けるには %s と入力してください: ")
            .with(name);
    Optional<String> typed = screen.ask(question.in(screen.language()));
    if (!typed.map(String::strip).equals(Optional.of(name))) {
      throw new ProblemException(
          Problem.of(
              Text.of("Stopped: not confirmed", "停止: 確認されませんでした"),
              Text.of("Nothing was changed.", "何も変更していません。"),
              Where.nowhere()));
    }
  }

  /** Runs of the old world cannot go on in the new one. */
  private static void putRunsAside(Path folder) {
    Path runs = folder.resolve("runs");
    if (!Files.isDirectory(runs)) {
      return;
    }
    int number = 1;
    while (Files.exists(folder.resolve("runs-before-reset-" + number))) {
      number++;
    }
    try {
      Files.move(runs, folder.resolve("runs-before-reset-" + number));
    } catch (IOException fault) {
      throw new ProblemException(
          Problem.of(
              Text.of("Error: old runs cannot be put aside", "エラー: 以前の実行の記録を退避できません"),
              Text.of("%s: %s. The world is new.", "%s: %s。サンドボックスは初期化済みです。").with(runs, fault),
              Where.nowhere()),
          fault);
    }
  }
}
