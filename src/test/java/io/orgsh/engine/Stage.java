package io.orgsh.engine;

import io.orgsh.aws.AccountId;
import io.orgsh.aws.AwsCalls;
import io.orgsh.aws.Call;
import io.orgsh.aws.Catalogue;
import io.orgsh.aws.Credentials;
import io.orgsh.aws.OperationName;
import io.orgsh.aws.Region;
import io.orgsh.document.Document;
import io.orgsh.document.Documents;
import io.orgsh.document.PolicyTarget;
import io.orgsh.document.StatementPolicies;
import io.orgsh.expression.FreemarkerInterpolation;
import io.orgsh.expression.JmesPathQuery;
import io.orgsh.journal.JournalStore;
import io.orgsh.journal.MemoryJournalStore;
import io.orgsh.journal.Progress;
import io.orgsh.org.Access;
import io.orgsh.org.Account;
import io.orgsh.org.AccountRole;
import io.orgsh.org.Identity;
import io.orgsh.org.OrgRegion;
import io.orgsh.org.Organization;
import io.orgsh.org.Session;
import io.orgsh.problem.Problem;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An organization of three accounts, a fake AWS, and all that the engine works with. */
final class Stage {
  static final AccountId MANAGEMENT = new AccountId("111111111111");
  static final AccountId AUDIT = new AccountId("222222222222");
  static final AccountId SYSTEM = new AccountId("333333333333");
  static final AccountId SECOND = new AccountId("444444444444");
  static final Region HOME = new Region("ap-northeast-1");
  static final Region VIRGINIA = new Region("us-east-1");
  static final Text TEXT = Text.of("text", "文");
  private static final JsonMapper JSON = new JsonMapper();

  final FakeAws aws = new FakeAws();
  final MemoryJournalStore store = new MemoryJournalStore();
  final List<String> seen = new ArrayList<>();
  final List<Duration> pauses = new ArrayList<>();
  final List<Step> steps = new ArrayList<>();
  final Map<AccountId, Problem> closed = new TreeMap<>();
  final Map<String, Access.Assumption> roles = new TreeMap<>();
  Organization organization = organization(MANAGEMENT, AUDIT, SYSTEM);
  Instant now = Instant.parse("2026-11-23T02:00:00Z");
  Duration patience = Duration.ofMinutes(10);
  Optional<AccountId> current = Optional.of(MANAGEMENT);
  Optional<Problem> objection = Optional.empty();
  List<Parameter> parameters = List.of();
  List<RunbookName> needs = List.of();
  String edition = "1";

  static Organization organization(AccountId... accounts) {
    return new Organization(
        "o-example",
        "ALL",
        Map.of(
            AccountRole.MANAGEMENT, MANAGEMENT,
            AccountRole.AUDIT, AUDIT,
            AccountRole.LOG_ARCHIVE, AUDIT),
        List.of(accounts).stream().map(Stage::account).toList(),
        HOME,
        List.of(new OrgRegion(HOME, "ENABLED_BY_DEFAULT"), new OrgRegion(VIRGINIA, "ENABLED")));
  }

  static Account account(AccountId id) {
    String name =
        id.equals(MANAGEMENT)
            ? "management"
            : id.equals(AUDIT) ? "audit" : id.equals(SYSTEM) ? "system01" : "system02";
    return new Account(id, name, name + "@example.com", "ACTIVE");
  }

  Engine engine(Operator operator) {
    return new Engine(tools(), organization, operator, new Watching());
  }

  /** An engine whose calls go another way. */
  Engine engine(Operator operator, AwsCalls way) {
    return new Engine(tools().calling(way), organization, operator, new Watching());
  }

  Runbook runbook() {
    return runbook("guard", steps);
  }

  Runbook runbook(String name, List<Step> all) {
    var hashes = new TreeMap<StepId, String>();
    all.forEach(step -> hashes.put(step.id(), edition + step));
    return new Runbook(
        new RunbookName(name),
        0,
        TEXT,
        TEXT,
        needs,
        List.of(),
        parameters,
        all,
        new Source(Path.of(name + ".yaml"), edition, hashes));
  }

  /** A step that puts a setting. */
  Stage put(String id, String in) {
    return add(id, in, calls(id, call("settings:Put", "{'Name':'" + id + "'}")));
  }

  static Step.Action.Calls calls(String name, Step.DoCall... calls) {
    return new Step.Action.Calls(
        check(name),
        List.of(calls),
        new Step.Undo.Calls(
            List.of(call("settings:Delete", "{'Name':'" + name + "'}")), Optional.empty()));
  }

  static Step.Check check(String name) {
    return new Step.Check(
        read("settings:Get", "{'Name':'" + name + "'}"),
        Optional.of("Value=='on'"),
        Optional.of("Value=='changing' && 'AWS is at it'"),
        Optional.of("Value=='broken' && 'it broke'"),
        Optional.empty(),
        List.of(),
        Map.of("arn", "Arn"));
  }

  /** The same check, read as a role. */
  static Step.Check checkAs(String role, String name) {
    Step.Check check = check(name);
    Step.Read read = check.read();
    return new Step.Check(
        new Step.Read(
            read.call(),
            read.with(),
            Optional.of(json("'" + role + "'")),
            read.select(),
            read.absent()),
        check.holds(),
        check.changing(),
        check.wrong(),
        check.meaning(),
        check.refused(),
        check.save());
  }

  static Step.Read read(String operation, String with) {
    return new Step.Read(
        OperationName.parse(operation),
        json(with),
        Optional.empty(),
        Optional.empty(),
        List.of(new Step.ErrorMatch("NoSuchPolicy", Optional.empty())));
  }

  static Step.DoCall call(String operation, String with) {
    return call(operation, with, List.of(), List.of());
  }

  static Step.DoCall call(
      String operation, String with, List<Step.ErrorMatch> accept, List<Step.RetryMatch> retry) {
    return new Step.DoCall(
        OperationName.parse(operation),
        json(with),
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        accept,
        retry,
        Optional.empty());
  }

  Stage add(String id, String in, Step.Action action) {
    return add(id, in, action, verify(2, false));
  }

  static Step.Verify verify(int minutes, boolean leave) {
    return new Step.Verify(Duration.ofMinutes(minutes), Duration.ofSeconds(5), leave);
  }

  Stage add(String id, String in, Step.Action action, Step.Verify verify) {
    steps.add(
        new Step(
            new StepId(id),
            Text.of(id, id + "（日本語）"),
            TEXT,
            Optional.empty(),
            Step.In.all(in, List.of()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            action,
            verify,
            Optional.empty()));
    return this;
  }

  /** How far each target of a run is: step, account's name, word. */
  static List<String> words(RunResult result) {
    return result.state().targets().entrySet().stream()
        .map(
            entry ->
                entry.getKey().step()
                    + " "
                    + account(entry.getKey().account()).name()
                    + " "
                    + entry.getValue().word())
        .toList();
  }

  static JsonNode json(String text) {
    return JSON.readTree(text.replace('\'', '"'));
  }

  Tools tools() {
    return new Tools(
        aws,
        new Names(),
        new Doors(),
        new OneDocument(),
        new StatementPolicies(),
        (policy, target) -> List.of(),
        new FreemarkerInterpolation(),
        new JmesPathQuery(),
        store,
        new JournalStore.Holder("alice", "train", 1, "now"),
        () -> now,
        new Turning());
  }

  /** A clock that turns by itself. */
  private final class Turning implements Pause {
    @Override
    public synchronized void pause(Duration duration) {
      pauses.add(duration);
      now = now.plus(duration);
    }

    @Override
    public Duration patience() {
      return patience;
    }
  }

  /** Accounts that are entered by their number. */
  private final class Doors implements Access {
    @Override
    public Optional<Session> current() {
      return current.map(this::session);
    }

    @Override
    public Entry enter(AccountId account) {
      Entry entry = read(account);
      if (entry instanceof Entry.Entered) {
        current = Optional.of(account);
      }
      return entry;
    }

    @Override
    public Entry read(AccountId account) {
      Problem problem = closed.get(account);
      return problem == null ? new Entry.Entered(session(account)) : new Entry.Refused(problem);
    }

    @Override
    public Optional<Problem> guard(Session session, AccountId account, String organizationId) {
      return objection;
    }

    @Override
    public Optional<String> way(AccountId account) {
      return Optional.of("profile " + account(account).name());
    }

    @Override
    public Assumption assume(Session from, String roleArn) {
      return Optional.ofNullable(roles.get(roleArn))
          .orElseThrow(() -> new AssertionError("Access: no answer for " + roleArn));
    }

    private Session session(AccountId account) {
      return new Session(
          "profile " + account(account).name(),
          Credentials.ofUser(account.value(), "secret"),
          new Identity(account, "arn:aws:sts::" + account + ":alice", now));
    }
  }

  /** How much time the watcher was told that runs let pass. */
  Duration paused = Duration.ZERO;

  private final class Watching implements Watcher {
    @Override
    public void run(io.orgsh.journal.RunId run, Runbook runbook, boolean resumed) {
      seen.add((resumed ? "resumed " : "run ") + run);
    }

    @Override
    public void step(Step step, int number, int count, List<Target> targets) {
      seen.add("step " + step.id());
    }

    @Override
    public void entered(Session session) {
      seen.add("entered " + session.source());
    }

    @Override
    public void target(Step step, Target target, Progress progress) {
      seen.add(step.id() + " " + progress.word());
    }

    @Override
    public void together(Step step, List<Target> targets) {
      seen.add("together " + step.id() + " " + targets.size());
    }

    @Override
    public void apart(Step step) {
      seen.add("apart " + step.id());
    }

    @Override
    public void group(Step step, Group group) {
      seen.add("group " + step.id() + " " + group.done() + "/" + group.of());
    }

    @Override
    public void table(Step step, Target target, List<String> columns, JsonNode rows) {
      seen.add("table " + columns + " " + rows);
    }

    @Override
    public void waiting(Step step, Target target, Text what, Duration waited, Duration within) {
      seen.add("waiting " + waited.toSeconds() + "/" + within.toSeconds());
    }

    @Override
    public void waited(Step step, Target target, Duration all) {
      seen.add("waited " + all.toSeconds());
    }

    @Override
    public void paused(Duration duration) {
      paused = paused.plus(duration);
    }

    @Override
    public void failed(Step step, Target target, Problem problem) {
      seen.add("failed " + problem.what().en());
    }

    @Override
    public void note(Text text) {
      seen.add("note " + text.en());
    }
  }

  private static final class Names implements Catalogue {
    @Override
    public boolean isIn(String service, Region region) {
      return true;
    }

    @Override
    public SortedSet<String> services() {
      return new TreeSet<>();
    }

    @Override
    public SortedSet<String> operations(String service) {
      return new TreeSet<>();
    }

    @Override
    public boolean knows(OperationName operation) {
      return true;
    }

    @Override
    public boolean readsOnly(OperationName operation) {
      return false;
    }

    @Override
    public List<ParameterMistake> check(
        OperationName operation, JsonNode given, Predicate<JsonNode> open) {
      return List.of();
    }

    @Override
    public java.util.Set<String> replyMembers(OperationName operation) {
      return java.util.Set.of();
    }

    @Override
    public String cli(Call call) {
      return "aws " + call.operation();
    }

    @Override
    public List<String> iamActions(OperationName operation) {
      return List.of(operation.toString());
    }
  }

  /** One document with one statement. */
  private static final class OneDocument implements Documents {
    private final Document document =
        new Document("delivery", TEXT, PolicyTarget.BUCKET, List.of(), Path.of("delivery.ftl"));

    @Override
    public List<Document> all() {
      return List.of(document);
    }

    @Override
    public Optional<Document> find(String name) {
      return name.equals("delivery") ? Optional.of(document) : Optional.empty();
    }

    @Override
    public Rendered render(Document one, JsonNode values) {
      var tree =
          (ObjectNode)
              json(
                  "{'Version':'2012-10-17','Statement':[{'Sid':'Ours','Effect':'Allow',"
                      + "'Principal':'*','Action':'s3:PutObject','Resource':'*'}]}");
      return new Rendered.Text(tree, tree.toString());
    }

    @Override
    public String hash(Document one) {
      return "h";
    }
  }
}
