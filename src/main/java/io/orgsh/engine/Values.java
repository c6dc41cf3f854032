package io.orgsh.engine;

import io.orgsh.aws.AccountId;
import io.orgsh.aws.Region;
import io.orgsh.expression.Interpolation;
import io.orgsh.org.Organization;
import io.orgsh.problem.Nearest;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import io.orgsh.runbook.BoundedPattern;
import io.orgsh.runbook.Parameter;
import io.orgsh.runbook.Runbook;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The values of a runbook's parameters: what the operator set, else the defaults, each of the
 * parameter's type.
 */
public sealed interface Values {

  /**
   * All fit.
   *
   * @param values name to value, in the runbook's order
   */
  record Right(ObjectNode values) implements Values {}

  /** Every mistake. */
  record Wrong(List<Problem> problems) implements Values {}

  /**
   * Resolves parameters.
   *
   * @param set name to value as typed, or as in a parameter file
   */
  static Values resolve(
      Runbook runbook,
      Map<String, JsonNode> set,
      Organization organization,
      Interpolation interpolation) {
    var problems = new ArrayList<Problem>();
    List<String> names = runbook.parameters().stream().map(Parameter::name).toList();
    set.keySet().stream()
        .filter(name -> !names.contains(name))
        .forEach(name -> problems.add(unknown(runbook, name, names)));

    ObjectNode values = JsonNodeFactory.instance.objectNode();
    ObjectNode scope = Scope.organization(organization);
    for (Parameter parameter : runbook.parameters()) {
      value(parameter, set, scope, interpolation, organization, problems)
          .ifPresent(
              value -> {
                values.set(parameter.name(), value);
                scope.set(parameter.name(), value);
              });
    }
    return problems.isEmpty() ? new Right(values) : new Wrong(List.copyOf(problems));
  }

  /** The parameters whose values are those that they have by default. */
  static List<String> defaulted(
      Runbook runbook, ObjectNode values, Organization organization, Interpolation interpolation) {
    return runbook.parameters().stream()
        .filter(parameter -> !parameter.secret())
        .filter(
            parameter ->
                byDefault(parameter, values, organization, interpolation)
                    .filter(value -> value.equals(values.path(parameter.name())))
                    .isPresent())
        .map(Parameter::name)
        .toList();
  }

  /**
   * A run's values with today's defaults where the operator set nothing: what a region that was
   * enabled since shows in.
   */
  static ObjectNode renewed(
      Runbook runbook,
      ObjectNode values,
      List<String> defaulted,
      Organization organization,
      Interpolation interpolation) {
    ObjectNode renewed = values.deepCopy();
    runbook.parameters().stream()
        .filter(parameter -> defaulted.contains(parameter.name()))
        .forEach(
            parameter ->
                byDefault(parameter, renewed, organization, interpolation)
                    .ifPresent(value -> renewed.set(parameter.name(), value)));
    return renewed;
  }

  private static Optional<JsonNode> byDefault(
      Parameter parameter,
      ObjectNode values,
      Organization organization,
      Interpolation interpolation) {
    ObjectNode scope = Scope.organization(organization);
    scope.setAll(values);
    return value(parameter, Map.of(), scope, interpolation, organization, new ArrayList<>());
  }

  private static Optional<JsonNode> value(
      Parameter parameter,
      Map<String, JsonNode> set,
      ObjectNode scope,
      Interpolation interpolation,
      Organization organization,
      List<Problem> problems) {
    JsonNode given = set.get(parameter.name());
    if (given == null) {
      if (parameter.defaultValue().isEmpty()) {
        problems.add(missing(parameter));
        return Optional.empty();
      }
      JsonNode byDefault = parameter.defaultValue().get();
      if (parameter.type() instanceof Parameter.Type.Content) {
        // A file's text is data: what looks like an expression in it is another language's.
        given = byDefault;
      } else {
        switch (interpolation.value(byDefault, scope)) {
          case Interpolation.Result.Value(var value) -> given = value;
          case Interpolation.Result.Undefined(var expression, var reason) -> {
            problems.add(undefined(parameter, expression, reason));
            return Optional.empty();
          }
        }
      }
    }
    Optional<JsonNode> typed = typed(parameter.type(), given, organization);
    if (typed.isEmpty()) {
      problems.add(wrong(parameter, given, organization));
    }
    return typed;
  }

  private static Optional<JsonNode> typed(
      Parameter.Type type, JsonNode given, Organization organization) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    return switch (type) {
      case Parameter.Type.Line(var pattern) ->
          text(given)
              .filter(
                  t ->
                      BoundedPattern.matches(t, pattern)
                          && t.chars().noneMatch(Character::isISOControl))
              .map(json::stringNode);
      case Parameter.Type.Choice(var choices) ->
          text(given).filter(choices::contains).map(json::stringNode);
      case Parameter.Type.Content(var most) ->
          text(given).filter(t -> !t.isEmpty() && t.length() <= most).map(json::stringNode);
      case Parameter.Type.Switch() ->
          text(given)
              .filter(t -> t.equals("true") || t.equals("false"))
              .map(t -> json.booleanNode(t.equals("true")));
      case Parameter.Type.WholeNumber(var least, var most) ->
          text(given)
              .filter(t -> t.matches("-?[0-9]{1,18}"))
              .map(Long::parseLong)
              .filter(n -> n >= least && n <= most)
              .map(json::numberNode);
      case Parameter.Type.Regions() ->
          list(
              given,
              t ->
                  Region.isRegion(t)
                      && organization.regions().stream()
                          .anyMatch(r -> r.region().code().equals(t)));
      case Parameter.Type.Accounts() ->
          list(
              given,
              t -> AccountId.isAccountId(t) && organization.account(new AccountId(t)).isPresent());
    };
  }

  private static Optional<String> text(JsonNode node) {
    return node.isValueNode() && !node.isNull() ? Optional.of(node.asString()) : Optional.empty();
  }

  private static Optional<JsonNode> list(
      JsonNode given, java.util.function.Predicate<String> good) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    if (given.isArray()) {
      given.forEach(element -> list.add(element.asString()));
    } else if (given.isString()) {
      for (String word : given.stringValue().split(",", -1)) {
        list.add(word.strip());
      }
    } else {
      return Optional.empty();
    }
    for (JsonNode element : list) {
      if (!good.test(element.asString())) {
        return Optional.empty();
      }
    }
    return Optional.of(list);
  }

  private static Where option(String name) {
    return new Where.AtOption("--set " + name);
  }

  private static Problem unknown(Runbook runbook, String name, List<String> names) {
    Problem problem =
        Problem.of(
            Text.of("Error: unknown parameter", "エラー: パラメーターがありません"),
            Text.of(
                    "Runbook %s has no parameter \"%s\". Nothing was sent.",
                    "Runbook %s にパラメーター「%s」はありません。AWSには何も送信していません。")
                .with(runbook.name(), name),
            option(name));
    List<String> near = Nearest.to(name, names);
    return near.isEmpty()
        ? problem.advise(
            Text.of(
                "It has: " + String.join(", ", names) + ".", "使えるもの: " + String.join("、", names)))
        : problem.advise(Nearest.question(name, names, Text.same(" ")));
  }

  private static Problem missing(Parameter parameter) {
    return Problem.of(
            Text.of("Error: parameter not set", "エラー: パラメーターが指定されていません"),
            Text.of(
                    "%s (%s) has no default. Nothing was sent.",
                    "%s（%s）には既定値がありません。AWSには何も送信していません。")
                .with(parameter.name(), parameter.title()),
            option(parameter.name()))
        .suggest("--set " + parameter.name() + "=…");
  }

  private static Problem undefined(Parameter parameter, String expression, String reason) {
    return Problem.of(
        Text.of("Error: default has no value", "エラー: 既定値を決められません"),
        Text.of(
                "The default of %s needs ${%s}, which has no value here: %s. Set the parameter"
                    + " yourself. Nothing was sent.",
                "%s の既定値に必要な ${%s} の値がありません（%s）。パラメーターを明示してください。AWSには何も送信していません。")
            .with(parameter.name(), expression, reason),
        option(parameter.name()));
  }

  private static Problem wrong(Parameter parameter, JsonNode given, Organization organization) {
    String shown =
        parameter.secret() ? "********" : given.isString() ? given.stringValue() : given.toString();
    Text expected =
        switch (parameter.type()) {
          case Parameter.Type.Line(var pattern) ->
              Text.of("one line that matches " + pattern, pattern + " に一致する1行");
          case Parameter.Type.Choice(var choices) ->
              Text.of("one of " + String.join(", ", choices), String.join("、", choices) + " のいずれか");
          case Parameter.Type.Switch() -> Text.of("true or false", "true または false");
          case Parameter.Type.Content(var most) ->
              Text.of("a file of 1 to " + most + " characters", "1〜" + most + "文字のファイル");
          case Parameter.Type.WholeNumber(var least, var most) ->
              Text.of(
                  "a whole number from " + least + " to " + most, least + " から " + most + " までの整数");
          case Parameter.Type.Regions() ->
              Text.of(
                  "regions with commas between, of the "
                      + organization.regions().size()
                      + " that `regions` lists",
                  "`regions` に表示されるリージョン（カンマ区切り）");
          case Parameter.Type.Accounts() ->
              Text.of(
                  "account ids of this organization with commas between", "この組織のアカウントID（カンマ区切り）");
        };
    return Problem.of(
        Text.of("Error: wrong value", "エラー: 値が正しくありません"),
        Text.of(
                "%s is \"%s\"; expected %s. Nothing was sent.",
                "%s の値「%s」は使えません。指定できるのは%sです。AWSには何も送信していません。")
            .with(parameter.name(), shown, expected),
        option(parameter.name()));
  }
}
