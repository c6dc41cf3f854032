package io.orgsh.report;

import io.orgsh.journal.Entry;
import io.orgsh.journal.RunState;
import io.orgsh.problem.Text;
import io.orgsh.runbook.Runbook;
import io.orgsh.runbook.Target;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a run's journal proves to somebody who was not there: who did what, when, in which account
 * and region, with which request, and what AWS showed afterwards. Secrets are masked in the journal
 * already.
 *
 * @param state how far the run is
 * @param began by the writer's clock
 * @param runbook as it was when the run was begun or last edited; empty when what there is now is
 *     another one
 * @param callers the ARNs whose credentials were in use, sorted
 * @param lines how many lines the journal has
 * @param head SHA-256 of the last line, hex: it stands for all lines before it
 * @param targets in the run's order
 */
public record Evidence(
    RunState state,
    Instant began,
    Optional<Runbook> runbook,
    List<String> callers,
    long lines,
    String head,
    List<OfTarget> targets) {
  public Evidence {
    callers = List.copyOf(callers);
    targets = List.copyOf(targets);
  }

  /**
   * What is told of one target.
   *
   * @param accountName empty when the journal does not know it
   * @param outcome the word for how far it is
   */
  public record OfTarget(Target target, String accountName, String outcome, List<Act> acts) {
    public OfTarget {
      acts = List.copyOf(acts);
    }
  }

  /**
   * One thing that happened to a target.
   *
   * @param at when it was written down, by the writer's clock
   * @param caller the ARN whose credentials were in use; may be empty
   */
  public record Act(Instant at, String caller, Deed deed) {}

  /** What happened. */
  public sealed interface Deed {
    /**
     * A request was sent.
     *
     * @param purpose to do the step, or to take it back
     * @param call {@code service:Operation}
     * @param parameters as sent, secrets masked
     */
    record Request(Purpose purpose, String call, ObjectNode parameters, Answer answer)
        implements Deed {}

    /**
     * AWS was read.
     *
     * @param word {@code already-so}, {@code proved}, {@code shown} or {@code undone}
     */
    record Proof(String word, JsonNode evidence) implements Deed {}

    /**
     * Anything else that an auditor should see.
     *
     * @param word the journal's word for it
     */
    record Note(String word, Text words, String requestId) implements Deed {}
  }

  /** What a request was for. */
  public enum Purpose {
    DO("do"),
    UNDO("undo");

    private final String word;

    Purpose(String word) {
      this.word = word;
    }

    /** The word in JSON. */
    public String word() {
      return word;
    }
  }

  /** What AWS answered. */
  public sealed interface Answer {
    /** AWS did it. */
    record Done(String requestId) implements Answer {}

    /** AWS answered that it was so already. */
    record AlreadySo(String code, String requestId) implements Answer {}

    /** AWS did it, but not for all that was named. */
    record Partly(String leftOut, String requestId) implements Answer {}

    /** AWS did not do it. */
    record Refused(String code, String message, String requestId) implements Answer {}

    /** No reply was seen: only what was read afterwards tells. */
    record Unseen() implements Answer {}
  }

  /**
   * Reads it from a journal.
   *
   * @param entries all of them
   * @param lastLine the line of the last entry
   * @param runbook the runbook as it is now, if there is one
   */
  public static Evidence of(
      RunState state, List<Entry> entries, String lastLine, Optional<Runbook> runbook) {
    var callers = new TreeSet<String>();
    entries.stream().map(Entry::caller).filter(arn -> !arn.isEmpty()).forEach(callers::add);
    var reading = new EvidenceReading();
    entries.forEach(reading::entry);
    return new Evidence(
        state,
        entries.getFirst().at(),
        runbook.filter(known -> known.source().steps().equals(state.steps())),
        List.copyOf(callers),
        entries.size(),
        sha256(lastLine),
        reading.targets(state));
  }

  private static String sha256(String line) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(line.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java has SHA-256", missing);
    }
  }
}
