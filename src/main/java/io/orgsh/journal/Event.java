package io.orgsh.journal;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.orgsh.aws.AccountId;
import io.orgsh.problem.Text;
import io.orgsh.runbook.RunbookName;
import io.orgsh.runbook.StepId;
import io.orgsh.runbook.Target;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Something that happened in a run. What is not an event did not happen. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Event.Started.class, name = "started"),
  @JsonSubTypes.Type(value = Event.Listed.class, name = "listed"),
  @JsonSubTypes.Type(value = Event.Renewed.class, name = "renewed"),
  @JsonSubTypes.Type(value = Event.Paced.class, name = "paced"),
  @JsonSubTypes.Type(value = Event.Planned.class, name = "planned"),
  @JsonSubTypes.Type(value = Event.Resumed.class, name = "resumed"),
  @JsonSubTypes.Type(value = Event.Edited.class, name = "edited"),
  @JsonSubTypes.Type(value = Event.Suspended.class, name = "suspended"),
  @JsonSubTypes.Type(value = Event.Ended.class, name = "ended"),
  @JsonSubTypes.Type(value = Event.NotChosen.class, name = "not-chosen"),
  @JsonSubTypes.Type(value = Event.AlreadySo.class, name = "already-so"),
  @JsonSubTypes.Type(value = Event.Skipped.class, name = "skipped"),
  @JsonSubTypes.Type(value = Event.Reopened.class, name = "reopened"),
  @JsonSubTypes.Type(value = Event.Intended.class, name = "intended"),
  @JsonSubTypes.Type(value = Event.PartReplied.class, name = "part-replied"),
  @JsonSubTypes.Type(value = Event.Unprocessed.class, name = "unprocessed"),
  @JsonSubTypes.Type(value = Event.Replied.class, name = "replied"),
  @JsonSubTypes.Type(value = Event.Refused.class, name = "refused"),
  @JsonSubTypes.Type(value = Event.Confirmed.class, name = "confirmed"),
  @JsonSubTypes.Type(value = Event.Shown.class, name = "shown"),
  @JsonSubTypes.Type(value = Event.Waiting.class, name = "waiting"),
  @JsonSubTypes.Type(value = Event.Proved.class, name = "proved"),
  @JsonSubTypes.Type(value = Event.Failed.class, name = "failed"),
  @JsonSubTypes.Type(value = Event.UndoIntended.class, name = "undo-intended"),
  @JsonSubTypes.Type(value = Event.UndoReplied.class, name = "undo-replied"),
  @JsonSubTypes.Type(value = Event.UndoFailed.class, name = "undo-failed"),
  @JsonSubTypes.Type(value = Event.Undone.class, name = "undone"),
})
public sealed interface Event {

  /** An event of one target. */
  sealed interface OfTarget extends Event {
    /** Whose. */
    Target target();
  }

  /**
   * The run began.
   *
   * @param run its id
   * @param runbook which runbook
   * @param hash SHA-256 of the runbook's file, hex
   * @param steps SHA-256 of each step with its documents, hex
   * @param organization {@code o-…}: the run never goes on in another one
   * @param parameters the values of all parameters, secrets masked
   * @param defaulted the parameters that the operator left at their defaults
   * @param accounts the organization's accounts as AWS listed them: whoever resumes may be somebody
   *     who may not list them. Empty in journals of orgsh before 0.2
   */
  record Started(
      RunId run,
      RunbookName runbook,
      String hash,
      Map<StepId, String> steps,
      String organization,
      ObjectNode parameters,
      List<String> defaulted,
      List<ListedAccount> accounts)
      implements Event {

    // A journal that somebody else wrote may have nulls: it is refused where it is read.
    public Started {
      steps.values().forEach(Objects::requireNonNull);
      defaulted = List.copyOf(defaulted);
      accounts = List.copyOf(accounts);
    }

    /** A start that names no accounts and no defaults. */
    public Started(
        RunId run,
        RunbookName runbook,
        String hash,
        Map<StepId, String> steps,
        String organization,
        ObjectNode parameters) {
      this(run, runbook, hash, steps, organization, parameters, List.of(), List.of());
    }
  }

  /**
   * An account of the organization, as AWS Organizations listed it.
   *
   * @param state AWS's word
   */
  record ListedAccount(AccountId id, String name, String email, String state) {}

  /** The organization's accounts are these now: some joined, left or changed since. */
  record Listed(List<ListedAccount> accounts) implements Event {
    public Listed {
      accounts = List.copyOf(accounts);
    }
  }

  /**
   * A run that had ended goes on, and what the operator left at its default has another value now:
   * a region was enabled since.
   *
   * @param parameters the values of all parameters, secrets masked
   */
  record Renewed(ObjectNode parameters) implements Event {}

  /**
   * The operator said how many targets run at the same time, and how many may fail; that holds for
   * the run until he says otherwise.
   *
   * @param maxConcurrency a number or a percentage, such as {@code 10} or {@code 5%}; empty = as
   *     said before
   * @param maxErrors the same
   */
  record Paced(String maxConcurrency, String maxErrors) implements Event {
    private static final Pattern LIMIT = Pattern.compile("([0-9]{1,7}%?)?");

    /** Nothing was said. */
    public static final Paced UNSAID = new Paced("", "");

    public Paced {
      if (!LIMIT.matcher(maxConcurrency).matches() || !LIMIT.matcher(maxErrors).matches()) {
        throw new IllegalArgumentException("no pace: " + maxConcurrency + ", " + maxErrors);
      }
    }

    /** What holds when this is said after something else. */
    Paced after(Paced before) {
      return new Paced(
          maxConcurrency.isEmpty() ? before.maxConcurrency : maxConcurrency,
          maxErrors.isEmpty() ? before.maxErrors : maxErrors);
    }
  }

  /**
   * The targets of the run, in order; the last such event counts, and targets with a history stay.
   */
  record Planned(List<Target> targets) implements Event {
    public Planned {
      targets = List.copyOf(targets);
    }
  }

  /** Somebody took the run up again. */
  record Resumed(String host, long pid) implements Event {}

  /**
   * The operator went on although these steps are not what they were; their new hashes count from
   * here.
   */
  record Edited(String hash, Map<StepId, String> steps, List<StepId> changed) implements Event {
    public Edited {
      steps.values().forEach(Objects::requireNonNull);
      changed = List.copyOf(changed);
    }
  }

  /** The run stopped for the operator, and can be resumed. */
  record Suspended(Text reason) implements Event {}

  /** Nothing was left to do. */
  record Ended(Ending ending) implements Event {}

  /** How a run ended. */
  enum Ending {
    DONE,
    FAILED
  }

  /** The step's {@code when} is false for the run's values. */
  record NotChosen(Target target, String when) implements OfTarget {}

  /** It was so before the run did anything. */
  record AlreadySo(Target target, JsonNode evidence, ObjectNode saved) implements OfTarget {}

  /** The operator left it out. */
  record Skipped(Target target, String reason) implements OfTarget {}

  /** The operator came back to it, or retries it. */
  record Reopened(Target target) implements OfTarget {}

  /**
   * A call is about to be sent. Without a {@link Replied} after it, nobody knows whether AWS acted.
   *
   * @param call which of the step's calls, from 0
   * @param operation {@code service:Operation}
   * @param parameters as sent, secrets masked
   * @param before what the check read before the first call: the before-image
   */
  record Intended(Target target, int call, String operation, ObjectNode parameters, JsonNode before)
      implements OfTarget {}

  /**
   * AWS did it, or answered that it was so.
   *
   * @param accepted the error code that means "already so"; empty for success
   */
  record Replied(Target target, int call, String requestId, String accepted) implements OfTarget {}

  /**
   * AWS did one request of a call that needs several; the others are still to come. The request is
   * that of the {@link Intended} before it.
   */
  record PartReplied(Target target, int call, String requestId, String accepted)
      implements OfTarget {}

  /**
   * AWS did the call, but not for all that it named.
   *
   * @param entries what AWS did not process, with its reasons
   */
  record Unprocessed(Target target, int call, String requestId, List<Left> entries)
      implements OfTarget {
    public Unprocessed {
      entries = List.copyOf(entries);
    }
  }

  /**
   * What AWS did not process.
   *
   * @param account as the reply names it
   * @param reason AWS's words
   */
  record Left(String account, String reason) {}

  /** AWS answered that it did not act. */
  record Refused(Target target, int call, String code, String message, String requestId)
      implements OfTarget {}

  /** The operator says that he did it by hand. */
  record Confirmed(Target target) implements OfTarget {}

  /** A table was shown; its rows are evidence. */
  record Shown(Target target, List<String> columns, JsonNode rows) implements OfTarget {
    public Shown {
      columns = List.copyOf(columns);
    }
  }

  /** Done, but not yet proved; a later {@code resume} proves it. */
  record Waiting(Target target, Text reason) implements OfTarget {}

  /** Read back, and it is so. */
  record Proved(Target target, JsonNode evidence, ObjectNode saved) implements OfTarget {}

  /** It is not so, and going on by itself would not help. */
  record Failed(Target target, Text what, Text why, String requestId) implements OfTarget {}

  /** An undoing call is about to be sent. */
  record UndoIntended(Target target, int call, String operation, ObjectNode parameters)
      implements OfTarget {}

  /** AWS did the undoing call, or answered that it was so. */
  record UndoReplied(Target target, int call, String requestId, String accepted)
      implements OfTarget {}

  /** It could not be undone. */
  record UndoFailed(Target target, Text what, Text why, String requestId) implements OfTarget {}

  /** Read back, and it is no longer so. */
  record Undone(Target target, JsonNode evidence) implements OfTarget {}
}
