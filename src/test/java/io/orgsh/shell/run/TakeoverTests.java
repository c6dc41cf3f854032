package io.orgsh.shell.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orgsh.journal.JournalStore.Hold;
import io.orgsh.journal.JournalStore.Holder;
import io.orgsh.journal.JournalStore.Locked;
import io.orgsh.journal.RunId;
import io.orgsh.problem.Language;
import io.orgsh.problem.ProblemException;
import io.orgsh.problem.Text;
import io.orgsh.shell.Manner;
import io.orgsh.shell.TextScreen;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Taking a run from a colleague: never by accident. */
class TakeoverTests {
  private static final RunId RUN = new RunId("cloudtrail-20261123-1");
  private static final Holder ALICE = new Holder("alice", "train", 4711, "2026-11-23T02:00:00Z");
  private final Locked byLease =
      new Locked(
          RUN,
          ALICE,
          new Hold.OfLease(Instant.parse("2026-11-23T02:05:00Z"), Duration.ofSeconds(60)));
  private final Locked byProcess = new Locked(RUN, ALICE);

  @Test
  void theIdOfTheRunTakesItOver() throws Locked {
    var screen = new TextScreen(Language.ENGLISH, 80).typing(" " + RUN + " ");

    Takeover.confirm(Takeover.Claim.STEAL, byLease, screen, Manner.PLAIN);

    assertThat(screen.said())
        .isEqualTo(
            """
            alice on train (process 4711) has worked at it since 2026-11-23T02:00:00Z.
            Whoever it is will be stopped before the next change.
            Type cloudtrail-20261123-1 to take the run over > \
            """);
  }

  @Test
  void theSameIsAskedInJapanese() throws Locked {
    var screen = new TextScreen(Language.JAPANESE, 80).typing(RUN.value());

    Takeover.confirm(Takeover.Claim.STEAL, byLease, screen, Manner.PLAIN);

    assertThat(screen.said())
        .isEqualTo(
            """
            train の alice(プロセス 4711)が 2026-11-23T02:00:00Z から操作しています。引き継
            ぐと、相手は次の変更の前に停止します。
            引き継ぐには cloudtrail-20261123-1 と入力してください > \
            """);
  }

  @Test
  void anythingElseDoesNot() {
    for (String typed : new String[] {"y", "", "cloudtrail-20261123-2"}) {
      var screen = new TextScreen(Language.ENGLISH, 80).typing(typed);
      assertThat(refusal(screen)).isEqualTo(Text.of("Stopped: not confirmed", "停止: 確認されませんでした"));
    }
    assertThat(refusal(new TextScreen(Language.ENGLISH, 80).typing()))
        .as("Ctrl-D")
        .isEqualTo(Text.of("Stopped: not confirmed", "停止: 確認されませんでした"));
  }

  @Test
  void whereNobodyCanBeAskedItNeedsTheFlags() {
    assertThat(refusal(new TextScreen(Language.ENGLISH, 80)))
        .isEqualTo(Text.of("Stopped: confirmation needed", "停止: 確認が必要です"));
  }

  @Test
  void whatIsNotToBeStolenOrCannotBeStaysLocked() {
    var screen = new TextScreen(Language.ENGLISH, 80);

    assertThat(
            catchThrowableOfType(
                Locked.class,
                () -> Takeover.confirm(Takeover.Claim.RESPECT, byLease, screen, Manner.PLAIN)))
        .isSameAs(byLease);
    assertThat(
            catchThrowableOfType(
                Locked.class,
                () -> Takeover.confirm(Takeover.Claim.STEAL, byProcess, screen, Manner.PLAIN)))
        .isSameAs(byProcess);
    assertThat(screen.said()).isEmpty();
  }

  private Text refusal(TextScreen screen) {
    return catchThrowableOfType(
            ProblemException.class,
            () -> Takeover.confirm(Takeover.Claim.STEAL, byLease, screen, Manner.PLAIN))
        .problems()
        .getFirst()
        .what();
  }
}
