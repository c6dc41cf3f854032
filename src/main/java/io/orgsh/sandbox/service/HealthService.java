package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** AWS Health: events of an account, and the organizational view of all accounts' events. */
public final class HealthService implements Service {
  private static final String PRINCIPAL = "health.amazonaws.com";
  private static final String ROLE = "AWSServiceRoleForHealth_Organizations";
  private static final Duration UNTIL_DONE = Duration.ofMinutes(3);
  private static final int MOST_PER_PAGE = 100;
  private static final int LEAST_ACCOUNTS_PER_PAGE = 10;
  private static final int MOST_FILTERS = 10;

  private final World world;
  private final Roles roles;
  private final HealthEvents events;
  private final OperationTable operations = new OperationTable();

  /** Health in a world. */
  public HealthService(World world, Roles roles, Events bus) {
    this.world = world;
    this.roles = roles;
    events = new HealthEvents(world, bus);
    operations
        .with("EnableHealthServiceAccessForOrganization", this::enable)
        .with("DisableHealthServiceAccessForOrganization", this::disable)
        .with("DescribeHealthServiceStatusForOrganization", this::status)
        .with("DescribeEvents", this::own)
        .with("DescribeEventsForOrganization", this::all)
        .with("DescribeAffectedAccountsForOrganization", this::accounts)
        .with("DescribeEventDetailsForOrganization", this::details)
        .with("DescribeAffectedEntitiesForOrganization", this::entities);
  }

  @Override
  public String name() {
    return "health";
  }

  @Override
  public Set<String> operations() {
    return operations.names();
  }

  @Override
  public ObjectNode answer(ServiceRequest request) throws AwsError {
    SupportPlan.check(organization());
    return operations.answer(request);
  }

  @Override
  public void advance(Instant now) {
    HealthState state = state();
    if (state.status.equals("PENDING") && !now.isBefore(state.due)) {
      state.status = state.becoming;
      state.enabled = state.due;
      world.touched();
    }
    if (state.status.equals("ENABLED") && !organization().trusts(PRINCIPAL)) {
      state.status = "DISABLED";
      state.becoming = "DISABLED";
      world.touched();
    }
    events.advance(now);
  }

  @Override
  public void forgetTraces(ObjectNode state) {
    // A pending change is as good as done.
    state.set("status", state.path("becoming"));
    state.remove(List.of("events", "due", "enabled"));
  }

  /** What the console's button does: the organizational view without the API's support plan. */
  public void press() {
    HealthState state = state();
    if (!state.status.equals("ENABLED") || !organization().trusts(PRINCIPAL)) {
      trust(world.now());
      state.status = "ENABLED";
      state.becoming = "ENABLED";
      state.enabled = world.now();
      world.touched();
    }
  }

  private HealthState state() {
    return world.state("health", HealthState.class, HealthState::new);
  }

  private OrganizationState organization() {
    return world.state("organizations", OrganizationState.class, OrganizationState::new);
  }

  private void trust(Instant now) {
    organization().trustedAccess.putIfAbsent(PRINCIPAL, now);
    roles.serviceLinked(organization().management, PRINCIPAL, ROLE, now);
  }

  private static AwsError denied() {
    return AwsError.of(
        "AccessDeniedException",
        "Only the organization's management account or a delegated administrator for AWS Health"
            + " may perform this operation.");
  }

  private void onlyManagement(ServiceRequest request) throws AwsError {
    if (!organization().isManagement(request.caller().account())) {
      throw denied();
    }
  }

  private void onlyReaders(ServiceRequest request) throws AwsError {
    String account = request.caller().account();
    if (!organization().isManagement(account)
        && !organization().isAdministrator(account, PRINCIPAL)) {
      throw denied();
    }
  }

  private void onlyViewers(ServiceRequest request) throws AwsError {
    onlyReaders(request);
    if (!state().status.equals("ENABLED")) {
      throw AwsError.of(
          "AccessDeniedException",
          "The organizational view of AWS Health is not enabled for the organization.");
    }
  }

  private ObjectNode enable(ServiceRequest request) throws AwsError {
    onlyManagement(request);
    change(request, "ENABLED");
    return reply();
  }

  private ObjectNode disable(ServiceRequest request) throws AwsError {
    onlyManagement(request);
    change(request, "DISABLED");
    return reply();
  }

  private void change(ServiceRequest request, String becoming) throws AwsError {
    HealthState state = state();
    if (state.status.equals("PENDING")) {
      throw AwsError.of(
          "ConcurrentModificationException",
          "EnableHealthServiceAccessForOrganization or DisableHealthServiceAccessForOrganization"
              + " is already in progress. Try again later.");
    }
    if (state.status.equals(becoming)) {
      return;
    }
    if (becoming.equals("ENABLED")) {
      trust(request.now());
    }
    state.status = "PENDING";
    state.becoming = becoming;
    state.due = request.now().plus(UNTIL_DONE);
    world.mutated("health:" + request.operation());
  }

  private ObjectNode status(ServiceRequest request) throws AwsError {
    onlyReaders(request);
    return reply().put("healthServiceAccessStatusForOrganization", state().status);
  }

  private ObjectNode own(ServiceRequest request) throws AwsError {
    return page(request, "events", listed(request, events.of(request.caller().account())), 1);
  }

  private ObjectNode all(ServiceRequest request) throws AwsError {
    onlyViewers(request);
    return page(request, "events", listed(request, events.all()), 1);
  }

  private static List<JsonNode> listed(ServiceRequest request, List<HealthState.Event> events)
      throws AwsError {
    Predicate<ObjectNode> filter = filter(Asked.of(request).part("filter"));
    List<String> accounts = Asked.of(request).part("filter").texts("awsAccountIds");
    var listed = new ArrayList<JsonNode>();
    for (HealthState.Event event : events.reversed()) {
      ObjectNode each = written(event, request.now());
      if (filter.test(each) && (accounts.isEmpty() || accounts.contains(event.account))) {
        listed.add(each);
      }
    }
    return listed;
  }

  private static Predicate<ObjectNode> filter(Asked filter) throws AwsError {
    Predicate<ObjectNode> all = _ -> true;
    for (String name : filter.members()) {
      String member =
          switch (name) {
            case "services" -> "service";
            case "regions" -> "region";
            case "eventTypeCodes" -> "eventTypeCode";
            case "eventTypeCategories" -> "eventTypeCategory";
            case "eventStatusCodes" -> "statusCode";
            case "eventArns" -> "arn";
            case "awsAccountIds" -> "";
            default ->
                throw AwsError.of(
                    "ValidationException", "The orgsh sandbox does not filter events by " + name);
          };
      List<String> values = filter.texts(name);
      if (!member.isEmpty() && !values.isEmpty()) {
        all = all.and(event -> values.contains(event.path(member).asString("")));
      }
    }
    return all;
  }

  private static ObjectNode written(HealthState.Event event, Instant now) {
    ObjectNode each =
        reply()
            .put("arn", event.arn)
            .put("service", event.service)
            .put("eventTypeCode", event.type)
            .put("eventTypeCategory", event.category)
            .put("eventScopeCode", event.scope)
            .put("region", event.region);
    each.set("startTime", Timestamps.of(event.start));
    if (!event.end.equals(Instant.EPOCH)) {
      each.set("endTime", Timestamps.of(event.end));
    }
    Instant last = event.end.equals(Instant.EPOCH) ? event.start : event.end;
    each.set("lastUpdatedTime", Timestamps.of(last.isAfter(now) ? now : last));
    return each.put("statusCode", HealthEvents.status(event, now));
  }

  private Optional<HealthState.Event> event(String arn) {
    return events.all().stream().filter(each -> each.arn.equals(arn)).findFirst();
  }

  private ObjectNode accounts(ServiceRequest request) throws AwsError {
    onlyViewers(request);
    var accounts = new ArrayList<JsonNode>();
    event(Asked.of(request).text("eventArn"))
        .filter(each -> !each.account.isEmpty())
        .ifPresent(each -> accounts.add(JsonNodeFactory.instance.stringNode(each.account)));
    return page(request, "affectedAccounts", accounts, LEAST_ACCOUNTS_PER_PAGE);
  }

  private ObjectNode details(ServiceRequest request) throws AwsError {
    onlyViewers(request);
    ObjectNode reply = reply();
    ArrayNode successful = reply.putArray("successfulSet");
    ArrayNode failed = reply.putArray("failedSet");
    for (Asked each : filters(request, "organizationEventDetailFilters")) {
      Optional<HealthState.Event> event = found(each, failed);
      if (event.isPresent()) {
        ObjectNode detail = successful.addObject();
        if (!event.get().account.isEmpty()) {
          detail.put("awsAccountId", event.get().account);
        }
        detail.set("event", written(event.get(), request.now()));
        detail.putObject("eventDescription").put("latestDescription", event.get().description);
      }
    }
    return reply;
  }

  private ObjectNode entities(ServiceRequest request) throws AwsError {
    onlyViewers(request);
    var entities = new ArrayList<JsonNode>();
    ArrayNode failed = JsonNodeFactory.instance.arrayNode();
    for (Asked each : filters(request, "organizationEntityFilters")) {
      Optional<HealthState.Event> event = found(each, failed);
      if (event.isPresent() && !event.get().entity.isEmpty()) {
        entities.add(
            reply()
                .put("entityValue", event.get().entity)
                .put("eventArn", event.get().arn)
                .put("awsAccountId", event.get().account)
                .put("statusCode", "IMPAIRED"));
      }
    }
    return page(request, "entities", entities, 1).set("failedSet", failed);
  }

  private static List<Asked> filters(ServiceRequest request, String member) throws AwsError {
    List<Asked> filters = Asked.of(request).parts(member);
    if (filters.isEmpty() || filters.size() > MOST_FILTERS) {
      throw invalid(member, "must have 1 to " + MOST_FILTERS + " members");
    }
    return filters;
  }

  /** An event asked for with its account, and only where it has one; else an entry in failedSet. */
  private Optional<HealthState.Event> found(Asked filter, ArrayNode failed) {
    String account = filter.text("awsAccountId");
    Optional<HealthState.Event> event = event(filter.text("eventArn"));
    if (event.isPresent() && event.get().account.equals(account)) {
      return event;
    }
    ObjectNode entry = failed.addObject().put("eventArn", filter.text("eventArn"));
    if (!account.isEmpty()) {
      entry.put("awsAccountId", account);
    }
    entry
        .put("errorName", "InvalidParameterException")
        .put(
            "errorMessage",
            event.isEmpty()
                ? "The event was not found."
                : event.get().account.isEmpty()
                    ? "A public event has no awsAccountId."
                    : "An event that is specific to accounts needs the awsAccountId of one.");
    return Optional.empty();
  }

  private static ObjectNode page(ServiceRequest request, String list, List<JsonNode> all, int least)
      throws AwsError {
    int size = Asked.of(request).number("maxResults", MOST_PER_PAGE);
    if (size < least || size > MOST_PER_PAGE) {
      throw invalid("maxResults", "must be " + least + " to " + MOST_PER_PAGE);
    }
    return TokenPages.page(
        list,
        all,
        size,
        Asked.of(request).text("nextToken"),
        "nextToken",
        () -> AwsError.of("InvalidPaginationToken", "The pagination token is not valid."));
  }

  private static AwsError invalid(String member, String words) {
    return AwsError.of(
        "ValidationException",
        "1 validation error detected: Value at '"
            + member
            + "' failed to satisfy constraint: "
            + words);
  }

  private static ObjectNode reply() {
    return JsonNodeFactory.instance.objectNode();
  }
}
