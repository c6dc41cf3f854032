package io.orgsh.shell;

import io.orgsh.problem.Language;
import java.util.Optional;

/**
 * How the operator wants to be asked and answered; each line of the interactive shell may say
 * otherwise.
 *
 * @param output how the answer is written
 * @param answers who answers questions
 * @param destruction whether {@code --yes} is enough to destroy
 * @param language {@code --lang}; empty = as configured, else the locale's
 */
public record Manner(
    Format output, Answers answers, Destruction destruction, Optional<Language> language) {

  /** What a command without options has. */
  public static final Manner PLAIN =
      new Manner(Format.TEXT, Answers.ASK, Destruction.ASK, Optional.empty());

  /** Who answers questions. */
  public enum Answers {
    /** The operator. */
    ASK,
    /** {@code --yes}. */
    YES
  }

  /** Whether something may be destroyed without its name being typed. */
  public enum Destruction {
    /** The name must be typed. */
    ASK,
    /** {@code --allow-destructive}, which counts together with {@code --yes}. */
    ALLOWED
  }

  /** Whether something may be destroyed without asking. */
  public boolean mayDestroy() {
    return answers == Answers.YES && destruction == Destruction.ALLOWED;
  }
}
