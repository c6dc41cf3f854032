package io.orgsh.runbook;

import io.orgsh.problem.Text;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Something that the operator may choose.
 *
 * @param name as in {@code --set NAME=…} and {@code ${NAME}}
 * @param title one line
 * @param type what values it takes
 * @param defaultValue used when nothing is set; may hold {@code ${…}} over accounts, org and
 *     earlier parameters; empty = must be set
 * @param secret never written to the journal, log or screen
 */
public record Parameter(
    String name, Text title, Type type, Optional<JsonNode> defaultValue, boolean secret) {

  /** What values a parameter takes. */
  public sealed interface Type {
    /** Any one line that the pattern matches in full. */
    record Line(String pattern) implements Type {}

    /** One of these words; never empty. */
    record Choice(List<String> choices) implements Type {}

    /** {@code true} or {@code false}. */
    record Switch() implements Type {}

    /** A whole number from least to most. */
    record WholeNumber(long least, long most) implements Type {}

    /** A list of the organization's regions. */
    record Regions() implements Type {}

    /** A list of account ids. */
    record Accounts() implements Type {}

    /**
     * The text of a file. Its value is the text, not the path: the run does not change when the
     * file does.
     *
     * @param most characters
     */
    record Content(long most) implements Type {}
  }
}
