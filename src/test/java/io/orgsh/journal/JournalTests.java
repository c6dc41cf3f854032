package io.orgsh.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orgsh.aws.AccountId;
import io.orgsh.aws.Region;
import io.orgsh.problem.Problem;
import io.orgsh.problem.ProblemException;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import io.orgsh.runbook.RunbookName;
import io.orgsh.runbook.StepId;
import io.orgsh.runbook.Target;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The log of a run: what goes in comes out, what was changed is noticed. */
class JournalTests {
  private static final RunId RUN = new RunId("cloudtrail-20261123-1");
  private static final JournalStore.Holder HOLDER = new JournalStore.Holder("a", "h", 1, "s");
  private static final StepId STEP = new StepId("trail");
  private static final AccountId MANAGEMENT = new AccountId("111111111111");
  private static final Target FIRST = Target.of(STEP, MANAGEMENT, new Region("ap-northeast-1"));
  private static final Target SECOND = Target.of(STEP, MANAGEMENT, new Region("us-east-1"));
  private static final Text WHY = Text.of("because", "理由");
  private static final JsonMapper JSON = new JsonMapper();

  private final MemoryJournalStore store = new MemoryJournalStore();
  private Instant now = Instant.parse("2026-11-23T02:00:00Z");

  @Test
  void everyEventComesBackAsItWasWritten() throws JournalStore.Locked {
    var events =
        Stream.concat(
                Stream.of(
                    new Event.Listed(
                        List.of(new Event.ListedAccount(MANAGEMENT, "m", "m@x", "ACTIVE"))),
                    new Event.Renewed(RunState.nothing().put("regions", "us-east-1")),
                    new Event.Paced("10", "5%"),
                    new Event.Planned(List.of(FIRST)),
                    new Event.Resumed("host", 4711),
                    new Event.Edited("h2", Map.of(STEP, "s2"), List.of(STEP)),
                    new Event.Suspended(WHY),
                    new Event.Ended(Event.Ending.DONE)),
                TransitionsTests.EVENTS.stream())
            .toList();
    assertThat(Stream.concat(Stream.of(started()), events.stream()).map(Object::getClass))
        .containsAll(kinds());

    for (Event event : events) {
      String line =
          EntryCodec.line(
              2, now, "arn", "prev", EntryCodec.content(event, new Redaction(List.of())));
      assertThat(EntryCodec.read(line))
          .isEqualTo(
              new EntryCodec.Read.Whole(
                  new Entry(2, now, "arn", "prev", event), EntryCodec.hash(line)));
    }
  }

  private static List<Class<?>> kinds() {
    return Stream.concat(
            Stream.of(Event.class.getPermittedSubclasses()),
            Stream.of(Event.OfTarget.class.getPermittedSubclasses()))
        .filter(Class::isRecord)
        .<Class<?>>map(kind -> kind)
        .toList();
  }

  @Test
  void theStateOfAReaderIsThatOfTheWriter() throws JournalStore.Locked {
    RunState written = aRun();

    assertThat(Journal.state(store, RUN)).isEqualTo(written);
    assertThat(Journal.entries(store, RUN)).hasSize(store.lines(RUN).size());
    try (Journal again = resume()) {
      assertThat(again.state()).isEqualTo(written);
      again.append(new Event.Resumed("other", 2), "");
      assertThat(Journal.state(store, RUN)).isEqualTo(again.state());
    }
  }

  @Test
  void eachLineNamesTheHashOfTheLineBefore() throws JournalStore.Locked {
    aRun();

    String before = EntryCodec.hash("");
    for (String line : store.lines(RUN)) {
      assertThat(JSON.readTree(line).path("previous").stringValue()).isEqualTo(before);
      before = EntryCodec.hash(line);
    }
    assertThat(JSON.readTree(store.lines(RUN).getFirst()).path("format").intValue()).isEqualTo(1);
  }

  @Test
  void anEventThatMayNotFollowIsNeverWritten() throws JournalStore.Locked {
    try (Journal journal = begin()) {
      assertThatThrownBy(() -> journal.append(new Event.Replied(FIRST, 0, "r", ""), ""))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> journal.append(started(), ""))
          .isInstanceOf(IllegalStateException.class);
      assertThat(store.lines(RUN)).hasSize(1);
      journal.append(new Event.Confirmed(FIRST), "");
    }
    assertThat(Journal.state(store, RUN).progress(FIRST)).isEqualTo(new Progress.Confirmed());
  }

  @Test
  void aLineThatCouldNotBeWrittenDidNotHappen() throws JournalStore.Locked {
    try (Journal journal = begin()) {
      store.dieAfter(0);
      assertThatThrownBy(() -> journal.append(new Event.Confirmed(FIRST), ""))
          .isInstanceOf(MemoryJournalStore.Died.class);
      assertThat(journal.state().progress(FIRST)).isEqualTo(new Progress.Pending());
    }
  }

  @Test
  void aClockThatGoesBackwardsLosesNothing() throws JournalStore.Locked {
    try (Journal journal = begin()) {
      now = now.minusSeconds(3600);
      journal.append(new Event.Confirmed(FIRST), "");
    }
    assertThat(Journal.state(store, RUN).progress(FIRST)).isEqualTo(new Progress.Confirmed());
  }

  record Damage(String name, java.util.function.Consumer<List<String>> how, int line, Text why) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Damage> damages() {
    Text changed =
        Text.of(
            "The line does not fit its own checksum: it was changed, or is no journal entry.",
            "行のチェックサムが一致しません。書き換えられているか、ジャーナルの記録ではありません。");
    Text chain =
        Text.of(
            "Its hash of the line before does not fit: that line or this one was exchanged.",
            "直前の行のハッシュが一致しません。直前の行かこの行が差し替えられています。");
    Text start =
        Text.of(
            "A journal begins with the start of its run, and has one.",
            "ジャーナルはその実行の開始で始まり、開始は1回だけです。");
    return Stream.of(
        new Damage(
            "empty", List::clear, 1, Text.of("The journal holds no whole line.", "完全な行が1つもありません。")),
        new Damage("a flipped byte", lines -> flip(lines, 2), 3, changed),
        new Damage(
            "a flipped byte in the last line", lines -> flip(lines, lines.size() - 1), 6, changed),
        new Damage("no JSON", lines -> lines.set(1, "hello"), 2, changed),
        new Damage(
            "a line removed",
            lines -> lines.remove(2),
            3,
            Text.of(
                "The entry has number 4 where 3 belongs: a line is missing or was added.",
                "記録の番号が 4 です（本来は 3）。行が欠けているか、追加されています。")),
        new Damage(
            "a line twice",
            lines -> lines.add(2, lines.get(1)),
            3,
            Text.of(
                "The entry has number 2 where 3 belongs: a line is missing or was added.",
                "記録の番号が 2 です（本来は 3）。行が欠けているか、追加されています。")),
        new Damage(
            "a line exchanged",
            lines -> lines.set(2, forged(3, EntryCodec.hash("x"), new Event.Suspended(WHY))),
            3,
            chain),
        new Damage(
            "no start",
            lines -> lines.set(0, forged(1, EntryCodec.hash(""), new Event.Suspended(WHY))),
            1,
            start),
        new Damage(
            "another run's start",
            lines -> lines.set(0, forged(1, EntryCodec.hash(""), started("other-20261123-1"))),
            1,
            start),
        new Damage("a second start", lines -> append(lines, started()), 7, start),
        new Damage(
            "an event that cannot have happened",
            lines -> append(lines, new Event.UndoReplied(FIRST, 0, "r", "")),
            7,
            Text.of("This cannot have happened: %s.", "起こりえない順序です: %s。")
                .with("UndoReplied may not follow Verified of " + FIRST)));
  }

  @ParameterizedTest
  @MethodSource("damages")
  void damageIsSaidWithItsLine(Damage damage) throws JournalStore.Locked {
    aRun();
    damage.how().accept(store.lines(RUN));

    Problem expected =
        Problem.of(
                Text.of("Error: damaged journal", "エラー: ジャーナルが壊れています"),
                damage.why(),
                new Where.InJournal(Path.of(RUN + ".jsonl"), damage.line()))
            .advise(
                Text.of(
                    "Nothing was sent and nothing was changed. Restore the file from a backup, or"
                        + " start a new run: what is done already is found by its checks.",
                    "AWSには何も送信しておらず、ファイルも変更していません。バックアップから戻すか、新しい実行を開始してください。"
                        + "完了済みの作業はチェックで検出されます。"))
            .suggest("start cloudtrail");
    assertThat(problem(() -> Journal.state(store, RUN))).isEqualTo(expected);
    List<String> lines = List.copyOf(store.lines(RUN));
    assertThat(problem(this::resume)).isEqualTo(expected);
    assertThat(store.lines(RUN)).isEqualTo(lines);
  }

  @Test
  void aJournalOfANewerFormatIsNotDamaged() throws JournalStore.Locked {
    aRun();
    store
        .lines(RUN)
        .set(0, summed(store.lines(RUN).getFirst().replace("\"format\":1", "\"format\":2")));

    assertThat(problem(() -> Journal.state(store, RUN)))
        .isEqualTo(
            Problem.of(
                    Text.of("Error: journal of a newer orgsh", "エラー: 新しいバージョンの orgsh のジャーナルです"),
                    Text.of(
                        "The line is whole, but this orgsh does not know what it says (format 2)."
                            + " Nothing was sent and nothing was changed.",
                        "行は壊れていませんが、この orgsh では解釈できません（format 2）。AWSには何も送信しておらず、ファイルも変更していません。"),
                    new Where.InJournal(Path.of(RUN + ".jsonl"), 1))
                .advise(
                    Text.of(
                        "Go on with the orgsh that wrote it, or a newer one.",
                        "記録した orgsh と同じか、それより新しいバージョンで続けてください。")));
  }

  @Test
  void anEventOfANewerOrgshIsNotDamage() throws JournalStore.Locked {
    aRun();
    String last = store.lines(RUN).getLast();
    store.lines(RUN).set(5, summed(last.replace("\"event\":\"proved\"", "\"event\":\"foreseen\"")));

    assertThat(problem(() -> Journal.state(store, RUN)).what().en())
        .isEqualTo("Error: journal of a newer orgsh");
  }

  @Test
  void aStartWithoutAccountsIsReadAsOneThatKnowsNone() throws JournalStore.Locked {
    try (Journal journal = begin()) {
      assertThat(journal.state().accounts()).isNotEmpty();
    }
    ObjectNode old = (ObjectNode) JSON.readTree(store.lines(RUN).getFirst());
    old.remove(List.of("accounts", "defaulted"));
    store.lines(RUN).set(0, summed(JSON.writeValueAsString(old)));

    RunState state = Journal.state(store, RUN);
    assertThat(state.accounts()).isEmpty();
    assertThat(state.defaulted()).isEmpty();
    assertThat(state.organization()).isEqualTo("o-example");
  }

  @Test
  void secretsAreNeverWrittenAndNeverSpoilTheJournal() throws JournalStore.Locked {
    ObjectNode parameters = RunState.nothing().put("token", "111111111111").put("name", "trail");
    var started =
        new Event.Started(RUN, RUN.runbook(), "h", Map.of(STEP, "s"), "o-example", parameters);
    var redaction = new Redaction(List.of("111111111111", "trail"));
    try (Journal journal = Journal.begin(store, started, HOLDER, () -> now, redaction)) {
      journal.append(
          new Event.Intended(
              FIRST,
              0,
              "s:Put",
              RunState.nothing().put("Token", "x-111111111111"),
              RunState.nothing().put("SecretAccessKey", "wJalr")),
          "arn");
      assertThat(
              journal.answered(FIRST, "s:Put", RunState.nothing().put("Token", "x-111111111111")))
          .isFalse();
      journal.append(new Event.PartReplied(FIRST, 0, "r", ""), "arn");
      assertThat(
              journal.answered(FIRST, "s:Put", RunState.nothing().put("Token", "x-111111111111")))
          .isTrue();
    }

    RunState state = Journal.state(store, RUN);
    assertThat(state.progress(FIRST)).isEqualTo(new Progress.Answered(0));
    assertThat(state.parameters())
        .isEqualTo(RunState.nothing().put("token", "********").put("name", "********"));
    assertThat(state.before(FIRST))
        .contains((JsonNode) RunState.nothing().put("SecretAccessKey", "********"));
    assertThat(String.join("\n", store.lines(RUN))).doesNotContain("wJalr", "x-1111");
  }

  @Test
  void undoGoesBackwardsThroughFirstIntents() throws JournalStore.Locked {
    try (Journal journal = begin()) {
      journal.append(new Event.Skipped(FIRST, "later"), "");
      change(journal, SECOND);
      journal.append(new Event.Reopened(FIRST), "");
      change(journal, FIRST);
      assertThat(journal.state().changedLastFirst()).containsExactly(FIRST, SECOND);
    }
  }

  @Test
  void whatWasOnlyAnsweredToBeSoIsNotOursToUndo() throws JournalStore.Locked {
    try (Journal journal = begin()) {
      journal.append(intended(FIRST, "a"), "");
      journal.append(new Event.Replied(FIRST, 0, "r", "AlreadyExists"), "");
      assertThat(journal.state().changedLastFirst()).isEmpty();
      journal.append(intended(SECOND, "b"), "");
      assertThat(journal.state().changedLastFirst()).containsExactly(SECOND);
      journal.append(new Event.Refused(SECOND, 0, "No", "no", "r"), "");
      assertThat(journal.state().changedLastFirst()).isEmpty();
    }
  }

  @Test
  void theBeforeImageOfADoubtfulFirstCallStays() throws JournalStore.Locked {
    try (Journal journal = begin()) {
      journal.append(intended(FIRST, "first"), "");
      journal.append(intended(FIRST, "second"), "");
      assertThat(journal.state().before(FIRST))
          .contains((JsonNode) RunState.nothing().put("was", "first"));
      assertThat(journal.state().touched()).containsExactly(FIRST);
    }
  }

  @Test
  void targetsWithAHistoryStayWhenThePlanNoLongerHasThem() throws JournalStore.Locked {
    try (Journal journal = begin()) {
      journal.append(new Event.Planned(List.of(FIRST, SECOND)), "");
      change(journal, FIRST);
      journal.append(new Event.Planned(List.of()), "");
      assertThat(journal.state().targets().keySet()).containsExactly(FIRST);
    }
  }

  /** Six lines: started, planned, and one target verified. */
  private RunState aRun() throws JournalStore.Locked {
    try (Journal journal = begin()) {
      journal.append(new Event.Planned(List.of(FIRST, SECOND)), "");
      journal.append(new Event.Listed(List.of()), "");
      change(journal, FIRST);
      assertThat(store.lines(RUN)).hasSize(6);
      return journal.state();
    }
  }

  private static void change(Journal journal, Target target) {
    journal.append(intended(target, "nothing"), "arn");
    journal.append(new Event.Replied(target, 0, "r", ""), "arn");
    journal.append(
        new Event.Proved(target, RunState.nothing(), RunState.nothing().put("arn", "a")), "arn");
  }

  private static Event intended(Target target, String was) {
    return new Event.Intended(
        target, 0, "s:Put", RunState.nothing(), RunState.nothing().put("was", was));
  }

  private Journal begin() throws JournalStore.Locked {
    return Journal.begin(store, started(), HOLDER, () -> now, new Redaction(List.of()));
  }

  private Journal resume() throws JournalStore.Locked {
    return Journal.resume(store, RUN, HOLDER, () -> now, new Redaction(List.of()));
  }

  private static Event.Started started() {
    return started(RUN.value());
  }

  private static Event.Started started(String run) {
    return new Event.Started(
        new RunId(run),
        new RunbookName("cloudtrail"),
        "h",
        Map.of(STEP, "s"),
        "o-example",
        RunState.nothing().put("bucket", "b"),
        List.of("bucket"),
        List.of(new Event.ListedAccount(MANAGEMENT, "management", "m@example.com", "ACTIVE")));
  }

  private static void flip(List<String> lines, int line) {
    lines.set(line, lines.get(line).replaceFirst("ap-northeast|\\[\\]", "xx"));
  }

  private static void append(List<String> lines, Event event) {
    lines.add(forged(lines.size() + 1, EntryCodec.hash(lines.getLast()), event));
  }

  private static String forged(long number, String previous, Event event) {
    return EntryCodec.line(
        number, Instant.EPOCH, "", previous, EntryCodec.content(event, new Redaction(List.of())));
  }

  /** A line with a sum that fits. */
  private static String summed(String line) {
    String body = line.replaceFirst(",\"sum\":\"[0-9a-f]{64}\"}$", "}");
    return body.substring(0, body.length() - 1) + ",\"sum\":\"" + EntryCodec.hash(body) + "\"}";
  }

  private static Problem problem(org.assertj.core.api.ThrowableAssert.ThrowingCallable doing) {
    return catchThrowableOfType(ProblemException.class, doing).problems().getFirst();
  }
}
