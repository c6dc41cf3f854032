package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * AWS Trusted Advisor: checks and recommendations of an account, and the prioritized
 * recommendations of an organization with Enterprise Support.
 */
public final class TrustedAdvisorService implements Service {
  /** Whom the organizational view trusts; only the console can let it. */
  static final String PRINCIPAL = "reporting.trustedadvisor.amazonaws.com";

  private static final String ROLE = "AWSServiceRoleForTrustedAdvisorReporting";
  private static final int MOST_PER_PAGE = 200;
  private static final Set<String> REGIONS =
      Set.of(
          "ap-northeast-2", "ap-southeast-2", "eu-west-1", "us-east-1", "us-east-2", "us-west-2");

  private final World world;
  private final Roles roles;
  private final TrustedAdvisorChecks checks;
  private final OperationTable operations = new OperationTable();

  /** Trusted Advisor in a world. */
  public TrustedAdvisorService(World world, Roles roles) {
    this.world = world;
    this.roles = roles;
    checks = new TrustedAdvisorChecks(world);
    operations
        .with("ListChecks", this::checks)
        .with("ListRecommendations", this::recommendations)
        .with("ListOrganizationRecommendations", this::organizationRecommendations);
  }

  @Override
  public String name() {
    return "trustedadvisor";
  }

  @Override
  public Set<String> operations() {
    return operations.names();
  }

  @Override
  public ObjectNode answer(ServiceRequest request) throws AwsError {
    if (!REGIONS.contains(request.region())) {
      throw AwsError.of(
          "UnrecognizedClientException",
          403,
          "Trusted Advisor has no endpoint in "
              + request.region()
              + ", only in "
              + REGIONS.stream().sorted().toList());
    }
    if (!Set.of("BUSINESS", "ENTERPRISE").contains(organization().supportPlan)) {
      throw denied("Trusted Advisor's API needs a Business or Enterprise support plan.");
    }
    return operations.answer(request);
  }

  /** What the console's button does: the organizational view, which no API enables. */
  public void press() {
    if (!organization().trusts(PRINCIPAL)) {
      organization().trustedAccess.put(PRINCIPAL, world.now());
      roles.serviceLinked(organization().management, PRINCIPAL, ROLE, world.now());
      world.touched();
    }
  }

  private OrganizationState organization() {
    return world.state("organizations", OrganizationState.class, OrganizationState::new);
  }

  private ObjectNode checks(ServiceRequest request) throws AwsError {
    Asked asked = Asked.of(request);
    var all = new ArrayList<JsonNode>();
    for (TrustedAdvisorChecks.Check check : TrustedAdvisorChecks.all()) {
      ObjectNode each =
          reply()
              .put("id", check.id())
              .put("arn", check.arn())
              .put("name", check.name(asked.text("language", "en")))
              .put("description", check.name(asked.text("language", "en")));
      each.putArray("pillars").add(check.pillar());
      each.putArray("awsServices").add(check.service());
      each.put("source", "ta_check");
      each.putObject("metadata");
      if (isAsked(asked, check)) {
        all.add(each);
      }
    }
    return page(request, "checkSummaries", all);
  }

  private static boolean isAsked(Asked asked, TrustedAdvisorChecks.Check check) {
    return asked.text("pillar", check.pillar()).equals(check.pillar())
        && asked.text("awsService", check.service()).equals(check.service())
        && asked.text("source", "ta_check").equals("ta_check")
        && (asked.text("checkIdentifier", check.id()).equals(check.id())
            || asked.text("checkIdentifier").equals(check.arn()));
  }

  private ObjectNode recommendations(ServiceRequest request) throws AwsError {
    Asked asked = Asked.of(request);
    String account = request.caller().account();
    var all = new ArrayList<JsonNode>();
    for (TrustedAdvisorChecks.Check check : TrustedAdvisorChecks.all()) {
      boolean flags = checks.flags(check, account);
      String status = flags ? "error" : "ok";
      if (isAsked(asked, check)
          && asked.text("status", status).equals(status)
          && asked.text("type", "standard").equals("standard")) {
        String id = DerivedIds.uuid("recommendation", account, check.id());
        all.add(
            recommendation(check, id, status, flags ? 1 : 0, "standard")
                .put("arn", "arn:aws:trustedadvisor::" + account + ":recommendation/" + id));
      }
    }
    return page(request, "recommendationSummaries", all);
  }

  private ObjectNode organizationRecommendations(ServiceRequest request) throws AwsError {
    String account = request.caller().account();
    OrganizationState organization = organization();
    if (!organization.supportPlan.equals("ENTERPRISE")) {
      throw denied("Trusted Advisor Priority needs an Enterprise support plan.");
    }
    if (!organization.isManagement(account) && !organization.isAdministrator(account, PRINCIPAL)) {
      throw denied("Only the management account or a delegated administrator may do this.");
    }
    if (!organization.trusts(PRINCIPAL)) {
      throw denied("Trusted Advisor has no trusted access to the organization.");
    }
    Asked asked = Asked.of(request);
    var all = new ArrayList<JsonNode>();
    for (TrustedAdvisorChecks.Check check : TrustedAdvisorChecks.all()) {
      int flagged =
          (int) organization.active().stream().filter(each -> checks.flags(check, each)).count();
      if (flagged > 0
          && isAsked(asked, check)
          && asked.text("status", "error").equals("error")
          && asked.text("type", "priority").equals("priority")) {
        String id = DerivedIds.uuid("priority", organization.id, check.id());
        all.add(
            recommendation(check, id, "error", flagged, "priority")
                .put("lifecycleStage", "pending_response")
                .put("arn", "arn:aws:trustedadvisor:::organization-recommendation/" + id));
      }
    }
    return page(request, "organizationRecommendationSummaries", all);
  }

  private static ObjectNode recommendation(
      TrustedAdvisorChecks.Check check, String id, String status, int flagged, String type) {
    ObjectNode each =
        reply()
            .put("id", id)
            .put("type", type)
            .put("checkArn", check.arn())
            .put("status", status)
            .put("name", check.name())
            .put("source", "ta_check");
    each.putArray("pillars").add(check.pillar());
    each.putArray("awsServices").add(check.service());
    each.putObject("resourcesAggregates")
        .put("okCount", 0)
        .put("warningCount", 0)
        .put("errorCount", flagged);
    return each;
  }

  private static ObjectNode page(ServiceRequest request, String list, List<JsonNode> all)
      throws AwsError {
    int size = Asked.of(request).number("maxResults", MOST_PER_PAGE);
    if (size < 1 || size > MOST_PER_PAGE) {
      throw invalid("maxResults must be 1 to " + MOST_PER_PAGE);
    }
    return TokenPages.page(
        list,
        all,
        size,
        Asked.of(request).text("nextToken"),
        "nextToken",
        () -> invalid("nextToken is not valid"));
  }

  private static AwsError denied(String words) {
    return AwsError.of("AccessDeniedException", 403, words);
  }

  private static AwsError invalid(String words) {
    return AwsError.of("ValidationException", words);
  }

  private static ObjectNode reply() {
    return JsonNodeFactory.instance.objectNode();
  }
}
