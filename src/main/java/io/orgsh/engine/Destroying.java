package io.orgsh.engine;

import io.orgsh.journal.Journal;
import io.orgsh.org.Account;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import io.orgsh.runbook.Step;
import io.orgsh.runbook.StepId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Has the operator type where something is taken away, before anything of it is sent: the name of
 * each account, or the id of the organization where it is in more than three of them, since a name
 * that is typed two hundred times is no longer read.
 */
final class Destroying {
  private static final int ONE_BY_ONE = 3;

  private final Operator operator;
  private final Journal journal;

  /** What was typed for which step, so that its other regions need it no more. */
  private final Set<Agreed> agreed = ConcurrentHashMap.newKeySet();

  /** One name is typed at a time, and once, however many targets need it. */
  private final ReentrantLock typing = new ReentrantLock();

  private record Agreed(StepId step, String name) {}

  Destroying(Operator operator, Journal journal) {
    this.operator = operator;
    this.journal = journal;
  }

  /** Whether all that a step takes away is agreed to: the organization was typed for it. */
  boolean settled(Step step) {
    return agreed.contains(new Agreed(step.id(), journal.state().organization()));
  }

  /**
   * Asks for the account of a target.
   *
   * @param calls those that take something away
   */
  void agree(Place place, List<Step.DoCall> calls) throws Halt {
    List<String> taking =
        calls.stream().map(Step.DoCall::call).map(Object::toString).distinct().toList();
    if (taking.isEmpty()) {
      return;
    }
    Step step = place.stop().step();
    long accounts = place.stop().targets().stream().map(t -> t.account()).distinct().count();
    String name = accounts > ONE_BY_ONE ? journal.state().organization() : name(place.account());
    String operations = String.join(", ", taking);
    Text where =
        accounts > ONE_BY_ONE
            ? Text.of("%d accounts of organization %s", "組織%2$sの%1$dアカウント").with(accounts, name)
            : Text.same(named(place.account()));
    var destruction =
        new Operator.Destruction(
            name,
            new Text(
                "Step \"%s\" deletes or disables in %s: %s."
                    .formatted(step.title().en(), where.en(), operations),
                "ステップ「%s」は%sで削除または無効化を行います: %s"
                    .formatted(step.title().ja(), where.ja(), operations)));
    typing.lock();
    try {
      if (!agreed.contains(new Agreed(step.id(), name))) {
        one(destruction, place.where());
        agreed.add(new Agreed(step.id(), name));
      }
    } finally {
      typing.unlock();
    }
  }

  /** Asks for the accounts in which an undo takes something back. */
  void agree(List<Account> accounts, Text what, Where where) throws Halt {
    if (accounts.size() > ONE_BY_ONE) {
      one(new Operator.Destruction(journal.state().organization(), what), where);
      return;
    }
    boolean first = true;
    for (Account account : accounts) {
      Text here = Text.of("In the account %s:", "アカウント%s:").with(named(account));
      one(
          new Operator.Destruction(
              name(account),
              first
                  ? new Text(what.en() + "\n\n" + here.en(), what.ja() + "\n\n" + here.ja())
                  : here),
          where);
      first = false;
    }
  }

  private void one(Operator.Destruction destruction, Where where) throws Halt {
    switch (operator.destroy(destruction)) {
      case Consent.Yes(), Consent.All() -> {}
      case Consent.No() -> throw Halt.operator(notTyped(destruction.name(), where));
      case Consent.Cannot(var problem) -> throw Halt.operator(problem.at(where));
    }
  }

  /** The account's name; its id where AWS did not tell the name. */
  private static String name(Account account) {
    return account.name().isBlank() || account.name().equals("?")
        ? account.id().value()
        : account.name().strip();
  }

  private static String named(Account account) {
    String name = name(account);
    return name.equals(account.id().value()) ? name : name + " (" + account.id() + ")";
  }

  private static Problem notTyped(String name, Where where) {
    return Problem.of(
        Text.of("Stopped: the name was not typed", "停止: 名前が入力されませんでした"),
        Text.of(
                "What deletes, disables or takes back goes only after \"%s\" was typed. Nothing was"
                    + " sent.",
                "削除、無効化、取り消しは「%s」と入力した場合にのみ実行します。AWSには何も送信していません。")
            .with(name),
        where);
  }
}
