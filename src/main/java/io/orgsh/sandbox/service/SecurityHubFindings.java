package io.orgsh.sandbox.service;

import static io.orgsh.sandbox.service.SecurityHubHubs.reply;

import io.orgsh.sandbox.World;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Findings as accounts and their administrator see, annotate and are told of them. */
final class SecurityHubFindings {
  private static final int MOST_IN_A_CALL = 100;
  private static final Set<String> WORKFLOWS = Set.of("NEW", "NOTIFIED", "RESOLVED", "SUPPRESSED");
  private static final List<String> ADDED =
      List.of(
          "Note",
          "Severity",
          "VerificationState",
          "Confidence",
          "Criticality",
          "Types",
          "UserDefinedFields",
          "RelatedFindings");

  private final World world;
  private final SecurityHubHubs hubs;
  private final SecurityHubAggregators aggregators;
  private final SecurityHubControls controls;
  private final Events events;

  SecurityHubFindings(
      World world,
      SecurityHubHubs hubs,
      SecurityHubAggregators aggregators,
      SecurityHubControls controls,
      Events events) {
    this.world = world;
    this.hubs = hubs;
    this.aggregators = aggregators;
    this.controls = controls;
    this.events = events;
  }

  void in(OperationTable operations) {
    operations.with("GetFindings", this::get).with("BatchUpdateFindings", this::update);
  }

  /** Puts a finding, and tells those who see it. */
  void put(Place owner, String id, SecurityHubState.Finding finding) {
    hubs.state().findings.computeIfAbsent(owner.key(), _ -> new TreeMap<>()).put(id, finding);
    tell(owner, id, finding);
  }

  private void tell(Place owner, String id, SecurityHubState.Finding finding) {
    ObjectNode event =
        reply()
            .put("source", "aws.securityhub")
            .put("detail-type", "Security Hub Findings - Imported");
    event.putArray("resources").add(SecurityHubControls.productArn(owner, finding) + "/" + id);
    event.putObject("detail").putArray("findings").add(controls.written(owner, id, finding));
    viewers(owner).forEach(viewer -> events.publish(viewer.account(), viewer.region(), event));
  }

  /** Where a finding is seen: at home, by the administrator, and in their home regions. */
  private Set<Place> viewers(Place owner) {
    var viewers = new LinkedHashSet<Place>();
    viewers.add(owner);
    hubs.administering(owner)
        .ifPresent(each -> viewers.add(new Place(each.account, owner.region())));
    for (Place place : List.copyOf(viewers)) {
      Optional.ofNullable(hubs.state().aggregators.get(place.account()))
          .filter(each -> aggregators.links(place.account(), owner.region(), each.region))
          .ifPresent(each -> viewers.add(new Place(place.account(), each.region)));
    }
    return viewers;
  }

  private boolean sees(Place viewer, Place owner) {
    boolean region =
        owner.region().equals(viewer.region())
            || aggregators.links(viewer.account(), owner.region(), viewer.region());
    return region
        && (owner.account().equals(viewer.account())
            || hubs.administering(owner)
                .filter(each -> each.account.equals(viewer.account()))
                .isPresent());
  }

  private void eachSeen(Place viewer, BiConsumer<Place, String> visit) {
    hubs.state()
        .findings
        .forEach(
            (key, findings) -> {
              Place owner = Place.of(key);
              if (sees(viewer, owner)) {
                findings.keySet().forEach(id -> visit.accept(owner, id));
              }
            });
  }

  private Optional<SecurityHubState.Finding> at(Place owner, String id) {
    return Optional.ofNullable(
        hubs.state().findings.getOrDefault(owner.key(), new TreeMap<>()).get(id));
  }

  private ObjectNode get(ServiceRequest request) throws AwsError {
    SecurityHubState.Hub _ = hubs.own(request);
    SecurityHubFilters filters = SecurityHubFilters.of(Asked.of(request).part("Filters"));
    var all = new ArrayList<ObjectNode>();
    eachSeen(
        Place.of(request),
        (owner, id) ->
            at(owner, id)
                .map(finding -> controls.written(owner, id, finding))
                .filter(filters::hold)
                .ifPresent(all::add));
    return SecurityHubHubs.page(request, "Findings", all, MOST_IN_A_CALL);
  }

  private ObjectNode update(ServiceRequest request) throws AwsError {
    SecurityHubState.Hub _ = hubs.own(request);
    Asked asked = Asked.of(request);
    List<Asked> named = asked.parts("FindingIdentifiers");
    if (named.isEmpty() || named.size() > MOST_IN_A_CALL) {
      throw SecurityHubErrors.invalid("A call takes 1 to " + MOST_IN_A_CALL + " findings");
    }
    Asked workflow = asked.part("Workflow");
    if (workflow.has("Status") && !WORKFLOWS.contains(workflow.text("Status"))) {
      throw SecurityHubErrors.invalid("Invalid parameter Workflow.Status");
    }
    ObjectNode reply = reply();
    ArrayNode processed = reply.putArray("ProcessedFindings");
    ArrayNode unprocessed = reply.putArray("UnprocessedFindings");
    boolean changed = false;
    for (Asked each : named) {
      Optional<Place> owner = owner(Place.of(request), each);
      if (owner.isPresent()) {
        changed |= change(owner.get(), each.text("Id"), request);
        processed.add(each.copy());
      } else {
        ObjectNode entry = unprocessed.addObject();
        entry.set("FindingIdentifier", each.copy());
        entry.put("ErrorCode", "FindingNotFound").put("ErrorMessage", "Finding Not Found");
      }
    }
    if (changed) {
      world.mutated("securityhub:BatchUpdateFindings");
    }
    return reply;
  }

  private Optional<Place> owner(Place viewer, Asked identifier) {
    var owners = new ArrayList<Place>();
    eachSeen(
        viewer,
        (owner, id) -> {
          if (id.equals(identifier.text("Id"))) {
            at(owner, id)
                .map(finding -> SecurityHubControls.productArn(owner, finding))
                .filter(identifier.text("ProductArn")::equals)
                .ifPresent(_ -> owners.add(owner));
          }
        });
    return owners.stream().findFirst();
  }

  private boolean change(Place owner, String id, ServiceRequest request) {
    Optional<SecurityHubState.Finding> found = at(owner, id);
    if (found.isEmpty()) {
      return false;
    }
    SecurityHubState.Finding finding = found.get();
    Asked asked = Asked.of(request);
    ObjectNode before = finding.added.deepCopy();
    String workflow = finding.workflow;
    finding.workflow = asked.part("Workflow").text("Status", workflow);
    for (String member : ADDED) {
      if (asked.has(member)) {
        finding.added.set(member, request.parameters().path(member).deepCopy());
      }
    }
    if (asked.has("Note")) {
      ((ObjectNode) finding.added.path("Note")).put("UpdatedAt", request.now().toString());
    }
    if (before.equals(finding.added) && workflow.equals(finding.workflow)) {
      return false;
    }
    finding.updated = request.now();
    tell(owner, id, finding);
    return true;
  }
}
