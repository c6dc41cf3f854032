package io.orgsh.engine;

import io.orgsh.aws.AccountId;
import io.orgsh.aws.Region;
import io.orgsh.expression.Interpolation;
import io.orgsh.expression.Query;
import io.orgsh.expression.Syntax;
import io.orgsh.org.Account;
import io.orgsh.org.AccountRole;
import io.orgsh.org.Organization;
import io.orgsh.problem.Problem;
import io.orgsh.problem.ProblemException;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import io.orgsh.runbook.Runbook;
import io.orgsh.runbook.Step;
import io.orgsh.runbook.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where a run goes: each step's targets, in order.
 *
 * @param stops one per step, in the runbook's order
 */
record Itinerary(List<Stop> stops) {
  Itinerary {
    stops = List.copyOf(stops);
  }

  /**
   * A step and its targets.
   *
   * @param number from 1
   * @param elements for a repeated step: target to the element under the name it goes by
   * @param notChosen the step's {@code when}, if it is false for these values
   * @param members whether its accounts are the members
   */
  record Stop(
      Step step,
      int number,
      List<Target> targets,
      Map<Target, Map<String, JsonNode>> elements,
      Optional<String> notChosen,
      boolean members) {

    Map<String, JsonNode> element(Target target) {
      return elements.getOrDefault(target, Map.of());
    }
  }

  static Itinerary of(Runbook runbook, Scope scope, Interpolation interpolation, Query query) {
    var stops = new ArrayList<Stop>();
    int number = 0;
    for (Step step : runbook.steps()) {
      number++;
      stops.add(stop(step, number, scope, interpolation, query));
    }
    return new Itinerary(stops);
  }

  List<Target> targets() {
    return stops.stream().flatMap(stop -> stop.targets().stream()).toList();
  }

  private static Stop stop(
      Step step, int number, Scope scope, Interpolation interpolation, Query query) {
    ObjectNode names = scope.ofRun();
    Optional<String> notChosen =
        step.when()
            .filter(
                when ->
                    !query.holds(text(step, when, Syntax.JMESPATH, names, interpolation), names));
    AccountRole role = role(step, names, interpolation);
    List<AccountId> accounts =
        step.in().only().isEmpty()
            ? accounts(step, role, scope.organization())
            : chosen(
                accounts(step, role, scope.organization()),
                value(step, step.in().only().get(), names, interpolation));
    List<Region> regions = regions(step, names, scope.organization(), interpolation);
    var targets = new ArrayList<Target>();
    var elements = new LinkedHashMap<Target, Map<String, JsonNode>>();
    for (AccountId account : accounts) {
      for (Region region : regions) {
        if (step.each().isEmpty()) {
          targets.add(Target.of(step.id(), account, region));
          continue;
        }
        Step.Each each = step.each().get();
        for (JsonNode element : value(step, each.of(), names, interpolation)) {
          JsonNode key = element.isValueNode() ? element : query.search(each.key(), element);
          var target = new Target(step.id(), account, region, key.asString());
          targets.add(target);
          elements.put(target, Map.of(each.as(), element));
        }
      }
    }
    return new Stop(
        step,
        number,
        List.copyOf(targets),
        Map.copyOf(elements),
        notChosen,
        role == AccountRole.MEMBER);
  }

  private static AccountRole role(Step step, ObjectNode names, Interpolation interpolation) {
    String word = text(step, step.in().role(), Syntax.TEXT, names, interpolation);
    return AccountRole.of(word)
        .orElseThrow(() -> new IllegalStateException("no account role: " + word));
  }

  private static List<AccountId> accounts(Step step, AccountRole role, Organization organization) {
    var accounts = new LinkedHashSet<AccountId>();
    if (role == AccountRole.MEMBER) {
      step.in().including().stream()
          .flatMap(including -> AccountRole.of(including).stream())
          .flatMap(including -> organization.account(including).stream())
          .forEach(account -> accounts.add(account.id()));
      organization.members().forEach(member -> accounts.add(member.id()));
    } else {
      accounts.add(
          organization.account(role).map(Account::id).orElseThrow(() -> unassigned(step, role)));
    }
    return List.copyOf(accounts);
  }

  /** Those accounts of a step that the runbook keeps to. */
  private static List<AccountId> chosen(List<AccountId> accounts, JsonNode only) {
    List<String> ids = only.valueStream().map(JsonNode::asString).toList();
    return accounts.stream().filter(account -> ids.contains(account.value())).toList();
  }

  private static ProblemException unassigned(Step step, AccountRole role) {
    return new ProblemException(
        Problem.of(
                Text.of("Error: account role without an account", "エラー: アカウントが割り当てられていません"),
                Text.of(
                        "Step \"%s\" belongs to %s, and no account of the organization has that"
                            + " role. Nothing was sent.",
                        "ステップ「%s」は %s で実行しますが、その役割のアカウントが決まっていません。AWSには何も送信していません。")
                    .with(step.id(), role.word()),
                Where.nowhere())
            .advise(
                Text.of(
                    "Say in orgsh.yaml which account it is, under accounts.",
                    "orgsh.yaml の accounts に、その役割のアカウントを書いてください。")));
  }

  private static List<Region> regions(
      Step step, ObjectNode names, Organization organization, Interpolation interpolation) {
    if (step.regions().isEmpty()) {
      return List.of(organization.home());
    }
    var regions = new ArrayList<Region>();
    value(step, step.regions().get(), names, interpolation)
        .forEach(code -> regions.add(new Region(code.asString())));
    return List.copyOf(regions);
  }

  private static JsonNode value(
      Step step, JsonNode template, ObjectNode names, Interpolation interpolation) {
    return switch (interpolation.value(template, names)) {
      case Interpolation.Result.Value(var value) -> value;
      case Interpolation.Result.Undefined(var expression, var reason) ->
          throw undefined(step, expression, reason);
    };
  }

  private static String text(
      Step step, String template, Syntax syntax, ObjectNode names, Interpolation interpolation) {
    return switch (interpolation.text(template, syntax, names)) {
      case Interpolation.Result.Value(var value) -> value.stringValue();
      case Interpolation.Result.Undefined(var expression, var reason) ->
          throw undefined(step, expression, reason);
    };
  }

  private static ProblemException undefined(Step step, String expression, String reason) {
    return new ProblemException(
        Problem.of(
            Text.of("Error: expression without a value", "エラー: 式に値がありません"),
            Text.of(
                    "Step \"%s\" needs ${%s}, which has no value: %s. Nothing was sent.",
                    "ステップ「%s」に必要な ${%s} の値がありません（%s）。AWSには何も送信していません。")
                .with(step.id(), expression, reason),
            Where.nowhere()));
  }
}
