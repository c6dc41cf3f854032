package io.orgsh.sandbox.service;

import static io.orgsh.sandbox.service.SecurityHubHubs.reply;

import io.orgsh.sandbox.World;
import java.util.ArrayList;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Configuration policies of central configuration.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/securityhub/latest/userguide/configuration-policies-overview.html">
 *     Configuration policies</a>
 */
final class SecurityHubPolicies {
  private static final int MOST_PER_PAGE = 100;

  private final World world;
  private final SecurityHubHubs hubs;
  private final SecurityHubAdministrations administrations;

  SecurityHubPolicies(
      World world, SecurityHubHubs hubs, SecurityHubAdministrations administrations) {
    this.world = world;
    this.hubs = hubs;
    this.administrations = administrations;
  }

  void in(OperationTable operations) {
    operations
        .with("CreateConfigurationPolicy", this::create)
        .with("GetConfigurationPolicy", this::get)
        .with("ListConfigurationPolicies", this::list)
        .with("UpdateConfigurationPolicy", this::update)
        .with("DeleteConfigurationPolicy", this::delete);
  }

  /**
   * Central configuration, for whoever may use it where he may.
   *
   * @throws AwsError {@code InvalidAccessException} for anybody but the delegated administrator,
   *     {@code AccessDeniedException} while the organization is configured locally
   */
  SecurityHubState.Central central(ServiceRequest request) throws AwsError {
    SecurityHubState.Administration _ = administrations.held(request);
    SecurityHubState.Central central = hubs.state().central;
    if (!central.type.equals("CENTRAL") || !central.status.equals("ENABLED")) {
      throw SecurityHubErrors.notCentral();
    }
    if (!central.home.equals(request.region())) {
      throw SecurityHubErrors.invalid(
          "Configuration policies are managed in the home Region " + central.home);
    }
    return central;
  }

  /** An id, where the caller may also give an ARN. */
  static String id(String identifier) {
    return identifier.substring(identifier.lastIndexOf('/') + 1);
  }

  private static SecurityHubState.Policy named(
      SecurityHubState.Central central, ServiceRequest request) throws AwsError {
    return Optional.ofNullable(central.policies.get(id(Asked.of(request).text("Identifier"))))
        .orElseThrow(() -> SecurityHubErrors.missing("The configuration policy was not found"));
  }

  private ObjectNode create(ServiceRequest request) throws AwsError {
    SecurityHubState.Central central = central(request);
    var policy = new SecurityHubState.Policy();
    policy.created = request.now();
    fill(policy, request, central);
    String id = DerivedIds.uuid("policy", policy.name, request.now().toString());
    central.policies.put(id, policy);
    world.mutated("securityhub:CreateConfigurationPolicy");
    return written(id, policy, request);
  }

  private static void fill(
      SecurityHubState.Policy policy, ServiceRequest request, SecurityHubState.Central central)
      throws AwsError {
    Asked asked = Asked.of(request);
    String name = asked.text("Name", policy.name);
    if (!name.matches("[A-Za-z0-9_. /:=+@-]{1,128}")) {
      throw SecurityHubErrors.invalid("Invalid parameter Name: " + name);
    }
    for (SecurityHubState.Policy other : central.policies.values()) {
      if (!other.equals(policy) && other.name.equals(name)) {
        throw SecurityHubErrors.conflict("A configuration policy named " + name + " exists");
      }
    }
    if (asked.has("ConfigurationPolicy")) {
      check(asked.part("ConfigurationPolicy").part("SecurityHub"));
      policy.policy = asked.part("ConfigurationPolicy").copy();
    } else if (policy.policy.isEmpty()) {
      throw SecurityHubErrors.invalid("ConfigurationPolicy is required");
    }
    policy.name = name;
    policy.description = asked.text("Description", policy.description);
    policy.updated = request.now();
  }

  private static void check(Asked hub) throws AwsError {
    if (!hub.has("ServiceEnabled")) {
      throw SecurityHubErrors.invalid("SecurityHub.ServiceEnabled is required");
    }
    boolean enabled = hub.flag("ServiceEnabled");
    if (enabled != hub.has("EnabledStandardIdentifiers")) {
      throw SecurityHubErrors.invalid(
          enabled
              ? "EnabledStandardIdentifiers is required when ServiceEnabled is true"
              : "EnabledStandardIdentifiers is not allowed when ServiceEnabled is false");
    }
    Asked controls = hub.part("SecurityControlsConfiguration");
    if (enabled
        && controls.has("EnabledSecurityControlIdentifiers")
            == controls.has("DisabledSecurityControlIdentifiers")) {
      throw SecurityHubErrors.invalid(
          "SecurityControlsConfiguration names either the enabled or the disabled controls");
    }
    for (String standard : hub.texts("EnabledStandardIdentifiers")) {
      if (SecurityHubStandard.anywhere(standard).isEmpty()) {
        throw SecurityHubErrors.invalid("Invalid standard: " + standard);
      }
    }
  }

  private ObjectNode get(ServiceRequest request) throws AwsError {
    return written(
        id(Asked.of(request).text("Identifier")), named(central(request), request), request);
  }

  private ObjectNode list(ServiceRequest request) throws AwsError {
    var all = new ArrayList<ObjectNode>();
    central(request)
        .policies
        .forEach(
            (id, policy) -> {
              ObjectNode each = summary(id, policy, request);
              each.put(
                  "ServiceEnabled",
                  policy.policy.path("SecurityHub").path("ServiceEnabled").asBoolean(false));
              all.add(each);
            });
    return SecurityHubHubs.page(request, "ConfigurationPolicySummaries", all, MOST_PER_PAGE);
  }

  private ObjectNode update(ServiceRequest request) throws AwsError {
    SecurityHubState.Central central = central(request);
    SecurityHubState.Policy policy = named(central, request);
    String id = id(Asked.of(request).text("Identifier"));
    fill(policy, request, central);
    // Where the policy is applied it is applied again.
    central.associations.values().stream()
        .filter(each -> each.policy.equals(id))
        .forEach(each -> each.since = request.now());
    world.mutated("securityhub:UpdateConfigurationPolicy");
    return written(id, policy, request);
  }

  private ObjectNode delete(ServiceRequest request) throws AwsError {
    SecurityHubState.Central central = central(request);
    SecurityHubState.Policy _ = named(central, request);
    String id = id(Asked.of(request).text("Identifier"));
    if (central.associations.values().stream().anyMatch(each -> each.policy.equals(id))) {
      throw SecurityHubErrors.conflict("The configuration policy is still associated");
    }
    central.policies.remove(id);
    world.mutated("securityhub:DeleteConfigurationPolicy");
    return reply();
  }

  private static ObjectNode summary(
      String id, SecurityHubState.Policy policy, ServiceRequest request) {
    ObjectNode each =
        reply()
            .put("Arn", Place.of(request).arn("securityhub", "configuration-policy/" + id))
            .put("Id", id)
            .put("Name", policy.name)
            .put("Description", policy.description);
    each.set("UpdatedAt", Timestamps.of(policy.updated));
    return each;
  }

  private static ObjectNode written(
      String id, SecurityHubState.Policy policy, ServiceRequest request) {
    ObjectNode each = summary(id, policy, request);
    each.set("CreatedAt", Timestamps.of(policy.created));
    each.set("ConfigurationPolicy", policy.policy.deepCopy());
    return each;
  }
}
