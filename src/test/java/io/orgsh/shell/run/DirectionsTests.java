package io.orgsh.shell.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.problem.Problem;
import io.orgsh.problem.Problem.Next;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
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
            ANOTHER_ACCOUNT, Samples.RUN, "start series --set edition=series", /* sandbox= */ true);

    assertThat(complete.next())
        .containsExactly(
            new Next.Command("orgsh --sandbox --profile audit --no-switch resume trail-20261123-1"),
            new Next.Command("start series --set edition=series"));
  }

  @Test
  void anUndoGoesOnAsAnUndo() {
    Problem complete =
        Directions.of(ANOTHER_ACCOUNT, Samples.RUN, "undo trail-20261123-1", /* sandbox= */ false);

    assertThat(complete.next())
        .containsExactly(
            new Next.Command("orgsh --profile audit --no-switch undo trail-20261123-1"),
            new Next.Command("undo trail-20261123-1"));
  }
}
