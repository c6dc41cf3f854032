package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Organization rules, with managed rules only. */
final class ConfigOrganizationRules {
  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final String KIND = "RULE";
  private static final Set<String> FREQUENCIES =
      Set.of("One_Hour", "Three_Hours", "Six_Hours", "Twelve_Hours", "TwentyFour_Hours");

  private final World world;
  private final ConfigOrganization organization;
  private final ConfigDeployments deployments;

  ConfigOrganizationRules(
      World world, ConfigOrganization organization, ConfigDeployments deployments) {
    this.world = world;
    this.organization = organization;
    this.deployments = deployments;
  }

  void in(OperationTable operations) {
    operations
        .with("PutOrganizationConfigRule", this::put)
        .with("DescribeOrganizationConfigRules", this::describe)
        .with("DescribeOrganizationConfigRuleStatuses", this::statuses)
        .with("GetOrganizationConfigRuleDetailedStatus", this::details)
        .with("DeleteOrganizationConfigRule", this::delete);
  }

  private ObjectNode put(ServiceRequest request) throws AwsError {
    organization.admit(request, ConfigOrganization.DEPLOYMENT);
    Asked asked = Asked.of(request);
    String name = asked.text("OrganizationConfigRuleName");
    if (!name.matches("[A-Za-z0-9-_]{1,64}")) {
      throw ConfigErrors.validation("organizationConfigRuleName", name);
    }
    long kinds =
        Stream.of(
                "OrganizationManagedRuleMetadata",
                "OrganizationCustomRuleMetadata",
                "OrganizationCustomPolicyRuleMetadata")
            .filter(asked::has)
            .count();
    if (kinds != 1) {
      throw ConfigErrors.parameter(
          "Exactly one of OrganizationManagedRuleMetadata, OrganizationCustomRuleMetadata and"
              + " OrganizationCustomPolicyRuleMetadata must be provided.");
    }
    if (!asked.has("OrganizationManagedRuleMetadata")) {
      throw ConfigErrors.parameter(
          "The orgsh sandbox runs no code of its callers: it has managed rules only.");
    }
    ConfigState.Wanted wanted = wanted(asked.part("OrganizationManagedRuleMetadata"));
    String suffix = DerivedIds.suffix(8, KIND, name, Place.of(request).key());
    wanted.name = "OrgConfigRule-" + name + "-" + suffix;
    organization.trust(request, ConfigOrganization.DEPLOYMENT);
    ConfigState.Deployment deployment = deployments.put(request, KIND, name, List.of(wanted));
    world.mutated("config:PutOrganizationConfigRule");
    return reply().put("OrganizationConfigRuleArn", deployment.arn);
  }

  private static ConfigState.Wanted wanted(Asked metadata) throws AwsError {
    var wanted = new ConfigState.Wanted();
    wanted.identifier = metadata.text("RuleIdentifier");
    wanted.description = metadata.text("Description");
    wanted.parameters = metadata.text("InputParameters");
    wanted.frequency = metadata.text("MaximumExecutionFrequency", "TwentyFour_Hours");
    if (!ManagedRules.has(wanted.identifier)) {
      throw ConfigErrors.parameter(
          "The sourceIdentifier "
              + wanted.identifier
              + " is invalid. Please refer to the documentation for a list of valid"
              + " sourceIdentifiers that can be used when AWS is the Owner.");
    }
    if (wanted.description.codePointCount(0, wanted.description.length()) > 256) {
      throw ConfigErrors.validation(
          "organizationManagedRuleMetadata.description", wanted.description);
    }
    if (!FREQUENCIES.contains(wanted.frequency)) {
      throw ConfigErrors.validation(
          "organizationManagedRuleMetadata.maximumExecutionFrequency", wanted.frequency);
    }
    if (!wanted.parameters.isEmpty() && !isObject(wanted.parameters)) {
      throw ConfigErrors.parameter("Invalid json " + wanted.parameters + " passed in the request");
    }
    return wanted;
  }

  private static boolean isObject(String text) {
    try {
      return MAPPER.readTree(text).isObject();
    } catch (JacksonException _) {
      return false;
    }
  }

  private List<ConfigState.Deployment> asked(ServiceRequest request) throws AwsError {
    organization.admit(request, ConfigOrganization.DEPLOYMENT);
    List<String> names = Asked.of(request).texts("OrganizationConfigRuleNames");
    if (names.isEmpty()) {
      return deployments.own(request, KIND);
    }
    var asked = new ArrayList<ConfigState.Deployment>();
    for (String name : names) {
      asked.add(named(request, name));
    }
    return asked;
  }

  private ConfigState.Deployment named(ServiceRequest request, String name) throws AwsError {
    return deployments.named(request, KIND, name).orElseThrow(() -> unknown(name));
  }

  private static AwsError unknown(String name) {
    return AwsError.of(
        "NoSuchOrganizationConfigRuleException",
        "The organization config rule '" + name + "' does not exist.");
  }

  private ObjectNode describe(ServiceRequest request) throws AwsError {
    List<ObjectNode> rules =
        asked(request).stream().map(ConfigOrganizationRules::described).toList();
    return ConfigPages.page(request, "OrganizationConfigRules", rules);
  }

  private static ObjectNode described(ConfigState.Deployment rule) {
    Asked put = Asked.of(rule.request);
    ObjectNode described =
        reply()
            .put("OrganizationConfigRuleName", rule.name)
            .put("OrganizationConfigRuleArn", rule.arn);
    described.set(
        "OrganizationManagedRuleMetadata", put.part("OrganizationManagedRuleMetadata").copy());
    var excluded = described.putArray("ExcludedAccounts");
    rule.excluded.forEach(excluded::add);
    described.set("LastUpdateTime", Timestamps.of(rule.started));
    return described;
  }

  private ObjectNode statuses(ServiceRequest request) throws AwsError {
    var statuses = new ArrayList<ObjectNode>();
    for (ConfigState.Deployment rule : asked(request)) {
      if (deployments.isVisible(rule, request.now())) {
        ObjectNode status =
            reply()
                .put("OrganizationConfigRuleName", rule.name)
                .put("OrganizationRuleStatus", deployments.status(rule));
        ConfigErrors.firstFailure(rule, status);
        status.set("LastUpdateTime", Timestamps.of(rule.started));
        statuses.add(status);
      } else if (!Asked.of(request).texts("OrganizationConfigRuleNames").isEmpty()) {
        throw unknown(rule.name);
      }
    }
    return ConfigPages.page(request, "OrganizationConfigRuleStatuses", statuses);
  }

  private ObjectNode details(ServiceRequest request) throws AwsError {
    organization.admit(request, ConfigOrganization.DEPLOYMENT);
    String name = Asked.of(request).text("OrganizationConfigRuleName");
    ConfigState.Deployment rule = named(request, name);
    if (!deployments.isVisible(rule, request.now())) {
      throw unknown(name);
    }
    Asked filters = Asked.of(request).part("Filters");
    var details = new ArrayList<ObjectNode>();
    deployments
        .outcomes(rule)
        .forEach(
            (account, outcome) -> {
              if (filters.text("AccountId", account).equals(account)
                  && filters
                      .text("MemberAccountRuleStatus", outcome.status)
                      .equals(outcome.status)) {
                ObjectNode detail =
                    reply()
                        .put("AccountId", account)
                        .put("ConfigRuleName", rule.wanted.getFirst().name)
                        .put("MemberAccountRuleStatus", outcome.status);
                details.add(deployments.described(outcome, detail));
              }
            });
    return ConfigPages.page(request, "OrganizationConfigRuleDetailedStatus", details);
  }

  private ObjectNode delete(ServiceRequest request) throws AwsError {
    organization.admit(request, ConfigOrganization.DEPLOYMENT);
    String name = Asked.of(request).text("OrganizationConfigRuleName");
    deployments.delete(named(request, name), request.now());
    world.mutated("config:DeleteOrganizationConfigRule");
    return reply();
  }

  private static ObjectNode reply() {
    return JsonNodeFactory.instance.objectNode();
  }
}
