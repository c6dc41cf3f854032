package io.orgsh.sandbox.service;

import static io.orgsh.sandbox.service.SecurityHubHubs.reply;

import io.orgsh.sandbox.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Standards: which there are, and which an account has enabled in a region. */
final class SecurityHubStandards {
  private static final int MOST_IN_A_CALL = 25;
  private static final int MOST_PER_PAGE = 100;

  private final World world;
  private final SecurityHubHubs hubs;
  // AWS counts calls, not changes: no part of the world.
  private final Map<Place, Instant> lastBatch = new HashMap<>();

  SecurityHubStandards(World world, SecurityHubHubs hubs) {
    this.world = world;
    this.hubs = hubs;
  }

  void in(OperationTable operations) {
    operations
        .with("DescribeStandards", this::describe)
        .with("GetEnabledStandards", this::enabled)
        .with("BatchEnableStandards", this::enable)
        .with("BatchDisableStandards", this::disable);
  }

  private ObjectNode describe(ServiceRequest request) throws AwsError {
    SecurityHubState.Hub _ = hubs.own(request);
    var all = new ArrayList<ObjectNode>();
    for (SecurityHubStandard standard : SecurityHubStandard.all()) {
      ObjectNode each =
          reply()
              .put("StandardsArn", standard.arn(request.region()))
              .put("Name", standard.title())
              .put("Description", standard.title())
              .put("EnabledByDefault", standard.isDefault());
      each.putObject("StandardsManagedBy").put("Company", "AWS").put("Product", "Security Hub");
      all.add(each);
    }
    return SecurityHubHubs.page(request, "Standards", all, MOST_PER_PAGE);
  }

  private ObjectNode enabled(ServiceRequest request) throws AwsError {
    SecurityHubState.Hub hub = hubs.own(request);
    List<String> arns = Asked.of(request).texts("StandardsSubscriptionArns");
    Place place = Place.of(request);
    for (String arn : arns) {
      SecurityHubStandard _ = subscribed(hub, place, arn);
    }
    var all = new ArrayList<ObjectNode>();
    for (SecurityHubStandard standard : SecurityHubStandard.all()) {
      SecurityHubState.Subscription subscription = hub.standards.get(standard.key());
      if (subscription != null && (arns.isEmpty() || arns.contains(arn(place, standard.key())))) {
        all.add(written(place, standard, subscription));
      }
    }
    return SecurityHubHubs.page(request, "StandardsSubscriptions", all, MOST_PER_PAGE);
  }

  private ObjectNode enable(ServiceRequest request) throws AwsError {
    SecurityHubState.Hub hub = hubs.own(request);
    Place place = Place.of(request);
    checkLocal(place);
    pace(request);
    List<Asked> asked = Asked.of(request).parts("StandardsSubscriptionRequests");
    checkCount(asked.size());
    var wanted = new ArrayList<SecurityHubStandard>();
    for (Asked each : asked) {
      wanted.add(
          SecurityHubStandard.of(each.text("StandardsArn"), place.region())
              .orElseThrow(
                  () ->
                      SecurityHubErrors.invalid(
                          "Invalid StandardsSubscriptionRequest(s): "
                              + each.text("StandardsArn"))));
    }
    checkSettled(hub, place, wanted);
    boolean changed = false;
    for (SecurityHubStandard standard : wanted) {
      changed |= SecurityHubHubs.subscribe(hub, standard, request.now());
    }
    if (changed) {
      world.mutated("securityhub:BatchEnableStandards");
    }
    return subscriptions(hub, place, wanted);
  }

  private ObjectNode disable(ServiceRequest request) throws AwsError {
    SecurityHubState.Hub hub = hubs.own(request);
    Place place = Place.of(request);
    checkLocal(place);
    List<String> arns = Asked.of(request).texts("StandardsSubscriptionArns");
    checkCount(arns.size());
    var wanted = new ArrayList<SecurityHubStandard>();
    for (String arn : arns) {
      wanted.add(subscribed(hub, place, arn));
    }
    checkSettled(hub, place, wanted);
    for (SecurityHubStandard standard : wanted) {
      SecurityHubState.Subscription subscription = hub.standards.get(standard.key());
      if (subscription != null) {
        subscription.status = "DELETING";
        subscription.since = request.now();
      }
    }
    world.mutated("securityhub:BatchDisableStandards");
    return subscriptions(hub, place, wanted);
  }

  /** A policy of the administrator says which standards a centrally managed account has. */
  private void checkLocal(Place place) throws AwsError {
    SecurityHubState.Central central = hubs.state().central;
    if (central.type.equals("CENTRAL") && central.outcomes.containsKey(place.account())) {
      throw SecurityHubErrors.centrallyManaged();
    }
  }

  private void pace(ServiceRequest request) throws AwsError {
    Instant last = lastBatch.getOrDefault(Place.of(request), Instant.MIN);
    boolean sameWorld = !request.now().isBefore(last);
    if (sameWorld && last.isAfter(request.now().minusSeconds(1))) {
      throw SecurityHubErrors.tooFast();
    }
    lastBatch.put(Place.of(request), request.now());
  }

  private static void checkCount(int count) throws AwsError {
    if (count < 1 || count > MOST_IN_A_CALL) {
      throw SecurityHubErrors.invalid("A call takes 1 to " + MOST_IN_A_CALL + " standards");
    }
  }

  private static void checkSettled(
      SecurityHubState.Hub hub, Place place, List<SecurityHubStandard> wanted) throws AwsError {
    for (String status : List.of("PENDING", "DELETING")) {
      List<String> busy =
          wanted.stream()
              .map(SecurityHubStandard::key)
              .filter(key -> hub.standards.containsKey(key))
              .filter(
                  key ->
                      hub.standards
                          .getOrDefault(key, new SecurityHubState.Subscription())
                          .status
                          .equals(status))
              .map(key -> arn(place, key))
              .toList();
      if (!busy.isEmpty()) {
        throw SecurityHubErrors.invalid(
            "StandardsSubscription(s) in state " + status + ", please try later: " + busy);
      }
    }
  }

  private static SecurityHubStandard subscribed(SecurityHubState.Hub hub, Place place, String arn)
      throws AwsError {
    return SecurityHubStandard.all().stream()
        .filter(each -> hub.standards.containsKey(each.key()))
        .filter(each -> arn(place, each.key()).equals(arn))
        .findFirst()
        .orElseThrow(
            () -> SecurityHubErrors.invalid("Invalid StandardsSubscriptionArn(s): " + arn));
  }

  private static ObjectNode subscriptions(
      SecurityHubState.Hub hub, Place place, List<SecurityHubStandard> standards) {
    ObjectNode reply = reply();
    ArrayNode list = reply.putArray("StandardsSubscriptions");
    for (SecurityHubStandard standard : standards) {
      SecurityHubState.Subscription subscription = hub.standards.get(standard.key());
      if (subscription != null) {
        list.add(written(place, standard, subscription));
      }
    }
    return reply;
  }

  private static ObjectNode written(
      Place place, SecurityHubStandard standard, SecurityHubState.Subscription subscription) {
    ObjectNode each =
        reply()
            .put("StandardsSubscriptionArn", arn(place, standard.key()))
            .put("StandardsArn", standard.arn(place.region()));
    each.putObject("StandardsInput");
    each.put("StandardsStatus", subscription.status);
    if (subscription.status.equals("INCOMPLETE")) {
      each.putObject("StandardsStatusReason")
          .put("StatusReasonCode", "NO_AVAILABLE_CONFIGURATION_RECORDER");
    }
    return each;
  }

  private static String arn(Place place, String key) {
    return place.arn("securityhub", "subscription/" + key);
  }
}
