package io.orgsh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./orgsh} as a process: exit code, stdout and stderr, all three. */
class LauncherIT {
  private static final Path LAUNCHER = Path.of("orgsh").toAbsolutePath();

  @TempDir private Path folder;

  /** What came of a process. */
  record Result(String out, String err, int exit) {}

  @Test
  void theVersionNeedsNothing() throws Exception {
    Result result = run(LAUNCHER, folder, Map.of(), "--version");

    assertThat(result.out()).matches("orgsh [0-9]+\\.[0-9]+\\.[0-9]+\\n");
    assertThat(result.err()).isEmpty();
    assertThat(result.exit()).isZero();
    assertThat(folder.resolve("state")).doesNotExist();
  }

  @Test
  void aLinkFromAnotherFolderLeadsToTheShippedTemplates() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("my orgsh"), LAUNCHER);

    Result result =
        run(
            link,
            folder,
            Map.of(),
            "render",
            "cloudtrail-log-reader-trust",
            "--set",
            "account=333333333333");

    assertThat(result.out()).startsWith("{\n").contains("333333333333");
    assertThat(result.err()).isEmpty();
    assertThat(result.exit()).isZero();
  }

  @Test
  void anArgumentWithBlanksStaysOne() throws Exception {
    Result result = run(LAUNCHER, folder, Map.of(), "show", "two words");

    assertThat(result.err())
        .startsWith("Error: wrong value\n\n  RUNBOOK\n\n  RUNBOOK is \"two words\"; expected");
    assertThat(result.out()).isEmpty();
    assertThat(result.exit()).isEqualTo(2);
  }

  @Test
  void nobodySignedInIsToldHowToSignInAndAboutTheSandbox() throws Exception {
    Result result =
        run(
            LAUNCHER,
            folder,
            Map.of("AWS_EC2_METADATA_DISABLED", "true"),
            "--region",
            "ap-northeast-1",
            "whoami");

    assertThat(result.err()).startsWith("Error: ").contains("aws sso login", "orgsh --sandbox");
    assertThat(result.err()).doesNotContain("Exception", "\tat ");
    assertThat(result.out()).isEmpty();
    assertThat(result.exit()).isEqualTo(2);
  }

  @Test
  void withoutATerminalTheInteractiveShellIsNotWaitedFor() throws Exception {
    Result result = run(LAUNCHER, folder, Map.of("LANG", "ja_JP.UTF-8"), "--sandbox");

    assertThat(result.err()).startsWith("エラー: コマンドがありません\n");
    assertThat(result.exit()).isEqualTo(2);
  }

  @Test
  void theSandboxAnswersJsonAlone() throws Exception {
    Result result = run(LAUNCHER, folder, Map.of(), "--sandbox", "whoami", "--output", "json");

    assertThat(result.out().replaceAll("\\s", ""))
        .isEqualTo(
            "{\"account\":\"111111111111\",\"place\":\"management\","
                + "\"arn\":\"arn:aws:iam::111111111111:user/admin\","
                + "\"source\":\"profilemanagement\",\"region\":\"ap-northeast-1\"}");
    assertThat(result.err()).isEmpty();
    assertThat(result.exit()).isZero();
  }

  private Result run(Path launcher, Path in, Map<String, String> variables, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    var builder =
        new ProcessBuilder(command)
            .directory(in.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    Clean.environment(builder.environment(), folder);
    builder.environment().putAll(variables);
    Process process = builder.start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return new Result(
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8),
        process.exitValue());
  }

  /** An environment in which nobody is signed in. */
  static final class Clean {
    private Clean() {}

    static void environment(Map<String, String> environment, Path folder) {
      environment.keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("LC_"));
      environment.put("HOME", folder.toString());
      environment.put("ORGSH_STATE", folder.resolve("state").toString());
      environment.put("LANG", "C.UTF-8");
      environment.put("COLUMNS", "100");
      environment.put("JAVA_OPTS", "");
    }
  }
}
