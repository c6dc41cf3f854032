package io.orgsh.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orgsh.aws.AccountId;
import io.orgsh.aws.Region;
import io.orgsh.problem.Text;
import io.orgsh.runbook.StepId;
import io.orgsh.runbook.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.NullNode;

/** How far a target is after each event: every transition, and none besides. */
class TransitionsTests {
  private static final Target TARGET =
      Target.of(
          new StepId("delegate"), new AccountId("111111111111"), new Region("ap-northeast-1"));
  private static final Text WHY = Text.of("because", "理由");

  private static final Progress PENDING = new Progress.Pending();
  private static final Progress IN_DOUBT = new Progress.InDoubt(1);
  private static final Progress ANSWERED = new Progress.Answered(1);
  private static final Progress REFUSED = new Progress.Refused(1);
  private static final Progress CONFIRMED = new Progress.Confirmed();
  private static final Progress WAITING = new Progress.Waiting(WHY);
  private static final Progress ALREADY = new Progress.AlreadySo();
  private static final Progress VERIFIED = new Progress.Verified();
  private static final Progress SKIPPED = new Progress.Skipped(WHY, Progress.By.OPERATOR);
  private static final Progress FAILED = new Progress.Failed(WHY, 1);
  private static final Progress UNDO_IN_DOUBT = new Progress.UndoInDoubt(0);
  private static final Progress UNDOING = new Progress.Undoing(1);
  private static final Progress UNDO_FAILED = new Progress.UndoFailed(WHY);
  private static final Progress UNDONE = new Progress.Undone();

  private static final List<Progress> ALL =
      List.of(
          PENDING,
          IN_DOUBT,
          ANSWERED,
          REFUSED,
          CONFIRMED,
          WAITING,
          ALREADY,
          VERIFIED,
          SKIPPED,
          FAILED,
          UNDO_IN_DOUBT,
          UNDOING,
          UNDO_FAILED,
          UNDONE);
  private static final List<Progress> OPEN =
      List.of(PENDING, IN_DOUBT, ANSWERED, REFUSED, CONFIRMED, WAITING);
  private static final List<Progress> UNDOABLE =
      List.of(
          PENDING,
          IN_DOUBT,
          ANSWERED,
          REFUSED,
          CONFIRMED,
          WAITING,
          ALREADY,
          VERIFIED,
          SKIPPED,
          FAILED,
          UNDO_IN_DOUBT,
          UNDOING,
          UNDO_FAILED);

  static final List<Event.OfTarget> EVENTS =
      List.of(
          new Event.NotChosen(TARGET, "edition=='current'"),
          new Event.AlreadySo(TARGET, RunState.nothing(), RunState.nothing()),
          new Event.Skipped(TARGET, "later"),
          new Event.Reopened(TARGET),
          new Event.Intended(TARGET, 2, "s:Put", RunState.nothing(), NullNode.instance),
          new Event.PartReplied(TARGET, 2, "r", ""),
          new Event.Unprocessed(TARGET, 2, "r", List.of(new Event.Left("333333333333", "no"))),
          new Event.Replied(TARGET, 2, "r", ""),
          new Event.Refused(TARGET, 2, "Code", "message", "r"),
          new Event.Confirmed(TARGET),
          new Event.Shown(TARGET, List.of("a"), RunState.nothing()),
          new Event.Waiting(TARGET, WHY),
          new Event.Proved(TARGET, RunState.nothing(), RunState.nothing()),
          new Event.Failed(TARGET, WHY, WHY, ""),
          new Event.UndoIntended(TARGET, 3, "s:Delete", RunState.nothing()),
          new Event.UndoReplied(TARGET, 3, "r", ""),
          new Event.UndoFailed(TARGET, WHY, WHY, ""),
          new Event.Undone(TARGET, RunState.nothing()));

  /** A transition: from each of these, by this event, to that. */
  record Case(List<Progress> from, Event.OfTarget event, Progress to) {
    @Override
    public String toString() {
      return name(event) + " → " + to;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case(
            OPEN,
            event("NotChosen"),
            new Progress.Skipped(
                Text.of("not chosen: edition=='current'", "対象外の設定です: edition=='current'"),
                Progress.By.VALUES)),
        new Case(OPEN, event("AlreadySo"), ALREADY),
        new Case(
            OPEN, event("Skipped"), new Progress.Skipped(Text.same("later"), Progress.By.OPERATOR)),
        new Case(OPEN, event("Intended"), new Progress.InDoubt(2)),
        new Case(List.of(IN_DOUBT, REFUSED), event("PartReplied"), new Progress.Answered(2)),
        new Case(List.of(IN_DOUBT), event("Unprocessed"), new Progress.Refused(2)),
        new Case(List.of(IN_DOUBT, REFUSED, ANSWERED), event("Replied"), new Progress.Answered(3)),
        new Case(List.of(IN_DOUBT), event("Refused"), new Progress.Refused(2)),
        new Case(OPEN, event("Confirmed"), CONFIRMED),
        new Case(OPEN, event("Shown"), VERIFIED),
        new Case(OPEN, event("Waiting"), WAITING),
        new Case(OPEN, event("Proved"), VERIFIED),
        new Case(List.of(PENDING, CONFIRMED), event("Failed"), new Progress.Failed(WHY, 0)),
        new Case(
            List.of(IN_DOUBT, ANSWERED, REFUSED), event("Failed"), new Progress.Failed(WHY, 1)),
        new Case(List.of(WAITING), event("Failed"), new Progress.Failed(WHY, Integer.MAX_VALUE)),
        new Case(List.of(FAILED), event("Reopened"), ANSWERED),
        new Case(List.of(SKIPPED, UNDO_IN_DOUBT, UNDOING, UNDO_FAILED), event("Reopened"), PENDING),
        new Case(UNDOABLE, event("UndoIntended"), new Progress.UndoInDoubt(3)),
        new Case(List.of(UNDO_IN_DOUBT), event("UndoReplied"), new Progress.Undoing(4)),
        new Case(UNDOABLE, event("UndoFailed"), UNDO_FAILED),
        new Case(UNDOABLE, event("Undone"), UNDONE));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void anEventTakesATargetOn(Case one) {
    assertThat(one.from()).isNotEmpty();
    for (Progress from : one.from()) {
      assertThat(Transitions.after(from, one.event(), false))
          .as("from " + from)
          .isEqualTo(one.to());
    }
  }

  @Test
  void everyTransitionIsTakenAbove() {
    assertThat(taken()).isEqualTo(allowed());
  }

  @Test
  void everyOtherEventIsRefused() {
    Set<String> allowed = allowed();
    int refused = 0;
    for (Event.OfTarget event : EVENTS) {
      for (Progress from : ALL) {
        if (!allowed.contains(pair(from, event))) {
          refused++;
          assertThatThrownBy(() -> Transitions.after(from, event, false))
              .isInstanceOf(IllegalStateException.class)
              .hasMessage(
                  name(event) + " may not follow " + name(from) + " of " + TARGET.toString());
        }
      }
    }
    assertThat(refused + allowed.size()).isEqualTo(EVENTS.size() * ALL.size());
  }

  @Test
  void everyKindOfEventAndProgressIsAmongThem() {
    assertThat(EVENTS.stream().map(Object::getClass).toList())
        .containsExactlyInAnyOrder(Event.OfTarget.class.getPermittedSubclasses());
    assertThat(ALL.stream().map(Object::getClass).toList())
        .containsExactlyInAnyOrder(Progress.class.getPermittedSubclasses());
  }

  @Test
  void aTargetThatFailedAtItsFirstCallBeginsAnew() {
    assertThat(Transitions.after(new Progress.Failed(WHY, 0), event("Reopened"), false))
        .isEqualTo(PENDING);
  }

  @Test
  void aTableShownWhileNothingIsChangedIsAsItWas() {
    assertThat(Transitions.after(PENDING, event("Shown"), true)).isEqualTo(ALREADY);
  }

  @Test
  void aReasonThatNobodyGaveIsStillAReason() {
    assertThat(Transitions.after(PENDING, new Event.Skipped(TARGET, " "), false).why())
        .contains(Text.of("skipped by the operator", "操作者がスキップしました"));
  }

  @Test
  void thePictureInTheDocsIsDrawnFromTheTable() throws IOException {
    assertThat(Files.readString(Path.of("docs/engine.md"))).contains("```\n" + picture() + "```\n");
  }

  /** One line per progress: the events that may follow it, and what they lead to. */
  private static String picture() {
    var lines = new ArrayList<String>();
    for (Progress from : ALL) {
      var ways = new ArrayList<String>();
      for (Event.OfTarget event : EVENTS) {
        if (Transitions.allows(from, event)) {
          ways.add(name(event) + " → " + name(Transitions.after(from, event, false)));
        }
      }
      lines.add(name(from) + (ways.isEmpty() ? "  (end)" : ""));
      ways.forEach(way -> lines.add("    " + way));
    }
    return String.join("\n", lines) + "\n";
  }

  private static Set<String> taken() {
    return cases()
        .flatMap(one -> one.from().stream().map(from -> pair(from, one.event())))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> allowed() {
    var allowed = new TreeSet<String>();
    Transitions.allowed()
        .forEach(
            (event, froms) ->
                froms.forEach(
                    from -> allowed.add(from.getSimpleName() + " " + event.getSimpleName())));
    assertThat(new LinkedHashSet<>(Transitions.allowed().keySet())).hasSize(EVENTS.size());
    return allowed;
  }

  private static Event.OfTarget event(String name) {
    return EVENTS.stream().filter(event -> name(event).equals(name)).findFirst().orElseThrow();
  }

  private static String pair(Progress from, Event.OfTarget event) {
    return name(from) + " " + name(event);
  }

  private static String name(Object one) {
    return one.getClass().getSimpleName();
  }
}
