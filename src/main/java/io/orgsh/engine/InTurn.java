package io.orgsh.engine;

import io.orgsh.journal.Progress;
import io.orgsh.journal.RunId;
import io.orgsh.org.Session;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.runbook.Runbook;
import io.orgsh.runbook.Step;
import io.orgsh.runbook.Target;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.databind.JsonNode;

/** Tells a watcher one thing at a time, whoever tells it. */
record InTurn(Watcher watcher, ReentrantLock lock) implements Watcher {
  InTurn(Watcher watcher) {
    this(watcher, new ReentrantLock());
  }

  @Override
  public void run(RunId run, Runbook runbook, boolean resumed) {
    tell(() -> watcher.run(run, runbook, resumed));
  }

  @Override
  public void step(Step step, int number, int count, List<Target> targets) {
    tell(() -> watcher.step(step, number, count, targets));
  }

  @Override
  public void entered(Session session) {
    tell(() -> watcher.entered(session));
  }

  @Override
  public void target(Step step, Target target, Progress progress) {
    tell(() -> watcher.target(step, target, progress));
  }

  @Override
  public void together(Step step, List<Target> targets) {
    tell(() -> watcher.together(step, targets));
  }

  @Override
  public void apart(Step step) {
    tell(() -> watcher.apart(step));
  }

  @Override
  public void group(Step step, Group group) {
    tell(() -> watcher.group(step, group));
  }

  @Override
  public void table(Step step, Target target, List<String> columns, JsonNode rows) {
    tell(() -> watcher.table(step, target, columns, rows));
  }

  @Override
  public void waiting(Step step, Target target, Text what, Duration waited, Duration within) {
    tell(() -> watcher.waiting(step, target, what, waited, within));
  }

  @Override
  public void waited(Step step, Target target, Duration all) {
    tell(() -> watcher.waited(step, target, all));
  }

  @Override
  public void paused(Duration duration) {
    tell(() -> watcher.paused(duration));
  }

  @Override
  public void failed(Step step, Target target, Problem problem) {
    tell(() -> watcher.failed(step, target, problem));
  }

  @Override
  public void note(Text text) {
    tell(() -> watcher.note(text));
  }

  private void tell(Runnable news) {
    lock.lock();
    try {
      news.run();
    } finally {
      lock.unlock();
    }
  }
}
