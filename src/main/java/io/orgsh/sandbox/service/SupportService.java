package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** AWS Support: Trusted Advisor's checks of an account, for plans from Business up. */
public final class SupportService implements Service {
  private static final Duration BETWEEN_REFRESHES = Duration.ofHours(1);
  private static final Set<String> LANGUAGES = Set.of("en", "ja");

  private final World world;
  private final TrustedAdvisorChecks checks;
  private final OperationTable operations = new OperationTable();

  /** Support in a world. */
  public SupportService(World world) {
    this.world = world;
    checks = new TrustedAdvisorChecks(world);
    operations
        .with("DescribeTrustedAdvisorChecks", this::describe)
        .with("DescribeTrustedAdvisorCheckSummaries", this::summaries)
        .with("DescribeTrustedAdvisorCheckResult", this::result)
        .with("RefreshTrustedAdvisorCheck", this::refresh);
  }

  @Override
  public String name() {
    return "support";
  }

  @Override
  public Set<String> operations() {
    return operations.names();
  }

  @Override
  public ObjectNode answer(ServiceRequest request) throws AwsError {
    SupportPlan.check(
        world.state("organizations", OrganizationState.class, OrganizationState::new));
    return operations.answer(request);
  }

  @Override
  public void forgetTraces(ObjectNode state) {
    state.remove("refreshed");
  }

  private ObjectNode describe(ServiceRequest request) throws AwsError {
    String language = Asked.of(request).text("language");
    if (!LANGUAGES.contains(language)) {
      throw invalid("The language \"" + language + "\" is not supported.");
    }
    ObjectNode reply = reply();
    ArrayNode all = reply.putArray("checks");
    for (TrustedAdvisorChecks.Check check : TrustedAdvisorChecks.all()) {
      ObjectNode each =
          all.addObject()
              .put("id", check.id())
              .put("name", check.name(language))
              .put("description", check.name(language))
              .put("category", check.category());
      each.putArray("metadata").add("Region").add("Status");
    }
    return reply;
  }

  private ObjectNode summaries(ServiceRequest request) throws AwsError {
    ObjectNode reply = reply();
    ArrayNode all = reply.putArray("summaries");
    for (String id : Asked.of(request).texts("checkIds")) {
      TrustedAdvisorChecks.Check check = check(id);
      all.add(
          outcome(check, request)
              .put("hasFlaggedResources", checks.flags(check, request.caller().account())));
    }
    return reply;
  }

  private ObjectNode result(ServiceRequest request) throws AwsError {
    TrustedAdvisorChecks.Check check = check(Asked.of(request).text("checkId"));
    ObjectNode result = outcome(check, request);
    ArrayNode flagged = result.putArray("flaggedResources");
    if (checks.flags(check, request.caller().account())) {
      ObjectNode each =
          flagged
              .addObject()
              .put("status", "error")
              .put("region", request.region())
              .put("resourceId", DerivedIds.hex(check.id(), request.caller().account()))
              .put("isSuppressed", false);
      each.putArray("metadata").add(request.region()).add("Red");
    }
    return reply().set("result", result);
  }

  private ObjectNode outcome(TrustedAdvisorChecks.Check check, ServiceRequest request) {
    boolean flags = checks.flags(check, request.caller().account());
    ObjectNode each =
        reply()
            .put("checkId", check.id())
            .put("timestamp", request.now().toString())
            .put("status", flags ? "error" : "ok");
    each.putObject("resourcesSummary")
        .put("resourcesProcessed", flags ? 1 : 0)
        .put("resourcesFlagged", flags ? 1 : 0)
        .put("resourcesIgnored", 0)
        .put("resourcesSuppressed", 0);
    each.putObject("categorySpecificSummary");
    return each;
  }

  private ObjectNode refresh(ServiceRequest request) throws AwsError {
    TrustedAdvisorChecks.Check check = check(Asked.of(request).text("checkId"));
    SupportState state = world.state("support", SupportState.class, SupportState::new);
    String key = request.caller().account() + ":" + check.id();
    Instant next = state.refreshed.getOrDefault(key, Instant.EPOCH).plus(BETWEEN_REFRESHES);
    boolean now = !request.now().isBefore(next);
    if (now) {
      state.refreshed.put(key, request.now());
      next = request.now().plus(BETWEEN_REFRESHES);
      world.mutated("support:RefreshTrustedAdvisorCheck");
    }
    ObjectNode reply = reply();
    reply
        .putObject("status")
        .put("checkId", check.id())
        .put("status", now ? "enqueued" : "success")
        .put("millisUntilNextRefreshable", Duration.between(request.now(), next).toMillis());
    return reply;
  }

  private static TrustedAdvisorChecks.Check check(String id) throws AwsError {
    return TrustedAdvisorChecks.of(id)
        .orElseThrow(() -> invalid("There is no Trusted Advisor check \"" + id + "\"."));
  }

  private static AwsError invalid(String words) {
    return AwsError.of("InvalidParameterValueException", words);
  }

  private static ObjectNode reply() {
    return JsonNodeFactory.instance.objectNode();
  }
}
