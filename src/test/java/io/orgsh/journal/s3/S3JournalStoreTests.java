package io.orgsh.journal.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orgsh.aws.AwsCalls;
import io.orgsh.aws.Call;
import io.orgsh.aws.Credentials;
import io.orgsh.aws.Region;
import io.orgsh.aws.Reply;
import io.orgsh.journal.JournalStore;
import io.orgsh.journal.JournalStore.Holder;
import io.orgsh.journal.RunId;
import io.orgsh.problem.Problem;
import io.orgsh.problem.ProblemException;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the network and the colleagues do to a journal in S3. */
class S3JournalStoreTests {
  private static final RunId RUN = new RunId("cloudtrail-20261123-1");
  private static final Holder ALICE = new Holder("alice", "train", 4711, "2026-11-23T02:00:00Z");
  private static final Holder BOB = new Holder("bob", "office", 42, "2026-11-23T02:01:00Z");
  private static final Duration LENGTH = Leases.LENGTH;

  @TempDir Path folder;
  private SandboxBucket bucket;
  private Tampered network;
  private final List<Runnable> beats = new ArrayList<>();

  @BeforeEach
  void open() {
    bucket = new SandboxBucket(folder);
    network = new Tampered(bucket.aws());
  }

  @AfterEach
  void close() throws Exception {
    assertThat(network.allDone()).isTrue();
    bucket.close();
  }

  @Test
  void aLineWhoseReplyWasLostAndWhichWasSentAgainIsThereOnce() throws Exception {
    try (var run = alice().take(RUN, ALICE)) {
      run.append("one");
      network.next("PutObject", "00000002.jsonl", Tampered.What.SEND_TWICE);
      run.append("two");
      run.append("three");
    }

    assertThat(alice().read(RUN)).containsExactly("one", "two", "three");
  }

  @Test
  void aLineOfWhichNothingIsKnownStopsTheWriterAndIsReadByTheNext() throws Exception {
    try (var run = alice().take(RUN, ALICE)) {
      run.append("one");
      network.next("PutObject", "00000002.jsonl", Tampered.What.LOSE_REPLY);
      assertThat(what(() -> run.append("two")))
          .isEqualTo("Error: bucket of runs cannot be reached");
      assertThat(what(() -> run.append("three"))).isEqualTo("Error: journal cannot be written");
    }

    assertThat(bob().read(RUN)).containsExactly("one", "two");
  }

  @Test
  void aLineThatNeverArrivedIsNotThere() throws Exception {
    try (var run = alice().take(RUN, ALICE)) {
      run.append("one");
      network.next("PutObject", "00000002.jsonl", Tampered.What.LOSE_REQUEST);
      assertThat(what(() -> run.append("two")))
          .isEqualTo("Error: bucket of runs cannot be reached");
    }

    assertThat(bob().read(RUN)).containsExactly("one");
  }

  @Test
  void aLineThatArrivesAfterAnotherTookTheRunIsRefused() throws Exception {
    try (var run = alice().take(RUN, ALICE)) {
      run.append("one");
      network.next("PutObject", "00000002.jsonl", Tampered.What.HOLD_BACK);
      assertThatThrownBy(() -> run.append("late")).isInstanceOf(ProblemException.class);
    }

    try (var next = bob().steal(RUN, BOB)) {
      assertThat(next.lines()).containsExactly("one");
      network.deliver();
      next.append("two");
    }
    assertThat(bob().read(RUN)).containsExactly("one", "two");
  }

  @Test
  void aLineThatArrivesWhileAnotherTakesTheRunIsSeenByHim() throws Exception {
    try (var run = alice().take(RUN, ALICE)) {
      run.append("one");
      network.next("PutObject", "00000002.jsonl", Tampered.What.HOLD_BACK);
      assertThatThrownBy(() -> run.append("late")).isInstanceOf(ProblemException.class);
    }
    // Between the thief's look at the log and his mark in it.
    var store =
        store(
            (call, credentials) -> {
              Reply reply = bucket.aws().call(call, credentials);
              if (call.operation().operation().equals("ListObjectsV2")) {
                network.deliver();
              }
              return reply;
            });

    try (var next = store.steal(RUN, BOB)) {
      assertThat(next.lines()).containsExactly("one", "late");
      next.append("two");
    }
    assertThat(bob().read(RUN)).containsExactly("one", "late", "two");
  }

  @Test
  void aConflictWithAWriteUnderWayIsTriedAgain() throws Exception {
    try (var run = alice().take(RUN, ALICE)) {
      network.next("PutObject", "00000001.jsonl", Tampered.What.CONFLICT);
      network.next("PutObject", "00000001.jsonl", Tampered.What.CONFLICT);
      run.append("one");
    }

    assertThat(bob().read(RUN)).containsExactly("one");
  }

  @Test
  void aLeaseWhoseReplyWasLostIsOnesOwn() throws Exception {
    network.next("PutObject", RUN + ".json", Tampered.What.SEND_TWICE);
    try (var run = alice().take(RUN, ALICE)) {
      run.append("one");
    }
    network.next("PutObject", RUN + ".json", Tampered.What.SEND_TWICE);
    try (var run = alice().take(RUN, ALICE)) {
      run.append("two");
    }
    assertThat(bob().read(RUN)).containsExactly("one", "two");
  }

  @Test
  void aLeaseThatNobodyRenewsEnds() throws Exception {
    var dead = alice().take(RUN, ALICE);
    dead.append("one");

    bucket.leap(LENGTH.minusSeconds(5));
    var locked = catchThrowableOfType(JournalStore.Locked.class, () -> bob().take(RUN, BOB));
    assertThat(locked.holder()).isEqualTo(ALICE);
    assertThat(((JournalStore.Hold.OfLease) locked.hold()).length()).isEqualTo(LENGTH);

    bucket.leap(Duration.ofSeconds(10));
    try (var run = bob().take(RUN, BOB)) {
      run.append("two");
      assertThat(
              catchThrowableOfType(JournalStore.TakenAway.class, () -> dead.append("lost"))
                  .problem())
          .isEqualTo(
              Problem.of(
                      Text.of("Stopped: the run was taken over", "停止: 実行が引き継がれました"),
                      Text.of(
                          "Run cloudtrail-20261123-1 is no longer this shell's. bob on office"
                              + " (process 42) has it since 2026-11-23T02:01:00Z. Nothing more was"
                              + " sent from here, and nothing of it is lost.",
                          "実行 cloudtrail-20261123-1 の操作権は他に移りました。現在は office の bob（プロセス 42）が"
                              + " 2026-11-23T02:01:00Z から操作しています。ここからはこれ以上何も送信しておらず、"
                              + "記録も失われていません。"),
                      new Where.AtTarget(RUN.value(), "", "", "", ""))
                  .advise(
                      Text.of(
                          "Agree on who goes on. What the run has done is shown by:",
                          "どちらが続けるかを決めてください。実行の現状は次で確認できます:"))
                  .suggest("status cloudtrail-20261123-1"));
    }
    assertThat(bob().read(RUN)).containsExactly("one", "two");
  }

  @Test
  void aLeaseThatIsRenewedGoesOn() throws Exception {
    try (var run = alice().take(RUN, ALICE)) {
      run.append("one");
      for (int i = 0; i < 3; i++) {
        bucket.leap(LENGTH.minusSeconds(5));
        beats.forEach(Runnable::run);
      }
      assertThatThrownBy(() -> bob().take(RUN, BOB)).isInstanceOf(JournalStore.Locked.class);
      run.append("two");
    }
  }

  @Test
  void aBeatThatMeetsAnotherHolderStopsTheWriterBeforeItSendsAnything() throws Exception {
    var run = alice().take(RUN, ALICE);
    run.append("one");
    try (var thief = bob().steal(RUN, BOB)) {
      thief.append("two");
      beats.getFirst().run();
      network.forget();

      assertThatThrownBy(() -> run.append("lost")).isInstanceOf(JournalStore.TakenAway.class);
      assertThat(network.calls())
          .extracting(call -> call.operation().operation())
          .containsExactly("GetObject");
      run.close();
    }
    assertThat(bob().read(RUN)).containsExactly("one", "two");
  }

  @Test
  void whoWasRobbedDoesNotGiveTheThiefsLeaseBack() throws Exception {
    var run = alice().take(RUN, ALICE);
    run.append("one");
    try (var thief = bob().steal(RUN, BOB)) {
      run.close();
      assertThat(
              catchThrowableOfType(JournalStore.Locked.class, () -> alice().take(RUN, ALICE))
                  .holder())
          .isEqualTo(BOB);
      thief.append("two");
    }
  }

  @Test
  void theClocksOfTheMachinesDoNotMatter() throws Exception {
    var future = new Holder("alice", "train", 1, "2099-01-01T00:00:00Z");
    var dead = alice().take(RUN, future);
    dead.append("one");
    bucket.leap(LENGTH.plusSeconds(5));

    try (var run = bob().take(RUN, new Holder("bob", "office", 2, "1999-01-01T00:00:00Z"))) {
      assertThat(run.lines()).containsExactly("one");
    }
  }

  @Test
  void aLeaseThatCannotBeReadEndsLikeAnyOther() throws Exception {
    write("one");
    put("leases/" + RUN + ".json", "{torn");

    assertThat(catchThrowableOfType(JournalStore.Locked.class, () -> bob().take(RUN, BOB)).holder())
        .isEqualTo(new Holder("?", "?", 0, "?"));
    bucket.leap(LENGTH.plusSeconds(5));
    try (var run = bob().take(RUN, BOB)) {
      assertThat(run.lines()).containsExactly("one");
    }
  }

  @Test
  void anObjectMissingInTheMiddleIsDamage() throws Exception {
    write("one", "two", "three");
    delete(RUN + "/00000002.jsonl");

    Problem problem = problem(() -> bob().read(RUN));
    assertThat(problem.what().en()).isEqualTo("Error: damaged journal");
    assertThat(problem.why().en())
        .isEqualTo(
            "The object s3://runs-111111111111/team/runs/cloudtrail-20261123-1/00000002.jsonl is"
                + " missing between others of run cloudtrail-20261123-1. Nothing was sent and"
                + " nothing was changed.");
    assertThat(problem(() -> bob().take(RUN, BOB))).isEqualTo(problem);
    assertThat(problem(() -> bob().take(RUN, BOB)))
        .as("the failed try did not keep the run")
        .isEqualTo(problem);
  }

  @Test
  void whatSomebodyElsePutThereIsReadAsItIsAndNeverLeftOut() throws Exception {
    write("one");
    put(RUN + "/00000002.jsonl", "no line end");
    put(RUN + "/notes.txt", "not ours");

    assertThat(bob().read(RUN)).containsExactly("one", "no line end");
  }

  @Test
  void aLongRunIsReadWithFewRequests() throws Exception {
    List<String> lines = IntStream.range(0, 50).mapToObj(i -> "line " + i).toList();
    try (var run = alice().take(RUN, ALICE)) {
      lines.subList(0, 40).forEach(run::append);
      assertThat(bob().read(RUN)).isEqualTo(lines.subList(0, 40));
    }
    try (var run = alice().take(RUN, ALICE)) {
      lines.subList(40, 50).forEach(run::append);
    }
    network.forget();

    assertThat(alice().read(RUN)).isEqualTo(lines);
    // The list, the pack, the mark of the second writer, and his ten lines.
    assertThat(network.calls()).hasSize(13);
    delete(RUN + "/00000002.jsonl");
    assertThat(alice().read(RUN)).isEqualTo(lines);
  }

  @Test
  void aRunOfMoreObjectsThanAPageHoldsIsReadToItsEnd() throws Exception {
    List<Callable<Object>> puts =
        IntStream.rangeClosed(1, 1005)
            .mapToObj(i -> putting(RUN + "/%08d.jsonl".formatted(i), "line " + i + "\n"))
            .toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Object> put : threads.invokeAll(puts)) {
        put.get();
      }
    }

    assertThat(bob().read(RUN))
        .isEqualTo(IntStream.rangeClosed(1, 1005).mapToObj(i -> "line " + i).toList());
  }

  @ParameterizedTest
  @EnumSource(Tampered.Death.class)
  void nothingThatWasSaidToBeSafeIsLostWhereverTheProcessDies(Tampered.Death side)
      throws Exception {
    int deaths = 0;
    for (int calls = 0; ; calls++) {
      var run = new RunId("cloudtrail-20261123-" + (calls + 1));
      var dying = new Tampered(bucket.aws());
      dying.dieAfter(calls, side);
      var safe = new ArrayList<String>();
      boolean died = false;
      try (var writer = store(dying).take(run, ALICE)) {
        for (String line : List.of("one", "two", "three")) {
          writer.append(line);
          safe.add(line);
        }
      } catch (Tampered.Died _) {
        died = true;
        deaths++;
      }
      bucket.leap(LENGTH.plusSeconds(5));
      try (var next = bob().take(run, BOB)) {
        List<String> begun =
            List.of("one", "two", "three").subList(0, Math.min(3, safe.size() + 1));
        assertThat(next.lines()).as("died after call %d", calls).isIn(safe, begun);
        next.append("four");
        assertThat(bob().read(run)).isEqualTo(and(next.lines(), "four"));
      }
      if (!died) {
        break;
      }
    }
    // get and put the lease, look for a log, three lines, give the lease back
    assertThat(deaths).isEqualTo(7);
  }

  record Fault(String name, S3Place place, Region region, String profile, Text what, Text why) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Fault> faults() {
    return Stream.of(
        new Fault(
            "no bucket",
            new S3Place("nowhere-111111111111", ""),
            SandboxBucket.TOKYO,
            "management",
            Text.of("Error: no such bucket for runs", "エラー: 実行の保存先バケットがありません"),
            Text.of(
                "There is no bucket nowhere-111111111111, so the runs of s3://nowhere-111111111111"
                    + " can be neither read nor written. Nothing is sent to AWS without a journal.",
                "バケット nowhere-111111111111 がないため、s3://nowhere-111111111111 の実行を読み書きできません。"
                    + "ジャーナルなしではAWSに何も送信しません。")),
        new Fault(
            "another region",
            SandboxBucket.PLACE,
            new Region("us-east-1"),
            "management",
            Text.of("Error: bucket for runs in another region", "エラー: 実行の保存先バケットのリージョンが違います"),
            Text.of(
                "The bucket runs-111111111111 is in ap-northeast-1, and was asked for in us-east-1."
                    + " Nothing was read or written.",
                "バケット runs-111111111111 は ap-northeast-1 にありますが、us-east-1 に問い合わせました。"
                    + "何も読み書きしていません。")),
        new Fault(
            "another region that says so",
            SandboxBucket.PLACE,
            new Region("eu-west-1"),
            "management",
            Text.of("Error: bucket for runs in another region", "エラー: 実行の保存先バケットのリージョンが違います"),
            Text.of(
                "The bucket runs-111111111111 is in ap-northeast-1, and was asked for in eu-west-1."
                    + " Nothing was read or written.",
                "バケット runs-111111111111 は ap-northeast-1 にありますが、eu-west-1 に問い合わせました。"
                    + "何も読み書きしていません。")),
        new Fault(
            "somebody else's",
            SandboxBucket.PLACE,
            SandboxBucket.TOKYO,
            "audit",
            Text.of("Error: no access to the bucket of runs", "エラー: 実行の保存先バケットへの権限がありません"),
            Text.of(
                "S3 refused s3:ListBucket on s3://runs-111111111111/team/runs: User:"
                    + " arn:aws:iam::222222222222:user/admin is not authorized to perform:"
                    + " s3:ListBucket on resource: \"arn:aws:s3:::runs-111111111111\" because no"
                    + " resource-based policy allows the action (AccessDenied). Nothing is sent to"
                    + " AWS without a journal.",
                "S3が s3://runs-111111111111/team/runs への s3:ListBucket を拒否しました: User:"
                    + " arn:aws:iam::222222222222:user/admin is not authorized to perform:"
                    + " s3:ListBucket on resource: \"arn:aws:s3:::runs-111111111111\" because no"
                    + " resource-based policy allows the action（AccessDenied）。"
                    + "ジャーナルなしではAWSに何も送信しません。")));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aBucketThatCannotBeUsedIsSaidWithTheReason(Fault fault) {
    var store =
        new S3JournalStore(
            bucket.aws(),
            fault.place(),
            fault.region(),
            () -> bucket.of(fault.profile()),
            this::beat);

    Problem problem = problem(store::runs);
    assertThat(problem.what()).isEqualTo(fault.what());
    assertThat(problem.why()).isEqualTo(fault.why());
    assertThat(problem(() -> store.take(RUN, ALICE)).what()).isEqualTo(fault.what());
  }

  @Test
  void keysThatAreNoneAreSaidToBeTheBucketsCredentials() {
    var store =
        new S3JournalStore(
            bucket.aws(),
            SandboxBucket.PLACE,
            SandboxBucket.TOKYO,
            () -> Credentials.ofUser("AKIAIOSFODNN7EXAMPLE", "none"),
            this::beat);

    assertThat(what(store::runs))
        .isEqualTo("Error: credentials for the bucket of runs are not valid");
  }

  @Test
  void everyRequestIsMadeUnderACondition() throws Exception {
    write("one");
    try (var run = alice().take(RUN, ALICE)) {
      run.append("two");
    }

    assertThat(network.calls())
        .filteredOn(call -> call.operation().operation().equals("PutObject"))
        .isNotEmpty()
        .allSatisfy(
            call -> {
              assertThat(call.safety()).isEqualTo(Call.Safety.CONDITIONAL_WRITE);
              assertThat(call.parameters().has("IfNoneMatch") || call.parameters().has("IfMatch"))
                  .isTrue();
            });
  }

  private JournalStore alice() {
    return store(network);
  }

  private JournalStore bob() {
    return store(bucket.aws());
  }

  private JournalStore store(AwsCalls aws) {
    return new S3JournalStore(
        aws, SandboxBucket.PLACE, SandboxBucket.TOKYO, () -> bucket.of("management"), this::beat);
  }

  private Heartbeat.Beating beat(Duration interval, Runnable beat) {
    assertThat(interval).isLessThan(LENGTH.dividedBy(2));
    beats.add(beat);
    return () -> beats.remove(beat);
  }

  private void write(String... lines) throws JournalStore.Locked {
    try (var run = alice().take(RUN, ALICE)) {
      Stream.of(lines).forEach(run::append);
    }
  }

  private void put(String name, String text) {
    assertThat(bucket.call("PutObject", SandboxBucket.object(name).put("Body", text)))
        .isInstanceOf(Reply.Ok.class);
  }

  private Callable<Object> putting(String name, String text) {
    return Executors.callable(() -> put(name, text));
  }

  private void delete(String name) {
    assertThat(bucket.call("DeleteObject", SandboxBucket.object(name)))
        .isInstanceOf(Reply.Ok.class);
  }

  private static List<String> and(List<String> lines, String line) {
    return Stream.concat(lines.stream(), Stream.of(line)).toList();
  }

  private static String what(ThrowingCallable doing) {
    return problem(doing).what().en();
  }

  private static Problem problem(ThrowingCallable doing) {
    return Optional.ofNullable(catchThrowableOfType(ProblemException.class, doing))
        .orElseThrow()
        .problems()
        .getFirst();
  }
}
