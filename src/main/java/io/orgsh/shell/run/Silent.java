package io.orgsh.shell.run;

import io.orgsh.engine.Watcher;
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
import tools.jackson.databind.JsonNode;

/** Tells nobody: for commands whose answer says it all. */
public final class Silent implements Watcher {
  @Override
  public void run(RunId run, Runbook runbook, boolean resumed) {}

  @Override
  public void step(Step step, int number, int count, List<Target> targets) {}

  @Override
  public void entered(Session session) {}

  @Override
  public void target(Step step, Target target, Progress progress) {}

  @Override
  public void together(Step step, List<Target> targets) {}

  @Override
  public void apart(Step step) {}

  @Override
  public void group(Step step, Group group) {}

  @Override
  public void table(Step step, Target target, List<String> columns, JsonNode rows) {}

  @Override
  public void waiting(Step step, Target target, Text what, Duration waited, Duration within) {}

  @Override
  public void waited(Step step, Target target, Duration all) {}

  @Override
  public void paused(Duration duration) {}

  @Override
  public void failed(Step step, Target target, Problem problem) {}

  @Override
  public void note(Text text) {}
}
