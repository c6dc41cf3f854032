package io.orgsh.shell.sandbox;

import io.orgsh.problem.Problem;
import io.orgsh.problem.ProblemException;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import io.orgsh.sandbox.Sandbox;
import io.orgsh.shell.Workplace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The sandbox of the state folder for one command: that of the workplace, else one that is opened
 * and closed.
 */
record Opened(Sandbox sandbox, Owner owner) implements AutoCloseable {

  /** Who closes it. */
  enum Owner {
    WORKPLACE,
    COMMAND
  }

  /** For one command: that of the workplace, or wherever it is served. */
  static Opened of(Workplace workplace) {
    return workplace
        .served()
        .map(served -> new Opened(served, Owner.WORKPLACE))
        .orElseGet(() -> new Opened(workplace.openSandbox(OptionalInt.empty()), Owner.COMMAND));
  }

  /**
   * For the command that serves it: in the interactive shell it is served already.
   *
   * @param port where to serve; empty for any, or wherever it is served already
   */
  static Opened toServe(Workplace workplace, OptionalInt port) {
    Optional<Sandbox> served = workplace.servedAlready();
    if (served.isEmpty()) {
      return new Opened(workplace.openSandbox(port), Owner.COMMAND);
    }
    URI there = served.get().endpoint();
    if (port.isPresent() && port.getAsInt() != there.getPort()) {
      throw new ProblemException(elsewhere(there));
    }
    return new Opened(served.get(), Owner.WORKPLACE);
  }

  @Override
  public void close() {
    if (owner == Owner.COMMAND) {
      try {
        sandbox.close();
      } catch (IOException fault) {
        throw new UncheckedIOException(fault);
      }
    }
  }

  private static Problem elsewhere(URI there) {
    return Problem.of(
            Text.of("Error: the sandbox is served elsewhere", "エラー: サンドボックスは別のポートで公開されています"),
            Text.of(
                    "This shell serves it at %s, and cannot move it to another port.",
                    "このシェルが %s で公開しています。ポートは変更できません。")
                .with(there),
            new Where.AtOption("--port"))
        .advise(
            Text.of(
                "Use it there, or leave the shell and serve it on the command line.",
                "そのまま利用するか、シェルを終了してからコマンドラインで起動してください。"));
  }
}
