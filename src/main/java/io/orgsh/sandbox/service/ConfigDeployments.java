package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * How organization rules and organization conformance packs reach the accounts: not at once, not
 * where no recorder runs, and later too for accounts that join.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/config/latest/developerguide/config-rule-multi-account-deployment.html">
 *     Managing AWS Config rules across all accounts in your organization</a>
 */
final class ConfigDeployments {
  /** How long a new account's missing recorder is waited for. */
  private static final Duration PATIENCE = Duration.ofHours(7);

  private static final String NO_RECORDER = "NoAvailableConfigurationRecorder";

  private final World world;
  private final ConfigRecorders recorders;
  private final ManagedRules managedRules;
  private final ConfigOrganization organization;
  private final Roles roles;
  private final ConfigDelays delays;

  ConfigDeployments(
      World world,
      ConfigRecorders recorders,
      ManagedRules managedRules,
      ConfigOrganization organization,
      Roles roles,
      ConfigDelays delays) {
    this.world = world;
    this.recorders = recorders;
    this.managedRules = managedRules;
    this.organization = organization;
    this.roles = roles;
    this.delays = delays;
  }

  private ConfigState state() {
    return recorders.state();
  }

  /** What the caller has made there; what others made nobody sees. */
  List<ConfigState.Deployment> own(ServiceRequest request, String kind) {
    return state().deployments.values().stream()
        .filter(each -> each.kind.equals(kind))
        .filter(each -> each.account.equals(request.caller().account()))
        .filter(each -> each.region.equals(request.region()))
        .toList();
  }

  Optional<ConfigState.Deployment> named(ServiceRequest request, String kind, String name) {
    return own(request, kind).stream().filter(each -> each.name.equals(name)).findFirst();
  }

  /** Whether its status can be seen: not at once after it was made. */
  boolean isVisible(ConfigState.Deployment deployment, Instant now) {
    return !deployment.phase.equals("CREATE")
        || !now.isBefore(deployment.started.plus(delays.appearing()));
  }

  /**
   * Begins to roll something out, or to roll out another form of it.
   *
   * @throws AwsError {@code ResourceInUseException} while it is being rolled out
   */
  ConfigState.Deployment put(
      ServiceRequest request, String kind, String name, List<ConfigState.Wanted> wanted)
      throws AwsError {
    Optional<ConfigState.Deployment> before = named(request, kind, name);
    if (before.isPresent()) {
      checkSettled(before.get());
    }
    String type =
        kind.equals("RULE") ? "organization-config-rule" : "organization-conformance-pack";
    String suffix = DerivedIds.suffix(8, kind, name, Place.of(request).key());
    var deployment = before.orElseGet(ConfigState.Deployment::new);
    deployment.kind = kind;
    deployment.name = name;
    deployment.arn = Place.of(request).arn("config", type + "/" + name + "-" + suffix);
    deployment.account = request.caller().account();
    deployment.region = request.region();
    deployment.request = request.parameters().deepCopy();
    deployment.excluded = Asked.of(request).texts("ExcludedAccounts");
    deployment.wanted = wanted;
    deployment.phase = before.isPresent() ? "UPDATE" : "CREATE";
    deployment.started = request.now();
    deployment.settled = false;
    state().deployments.put(deployment.arn, deployment);
    roles.serviceLinked(
        deployment.account,
        ConfigOrganization.DEPLOYMENT,
        "AWSServiceRoleForConfigMultiAccountSetup",
        request.now());
    return deployment;
  }

  /**
   * Begins to remove something everywhere.
   *
   * @throws AwsError {@code ResourceInUseException} while it is being rolled out or removed
   */
  void delete(ConfigState.Deployment deployment, Instant now) throws AwsError {
    checkSettled(deployment);
    deployment.phase = "DELETE";
    deployment.started = now;
    deployment.settled = false;
  }

  private static void checkSettled(ConfigState.Deployment deployment) throws AwsError {
    if (!deployment.settled) {
      throw AwsError.of(
          "ResourceInUseException",
          "The "
              + deployment.name
              + " is in "
              + deployment.phase
              + "_IN_PROGRESS state. Try again when its status has changed.");
    }
  }

  /** {@code CREATE_IN_PROGRESS} and its kin; one failed account makes the whole failed. */
  String status(ConfigState.Deployment deployment) {
    if (!deployment.settled) {
      return deployment.phase + "_IN_PROGRESS";
    }
    boolean failed =
        deployment.members.values().stream().anyMatch(each -> each.status.endsWith("_FAILED"));
    return deployment.phase + (failed ? "_FAILED" : "_SUCCESSFUL");
  }

  void advance(Instant now) {
    for (ConfigState.Deployment deployment : List.copyOf(state().deployments.values())) {
      Duration takes = deployment.phase.equals("DELETE") ? delays.deletion() : delays.deployment();
      Instant due = deployment.started.plus(takes);
      if (!deployment.settled && !now.isBefore(due)) {
        finish(deployment, due);
        world.touched();
      }
      if (deployment.settled) {
        followOrganization(deployment, now);
      }
    }
  }

  private void finish(ConfigState.Deployment deployment, Instant due) {
    if (deployment.phase.equals("DELETE")) {
      deployment.members.keySet().forEach(account -> withdraw(deployment, account));
      state().deployments.remove(deployment.arn);
      return;
    }
    deployment.settled = true;
    var members = new TreeMap<String, ConfigState.Outcome>();
    for (String account : organization.state().active()) {
      withdraw(deployment, account);
      if (!deployment.excluded.contains(account)) {
        boolean runs = recorders.runs(new Place(account, deployment.region));
        members.put(account, runs ? arrived(deployment, account, due) : failed(deployment, due));
      }
    }
    deployment.members = members;
    deployment.accounts = 0;
  }

  /** Accounts that join get it as soon as they record; accounts that leave lose it. */
  private void followOrganization(ConfigState.Deployment deployment, Instant now) {
    OrganizationState accounts = organization.state();
    // Thousands of accounts are looked through only when some came or went, or wait.
    if (!deployment.waiting && accounts.accounts.size() == deployment.accounts) {
      return;
    }
    for (String account : List.copyOf(deployment.members.keySet())) {
      if (!accounts.has(account)) {
        withdraw(deployment, account);
        deployment.members.remove(account);
        world.touched();
      }
    }
    for (String account : accounts.active()) {
      ConfigState.Outcome outcome = deployment.members.get(account);
      boolean waits = outcome == null || isUnderWay(outcome);
      if (waits && !deployment.excluded.contains(account)) {
        goOn(deployment, account, now);
      }
    }
    deployment.accounts = accounts.accounts.size();
    deployment.waiting =
        accounts.accounts.keySet().stream()
            .filter(account -> !deployment.excluded.contains(account))
            .anyMatch(
                account ->
                    !deployment.members.containsKey(account)
                        || isUnderWay(deployment.members.get(account)));
  }

  private static boolean isUnderWay(ConfigState.Outcome outcome) {
    return outcome.status.endsWith("_IN_PROGRESS");
  }

  private void goOn(ConfigState.Deployment deployment, String account, Instant now) {
    OrganizationState.Entry entry = organization.state().accounts.get(account);
    Instant until = (entry == null ? now : entry.joined).plus(PATIENCE);
    if (recorders.runs(new Place(account, deployment.region))) {
      deployment.members.put(account, arrived(deployment, account, now));
    } else if (now.isAfter(until)) {
      deployment.members.put(account, failed(deployment, until));
    } else if (!deployment.members.containsKey(account)) {
      var outcome = new ConfigState.Outcome();
      outcome.status = "CREATE_IN_PROGRESS";
      outcome.updated = now;
      deployment.members.put(account, outcome);
    } else {
      return;
    }
    world.touched();
  }

  private ConfigState.Outcome arrived(
      ConfigState.Deployment deployment, String account, Instant at) {
    Place place = new Place(account, deployment.region);
    if (deployment.kind.equals("PACK")) {
      roles.serviceLinked(
          account, "config-conforms.amazonaws.com", "AWSServiceRoleForConfigConforms", at);
    }
    var rules = state().rules.computeIfAbsent(place.key(), _ -> new TreeMap<>());
    for (ConfigState.Wanted wanted : deployment.wanted) {
      var rule = new ConfigState.Rule();
      String suffix = DerivedIds.suffix(6, "rule", wanted.name, place.key());
      rule.arn = place.arn("config", "config-rule/config-rule-" + suffix);
      rule.wanted = wanted;
      rule.deployment = deployment.arn;
      rule.due = at.plus(delays.evaluation());
      managedRules.evaluateAt(rule.due);
      rules.put(wanted.name, rule);
    }
    var outcome = new ConfigState.Outcome();
    outcome.status = deployment.phase + "_SUCCESSFUL";
    outcome.updated = at;
    return outcome;
  }

  private static ConfigState.Outcome failed(ConfigState.Deployment deployment, Instant at) {
    var outcome = new ConfigState.Outcome();
    outcome.status = deployment.phase + "_FAILED";
    outcome.errorCode = NO_RECORDER;
    outcome.errorMessage =
        "Configuration recorder is not available to "
            + (deployment.kind.equals("RULE") ? "put config rule." : "deploy conformance pack.");
    outcome.updated = at;
    return outcome;
  }

  private void withdraw(ConfigState.Deployment deployment, String account) {
    String place = new Place(account, deployment.region).key();
    var rules = state().rules.getOrDefault(place, new TreeMap<>());
    rules.values().removeIf(rule -> rule.deployment.equals(deployment.arn));
    if (rules.isEmpty()) {
      state().rules.remove(place);
    }
  }

  /** Adds what the statuses of rules and packs say in the same way. */
  ObjectNode described(ConfigState.Outcome outcome, ObjectNode into) {
    if (!outcome.errorCode.isEmpty()) {
      into.put("ErrorCode", outcome.errorCode).put("ErrorMessage", outcome.errorMessage);
    }
    into.set("LastUpdateTime", Timestamps.of(outcome.updated));
    return into;
  }

  /** The outcomes by account; while it is under way, every account's is just that. */
  SortedMap<String, ConfigState.Outcome> outcomes(ConfigState.Deployment deployment) {
    if (deployment.settled) {
      return new TreeMap<>(deployment.members);
    }
    var outcomes = new TreeMap<String, ConfigState.Outcome>();
    for (String account : organization.state().active()) {
      if (!deployment.excluded.contains(account)) {
        var outcome = new ConfigState.Outcome();
        outcome.status = deployment.phase + "_IN_PROGRESS";
        outcome.updated = deployment.started;
        outcomes.put(account, outcome);
      }
    }
    return outcomes;
  }
}
