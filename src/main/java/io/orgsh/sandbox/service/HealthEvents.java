package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What happens in AWS and to the organization's accounts, and who is told. */
final class HealthEvents {
  private static final Duration UNTIL_SOMETHING_HAPPENS = Duration.ofHours(1);
  private static final Duration NOTICE = Duration.ofDays(14);
  private static final String HOME = "ap-northeast-1";
  private static final String OTHERWISE = "us-east-1";

  private final World world;
  private final Events bus;

  HealthEvents(World world, Events bus) {
    this.world = world;
    this.bus = bus;
  }

  private HealthState state() {
    return world.state("health", HealthState.class, HealthState::new);
  }

  private OrganizationState organization() {
    return world.state("organizations", OrganizationState.class, OrganizationState::new);
  }

  void advance(Instant now) {
    if (state().events.isEmpty()) {
      Instant today = now.truncatedTo(ChronoUnit.DAYS);
      past("EC2", "us-east-1", today.minus(Duration.ofDays(6)));
      past("LAMBDA", "eu-west-1", today.minus(Duration.ofDays(3)));
      world.touched();
    }
    Instant due = state().enabled.plus(UNTIL_SOMETHING_HAPPENS);
    boolean happened = state().events.stream().anyMatch(each -> !each.account.isEmpty());
    if (state().status.equals("ENABLED") && !happened && !now.isBefore(due)) {
      affected().ifPresent(account -> retire(account, due));
    }
  }

  private void past(String service, String region, Instant start) {
    var event = new HealthState.Event();
    event.service = service;
    event.type = "AWS_" + service + "_OPERATIONAL_ISSUE";
    event.category = "issue";
    event.scope = "PUBLIC";
    event.region = region;
    event.start = start.plus(Duration.ofHours(3));
    event.end = start.plus(Duration.ofHours(5));
    event.description = "Increased error rates, which have been resolved.";
    add(event);
  }

  /** A member that administers nothing, so that the event is somebody else's. */
  private Optional<String> affected() {
    OrganizationState organization = organization();
    return organization.active().stream()
        .filter(each -> !organization.isManagement(each))
        .filter(
            each ->
                organization.administrators.values().stream()
                    .noneMatch(accounts -> accounts.containsKey(each)))
        .findFirst();
  }

  private void retire(String account, Instant at) {
    var event = new HealthState.Event();
    event.service = "EC2";
    event.type = "AWS_EC2_PERSISTENT_INSTANCE_RETIREMENT_SCHEDULED";
    event.category = "scheduledChange";
    event.scope = "ACCOUNT_SPECIFIC";
    event.region = organization().isOpen(account, HOME) ? HOME : OTHERWISE;
    event.start = at.plus(NOTICE).truncatedTo(ChronoUnit.SECONDS);
    event.account = account;
    event.entity = "i-" + DerivedIds.hex("instance", account).substring(0, 17);
    event.description = "EC2 has detected degradation of the hardware that hosts your instance.";
    add(event);
    var told = new LinkedHashSet<String>();
    told.add(account);
    told.add(organization().management);
    told.addAll(organization().administrators("health.amazonaws.com"));
    told.forEach(each -> bus.publish(each, event.region, told(event, at)));
    world.touched();
  }

  private void add(HealthState.Event event) {
    String id = DerivedIds.hex("health", event.service, event.account, event.start.toString());
    event.arn =
        String.join(
            "/",
            "arn:aws:health:" + event.region + "::event",
            event.service,
            event.type,
            event.type + "_" + id.substring(0, 12).toUpperCase(Locale.ROOT));
    state().events.add(event);
  }

  /** {@code closed}, {@code open} or {@code upcoming}. */
  static String status(HealthState.Event event, Instant now) {
    if (!event.end.equals(Instant.EPOCH) && !now.isBefore(event.end)) {
      return "closed";
    }
    return event.start.isAfter(now) ? "upcoming" : "open";
  }

  private static ObjectNode told(HealthState.Event event, Instant at) {
    ObjectNode whole =
        JsonNodeFactory.instance
            .objectNode()
            .put("source", "aws.health")
            .put("detail-type", "AWS Health Event");
    whole.putArray("resources").add(event.entity);
    ObjectNode detail =
        whole
            .putObject("detail")
            .put("eventArn", event.arn)
            .put("service", event.service)
            .put("eventTypeCode", event.type)
            .put("eventTypeCategory", event.category)
            .put("eventScopeCode", event.scope)
            .put("communicationId", DerivedIds.hex("communication", event.arn))
            .put("startTime", event.start.toString())
            .put("lastUpdatedTime", at.toString())
            .put("statusCode", status(event, at))
            .put("eventRegion", event.region)
            .put("affectedAccount", event.account)
            .put("backupEvent", "false")
            .put("page", "1")
            .put("totalPages", "1");
    detail
        .putArray("eventDescription")
        .addObject()
        .put("language", "en_US")
        .put("latestDescription", event.description);
    detail.putArray("affectedEntities").addObject().put("entityValue", event.entity);
    return whole;
  }

  /** What an account sees of itself: public events and its own. */
  List<HealthState.Event> of(String account) {
    return state().events.stream()
        .filter(each -> each.account.isEmpty() || each.account.equals(account))
        .toList();
  }

  /** What the organizational view shows. */
  List<HealthState.Event> all() {
    return List.copyOf(state().events);
  }
}
