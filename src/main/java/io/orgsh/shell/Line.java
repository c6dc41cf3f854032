package io.orgsh.shell;

import io.orgsh.problem.Problem;
import java.util.List;
import java.util.Optional;

/**
 * A line as it was understood.
 *
 * @param request what is asked for
 * @param arguments of the command, and the global ones
 * @param manner how it is to be answered
 */
record Line(Request request, Arguments arguments, Manner manner) {

  /** What a line asks for. */
  sealed interface Request {
    /** A command. */
    record Run(Command<?, ?> command) implements Request {}

    /** Help, on one command or all. */
    record Help(Optional<Command<?, ?>> command) implements Request {}

    /** The version. */
    record Version() implements Request {}

    /** No command: the interactive shell. */
    record Nothing() implements Request {}

    /** It cannot be understood. */
    record Wrong(List<Problem> problems) implements Request {
      public Wrong {
        problems = List.copyOf(problems);
      }
    }
  }
}
