package io.orgsh.sandbox.service;

import static io.orgsh.sandbox.service.SecurityHubHubs.reply;

import io.orgsh.sandbox.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Finding aggregators: one per account, from linked regions into the home region. */
final class SecurityHubAggregators {
  private static final int MOST_PER_PAGE = 100;
  private static final Set<String> WITH_REGIONS =
      Set.of("ALL_REGIONS_EXCEPT_SPECIFIED", "SPECIFIED_REGIONS");
  private static final Set<String> WITHOUT_REGIONS = Set.of("ALL_REGIONS", "NO_REGIONS");

  private final World world;
  private final SecurityHubHubs hubs;

  SecurityHubAggregators(World world, SecurityHubHubs hubs) {
    this.world = world;
    this.hubs = hubs;
  }

  void in(OperationTable operations) {
    operations
        .with("CreateFindingAggregator", this::create)
        .with("GetFindingAggregator", this::get)
        .with("ListFindingAggregators", this::list)
        .with("UpdateFindingAggregator", this::update)
        .with("DeleteFindingAggregator", this::delete);
  }

  /** Whether what a region finds is seen in another one by an account that sees it there. */
  boolean links(String account, String from, String to) {
    SecurityHubState.Aggregator aggregator = hubs.state().aggregators.get(account);
    return aggregator != null && aggregator.region.equals(to) && links(aggregator, from);
  }

  private static boolean links(SecurityHubState.Aggregator aggregator, String from) {
    boolean named = aggregator.regions.contains(from);
    return switch (aggregator.mode) {
      case "ALL_REGIONS" -> true;
      case "ALL_REGIONS_EXCEPT_SPECIFIED" -> !named;
      case "SPECIFIED_REGIONS" -> named;
      default -> false;
    };
  }

  /** The home region and those linked to it that the account may use. */
  List<String> regions(String account) {
    SecurityHubState.Aggregator aggregator = hubs.state().aggregators.get(account);
    OrganizationState organization = hubs.organization();
    if (aggregator == null || !organization.has(account)) {
      return List.of();
    }
    return organization.account(account).regions.keySet().stream()
        .filter(region -> organization.isOpen(account, region))
        .filter(region -> region.equals(aggregator.region) || links(aggregator, region))
        .toList();
  }

  private void checkAllowed(ServiceRequest request) throws AwsError {
    SecurityHubState.Hub _ = hubs.own(request);
    if (hubs.administering(Place.of(request)).isPresent()) {
      throw SecurityHubErrors.denied(
          "A member account cannot change finding aggregation of its administrator account");
    }
  }

  private ObjectNode create(ServiceRequest request) throws AwsError {
    checkAllowed(request);
    String account = request.caller().account();
    if (hubs.state().aggregators.containsKey(account)) {
      throw SecurityHubErrors.conflict("A finding aggregator already exists for the account");
    }
    var aggregator = new SecurityHubState.Aggregator();
    aggregator.region = request.region();
    aggregator.arn =
        Place.of(request)
            .arn("securityhub", "finding-aggregator/" + DerivedIds.uuid("aggregator", account));
    fill(aggregator, request);
    hubs.state().aggregators.put(account, aggregator);
    world.mutated("securityhub:CreateFindingAggregator");
    return written(aggregator);
  }

  private void fill(SecurityHubState.Aggregator aggregator, ServiceRequest request)
      throws AwsError {
    Asked asked = Asked.of(request);
    String mode = asked.text("RegionLinkingMode");
    List<String> regions = asked.texts("Regions");
    boolean with = WITH_REGIONS.contains(mode);
    if (!with && !WITHOUT_REGIONS.contains(mode)) {
      throw SecurityHubErrors.invalid("Invalid parameter RegionLinkingMode: " + mode);
    }
    if (with == regions.isEmpty()) {
      throw SecurityHubErrors.invalid(
          with
              ? "Regions is required with RegionLinkingMode " + mode
              : "Regions is not allowed with RegionLinkingMode " + mode);
    }
    OrganizationState organization = hubs.organization();
    for (String region : regions) {
      boolean known = organization.account(request.caller().account()).regions.containsKey(region);
      if (!known || region.equals(aggregator.region)) {
        throw SecurityHubErrors.invalid("Invalid Region: " + region);
      }
    }
    aggregator.mode = mode;
    aggregator.regions = new ArrayList<>(regions);
  }

  private SecurityHubState.Aggregator named(ServiceRequest request) throws AwsError {
    SecurityHubState.Hub _ = hubs.own(request);
    return Optional.ofNullable(hubs.state().aggregators.get(request.caller().account()))
        .filter(each -> each.arn.equals(Asked.of(request).text("FindingAggregatorArn")))
        .orElseThrow(() -> SecurityHubErrors.missing("The finding aggregator was not found"));
  }

  private ObjectNode get(ServiceRequest request) throws AwsError {
    return written(named(request));
  }

  private ObjectNode list(ServiceRequest request) throws AwsError {
    SecurityHubState.Hub _ = hubs.own(request);
    var all = new ArrayList<ObjectNode>();
    Optional.ofNullable(hubs.state().aggregators.get(request.caller().account()))
        .ifPresent(each -> all.add(reply().put("FindingAggregatorArn", each.arn)));
    return SecurityHubHubs.page(request, "FindingAggregators", all, MOST_PER_PAGE);
  }

  private ObjectNode update(ServiceRequest request) throws AwsError {
    checkAllowed(request);
    SecurityHubState.Aggregator aggregator = named(request);
    if (!aggregator.region.equals(request.region())) {
      throw SecurityHubErrors.invalid("The finding aggregator is changed in its home Region");
    }
    ObjectNode before = written(aggregator);
    fill(aggregator, request);
    if (!before.equals(written(aggregator))) {
      world.mutated("securityhub:UpdateFindingAggregator");
    }
    return written(aggregator);
  }

  private ObjectNode delete(ServiceRequest request) throws AwsError {
    checkAllowed(request);
    SecurityHubState.Aggregator aggregator = named(request);
    if (hubs.state().central.type.equals("CENTRAL") && hubs.isAdministrator(Place.of(request))) {
      throw SecurityHubErrors.invalid(
          "The finding aggregator cannot be deleted while central configuration is used");
    }
    hubs.state().aggregators.values().remove(aggregator);
    world.mutated("securityhub:DeleteFindingAggregator");
    return reply();
  }

  private static ObjectNode written(SecurityHubState.Aggregator aggregator) {
    ObjectNode each =
        reply()
            .put("FindingAggregatorArn", aggregator.arn)
            .put("FindingAggregationRegion", aggregator.region)
            .put("RegionLinkingMode", aggregator.mode);
    ArrayNode regions = each.putArray("Regions");
    aggregator.regions.forEach(regions::add);
    return each;
  }
}
