package io.orgsh.shell.history;

import io.orgsh.journal.Entry;
import io.orgsh.journal.Progress;
import io.orgsh.journal.RunState;
import io.orgsh.runbook.Step;
import io.orgsh.runbook.StepId;
import io.orgsh.runbook.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Shows what happened at a step. */
interface WhyView {

  /** Shows it. */
  void why(Story story);

  /**
   * What happened at a step.
   *
   * @param step empty when the runbook no longer has it
   * @param targets each with its entries, in the journal's order
   */
  record Story(RunState state, StepId id, Optional<Step> step, Map<Target, TargetStory> targets) {}

  /**
   * What happened at a target.
   *
   * @param lines the entries as the journal has them
   */
  record TargetStory(Progress progress, List<Entry> entries, List<ObjectNode> lines) {}
}
