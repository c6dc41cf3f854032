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
import io.orgsh.shell.Kind;
import io.orgsh.shell.Output;
import io.orgsh.shell.Parsed;
import io.orgsh.shell.Workplace;

/** {@code switch ROLE|PROFILE}: goes into another account; STS says whether one is there. */
public final class SwitchCommand implements Command<String, HereView> {

  /** Goes elsewhere. */
  public SwitchCommand() {}

  @Override
  public Declaration declaration() {
    return Declaration.of(
            "switch", Group.PLACE, Text.of("Go into another account", "別のアカウントに切り替える"))
        .about(
            Text.of(
                "Runs go where they must by themselves, and ask first. Outside the interactive"
                    + " shell it only tells whether one could go there.",
                "実行中に必要な切り替えは、確認のうえ自動で行われます。対話シェル以外では、切り替えられるかどうかの" + "確認だけを行います。"))
        .needs(
            "PLACE",
            Kind.Known.PLACE,
            Text.of(
                "an account role, an account's id or name, or a profile",
                "アカウントの役割、アカウントIDまたは名前、プロファイル"));
  }

  @Override
  public Parsed<String> parse(Arguments arguments) {
    return arguments.parsed(() -> arguments.text("PLACE").orElseThrow());
  }

  @Override
  public HereView view(Output output) {
    return HereView.on(output);
  }

  @Override
  public Exit run(String place, Invocation invocation, HereView view) {
    Workplace workplace = invocation.workplace();
    return switch (workplace.door().use(place)) {
      case Access.Entry.Entered(Session session) -> {
        view.here(Here.of(workplace, session));
        yield Exit.DONE;
      }
      case Access.Entry.Refused(Problem problem) -> throw new ProblemException(problem);
    };
  }
}
