package io.orgsh.shell.run;

import io.orgsh.aws.AccountId;
import io.orgsh.aws.Call;
import io.orgsh.aws.OperationName;
import io.orgsh.aws.Region;
import io.orgsh.document.Lint;
import io.orgsh.engine.Question;
import io.orgsh.journal.Event;
import io.orgsh.journal.Journal;
import io.orgsh.journal.JournalStore;
import io.orgsh.journal.Redaction;
import io.orgsh.journal.RunId;
import io.orgsh.journal.RunState;
import io.orgsh.org.Account;
import io.orgsh.org.AccountRole;
import io.orgsh.org.OrgRegion;
import io.orgsh.org.Organization;
import io.orgsh.problem.Text;
import io.orgsh.runbook.Parameter;
import io.orgsh.runbook.Runbook;
import io.orgsh.runbook.RunbookName;
import io.orgsh.runbook.Source;
import io.orgsh.runbook.Step;
import io.orgsh.runbook.StepId;
import io.orgsh.runbook.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An organization, a runbook and runs of it, small enough to be read on one screen. */
public final class Samples {
  public static final AccountId MANAGEMENT = new AccountId("111111111111");
  public static final AccountId AUDIT = new AccountId("222222222222");
  public static final AccountId SYSTEM = new AccountId("333333333333");
  public static final Region TOKYO = new Region("ap-northeast-1");
  public static final RunId RUN = new RunId("trail-20261123-1");

  public static final StepId BUCKET = new StepId("bucket");
  public static final StepId TRAIL = new StepId("trail");
  public static final StepId MEMBERS = new StepId("member-view");
  public static final StepId READERS = new StepId("readers");

  public static final Account MANAGEMENT_ACCOUNT =
      new Account(MANAGEMENT, "management", "root@example.com", "ACTIVE");
  public static final Account AUDIT_ACCOUNT =
      new Account(AUDIT, "Security Audit", "audit@example.com", "ACTIVE");

  private static final Instant BEGIN = Instant.parse("2026-11-23T10:00:00Z");

  private Samples() {}

  /** Management, audit, and this many members. */
  public static Organization organization(int members) {
    var accounts = new ArrayList<Account>();
    accounts.add(MANAGEMENT_ACCOUNT);
    accounts.add(AUDIT_ACCOUNT);
    for (int i = 0; i < members; i++) {
      accounts.add(
          new Account(member(i), "system%02d".formatted(i + 1), "s@example.com", "ACTIVE"));
    }
    return new Organization(
        "o-exampleorgid",
        "ALL",
        Map.of(
            AccountRole.MANAGEMENT, MANAGEMENT,
            AccountRole.AUDIT, AUDIT,
            AccountRole.LOG_ARCHIVE, AUDIT),
        accounts,
        TOKYO,
        List.of(new OrgRegion(TOKYO, "ENABLED_BY_DEFAULT")));
  }

  /** The i-th member, from 0. */
  public static AccountId member(int i) {
    return new AccountId(Long.toString(333333333333L + i));
  }

  /** The bucket's question, of a step that is about a button of the console. */
  public static Question buttonQuestion(String button) {
    Question question = bucketQuestion();
    Step step = question.step();
    var pressing =
        new Step(
            step.id(),
            step.title(),
            step.why(),
            step.console(),
            step.in(),
            step.regions(),
            step.each(),
            step.when(),
            new Step.Action.Manual(
                Text.of("Do it.", "操作する。"), Optional.of(button), Optional.empty()),
            step.verify(),
            step.cost());
    return new Question(
        question.run(),
        pressing,
        question.number(),
        question.count(),
        question.target(),
        question.account(),
        question.role(),
        question.requests(),
        question.cli(),
        question.iamActions(),
        question.document(),
        question.others(),
        question.notes());
  }

  /** Four steps: audit, management, members, and one that is not chosen. */
  public static Runbook runbook() {
    List<Step> steps =
        List.of(
            step(BUCKET, "audit", Text.of("Create the bucket for the logs", "ログ用のバケットを作成する")),
            step(TRAIL, "management", Text.of("Create the organization trail", "組織の証跡を作成する")),
            step(
                MEMBERS,
                "member",
                Text.of("See that members cannot change it", "メンバーから変更できないことを確かめる")),
            step(READERS, "audit", Text.of("Let others read the logs", "他のアカウントにログの読み取りを許可する")));
    var hashes = new LinkedHashMap<StepId, String>();
    steps.forEach(step -> hashes.put(step.id(), "0".repeat(64)));
    return new Runbook(
        new RunbookName("trail"),
        3,
        Text.of("A trail for the whole organization", "組織全体の証跡を作成する"),
        Text.of("Logs of every account.", "全アカウントのログ。"),
        List.of(),
        List.of(),
        List.of(
            new Parameter(
                "edition",
                Text.of("edition", "版"),
                new Parameter.Type.Choice(List.of("current", "series")),
                Optional.empty(),
                false),
            new Parameter(
                "token",
                Text.of("token", "トークン"),
                new Parameter.Type.Line(".*"),
                Optional.empty(),
                true)),
        steps,
        new Source(Path.of("runbooks/trail.yaml"), "0".repeat(64), hashes));
  }

  private static Step step(StepId id, String role, Text title) {
    return new Step(
        id,
        title,
        Text.of(
            "CloudTrail checks the bucket and its policy when a trail is made, so both must be"
                + " there before.",
            "CloudTrailは証跡の作成時にバケットとポリシーを検証するため、先に用意しておく必要があります。"),
        Optional.of(Text.of("S3 > Create bucket, in the audit account.", "監査アカウントで S3 > バケットを作成。")),
        Step.In.all(role, List.of()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        new Step.Action.Manual(Text.of("Do it.", "操作する。"), Optional.empty(), Optional.empty()),
        new Step.Verify(Duration.ofMinutes(2), Duration.ofSeconds(5), false),
        Optional.of(
            Text.of(
                "S3 storage, about 0.025 USD per GB and month.", "S3のストレージ料金(約0.025 USD/GB/月)。")));
  }

  /** A target in Tokyo. */
  public static Target target(StepId step, AccountId account) {
    return Target.of(step, account, TOKYO);
  }

  /** A question about the first step. */
  public static Question bucketQuestion() {
    ObjectNode parameters =
        JsonNodeFactory.instance.objectNode().put("Bucket", "example-logs").put("Token", "s3cret");
    return new Question(
        RUN,
        runbook().steps().getFirst(),
        1,
        4,
        target(BUCKET, AUDIT),
        AUDIT_ACCOUNT,
        AccountRole.AUDIT,
        List.of(
            new Call(OperationName.parse("s3:CreateBucket"), parameters, TOKYO, Call.Safety.WRITE)),
        List.of("aws s3api create-bucket --bucket example-logs --token s3cret"),
        List.of("s3:CreateBucket"),
        Optional.empty(),
        List.of(),
        List.of());
  }

  /** A question about the second step, in another account, with a policy and a note. */
  public static Question trailQuestion() {
    return new Question(
        RUN,
        runbook().steps().get(1),
        2,
        4,
        target(TRAIL, MANAGEMENT),
        MANAGEMENT_ACCOUNT,
        AccountRole.MANAGEMENT,
        List.of(),
        List.of(),
        List.of(),
        Optional.of(
            new Question.DocumentChange(
                "trail-policy",
                List.of(
                    "  {",
                    "-   \"Version\": \"2008-10-17\"",
                    "+   \"Version\": \"2012-10-17\"",
                    "  }"),
                List.of(
                    new Lint.Finding(
                        "missing-source-arn",
                        Lint.Severity.WARNING,
                        "/Statement/0",
                        Text.of("No aws:SourceArn.", "aws:SourceArn がありません。"),
                        Text.of("Any trail could write here.", "どの証跡からでも書き込めます。"))))),
        List.of(
            target(TRAIL, AUDIT),
            new Target(TRAIL, AUDIT, new Region("us-east-1"), ""),
            target(TRAIL, SYSTEM)),
        List.of(Text.of("This was sent before.", "以前に送信しています。")));
  }

  /** Journals events of a run, a second apart from 2026-11-23T10:00:00Z. */
  public static RunState journal(JournalStore store, RunId run, List<Event> events) {
    var parameters =
        JsonNodeFactory.instance.objectNode().put("edition", "current").put("token", "s3cret");
    var started =
        new Event.Started(
            run,
            new RunbookName("trail"),
            "0".repeat(64),
            runbook().source().steps(),
            "o-exampleorgid",
            parameters);
    try (Journal journal =
        Journal.begin(
            store,
            started,
            new JournalStore.Holder("aoki", "build-1", 1, "2026-11-23T10:00:00Z"),
            () -> BEGIN.plusSeconds(store.read(run).size()),
            new Redaction(List.of("s3cret")))) {
      events.forEach(
          event -> journal.append(event, "arn:aws:sts::111111111111:assumed-role/Admin/aoki"));
      return Journal.state(store, run);
    } catch (JournalStore.Locked e) {
      throw new AssertionError(e);
    }
  }

  /** The targets of the sample runbook in an organization of three. */
  public static List<Target> targets() {
    return List.of(
        target(BUCKET, AUDIT),
        target(TRAIL, MANAGEMENT),
        target(MEMBERS, SYSTEM),
        target(READERS, AUDIT));
  }

  /** The bucket done, the trail refused by AWS: the run failed. */
  public static List<Event> failed() {
    return List.of(
        new Event.Planned(targets()),
        new Event.Intended(
            target(BUCKET, AUDIT),
            0,
            "s3:CreateBucket",
            JsonNodeFactory.instance.objectNode().put("Bucket", "example-logs").put("T", "s3cret"),
            JsonNodeFactory.instance.nullNode()),
        new Event.Replied(target(BUCKET, AUDIT), 0, "REQ-1", ""),
        new Event.Proved(
            target(BUCKET, AUDIT),
            JsonNodeFactory.instance.objectNode().put("call", "s3:HeadBucket"),
            RunState.nothing()),
        new Event.Intended(
            target(TRAIL, MANAGEMENT),
            0,
            "cloudtrail:CreateTrail",
            JsonNodeFactory.instance.objectNode().put("Name", "org-trail"),
            JsonNodeFactory.instance.nullNode()),
        new Event.Refused(
            target(TRAIL, MANAGEMENT),
            0,
            "InsufficientS3BucketPolicyException",
            "Incorrect S3 bucket policy is detected for bucket: example-logs",
            "REQ-2"),
        new Event.Failed(
            target(TRAIL, MANAGEMENT),
            Text.of("Error: AWS refused the change", "エラー: AWSが変更を拒否しました"),
            Text.of(
                "The bucket's policy does not let CloudTrail write.",
                "バケットポリシーでCloudTrailの書き込みが許可されていません。"),
            "REQ-2"),
        new Event.NotChosen(target(READERS, AUDIT), "readers != 'none'"),
        new Event.Ended(Event.Ending.FAILED));
  }

  /** The bucket done, then stopped before another account. */
  public static List<Event> suspended() {
    return List.of(
        new Event.Planned(targets()),
        new Event.AlreadySo(target(BUCKET, AUDIT), RunState.nothing(), RunState.nothing()),
        new Event.Suspended(Text.of("Stopped: another account is needed", "停止: 別のアカウントが必要です")));
  }
}
