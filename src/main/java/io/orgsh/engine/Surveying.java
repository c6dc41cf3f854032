package io.orgsh.engine;

import io.orgsh.aws.AccountId;
import io.orgsh.aws.Region;
import io.orgsh.engine.Itinerary.Stop;
import io.orgsh.engine.Sightings.Seen;
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
import io.orgsh.runbook.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
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
  private final Survey.Progress progress;
  private final Sightings sightings = new Sightings();
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
      Extent extent,
      Survey.Progress progress) {
    this.tools = tools;
    this.explanations = explanations;
    this.itinerary = itinerary;
    this.scope = scope;
    this.nobody = nobody;
    this.marks = marks;
    this.extent = extent;
    this.progress = progress;
  }

  /**
   * A step to read.
   *
   * @param elements for a repeated step: target to the element under the name it goes by
   */
  private record Read(
      Step step, List<Target> targets, Map<Target, Map<String, JsonNode>> elements) {}

  Survey survey(Runbook runbook) {
    List<Read> reads =
        itinerary.stops().stream()
            .filter(stop -> marks.reads(stop.step()) && stop.notChosen().isEmpty())
            .map(this::toRead)
            .toList();
    progress.checks(reads.stream().mapToInt(read -> read.targets().size()).sum());
    var answers = new ArrayList<Answer>();
    Places places = Places.EVERYWHERE;
    for (Read read : reads) {
      Step step = read.step();
      List<Seen> said = look(read);
      if (marks.needed(step)) {
        sightings.keep(step.id(), read.targets(), said);
      }
      Step.Covers covers = marks.covers().get(step.id());
      if (covers != null) {
        for (int i = 0; i < said.size(); i++) {
          answer(step, covers, read.targets().get(i), said.get(i)).ifPresent(answers::add);
        }
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

  /** What the check says of each target, in their order. */
  private List<Seen> look(Read read) {
    enter(read.targets());
    // Elements of one account and region are often read with the same call.
    var reading =
        new Reading(
            read.step().each().isPresent() ? tools.calling(new OnceEach(tools.aws())) : tools,
            explanations);
    return Abreast.map(
        read.targets(),
        extent.atOnce(),
        target ->
            look(reading, read.step(), target, read.elements().getOrDefault(target, Map.of())));
  }

  /** The targets of a step with their elements, in the regions asked for. */
  private Read toRead(Stop stop) {
    Step step = stop.step();
    boolean byRegion = byRegion(step);
    Step.Covers covers = marks.covers().get(step.id());
    var targets = new LinkedHashSet<Target>();
    var elements = new HashMap<Target, Map<String, JsonNode>>();
    var regardless = new HashSet<Target>();
    for (Target target : stop.targets()) {
      boolean wanted =
          (!stop.members() || extent.accounts().contains(target.account()))
              && (covers != Step.Covers.ELEMENT || named(target.item()));
      // A step in many regions has its account once for each of them.
      if (!wanted || (byRegion && !regardless.add(in(scope.organization().home(), target)))) {
        continue;
      }
      for (Region region : byRegion ? extent.regions() : List.of(target.region())) {
        Target place = in(region, target);
        targets.add(place);
        if (step.each().isPresent()) {
          elements.putIfAbsent(place, stop.element(target));
        }
      }
    }
    return new Read(step, List.copyOf(targets), elements);
  }

  private static Target in(Region region, Target target) {
    return new Target(target.step(), target.account(), region, target.item());
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
    progress.checked(said.finding());
    return new Seen(
        said.finding(), reasons.computeIfAbsent(said.reason(), reason -> reason), said.saved());
  }

  private Access.Entry entry(AccountId account) {
    return Optional.ofNullable(entries.get(account)).orElseThrow();
  }

  /** What a step that this one needs did not find, this one cannot find either. */
  private Optional<Seen> missing(Step step, Target target) {
    return marks.sources(step).stream()
        .flatMap(source -> sightings.nearest(source, target).stream())
        .filter(before -> before.finding() != Finding.SO)
        .findFirst()
        .map(before -> Seen.of(before.finding(), before.reason()));
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
                sightings
                    .nearest(source, target)
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
