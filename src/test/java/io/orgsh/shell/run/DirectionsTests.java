package io.orgsh.shell.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.aws.Region;
import io.orgsh.org.Switching;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Problem.Next;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import io.orgsh.shell.StartOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A command that a stopped run suggests can be copied as it stands. */
class DirectionsTests {
  private static final Problem ANOTHER_ACCOUNT =
      Problem.of(
              Text.of("Stopped: another account is needed", "停止: 別のアカウントが必要です"),
              Text.same("audit"),
              Where.nowhere())
          .suggest("orgsh --profile audit")
          .suggest("resume");

  @Test
  void oneAccountsCredentialsGoOnWithTheRunAndNotWithTheWholeWalk() {
    Problem complete =
        Directions.of(
            ANOTHER_ACCOUNT,
            Samples.RUN,
            "start series --set edition=series",
            List.of("--sandbox"));

    assertThat(complete.next())
        .containsExactly(
            new Next.Command("orgsh --sandbox --profile audit --no-switch resume trail-20261123-1"),
            new Next.Command("start series --set edition=series"));
  }

  @Test
  void anUndoGoesOnAsAnUndo() {
    Problem complete =
        Directions.of(ANOTHER_ACCOUNT, Samples.RUN, "undo trail-20261123-1", List.of());

    assertThat(complete.next())
        .containsExactly(
            new Next.Command("orgsh --profile audit --no-switch undo trail-20261123-1"),
            new Next.Command("undo trail-20261123-1"));
  }

  /** Without them the other process would look for the run where it is not. */
  @Test
  void itLooksWhereTheRunIs() {
    var options =
        new StartOptions(
            new StartOptions.Site.Aws(),
            Optional.of("management"),
            Optional.of(new Region("us-east-1")),
            Switching.NO_SWITCH,
            Optional.of(Path.of("my orgsh.yaml")),
            Optional.empty(),
            Optional.empty(),
            Optional.of("s3://runs/shared"));

    Problem complete =
        Directions.of(ANOTHER_ACCOUNT, Samples.RUN, "resume trail-20261123-1", options.samePlace());

    assertThat(complete.next())
        .contains(
            new Next.Command(
                "orgsh --region us-east-1 --config 'my orgsh.yaml' --state s3://runs/shared"
                    + " --profile audit --no-switch resume trail-20261123-1"));
  }
}
