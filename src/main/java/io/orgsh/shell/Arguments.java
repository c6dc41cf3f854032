package io.orgsh.shell;

import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The arguments and options of one line, already checked against the command's declaration. What is
 * wrong with a value is collected here, so that a command reports all mistakes at once:
 *
 * <pre>{@code
 * Optional<RunbookName> runbook = arguments.value("RUNBOOK", Form.RUNBOOK);
 * SetValues set = arguments.settings();
 * return arguments.parsed(() -> new PlanOptions(runbook.orElseThrow(), set));
 * }</pre>
 */
public final class Arguments {
  private final Map<String, List<String>> values;
  private final List<Problem> problems;

  /**
   * What a line gave.
   *
   * @param values by argument ({@code RUNBOOK}) or option ({@code --set}); an option without a
   *     value has an empty list
   * @param problems what is wrong with the line already, a missing argument included
   */
  Arguments(Map<String, List<String>> values, List<Problem> problems) {
    this.values = Map.copyOf(values);
    this.problems = new ArrayList<>(problems);
  }

  /** Whether an argument or option is there. */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** The value of an argument or option, as typed. */
  public Optional<String> text(String name) {
    return all(name).stream().findFirst();
  }

  /** Every value of an option that may be repeated, in the order of the line. */
  public List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  /** The value of an argument or option; a wrong form is a problem, and empty. */
  public <T> Optional<T> value(String name, Form<T> form) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Optional<T> value = form.read().apply(text.get());
    if (value.isEmpty()) {
      report(LineMistakes.wrongValue(name, text.get(), form));
    }
    return value;
  }

  /** {@code --set} and {@code --params}. */
  public SetValues settings() {
    Map<String, String> set = new LinkedHashMap<>();
    for (String setting : all("--set")) {
      int equals = setting.indexOf('=');
      if (equals < 1) {
        report(LineMistakes.wrongSetting(setting));
      } else if (set.put(setting.substring(0, equals), setting.substring(equals + 1)) != null) {
        report(LineMistakes.setTwice(setting.substring(0, equals)));
      }
    }
    Optional<Path> file = value("--params", Form.PATH);
    return new SetValues(file, set);
  }

  /** Adds a mistake that the command found. */
  public void report(Problem problem) {
    problems.add(problem);
  }

  /** Adds a mistake at an argument or option. */
  public void report(String name, Text what, Text why) {
    report(Problem.of(what, why, new Where.AtOption(name)));
  }

  /** The options if nothing was wrong, else every mistake. */
  public <O> Parsed<O> parsed(Supplier<O> options) {
    return problems.isEmpty() ? new Parsed.Right<>(options.get()) : new Parsed.Wrong<>(problems);
  }
}
