package io.orgsh.engine;

import io.orgsh.org.Access;
import io.orgsh.org.Account;
import io.orgsh.org.Session;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import io.orgsh.runbook.Step;
import io.orgsh.runbook.Target;
import java.util.Optional;
import java.util.Set;

/** Goes into the account of a target, and asks first when that is not where the operator is. */
record Entering(Access access, Operator operator, Watcher watcher, Scope scope) {

  /**
   * The session of the target's account.
   *
   * @param others how many more accounts the step visits
   * @param all the steps for which the operator said "all"; may grow
   */
  Session enter(Step step, Target target, int others, Set<Step> all, Where where) throws Halt {
    Account account = scope.account(target);
    Optional<Session> current = access.current();
    boolean there = current.map(s -> s.identity().account().equals(target.account())).orElse(false);
    Optional<String> way = access.way(target.account());
    if (!there && current.isPresent() && way.isPresent() && !all.contains(step)) {
      var need =
          new Operator.Need(
              account,
              scope.organization().roleOf(target.account()),
              current.flatMap(s -> scope.organization().account(s.identity().account())),
              way,
              step,
              others);
      switch (operator.enter(need)) {
        case Consent.Yes() -> {}
        case Consent.All() -> all.add(step);
        case Consent.No() -> throw Halt.operator(notEntered(account, where));
        case Consent.Cannot(var problem) -> throw Halt.operator(problem.at(where));
      }
    }
    return switch (access.enter(target.account())) {
      case Access.Entry.Entered(var session) -> {
        if (!there) {
          watcher.entered(session);
        }
        yield session;
      }
      case Access.Entry.Refused(var problem) -> throw Halt.operator(problem.at(where));
    };
  }

  private static Problem notEntered(Account account, Where where) {
    return Problem.of(
            Text.of("Stopped: another account is needed", "停止: 別のアカウントが必要です"),
            Text.of(
                    "The next step belongs to %s (%s). Nothing was sent.",
                    "次のステップは %s（%s）で実行します。AWSには何も送信していません。")
                .with(account.name(), account.id()),
            where)
        .suggest(Advice.resume(where));
  }
}
