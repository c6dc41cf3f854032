package io.orgsh;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.sandbox.FaultKind;
import io.orgsh.sandbox.FaultPlan;
import io.orgsh.sandbox.FaultReport;
import io.orgsh.sandbox.FaultRule;
import io.orgsh.sandbox.Sandbox;
import io.orgsh.sandbox.WorldDescription;
import io.orgsh.shell.Exit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A rollout over many accounts and regions while a quarter of all requests goes wrong. {@code
 * -Drollout.accounts=200} makes it as large as docs/reliability.md reports.
 */
class RolloutTests {
  private static final List<String> REGIONS =
      List.of("ap-northeast-1", "us-east-1", "us-west-2", "eu-central-1", "eu-west-1");

  @TempDir private Path folder;

  @Test
  void everyTargetIsVerifiedAndEveryEffectHappensOnceWhateverTheNetworkDoes() throws IOException {
    int accounts = Integer.getInteger("rollout.accounts", 12);
    int targets = accounts * REGIONS.size();
    WorldDescription world =
        WorldDescription.of(
            """
            {"accounts": [{"id": "111111111111", "name": "management"},
                          {"id": "222222222222", "name": "audit"}],
             "members": %d}
            """
                .formatted(accounts - 2));
    try (Sandbox sandbox = Sandbox.open(folder.resolve("sandbox"), world)) {
      var orgsh = new Orgsh(folder);
      sandbox
          .control()
          .faults(
              FaultPlan.of(
                  20,
                  FaultRule.some(FaultKind.THROTTLE, "*", 20),
                  FaultRule.some(FaultKind.ERROR, "*", 3),
                  FaultRule.some(FaultKind.ERROR_AFTER, "*", 1),
                  FaultRule.some(FaultKind.UNAVAILABLE, "*", 1),
                  FaultRule.some(FaultKind.DROP, "*", 1),
                  FaultRule.some(FaultKind.DROP_AFTER, "*", 1)));

      long begun = System.nanoTime();
      Orgsh.Result result =
          orgsh.run(
              "start",
              "access-analyzer",
              "--set",
              "regions=" + String.join(",", REGIONS),
              "--set",
              "account_analyzers=true",
              "--yes",
              "--output",
              "json");

      assertThat(result.exit()).as(result.err()).isEqualTo(Exit.DONE);
      List<String> states =
          result.json().path("steps").values().stream()
              .filter(step -> step.path("id").asString().equals("account-analyzers"))
              .flatMap(step -> step.path("targets").values().stream())
              .map(target -> target.path("state").asString())
              .toList();
      assertThat(states).hasSize(targets).containsOnly("verified");
      var status = sandbox.control().status();
      // One more analyzer in each region: the organization's.
      assertThat(status.mutations().get("access-analyzer:CreateAnalyzer"))
          .isEqualTo(targets + REGIONS.size());
      FaultReport faults = sandbox.control().faults();
      assertThat(faults.injected().values()).allMatch(count -> count > 0);
      assertThat(seconds(begun)).isPositive();
      report(targets, status.requests(), faults, seconds(begun));
    }
  }

  private static long seconds(long begun) {
    return 1 + (System.nanoTime() - begun) / 1_000_000_000;
  }

  private static void report(int targets, long requests, FaultReport faults, long seconds) {
    if (Boolean.getBoolean("rollout.report")) {
      System.out.printf(
          "%d targets verified once each; %d requests, faults injected: %s; %d s%n",
          targets, requests, faults.injected(), seconds);
    }
  }

  @Test
  void credentialsThatExpireSuspendTheRunAndResumeGoesOnAfterSigningIn() throws IOException {
    try (Sandbox sandbox = Sandbox.open(folder.resolve("sandbox"))) {
      var orgsh = new Orgsh(folder);
      sandbox
          .control()
          .faults(FaultPlan.of(1, FaultRule.always(FaultKind.EXPIRED, "*").from(30, 0)));
      Orgsh.Result stopped = orgsh.run("start", "cloudtrail", "--yes", "--output", "json");
      sandbox.control().faults(FaultPlan.none());

      assertThat(stopped.exit()).as(stopped.err()).isEqualTo(Exit.STOPPED);
      assertThat(stopped.err()).contains("expired").contains("resume cloudtrail-");
      assertThat(stopped.json().path("state").asString()).isEqualTo("suspended");
      Orgsh.Result resumed = orgsh.run("resume", "--yes", "--output", "json");

      assertThat(resumed.exit()).as(resumed.err()).isEqualTo(Exit.DONE);
      assertThat(states(resumed.json())).isSubsetOf("verified", "already", "skipped");
    }
  }

  private static List<String> states(JsonNode run) {
    return run.path("steps").values().stream()
        .flatMap(step -> step.path("targets").values().stream())
        .map(target -> target.path("state").asString())
        .distinct()
        .toList();
  }
}
