package io.orgsh.shell.sandbox;

import io.orgsh.problem.Problem;
import io.orgsh.problem.ProblemException;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import io.orgsh.sandbox.Sandbox;
import io.orgsh.shell.Workplace;
import java.io.IOException;
import java.nio.file.Path;
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

  static Path folder(Workplace workplace) {
    return workplace.stateFolder().resolve("sandbox");
  }

  static Opened of(Workplace workplace) {
    return of(workplace, OptionalInt.empty());
  }

  /**
   * Opens it.
   *
   * @param port where to serve; empty for any, or wherever it is served already
   */
  static Opened of(Workplace workplace, OptionalInt port) {
    Optional<Sandbox> served = workplace.served();
    if (served.isPresent()) {
      return new Opened(served.get(), Owner.WORKPLACE);
    }
    Path folder = folder(workplace);
    try {
      return new Opened(
          port.isPresent() ? Sandbox.serve(folder, port.getAsInt()) : Sandbox.open(folder),
          Owner.COMMAND);
    } catch (IOException fault) {
      throw new ProblemException(unusable(folder, fault), fault);
    }
  }

  @Override
  public void close() {
    if (owner == Owner.COMMAND) {
      try {
        sandbox.close();
      } catch (IOException fault) {
        throw new ProblemException(unusable(Path.of("sandbox"), fault), fault);
      }
    }
  }

  private static Problem unusable(Path folder, IOException fault) {
    return Problem.of(
            Text.of("Error: the sandbox cannot be served", "エラー: サンドボックスを起動できません"),
            Text.of("%s: %s.", "%s: %s").with(folder, String.valueOf(fault.getMessage())),
            new Where.AtOption("sandbox"))
        .advise(
            Text.of(
                "Name another port, or another state folder with --state.",
                "別のポートを指定するか、--state で別のフォルダーを指定してください。"));
  }
}
