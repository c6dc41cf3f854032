package io.orgsh.engine;

import io.orgsh.aws.AccountId;
import io.orgsh.aws.Region;
import io.orgsh.engine.Itinerary.Stop;
import io.orgsh.engine.Survey.Answer;
import io.orgsh.engine.Survey.Extent;
import io.orgsh.engine.Survey.Finding;
import io.orgsh.engine.Survey.Places;
import io.orgsh.journal.RunState;
import io.orgsh.org.Access;
import io.orgsh.org.Session;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import io.orgsh.runbook.Runbook;
import io.orgsh.runbook.Step;
import io.orgsh.runbook.StepId;
import io.orgsh.runbook.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the checks that speak of coverage, in every region asked for and not only in those that a
 * run would take. Changes nothing, not even who is current.
 */
final class Surveying {
  private final Tools tools;
  private final Explanations explanations;
  private final Itinerary itinerary;
  private final Scope scope;
  private final RunState nobody;
  private final Marks marks;
  private final Extent extent;
  private final Map<StepId, Map<Target, Seen>> seen = new HashMap<>();
  private final Map<AccountId, Access.Entry> entries = new HashMap<>();
  // A thousand accounts have few reasons between them.
  private final Map<Text, Text> reasons = new ConcurrentHashMap<>();

  Surveying(
      Tools tools,
      Explanations explanations,
      Itinerary itinerary,
      Scope scope,
      RunState nobody,
      Marks marks,
      Extent extent) {
    this.tools = tools;
    this.explanations = explanations;
    this.itinerary = itinerary;
    this.scope = scope;
    this.nobody = nobody;
    this.marks = marks;
    this.extent = extent;
  }

  /** What a check said, and what it keeps for others. */
  private record Seen(Finding finding, Text reason, ObjectNode saved) {
    static Seen of(Finding finding, Text reason) {
      return new Seen(finding, reason, JsonNodeFactory.instance.objectNode());
    }
  }

  Survey survey(Runbook runbook) {
    var answers = new ArrayList<Answer>();
    Places places = Places.EVERYWHERE;
    for (Stop stop : itinerary.stops()) {
      Step step = stop.step();
      if (!marks.reads(step) || stop.notChosen().isPresent()) {
        continue;
      }
      Map<Target, Seen> found = read(stop);
      seen.put(step.id(), found);
      Step.Covers covers = marks.covers().get(step.id());
      if (covers != null) {
        found.forEach((target, said) -> answer(step, covers, target, said).ifPresent(answers::add));
        places = byRegion(step) ? Places.BY_REGION : places;
      }
    }
    return new Survey(runbook, places, answers);
  }

  /** A list of regions that the runbook fixes is where a global service is asked. */
  private static boolean byRegion(Step step) {
    return step.regions().filter(JsonNode::isString).isPresent();
  }

  private Optional<Answer> answer(Step step, Step.Covers covers, Target target, Seen said) {
    Optional<Region> region = byRegion(step) ? Optional.of(target.region()) : Optional.empty();
    Optional<AccountId> account =
        switch (covers) {
          case ACCOUNT -> Optional.of(target.account());
          case ELEMENT ->
              Optional.of(target.item()).filter(AccountId::isAccountId).map(AccountId::new);
          case ORGANIZATION -> Optional.empty();
        };
    boolean unknown = covers == Step.Covers.ELEMENT && account.isEmpty();
    return unknown
        ? Optional.empty()
        : Optional.of(new Answer(step.id(), account, region, said.finding(), said.reason()));
  }

  private Map<Target, Seen> read(Stop stop) {
    Map<Target, Map<String, JsonNode>> elements = targets(stop);
    List<Target> targets = List.copyOf(elements.keySet());
    enter(targets);
    // Elements of one account and region are often read with the same call.
    var reading =
        new Reading(
            stop.step().each().isPresent() ? tools.calling(new OnceEach(tools.aws())) : tools,
            explanations);
    List<Seen> said =
        Abreast.map(
            targets,
            extent.atOnce(),
            target -> look(reading, stop.step(), target, elements.getOrDefault(target, Map.of())));
    var found = new LinkedHashMap<Target, Seen>();
    for (int i = 0; i < targets.size(); i++) {
      found.put(targets.get(i), said.get(i));
    }
    return found;
  }

  /** The targets of a step with their elements, in the regions asked for. */
  private Map<Target, Map<String, JsonNode>> targets(Stop stop) {
    Step.Covers covers = marks.covers().get(stop.step().id());
    var targets = new LinkedHashMap<Target, Map<String, JsonNode>>();
    for (Target target : stop.targets()) {
      boolean wanted =
          (!stop.members() || extent.accounts().contains(target.account()))
              && (covers != Step.Covers.ELEMENT || named(target.item()));
      if (wanted) {
        (byRegion(stop.step()) ? extent.regions().stream() : Stream.of(target.region()))
            .map(region -> new Target(target.step(), target.account(), region, target.item()))
            .forEach(place -> targets.putIfAbsent(place, stop.element(target)));
      }
    }
    return targets;
  }

  private boolean named(String item) {
    return AccountId.isAccountId(item) && extent.accounts().contains(new AccountId(item));
  }

  /** Each account once, however many regions it has. */
  private void enter(List<Target> targets) {
    List<AccountId> accounts =
        targets.stream()
            .map(Target::account)
            .distinct()
            .filter(account -> !entries.containsKey(account))
            .toList();
    List<Access.Entry> entered = Abreast.map(accounts, extent.atOnce(), tools.access()::read);
    for (int i = 0; i < accounts.size(); i++) {
      entries.put(accounts.get(i), entered.get(i));
    }
  }

  private Seen look(Reading reading, Step step, Target target, Map<String, JsonNode> element) {
    Seen said =
        switch (entry(target.account())) {
          case Access.Entry.Entered(var session) ->
              missing(step, target).orElseGet(() -> asked(reading, step, target, element, session));
          case Access.Entry.Refused(var problem) -> Seen.of(Finding.UNREADABLE, problem.why());
        };
    return new Seen(
        said.finding(), reasons.computeIfAbsent(said.reason(), reason -> reason), said.saved());
  }

  private Access.Entry entry(AccountId account) {
    return Optional.ofNullable(entries.get(account)).orElseThrow();
  }

  /** What a step that this one needs did not find, this one cannot find either. */
  private Optional<Seen> missing(Step step, Target target) {
    return marks.sources(step).stream()
        .flatMap(source -> nearest(source, target).stream())
        .filter(before -> before.finding() != Finding.SO)
        .findFirst()
        .map(before -> Seen.of(before.finding(), before.reason()));
  }

  /** What was seen at the target of another step that is nearest to one. */
  private Optional<Seen> nearest(StepId step, Target to) {
    Map<Target, Seen> found = seen.getOrDefault(step, Map.of());
    return Optional.ofNullable(found.get(new Target(step, to.account(), to.region(), to.item())))
        .or(() -> Optional.ofNullable(found.get(Target.of(step, to.account(), to.region()))))
        .or(
            () ->
                found.entrySet().stream()
                    .filter(entry -> entry.getKey().account().equals(to.account()))
                    .map(Map.Entry::getValue)
                    .findFirst())
        .or(() -> found.values().stream().findFirst());
  }

  private Seen asked(
      Reading reading, Step step, Target target, Map<String, JsonNode> element, Session session) {
    Optional<Step.Check> check = step.action().check();
    if (check.isEmpty()) {
      throw new IllegalStateException("nothing to read in step " + step.id());
    }
    ObjectNode names = scope.at(target, element, nobody);
    ObjectNode saved = names.putObject("saved");
    marks
        .sources(step)
        .forEach(
            source ->
                nearest(source, target)
                    .ifPresent(before -> saved.set(source.value(), before.saved())));
    var where =
        new Where.AtTarget(
            "", target.step().value(), target.account().value(), target.region().code(), "");
    try {
      return switch (reading.check(check.get(), session, target.region(), names, where)) {
        case Reading.CheckOutcome.Holds(_, var kept) ->
            new Seen(Finding.SO, Text.of("so", "設定済み"), kept);
        case Reading.CheckOutcome.NotSo(_, var reason) -> Seen.of(Finding.NOT_SO, reason);
        case Reading.CheckOutcome.Changing(var reason) -> Seen.of(Finding.HALF, reason);
        case Reading.CheckOutcome.Wrong(var reason, _) -> Seen.of(Finding.HALF, reason);
        case Reading.CheckOutcome.Unreadable(var problem, _) ->
            unreadable(check.get(), target, problem);
      };
    } catch (Halt halt) {
      return unreadable(check.get(), target, halt.problem());
    }
  }

  /** Where there is no host that could answer, the missing answer has that reason. */
  private Seen unreadable(Step.Check check, Target target, Problem problem) {
    String service = check.read().call().service();
    return tools.catalogue().isIn(service, target.region())
        ? Seen.of(Finding.UNREADABLE, problem.why())
        : Seen.of(
            Finding.NOT_THERE,
            Text.of("AWS has no %s in %s", "%2$s では %1$s が提供されていません")
                .with(service, target.region()));
  }
}
