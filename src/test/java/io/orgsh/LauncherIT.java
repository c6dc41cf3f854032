package io.orgsh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
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

    assertThat(result.out()).matches("orgsh [0-9]+\\.[0-9]+\\.[0-9]+(\\+[0-9a-f]+(\\.dirty)?)?\\n");
    assertThat(result.err()).isEmpty();
    assertThat(result.exit()).isZero();
    assertThat(folder.resolve("state")).doesNotExist();
  }

  @Test
  void theLauncherAndTheProgramNameTheSameVersion() throws Exception {
    assertThat(run(LAUNCHER, folder, Map.of(), "--version").out())
        .isEqualTo(run(LAUNCHER, folder, Map.of(), "version").out());
  }

  @Test
  void theHelpStartsNoSpring() throws Exception {
    Result result =
        run(
            LAUNCHER,
            folder,
            Map.of("JDK_JAVA_OPTIONS", "-Xlog:class+load:file=" + folder.resolve("classes")),
            "--help");

    assertThat(result.out()).contains("runbooks");
    assertThat(Files.readAllLines(folder.resolve("classes")))
        .anyMatch(line -> line.contains(" io.orgsh.shell.Program "))
        .noneMatch(line -> line.contains(" org.springframework.context."))
        .noneMatch(line -> line.contains(" software.amazon.awssdk."));
  }

  @Test
  void aCacheThatDoesNotFitIsNoNews() throws Exception {
    Path home = installation();
    Path cache = home.resolve("target/aot/orgsh.aot");

    for (String content : List.of("", "no cache at all", "\0".repeat(100_000))) {
      Files.writeString(cache, content);
      Result result = run(home.resolve("orgsh"), folder, Map.of("ORGSH_AOT", ""), "version");

      assertThat(result.out()).startsWith("orgsh ").hasLineCount(1);
      assertThat(result.err()).isEmpty();
      assertThat(result.exit()).isZero();
      assertThat(cache).content().isEqualTo(content);
    }
  }

  @Test
  void aCacheOfAnotherJavaIsMadeAnewInTheBackground() throws Exception {
    Path home = installation();
    Files.writeString(home.resolve("target/aot/orgsh.aot.key"), "another Java\n");
    Path asked = home.resolve("asked");
    Files.writeString(
        home.resolve("src/build/train"), "#!/bin/sh\necho \"$@\" >>'" + asked + "'\n");

    Result result = run(home.resolve("orgsh"), folder, Map.of("ORGSH_AOT", ""), "version");

    assertThat(result.out()).startsWith("orgsh ").hasLineCount(1);
    assertThat(result.err()).isEmpty();
    assertThat(result.exit()).isZero();
    await().atMost(1, TimeUnit.MINUTES).until(() -> Files.exists(asked) && Files.size(asked) > 0);
    assertThat(asked).content().endsWith(" " + home.resolve("target/aot/orgsh.aot") + "\n");
  }

  @Test
  void whatFailedIsNotTriedAtEveryStart() throws Exception {
    Path home = installation();
    Files.move(
        home.resolve("target/aot/orgsh.aot.key"), home.resolve("target/aot/orgsh.aot.failed"));
    Files.writeString(
        home.resolve("src/build/train"), "#!/bin/sh\ntouch '" + home.resolve("asked") + "'\n");

    run(home.resolve("orgsh"), folder, Map.of("ORGSH_AOT", ""), "version");

    assertThat(home.resolve("target/aot/orgsh.aot.log")).doesNotExist();
  }

  /** A folder like this project's, with the program as it is built, and a cache that is none. */
  private Path installation() throws Exception {
    Path here = LAUNCHER.resolveSibling("");
    // What is built and unpacked is there for sure after any start.
    run(LAUNCHER, folder, Map.of(), "version");
    Path home = Files.createDirectories(folder.resolve("home of orgsh"));
    Files.copy(LAUNCHER, home.resolve("orgsh"), StandardCopyOption.COPY_ATTRIBUTES);
    Files.createDirectories(home.resolve("src/main"));
    Files.createDirectories(home.resolve("src/build"));
    for (String name : List.of("find-jdk", "java-options", "aot", "train")) {
      Files.copy(
          here.resolve("src/build").resolve(name),
          home.resolve("src/build").resolve(name),
          StandardCopyOption.COPY_ATTRIBUTES);
    }
    Files.createFile(home.resolve("pom.xml"));
    Files.createDirectories(home.resolve("target/aot"));
    Files.createSymbolicLink(home.resolve("target/app"), here.resolve("target/app"));
    Files.createFile(home.resolve("target/orgsh.jar"));
    Files.setLastModifiedTime(
        home.resolve("target/orgsh.jar"),
        Files.getLastModifiedTime(here.resolve("target/app/orgsh.jar")));
    FileTime old = FileTime.fromMillis(0);
    Files.setLastModifiedTime(home.resolve("pom.xml"), old);
    Files.setLastModifiedTime(home.resolve("src/main"), old);
    Files.writeString(home.resolve("target/aot/orgsh.aot"), "");
    Files.writeString(home.resolve("target/aot/orgsh.aot.key"), key(home));
    return home;
  }

  /** What the launcher writes for the Java that it finds. */
  private String key(Path home) throws Exception {
    Path script = home.resolve("key");
    Files.writeString(
        script,
        "#!/bin/sh\n. src/build/aot\ncache_key \"$(src/build/find-jdk)\" \""
            + home.resolve("src/build/java-options")
            + "\" \""
            + home.resolve("target/app")
            + "\"\nprintf %s \"$key\"\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return run(script, home, Map.of()).out();
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
      // No training in the background of other tests.
      environment.put("ORGSH_AOT", "off");
      environment.put("LANG", "C.UTF-8");
      environment.put("COLUMNS", "100");
      environment.put("JAVA_OPTS", "");
    }
  }
}
