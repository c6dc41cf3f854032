package io.orgsh.document;

import io.orgsh.document.Lint.Severity;
import io.orgsh.problem.Text;
import java.util.List;

/** One rule of the lint. */
interface LintRule {

  /** What the rule is about: the same for each of its findings. */
  About about();

  /** Everything that the rule finds, in the order of the policy. */
  List<Found> check(LintedPolicy policy);

  /**
   * A rule as docs/documents.md lists it.
   *
   * @param name the fixed name
   * @param severity in words, since it may depend on the target
   * @param explanation why it matters and what to do
   */
  record About(String name, String severity, Text explanation) {}

  /**
   * One place that a rule found.
   *
   * @param pointer JSON pointer; empty for the whole
   */
  record Found(Severity severity, String pointer, Text what) {}
}
