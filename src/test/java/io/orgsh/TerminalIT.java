package io.orgsh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The interactive shell in a real terminal, which {@code script} of util-linux makes. */
class TerminalIT {
  private static final String PROMPT = "orgsh (sandbox) management@ap-northeast-1> ";

  @TempDir private Path folder;
  private Terminal terminal;

  @BeforeEach
  void start() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "util-linux's script is needed");
    terminal = opened(Map.of());
  }

  private Terminal opened(Map<String, String> environment) throws IOException {
    return Terminal.of(
        List.of(Path.of("orgsh").toAbsolutePath().toString(), "--sandbox"),
        folder,
        folder,
        environment);
  }

  @AfterEach
  void end() {
    terminal.kill();
  }

  @Test
  void theShellGreetsPromptsCompletesAndLeaves() throws Exception {
    terminal.await(PROMPT);
    assertThat(terminal.shown())
        .contains("the runbook shell for AWS Organizations; `help` says more.")
        .contains("Sandbox: an emulated organization on this machine; nothing reaches AWS.");

    terminal.type("whoa\t");
    terminal.await("whoami ");
    terminal.type("\r");
    terminal.await("arn:aws:iam::111111111111:user/admin");
    terminal.await(PROMPT);

    terminal.type("switch audit\r");
    terminal.await("orgsh (sandbox) audit@ap-northeast-1> ");

    terminal.type("show cloudtrail --se\t");
    terminal.await("--set ");
    // Ctrl-C clears the line and leaves nothing running.
    terminal.type("\u0003");
    terminal.await("orgsh (sandbox) audit@ap-northeast-1> ");

    terminal.type("acounts extra\r");
    terminal.await("Did you mean accounts?");
    terminal.await("orgsh (sandbox) audit@ap-northeast-1> ");

    terminal.type("\u0004");
    assertThat(terminal.exit()).isZero();
    assertThat(terminal.shown()).doesNotContain("Exception");
    assertThat(folder.resolve("state/history")).content().contains("switch audit");
    assertThat(Files.getPosixFilePermissions(folder.resolve("state/history")).toString())
        .doesNotContain("OTHERS", "GROUP");
  }

  /** A locale that is named but not installed, as in many a session over ssh. */
  @Test
  void japaneseIsReadableWhateverTheLocaleCanDo() throws Exception {
    terminal.kill();
    terminal = opened(Map.of("LC_ALL", "ja_JP.UTF-8"));

    terminal.await(PROMPT);

    assertThat(terminal.shown()).contains("AWS OrganizationsのRunbookシェル");
  }

  @Test
  void aQuestionThatCtrlCAnswersChangesNothing() throws Exception {
    terminal.await(PROMPT);

    terminal.type("sandbox reset\r");
    terminal.await("Type o-exampleorgid to go on: ");
    terminal.type("\u0003");

    terminal.await("Stopped: not confirmed");
    terminal.await(PROMPT);
    terminal.type("exit\r");
    assertThat(terminal.exit()).isZero();
  }
}
