package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What Config's managed rules find. The sandbox computes the ones about GuardDuty, whose state it
 * has; of the other known ones it says {@code INSUFFICIENT_DATA}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/config/latest/developerguide/managed-rules-by-aws-config.html">
 *     List of AWS Config managed rules</a>
 */
final class ManagedRules {
  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final Set<String> KNOWN = Set.copyOf(ResourceLines.of("managed-config-rules.txt"));

  private final World world;

  /** Whose rules are known to be due at the earliest then; a new world has another state. */
  private ConfigState known = new ConfigState();

  private Instant earliest = Instant.MAX;

  ManagedRules(World world) {
    this.world = world;
  }

  /** Whether AWS has a managed rule of that identifier. */
  static boolean has(String identifier) {
    return KNOWN.contains(identifier);
  }

  /** How often a rule evaluates by itself. */
  static Duration period(ConfigState.Wanted rule) {
    return switch (rule.frequency) {
      case "One_Hour" -> Duration.ofHours(1);
      case "Three_Hours" -> Duration.ofHours(3);
      case "Six_Hours" -> Duration.ofHours(6);
      case "Twelve_Hours" -> Duration.ofHours(12);
      default -> Duration.ofHours(24);
    };
  }

  /** A rule is due then, which was not, or not so early. */
  void evaluateAt(Instant due) {
    if (due.isBefore(earliest)) {
      earliest = due;
    }
  }

  /** Evaluates the rules that are due. Looks at none before the earliest is. */
  void advance(ConfigState state, Instant now) {
    if (state == known && now.isBefore(earliest)) {
      return;
    }
    known = state;
    earliest = Instant.MAX;
    state.rules.forEach(
        (key, rules) ->
            rules
                .values()
                .forEach(
                    rule -> {
                      if (!now.isBefore(rule.due)) {
                        evaluate(Place.of(key), rule, now);
                        world.touched();
                      }
                      evaluateAt(rule.due);
                    }));
  }

  private void evaluate(Place place, ConfigState.Rule rule, Instant now) {
    rule.compliance =
        switch (rule.wanted.identifier) {
          case "GUARDDUTY_ENABLED_CENTRALIZED" -> compliant(isGuarded(place, rule.wanted));
          case "GUARDDUTY_S3_PROTECTION_ENABLED" ->
              compliant(
                  guardDuty().hasFeature(place.account(), place.region(), GuardDutyFeatures.S3));
          default -> "INSUFFICIENT_DATA";
        };
    rule.evaluated = now;
    rule.due = now.plus(period(rule.wanted));
  }

  private static String compliant(boolean holds) {
    return holds ? "COMPLIANT" : "NON_COMPLIANT";
  }

  /** Enabled, and where the rule names a central account, managed by that account. */
  private boolean isGuarded(Place place, ConfigState.Wanted rule) {
    String central = parameter(rule, "CentralMonitoringAccount");
    boolean enabled = guardDuty().enabledSince(place.account(), place.region()).isPresent();
    if (central.isEmpty() || central.equals(place.account())) {
      return enabled;
    }
    GuardDutyState.Administration administration =
        guardDuty().administrations.getOrDefault(place.region(), NOBODYS);
    GuardDutyState.Member member = administration.members.get(place.account());
    return enabled
        && administration.account.equals(central)
        && member != null
        && member.status.equals("Enabled");
  }

  private static final GuardDutyState.Administration NOBODYS = new GuardDutyState.Administration();

  private static String parameter(ConfigState.Wanted rule, String name) {
    try {
      return rule.parameters.isEmpty()
          ? ""
          : MAPPER.readTree(rule.parameters).path(name).asString("");
    } catch (JacksonException _) {
      return ""; // a conformance pack's template may say it in another language
    }
  }

  private GuardDutyState guardDuty() {
    return world.state("guardduty", GuardDutyState.class, GuardDutyState::new);
  }
}
