package io.orgsh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orgsh.Orgsh.Result;
import io.orgsh.aws.Call;
import io.orgsh.aws.Credentials;
import io.orgsh.aws.OperationName;
import io.orgsh.aws.Region;
import io.orgsh.aws.Reply;
import io.orgsh.aws.SdkAwsCalls;
import io.orgsh.journal.JournalStore;
import io.orgsh.journal.RunId;
import io.orgsh.journal.s3.S3JournalStore;
import io.orgsh.journal.s3.S3Place;
import io.orgsh.sandbox.AccessKey;
import io.orgsh.sandbox.Sandbox;
import io.orgsh.shell.Exit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The whole program with its runs in S3: two shells, one run. */
class SharedRunsTests {
  private static final Region TOKYO = new Region("ap-northeast-1");
  private static final String STATE = "--state=s3://runs-111111111111/team";
  private static final JournalStore.Holder ALICE =
      new JournalStore.Holder("alice", "train", 4711, "2026-11-23T02:00:00Z");

  @TempDir Path folder;
  private Sandbox sandbox;
  private SdkAwsCalls aws;

  @BeforeEach
  void open() throws Exception {
    sandbox = Sandbox.open(folder.resolve("sandbox"));
    aws = SdkAwsCalls.to(sandbox.endpoint());
  }

  @AfterEach
  void close() throws Exception {
    aws.close();
    sandbox.close();
  }

  @Test
  void withoutTheBucketNothingIsDone() {
    Result runs = orgsh("runs");

    assertThat(runs.err())
        .startsWith(
            """
            Error: no such bucket for runs
            """)
        .contains("aws s3 mb s3://runs-111111111111 --region ap-northeast-1");
    assertThat(runs.exit()).isEqualTo(Exit.FAILED);
    assertThat(orgsh("start", "cloudtrail", "--yes").exit()).isEqualTo(Exit.FAILED);
    assertThat(sandbox.control().status().mutated()).isZero();
  }

  @Test
  void aPlaceThatIsNoneIsTheOptionsMistake() {
    Result runs = new Orgsh(folder).run("runs", "--state", "s3://Runs");

    assertThat(runs.err()).startsWith("Error: runs cannot be kept there\n");
    assertThat(runs.exit()).isEqualTo(Exit.USAGE);
  }

  @Test
  void everyCommandOfARunWorks() {
    makeBucket();
    Result started = orgsh("start", "cloudtrail", "--yes", "--output", "json");
    assertThat(started.err()).doesNotContain("Error");
    assertThat(started.exit()).isEqualTo(Exit.DONE);
    String run = started.json().path("run").stringValue();

    assertThat(orgsh("runs").out()).contains(run);
    assertThat(orgsh("status", run, "--output", "json").json().path("state").stringValue())
        .isEqualTo("done");
    assertThat(orgsh("journal", "verify", run).exit()).isEqualTo(Exit.DONE);
    assertThat(orgsh("journal", run).out()).contains("started");
    assertThat(orgsh("verify", run).exit()).isEqualTo(Exit.DONE);
    assertThat(orgsh("why", run, "trail").exit()).isEqualTo(Exit.DONE);
    assertThat(orgsh("undo", run, "--yes", "--allow-destructive").exit()).isEqualTo(Exit.DONE);
    assertThat(folder.resolve("sandbox/runs")).doesNotExist();
    assertThat(Files.exists(folder.resolve("sandbox/sandbox-world.json"))).isTrue();
    assertThat(new Orgsh(folder).run("runs").out()).doesNotContain(run);
  }

  @Test
  void aRunThatAColleagueHasIsHisUntilItIsStolen() throws Exception {
    makeBucket();
    Result stopped = orgsh("start", "cloudtrail", "--output", "json");
    assertThat(stopped.exit()).isEqualTo(Exit.STOPPED);
    var run = new RunId(stopped.json().path("run").stringValue());

    try (var alice = store().take(run, ALICE)) {
      Result held = orgsh("resume", run.value(), "--yes");
      assertThat(held.err())
          .contains(
              """
              Stopped: locked by another operator

                alice on train (process 4711) has worked at this run since 2026-11-23T02:00:00Z. Nothing was sent.
                The lease was renewed at \
              """)
          .endsWith("      resume " + run + " --steal\n");
      assertThat(held.exit()).isEqualTo(Exit.LOCKED);

      Result unasked = orgsh("resume", run.value(), "--yes", "--steal");
      assertThat(unasked.err()).contains("Stopped: confirmation needed\n");
      assertThat(unasked.exit()).isEqualTo(Exit.STOPPED);

      Result stolen = orgsh("resume", run.value(), "--yes", "--steal", "--allow-destructive");
      assertThat(stolen.err()).doesNotContain("Error");
      assertThat(stolen.exit()).isEqualTo(Exit.DONE);
      assertThatThrownBy(() -> alice.append("late")).isInstanceOf(JournalStore.TakenAway.class);
    }
    assertThat(orgsh("journal", "verify", run.value()).exit()).isEqualTo(Exit.DONE);
    assertThat(orgsh("resume", run.value(), "--steal").exit())
        .as("nobody has it, so nothing is asked")
        .isEqualTo(Exit.DONE);
  }

  private Result orgsh(String... words) {
    var line = new ArrayList<>(List.of(words));
    line.add(STATE);
    return new Orgsh(folder).run(line.toArray(String[]::new));
  }

  private JournalStore store() {
    return new S3JournalStore(
        aws,
        S3Place.of("s3://runs-111111111111/team").orElseThrow(),
        TOKYO,
        this::management,
        (_, _) -> () -> {});
  }

  private Credentials management() {
    AccessKey key = Objects.requireNonNull(sandbox.keys().get("management"));
    return Credentials.ofUser(key.id(), key.secret());
  }

  private void makeBucket() {
    ObjectNode bucket = JsonMapper.shared().createObjectNode().put("Bucket", "runs-111111111111");
    bucket.putObject("CreateBucketConfiguration").put("LocationConstraint", TOKYO.code());
    assertThat(
            aws.call(
                new Call(new OperationName("s3", "CreateBucket"), bucket, TOKYO, Call.Safety.WRITE),
                management()))
        .isInstanceOf(Reply.Ok.class);
  }
}
