package io.orgsh.engine;

import io.orgsh.journal.Progress;
import io.orgsh.journal.RunId;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.runbook.Runbook;
import io.orgsh.runbook.Step;
import io.orgsh.runbook.Target;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Sees what a run does, as it does it. */
public interface Watcher {

  /** A run begins or goes on. */
  void run(RunId run, Runbook runbook, boolean resumed);

  /** A step begins. */
  void step(Step step, int number, int count, List<Target> targets);

  /** The operator is in another account now. */
  void entered(io.orgsh.org.Session session);

  /** A target has come this far. */
  void target(Step step, Target target, Progress progress);

  /** Targets of a step begin to run at the same time. */
  void together(Step step, List<Target> targets);

  /** None of them runs any more, whatever came of them. */
  void apart(Step step);

  /** Targets that run at the same time have come this far. */
  void group(Step step, Group group);

  /**
   * Targets that run at the same time.
   *
   * @param done how many are finished, failed ones included
   * @param of how many there are
   * @param failed how many failed
   * @param elapsed since when they run
   */
  record Group(int done, int of, int failed, Duration elapsed) {}

  /** A table of a look step. */
  void table(Step step, Target target, List<String> columns, JsonNode rows);

  /** Waiting for AWS. */
  void waiting(Step step, Target target, Text what, Duration waited, Duration within);

  /**
   * What was waited for is so.
   *
   * @param all how long that took, in earlier executions of the run too; at least a minute
   */
  void waited(Step step, Target target, Duration all);

  /** The run has let time pass: while it waited for AWS, or before it sent a call again. */
  void paused(Duration duration);

  /** A target failed. */
  void failed(Step step, Target target, Problem problem);

  /** Something to know. */
  void note(Text text);
}
