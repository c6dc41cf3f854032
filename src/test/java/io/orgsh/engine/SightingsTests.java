package io.orgsh.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.aws.AccountId;
import io.orgsh.aws.Region;
import io.orgsh.engine.Sightings.Seen;
import io.orgsh.engine.Survey.Finding;
import io.orgsh.problem.Text;
import io.orgsh.runbook.StepId;
import io.orgsh.runbook.Target;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which place of an earlier step speaks for a place of a later one. */
class SightingsTests {
  private static final StepId STEP = new StepId("recorder");
  private static final StepId LATER = new StepId("start-recorder");

  private final Sightings sightings = new Sightings();

  SightingsTests() {
    sightings.keep(
        STEP,
        List.of(
            target(STEP, "111111111111", "us-east-1", ""),
            target(STEP, "222222222222", "us-east-1", ""),
            target(STEP, "222222222222", "us-west-2", ""),
            target(STEP, "222222222222", "us-west-2", "a")),
        List.of(seen("first"), seen("account"), seen("region"), seen("element")));
  }

  @Test
  void theNearestSpeaks() {
    assertThat(nearest("222222222222", "us-west-2", "a")).isEqualTo("element");
    assertThat(nearest("222222222222", "us-west-2", "b")).isEqualTo("region");
    assertThat(nearest("222222222222", "eu-west-1", "a")).isEqualTo("account");
    assertThat(nearest("333333333333", "us-west-2", "a")).isEqualTo("first");
  }

  @Test
  void aStepThatWasNotReadSaysNothing() {
    assertThat(
            sightings.nearest(new StepId("other"), target(LATER, "111111111111", "us-east-1", "")))
        .isEqualTo(Optional.empty());
  }

  private String nearest(String account, String region, String item) {
    return sightings
        .nearest(STEP, target(LATER, account, region, item))
        .orElseThrow()
        .reason()
        .en();
  }

  private static Target target(StepId step, String account, String region, String item) {
    return new Target(step, new AccountId(account), new Region(region), item);
  }

  private static Seen seen(String reason) {
    return Seen.of(Finding.NOT_SO, Text.same(reason));
  }
}
