package io.orgsh.runbook;

import io.orgsh.problem.Text;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One intention, with the account it belongs to and how it is done, proved and undone. Strings
 * named <em>expression</em> are JMESPath with {@code ${…}}; values in {@link JsonNode}s may hold
 * {@code ${…}}.
 *
 * @param id unique in the runbook
 * @param title one line, the intention
 * @param why the reason, and what the series warns of
 * @param console the clicks in AWS's console
 * @param in whose account
 * @param regions a list of regions, or {@code ${…}} that gives one; empty = the home region
 * @param each repeats the step for each element of a list
 * @param when expression; false = skipped with that reason
 * @param action what is done
 * @param verify how long proof may take
 * @param cost what it costs, in AWS's words of pricing
 * @param covers of whom the check says that the service is on; empty = of nobody
 * @param own an earlier step that made all that this one deletes or disables
 */
public record Step(
    StepId id,
    Text title,
    Text why,
    Optional<Text> console,
    In in,
    Optional<JsonNode> regions,
    Optional<Each> each,
    Optional<String> when,
    Action action,
    Verify verify,
    Optional<Text> cost,
    Optional<Covers> covers,
    Optional<StepId> own) {

  /**
   * A step that says nothing about coverage and whose changes concern what others may have made.
   */
  public Step(
      StepId id,
      Text title,
      Text why,
      Optional<Text> console,
      In in,
      Optional<JsonNode> regions,
      Optional<Each> each,
      Optional<String> when,
      Action action,
      Verify verify,
      Optional<Text> cost) {
    this(
        id,
        title,
        why,
        console,
        in,
        regions,
        each,
        when,
        action,
        verify,
        cost,
        Optional.empty(),
        Optional.empty());
  }

  /**
   * Of whom a check that holds says that the service is on. A step without regions says it of every
   * region.
   */
  public enum Covers {
    /** The account that it runs in. */
    ACCOUNT("account"),
    /** The account that the key of {@link Each} names. */
    ELEMENT("element"),
    /** Every account of the organization. */
    ORGANIZATION("organization");

    private final String word;

    Covers(String word) {
      this.word = word;
    }

    /** What a word in a runbook means. */
    static Optional<Covers> of(String word) {
      return Arrays.stream(values()).filter(covers -> covers.word.equals(word)).findFirst();
    }
  }

  /**
   * Whose account.
   *
   * @param role an account role's word, or {@code ${parameter}} whose choices are such words
   * @param including further roles, for {@code member}
   * @param only a list of account ids, or {@code ${…}} that gives one: of those accounts only these
   */
  public record In(String role, List<String> including, Optional<JsonNode> only) {
    public In {
      including = List.copyOf(including);
    }

    /** Every account of the role. */
    public static In all(String role, List<String> including) {
      return new In(role, including, Optional.empty());
    }
  }

  /**
   * Repeats a step in one account for each element of a list.
   *
   * @param of {@code ${…}} that gives a list
   * @param as the name of the element in {@code ${…}}
   * @param key expression over the element that names it on screen and in the journal: {@code id}
   */
  public record Each(JsonNode of, String as, String key) {}

  /**
   * How long proof may take.
   *
   * @param within after this a target that is not yet so has failed, or waits if {@code leave}
   * @param every between two looks
   * @param leave the operator may leave: the run is suspended and {@code resume} proves it. Always
   *     so where {@code within} is over ten minutes
   */
  public record Verify(java.time.Duration within, java.time.Duration every, boolean leave) {}

  /** What a step does. */
  public sealed interface Action {

    /**
     * What is read to see whether the action is done; empty for a manual step that must be
     * believed.
     */
    Optional<Check> check();

    /** Calls AWS; done when the check holds. */
    record Calls(Check proof, List<DoCall> calls, Undo undo) implements Action {
      public Calls {
        calls = List.copyOf(calls);
      }

      @Override
      public Optional<Check> check() {
        return Optional.of(proof);
      }
    }

    /**
     * Puts the statements of a policy document beside what is live; done when all of them are
     * there.
     *
     * @param document the template's name
     * @param values its parameters
     * @param live reads the policy's text: {@code select} gives it; its {@code absent} errors mean
     *     that there is none
     * @param put writes {@code ${document}}, the merged text
     * @param remove is used by undo when nothing is left
     */
    record PutDocument(
        String document, JsonNode values, Read live, List<DoCall> put, List<DoCall> remove)
        implements Action {
      public PutDocument {
        put = List.copyOf(put);
        remove = List.copyOf(remove);
      }

      /** None of its own: the engine compares the statements of {@code live} and the document. */
      @Override
      public Optional<Check> check() {
        return Optional.empty();
      }
    }

    /**
     * A person does something elsewhere, then confirms; with a check it is proved, not believed.
     *
     * @param button the name by which the sandbox knows the console's button that he presses; empty
     *     when there is none, and never of use against AWS
     */
    record Manual(Text instructions, Optional<String> button, Optional<Check> check)
        implements Action {}

    /** Changes nothing: waits until the check holds. */
    record Prove(Check proof) implements Action {
      @Override
      public Optional<Check> check() {
        return Optional.of(proof);
      }
    }

    /**
     * Changes nothing: shows a table and keeps it as evidence.
     *
     * @param let reads made right before, by name
     * @param when expression over the names; false = nothing is read, and the list is empty
     * @param read its {@code select} gives a list of objects
     * @param columns the members to show, in order
     * @param once a column: of rows with the same value there only the first is shown
     * @param found what to say above the table
     * @param empty what to say when the list is empty
     */
    record Look(
        java.util.Map<String, Read> let,
        Optional<String> when,
        Read read,
        List<String> columns,
        Optional<String> once,
        Optional<Text> found,
        Optional<Text> empty)
        implements Action {
      public Look {
        let = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(let));
        columns = List.copyOf(columns);
      }

      @Override
      public Optional<Check> check() {
        return Optional.empty();
      }
    }

    /**
     * Changes nothing: keeps what is there now, because later steps change it without a call of
     * their own here, and lets undo restore it.
     *
     * @param read its {@code select} is what is kept, and what undo compares
     * @param undo runs when that is no longer the same; {@code ${before}} is what was kept
     */
    record Remember(Read read, Undo undo) implements Action {
      @Override
      public Optional<Check> check() {
        return Optional.empty();
      }
    }
  }

  /**
   * A call that only reads.
   *
   * @param call {@code service:Operation}
   * @param with its parameters
   * @param as role ARN to assume for this read alone; empty = the step's own credentials
   * @param select expression over the reply; {@code @} when empty
   * @param absent errors that mean "not there yet", not "failed"
   */
  public record Read(
      io.orgsh.aws.OperationName call,
      JsonNode with,
      Optional<JsonNode> as,
      Optional<String> select,
      List<ErrorMatch> absent) {
    public Read {
      absent = List.copyOf(absent);
    }
  }

  /**
   * Whether it is so. Four outcomes: holds, not so, changing, wrong.
   *
   * @param read what is read
   * @param holds expression over the reply
   * @param changing expression: AWS is still at it; wait, do not do again
   * @param wrong expression: a terminal failure; its value is the reason
   * @param meaning what that means and what to do, with {@code ${wrong}}; empty = AWS's reason
   *     alone
   * @param refused errors by which the check <em>holds</em>: the proof that somebody may not
   * @param save names kept for later steps, to expressions over the reply
   */
  public record Check(
      Read read,
      Optional<String> holds,
      Optional<String> changing,
      Optional<String> wrong,
      Optional<Text> meaning,
      List<ErrorMatch> refused,
      java.util.Map<String, String> save) {
    public Check {
      refused = List.copyOf(refused);
      save = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(save));
    }
  }

  /**
   * A call that changes something.
   *
   * @param call {@code service:Operation}
   * @param with its parameters; {@code ${before}} is the check's reply from before the change
   * @param when expression; false = this call is left out
   * @param let reads made right before, by name
   * @param batch sends the call once per chunk of a list
   * @param accept errors that mean "already so"
   * @param retry errors that pass by themselves, and for how long
   * @param unprocessed where the reply lists what AWS did not process
   */
  public record DoCall(
      io.orgsh.aws.OperationName call,
      JsonNode with,
      Optional<String> when,
      java.util.Map<String, Read> let,
      Optional<Batch> batch,
      List<ErrorMatch> accept,
      List<RetryMatch> retry,
      Optional<Unprocessed> unprocessed) {
    public DoCall {
      let = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(let));
      accept = List.copyOf(accept);
      retry = List.copyOf(retry);
    }
  }

  /**
   * A list in chunks that the API takes. An empty list sends nothing.
   *
   * @param of {@code ${…}} that gives a list
   * @param size the most elements in one call
   * @param as the chunk's name in {@code ${…}}
   */
  public record Batch(JsonNode of, int size, String as) {}

  /**
   * The part of a reply that lists what AWS did not process: each entry is a failure like an error
   * of the code {@code Unprocessed}, with AWS's reason as its message.
   *
   * @param list expression over the reply: the entries
   * @param account expression over an entry: the account's id
   * @param reason expression over an entry: AWS's reason
   */
  public record Unprocessed(String list, String account, String reason) {}

  /**
   * Errors by code and message.
   *
   * @param error AWS's code
   * @param message a pattern with {@code *}, case ignored; empty = any
   */
  public record ErrorMatch(String error, Optional<String> message) {}

  /**
   * An error that passes by itself.
   *
   * @param error which
   * @param within after this it is an error
   * @param every between two tries
   */
  public record RetryMatch(ErrorMatch error, java.time.Duration within, java.time.Duration every) {}

  /** How a step is taken back. */
  public sealed interface Undo {
    /**
     * Calls AWS.
     *
     * @param warning what is lost; empty when nothing but the setting is
     */
    record Calls(List<DoCall> calls, Optional<Text> warning) implements Undo {
      public Calls {
        calls = List.copyOf(calls);
      }
    }

    /** Cannot be taken back, and why. */
    record Impossible(Text reason) implements Undo {}

    /** Needs nothing to be taken back, and why. */
    record Nothing(Text reason) implements Undo {}
  }
}
