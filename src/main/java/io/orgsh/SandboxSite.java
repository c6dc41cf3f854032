package io.orgsh;

import io.orgsh.aws.Region;
import io.orgsh.problem.Problem;
import io.orgsh.problem.ProblemException;
import io.orgsh.problem.Text;
import io.orgsh.problem.TextFile;
import io.orgsh.problem.Where;
import io.orgsh.sandbox.Sandbox;
import io.orgsh.sandbox.WorldDescription;
import io.orgsh.shell.StartOptions;
import io.orgsh.shell.StartOptions.Site;
import io.orgsh.shell.Surroundings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/** Opens the sandbox of a state folder. */
final class SandboxSite {
  /** The region of the series. */
  static final Region HOME = new Region("ap-northeast-1");

  private static final int MOST_BYTES = 16 * 1024 * 1024;

  private SandboxSite() {}

  /**
   * Opens it.
   *
   * @param port where to serve it; empty for any, or wherever another process serves it already
   * @throws ProblemException if the world is wrong, or folder or port cannot be used
   */
  static Sandbox open(
      Surroundings surroundings, StartOptions options, Path stateFolder, OptionalInt port) {
    Path folder = stateFolder.resolve("sandbox");
    Optional<Path> world =
        options.site() instanceof Site.Sandbox(Optional<Path> file)
            ? file.map(surroundings.workingFolder()::resolve)
            : Optional.empty();
    try {
      WorldDescription description =
          world.isEmpty()
              ? WorldDescription.standard()
              : WorldDescription.of(TextFile.read(world.get(), MOST_BYTES));
      return port.isPresent()
          ? Sandbox.serve(folder, port.getAsInt(), description)
          : Sandbox.open(folder, description);
    } catch (IllegalArgumentException wrong) {
      throw new ProblemException(
          Problem.of(
              Text.of("Error: wrong world", "エラー: ワールドファイルに誤りがあります"),
              Text.of("%s: %s.", "%s: %s")
                  .with(world.map(Path::toString).orElse(""), String.valueOf(wrong.getMessage())),
              new Where.AtOption("--sandbox")),
          wrong);
    } catch (IOException fault) {
      throw new ProblemException(
          Problem.of(
                  Text.of("Error: the sandbox cannot be opened", "エラー: サンドボックスを開けません"),
                  Text.of("%s: %s.", "%s: %s。").with(folder, String.valueOf(fault.getMessage())),
                  new Where.AtOption("--sandbox"))
              .advise(
                  Text.of(
                      port.isPresent()
                          ? "Name another port, or another state folder with --state."
                          : "Make the folder writable, or name another with --state.",
                      port.isPresent()
                          ? "別のポートを指定するか、--state で別のフォルダーを指定してください。"
                          : "フォルダーの書き込み権限を確認するか、--state で別のフォルダーを指定してください。")),
          fault);
    }
  }
}
