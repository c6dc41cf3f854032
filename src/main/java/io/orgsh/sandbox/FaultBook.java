package io.orgsh.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which requests are hit by which faults, and how many were. Used with the world's lock held; saved
 * with the world, so that the faults outlive the process that serves.
 */
final class FaultBook {
  private FaultPlan plan = FaultPlan.none();
  private Duration oldest = Duration.ZERO;
  private long[] asked = {};
  private long[] injected = {};
  private final Map<String, Long> before = new HashMap<>();
  private final Map<String, TokenBucket> buckets = new HashMap<>();

  /**
   * What happens to one request.
   *
   * @param fault instead of a good answer; {@code slow} and {@code stale} are never here
   * @param late how much later than usual its reply goes out
   * @param old how old what a read shows is
   */
  record Hit(Optional<FaultKind> fault, Duration late, Duration old) {
    static final Hit NONE = new Hit(Optional.empty(), Duration.ZERO, Duration.ZERO);
  }

  /** Injects these from now on, all counts from zero. */
  void plan(FaultPlan next) {
    plan = next;
    oldest = oldest(next);
    asked = new long[next.rules().size()];
    injected = new long[next.rules().size()];
    before.clear();
    buckets.clear();
  }

  FaultReport report() {
    var counts = new ArrayList<FaultReport.Count>();
    for (int i = 0; i < asked.length; i++) {
      counts.add(new FaultReport.Count(asked[i], injected[i]));
    }
    return new FaultReport(plan, counts);
  }

  /** Whether nothing disturbs. */
  boolean isIdle() {
    return plan.rules().isEmpty();
  }

  /** How far back a stale read may look; zero when none does. */
  Duration oldest() {
    return oldest;
  }

  private static Duration oldest(FaultPlan plan) {
    return plan.rules().stream()
        .filter(rule -> rule.kind() == FaultKind.STALE)
        .map(FaultRule::lasts)
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  /**
   * What happens to a request.
   *
   * @param operation {@code service:Operation}
   * @param place whose and where: the same place asks in the same order
   * @param wall the callers' time, by which they pace themselves
   */
  Hit hit(String operation, String place, Instant wall) {
    if (plan.rules().isEmpty()) {
      return Hit.NONE;
    }
    String key = operation + " " + place;
    long time = before.merge(key, 1L, Long::sum);
    Hit hit = Hit.NONE;
    for (int i = 0; i < asked.length; i++) {
      FaultRule rule = plan.rules().get(i);
      if (!rule.fits(operation)) {
        continue;
      }
      asked[i]++;
      boolean open = asked[i] >= rule.first() && (rule.most() == 0 || injected[i] < rule.most());
      boolean free = rule.kind().lasts() || hit.fault().isEmpty();
      if (open && free && strikes(i, key, time, wall)) {
        injected[i]++;
        hit = with(hit, rule);
      }
    }
    return hit;
  }

  private boolean strikes(int i, String key, long time, Instant wall) {
    FaultRule rule = plan.rules().get(i);
    return rule.allowance().isEmpty()
        ? chance(i, key, time) < rule.percent()
        : !buckets
            .computeIfAbsent(i + " " + key, _ -> new TokenBucket(rule.allowance().get(), wall))
            .take(wall);
  }

  private static Hit with(Hit hit, FaultRule rule) {
    return switch (rule.kind()) {
      case THROTTLE, LIMIT, ERROR, ERROR_AFTER, UNAVAILABLE, DROP, DROP_AFTER, EXPIRED ->
          new Hit(Optional.of(rule.kind()), hit.late(), hit.old());
      case SLOW -> new Hit(hit.fault(), hit.late().plus(rule.lasts()), hit.old());
      case STALE -> new Hit(hit.fault(), hit.late(), rule.lasts());
    };
  }

  /** From 0 to 100, by nothing but its arguments and the seed. */
  private double chance(int rule, String key, long time) {
    long mixed = plan.seed() * 31 + rule;
    mixed = mixed * 1_000_003 + key.hashCode();
    mixed = mixed * 1_000_003 + time;
    return new SplittableRandom(mixed).nextDouble() * 100;
  }

  /** The report as JSON, which {@link #of} reads. */
  static ObjectNode json(FaultReport report) {
    ObjectNode page = JsonNodeFactory.instance.objectNode().put("seed", report.plan().seed());
    var rules = page.putArray("rules");
    for (int i = 0; i < report.counts().size(); i++) {
      FaultRule rule = report.plan().rules().get(i);
      ObjectNode written = rules.addObject();
      rule.allowance()
          .ifPresent(
              given -> written.put("perSecond", given.perSecond()).put("burst", given.burst()));
      written
          .put("kind", rule.kind().word())
          .put("operations", rule.operations())
          .put("percent", rule.percent())
          .put("first", rule.first())
          .put("most", rule.most())
          .put("lasts", rule.lasts().toString())
          .put("asked", report.counts().get(i).asked())
          .put("injected", report.counts().get(i).injected());
    }
    return page;
  }

  /** A report from JSON; what is not counted there is zero. */
  static FaultReport of(JsonNode page) {
    var rules = new ArrayList<FaultRule>();
    var counts = new ArrayList<FaultReport.Count>();
    for (JsonNode rule : page.path("rules")) {
      String kind = rule.path("kind").asString("");
      rules.add(
          new FaultRule(
              FaultKind.of(kind)
                  .orElseThrow(() -> new IllegalArgumentException("no such fault: " + kind)),
              rule.path("operations").asString(""),
              rule.path("percent").asDouble(100),
              rule.path("first").asLong(1),
              rule.path("most").asLong(0),
              Duration.parse(rule.path("lasts").asString("PT0S")),
              rule.has("perSecond")
                  ? Optional.of(
                      new Allowance(rule.path("perSecond").asDouble(), rule.path("burst").asInt()))
                  : Optional.empty()));
      counts.add(
          new FaultReport.Count(rule.path("asked").asLong(0), rule.path("injected").asLong(0)));
    }
    return new FaultReport(new FaultPlan(page.path("seed").asLong(1), rules), counts);
  }

  /** A plan without counts, as a report. */
  static FaultReport fresh(FaultPlan plan) {
    List<FaultReport.Count> counts =
        plan.rules().stream().map(_ -> new FaultReport.Count(0, 0)).toList();
    return new FaultReport(plan, counts);
  }

  /** Goes on where a report left it. */
  void takeUp(FaultReport report) {
    plan(report.plan());
    for (int i = 0; i < asked.length; i++) {
      asked[i] = report.counts().get(i).asked();
      injected[i] = report.counts().get(i).injected();
    }
  }
}
