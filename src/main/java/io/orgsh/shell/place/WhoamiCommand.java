package io.orgsh.shell.place;

import io.orgsh.org.Access;
import io.orgsh.org.Session;
import io.orgsh.problem.Problem;
import io.orgsh.problem.ProblemException;
import io.orgsh.problem.Text;
import io.orgsh.shell.Arguments;
import io.orgsh.shell.Command;
import io.orgsh.shell.Declaration;
import io.orgsh.shell.Declaration.Group;
import io.orgsh.shell.Exit;
import io.orgsh.shell.Invocation;
import io.orgsh.shell.Output;
import io.orgsh.shell.Parsed;
import io.orgsh.shell.Workplace;

/** {@code whoami}: asks STS with the credentials in use. */
public final class WhoamiCommand implements Command<WhoamiCommand.NoOptions, HereView> {

  /** Says who one is. */
  public WhoamiCommand() {}

  /** It takes nothing. */
  public record NoOptions() {}

  @Override
  public Declaration declaration() {
    return Declaration.of(
        "whoami",
        Group.PLACE,
        Text.of("Say whose credentials are in use; asks STS", "使用中の認証情報が誰のものかSTSに確認する"));
  }

  @Override
  public Parsed<NoOptions> parse(Arguments arguments) {
    return arguments.parsed(NoOptions::new);
  }

  @Override
  public HereView view(Output output) {
    return HereView.on(output);
  }

  @Override
  public Exit run(NoOptions options, Invocation invocation, HereView view) {
    Workplace workplace = invocation.workplace();
    Session session = workplace.access().current().orElseThrow();
    // Asked anew: the session may have been made an hour ago.
    switch (workplace.access().enter(session.identity().account())) {
      case Access.Entry.Entered(Session fresh) -> view.here(Here.of(workplace, fresh));
      case Access.Entry.Refused(Problem problem) -> throw new ProblemException(problem);
    }
    return Exit.DONE;
  }
}
