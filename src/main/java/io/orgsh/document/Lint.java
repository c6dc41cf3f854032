package io.orgsh.document;

import io.orgsh.problem.Text;
import java.util.List;

/** Finds what AWS would refuse, what is dangerous and what is merely confusing in a policy. */
public interface Lint {

  /**
   * Every finding, errors first.
   *
   * @param policy the text
   * @param target what it is for
   */
  List<Finding> check(String policy, PolicyTarget target);

  /** How bad a finding is. */
  enum Severity {
    /** AWS refuses it, or it cannot do what it is for. */
    ERROR,
    /** AWS takes it, and it is dangerous. */
    WARNING,
    /** Merely confusing. */
    NOTE
  }

  /**
   * One finding.
   *
   * @param rule the rule's fixed name, for example {@code duplicate-sid}
   * @param severity how bad
   * @param pointer JSON pointer to the place; empty for the whole
   * @param what what is there
   * @param explanation why it matters and what to do
   */
  record Finding(String rule, Severity severity, String pointer, Text what, Text explanation) {}
}
