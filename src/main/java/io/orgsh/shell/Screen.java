package io.orgsh.shell;

import io.orgsh.problem.Language;
import java.util.Optional;

/**
 * Where the conversation with the operator takes place. The answer of a command and the
 * conversation about it never mix: the answer goes to stdout, everything else to stderr or the
 * terminal.
 */
public interface Screen {

  /** The operator's language. */
  Language language();

  /** How many columns there are; at least 40. */
  int width();

  /** Whether a person is there who can be asked. */
  boolean interactive();

  /** Whether colours may be used: a terminal, and neither {@code NO_COLOR} nor {@code dumb}. */
  boolean coloured();

  /** One line of the conversation; no line end. */
  void say(String line);

  /** The answer of the command, or a piece of it; written as it is, with a line end after it. */
  void answer(String text);

  /**
   * A line that the operator types.
   *
   * @return empty when the input has ended (Ctrl-D) or was interrupted (Ctrl-C)
   */
  Optional<String> ask(String prompt);

  /** A line that the operator types and nobody sees: an MFA code. */
  Optional<String> askSecretly(String prompt);

  /** Whether the operator pressed Ctrl-C since the command began. */
  boolean interrupted();
}
