package io.orgsh.runbook;

import io.orgsh.problem.Text;
import java.util.List;
import java.util.Optional;

/**
 * A runbook that was read and found right: everything in it exists and fits together.
 *
 * @param name as in {@code start NAME}
 * @param series the part of the blog series that it mirrors; 0 for none
 * @param title one line
 * @param about what an operator has when it is done
 * @param needs runbooks that must be done before, in the order of the file
 * @param parts runbooks that this one walks through instead of steps of its own, in order
 * @param parameters in the order of the file
 * @param steps in the order of the file; empty exactly when there are parts
 * @param source where it came from
 */
public record Runbook(
    RunbookName name,
    int series,
    Text title,
    Text about,
    List<RunbookName> needs,
    List<RunbookName> parts,
    List<Parameter> parameters,
    List<Step> steps,
    Source source) {
  public Runbook {
    needs = List.copyOf(needs);
    parts = List.copyOf(parts);
    parameters = List.copyOf(parameters);
    steps = List.copyOf(steps);
  }

  /** The step with an id. */
  public Optional<Step> step(StepId id) {
    return steps.stream().filter(step -> step.id().equals(id)).findFirst();
  }

  /** The parameter with a name. */
  public Optional<Parameter> parameter(String parameter) {
    return parameters.stream().filter(p -> p.name().equals(parameter)).findFirst();
  }
}
