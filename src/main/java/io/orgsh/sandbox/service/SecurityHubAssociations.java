package io.orgsh.sandbox.service;

import static io.orgsh.sandbox.service.SecurityHubHubs.reply;

import io.orgsh.sandbox.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Configuration policies applied to the root, organizational units and accounts. */
final class SecurityHubAssociations {
  private static final int MOST_PER_PAGE = 100;

  private final World world;
  private final SecurityHubHubs hubs;
  private final SecurityHubPolicies policies;
  private final SecurityHubTargets targets;

  SecurityHubAssociations(
      World world, SecurityHubHubs hubs, SecurityHubPolicies policies, SecurityHubTargets targets) {
    this.world = world;
    this.hubs = hubs;
    this.policies = policies;
    this.targets = targets;
  }

  void in(OperationTable operations) {
    operations
        .with("StartConfigurationPolicyAssociation", this::start)
        .with("StartConfigurationPolicyDisassociation", this::end)
        .with("GetConfigurationPolicyAssociation", this::get)
        .with("ListConfigurationPolicyAssociations", this::list);
  }

  private String target(ServiceRequest request) throws AwsError {
    Asked asked = Asked.of(request).part("Target");
    String id = asked.text("AccountId", asked.text("OrganizationalUnitId", asked.text("RootId")));
    if (asked.members().size() != 1) {
      throw SecurityHubErrors.invalid("Target names one account, organizational unit or root");
    }
    if (targets.type(id).isEmpty()) {
      throw SecurityHubErrors.missing("The target " + id + " was not found in the organization");
    }
    return id;
  }

  private ObjectNode start(ServiceRequest request) throws AwsError {
    SecurityHubState.Central central = policies.central(request);
    String policy = SecurityHubPolicies.id(Asked.of(request).text("ConfigurationPolicyIdentifier"));
    String target = target(request);
    if (!central.policies.containsKey(policy) && !policy.equals(SecurityHubTargets.SELF_MANAGED)) {
      throw SecurityHubErrors.missing("The configuration policy was not found");
    }
    boolean same =
        Optional.ofNullable(central.associations.get(target))
            .filter(each -> each.policy.equals(policy))
            .isPresent();
    if (!same) {
      var association = new SecurityHubState.Association();
      association.policy = policy;
      association.since = request.now();
      central.associations.put(target, association);
      world.mutated("securityhub:StartConfigurationPolicyAssociation");
    }
    return written(target).orElseThrow(SecurityHubAssociations::none);
  }

  private ObjectNode end(ServiceRequest request) throws AwsError {
    SecurityHubState.Central central = policies.central(request);
    String policy = SecurityHubPolicies.id(Asked.of(request).text("ConfigurationPolicyIdentifier"));
    String target = target(request);
    boolean there =
        Optional.ofNullable(central.associations.get(target))
            .filter(each -> each.policy.equals(policy))
            .isPresent();
    if (!there) {
      throw none();
    }
    central.associations.remove(target);
    world.mutated("securityhub:StartConfigurationPolicyDisassociation");
    return reply();
  }

  private ObjectNode get(ServiceRequest request) throws AwsError {
    SecurityHubState.Central _ = policies.central(request);
    return written(target(request)).orElseThrow(SecurityHubAssociations::none);
  }

  private ObjectNode list(ServiceRequest request) throws AwsError {
    SecurityHubState.Central _ = policies.central(request);
    Asked filters = Asked.of(request).part("Filters");
    OrganizationState organization = hubs.organization();
    var ids = new ArrayList<String>();
    ids.add(organization.root);
    ids.addAll(organization.units.keySet());
    ids.addAll(organization.active());
    var all = new ArrayList<ObjectNode>();
    for (String id : ids) {
      written(id).filter(each -> matches(filters, each)).ifPresent(all::add);
    }
    return SecurityHubHubs.page(
        request, "ConfigurationPolicyAssociationSummaries", all, MOST_PER_PAGE);
  }

  private static boolean matches(Asked filters, ObjectNode association) {
    return filters.members().stream()
        .allMatch(name -> association.path(name).asString("").equals(filters.text(name)));
  }

  private static AwsError none() {
    return SecurityHubErrors.missing("The configuration policy association was not found");
  }

  /** The association that holds for a target, if one does. */
  private Optional<ObjectNode> written(String target) {
    return targets.effective(target).map(effective -> written(target, effective));
  }

  private ObjectNode written(String target, SecurityHubTargets.Effective effective) {
    List<SecurityHubState.Outcome> outcomes = new ArrayList<>();
    boolean pending = false;
    for (String account : targets.accounts(effective, target)) {
      Optional<SecurityHubState.Outcome> outcome = targets.outcome(account, effective);
      outcome.ifPresent(outcomes::add);
      pending |= outcome.isEmpty();
    }
    Instant updated = effective.association().since;
    String message = "";
    for (SecurityHubState.Outcome outcome : outcomes) {
      updated = outcome.since.isAfter(updated) ? outcome.since : updated;
      message = outcome.message.isEmpty() ? message : outcome.message;
    }
    String status = pending ? "PENDING" : message.isEmpty() ? "SUCCESS" : "FAILED";
    ObjectNode each =
        reply()
            .put("ConfigurationPolicyId", effective.association().policy)
            .put("TargetId", target)
            .put("TargetType", targets.type(target).orElse(""))
            .put("AssociationType", effective.from().equals(target) ? "APPLIED" : "INHERITED");
    each.set("UpdatedAt", Timestamps.of(updated));
    each.put("AssociationStatus", status);
    if (status.equals("FAILED")) {
      each.put("AssociationStatusMessage", message);
    }
    return each;
  }
}
