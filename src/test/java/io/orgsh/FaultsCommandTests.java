package io.orgsh;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.Orgsh.Result;
import io.orgsh.shell.Exit;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sandbox faults}, through the whole program. */
class FaultsCommandTests {
  @TempDir private Path folder;
  private Orgsh orgsh;

  @BeforeEach
  void start() {
    orgsh = new Orgsh(folder);
  }

  @Test
  void faultsAreAddedListedAndEnded() {
    assertThat(orgsh.run("sandbox", "faults").out())
        .isEqualTo("Nothing disturbs the sandbox's callers.\n");
    orgsh.run("sandbox", "faults", "throttle", "--rate", "20%", "--on", "guardduty:*");
    orgsh.run("sandbox", "faults", "drop", "--rate", "0.5", "--from", "3", "--times", "2");
    orgsh.run("sandbox", "faults", "stale", "--for", "20s", "--seed", "7");
    orgsh.run("sandbox", "faults", "limit", "--per-second", "2.5", "--on", "config:*");

    assertThat(orgsh.run("sandbox", "faults"))
        .isEqualTo(
            new Result(
                Exit.DONE,
                """
                FAULT     OPERATIONS    RATE  FROM  AT MOST  FOR  REQUESTS  HIT
                throttle  guardduty:*    20%     1        -    -         0    0
                drop      *             0.5%     3        2    -         0    0
                stale     *             100%     1        -  20s         0    0
                limit     config:*     2.5/s     1        -    -         0    0
                """,
                "Seed 7\n"));
    assertThat(orgsh.run("sandbox", "faults", "--output", "csv").out())
        .startsWith("fault,operations,rate,from,times,for,asked,injected\n");

    assertThat(orgsh.run("sandbox", "faults", "--off", "--lang", "ja").out())
        .isEqualTo("障害は設定されていません。\n");
  }

  @Test
  void whatIsHitIsCounted() {
    orgsh.run("sandbox", "faults", "throttle", "--on", "sts:GetCallerIdentity", "--times", "2");

    assertThat(orgsh.run("whoami").exit()).isEqualTo(Exit.DONE);

    var report = orgsh.run("sandbox", "faults", "--output", "json").json();
    assertThat(report.path("injected").path("throttle").asInt()).isEqualTo(2);
    assertThat(report.path("faults").get(0).path("asked").asInt()).isGreaterThan(2);
  }

  @Test
  void mistakesInTheLineAreSaidAtOnce() {
    Result result =
        orgsh.run("sandbox", "faults", "slow", "--rate", "0", "--on", "guardduty", "--off");

    assertThat(result.exit()).isEqualTo(Exit.USAGE);
    assertThat(result.err())
        .contains("Error: --for is missing")
        .contains("Error: --off ends all faults")
        .contains("expected a percentage from 0.01 to 100")
        .contains("expected an operation such as s3:PutBucketPolicy");
    assertThat(orgsh.run("sandbox", "faults", "limit").err())
        .contains("Error: --per-second is missing");
    assertThat(orgsh.run("sandbox", "faults", "drop", "--burst", "3").err())
        .contains("Error: a rate does not fit");
    assertThat(orgsh.run("sandbox", "faults", "--rate", "3").err())
        .contains("Error: a fault is missing");
  }
}
