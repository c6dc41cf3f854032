package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Findings and the resources they are about. Analyzers of unused and of internal access find
 * nothing here.
 */
final class AnalyzerFindings {
  private static final Map<String, Function<AccessAnalyzerState.Finding, String>> ORDERS =
      Map.of(
          "id", finding -> finding.id,
          "status", finding -> finding.status,
          "resource", finding -> finding.resource,
          "resourceType", finding -> finding.resourceType,
          "resourceOwnerAccount", finding -> finding.owner,
          "createdAt", finding -> finding.created.toString(),
          "updatedAt", finding -> finding.updated.toString());

  private final World world;
  private final AnalyzerBook book;
  private final SharedResources resources;
  private final AnalyzedPolicies policies;
  private final AccessAnalyzerDelays delays;

  AnalyzerFindings(
      World world,
      AnalyzerBook book,
      SharedResources resources,
      AnalyzedPolicies policies,
      AccessAnalyzerDelays delays) {
    this.world = world;
    this.book = book;
    this.resources = resources;
    this.policies = policies;
    this.delays = delays;
  }

  void in(OperationTable operations) {
    operations
        .with("ListFindings", this::list)
        .with("ListFindingsV2", this::listV2)
        .with("GetFinding", this::get)
        .with("GetFindingV2", this::getV2)
        .with("UpdateFindings", this::update)
        .with("StartResourceScan", this::scan)
        .with("GetAnalyzedResource", this::resource)
        .with("ListAnalyzedResources", this::listResources);
  }

  private ObjectNode list(ServiceRequest request) throws AwsError {
    AnalyzerBook.Entry entry = external(request);
    return Analyzers.page(
        request,
        "findings",
        selected(request, entry).stream().map(AnalyzerFindings::described).toList());
  }

  private ObjectNode listV2(ServiceRequest request) throws AwsError {
    AnalyzerBook.Entry entry = working(request);
    return Analyzers.page(
        request,
        "findings",
        selected(request, entry).stream().map(AnalyzerFindings::summary).toList());
  }

  private List<AccessAnalyzerState.Finding> selected(
      ServiceRequest request, AnalyzerBook.Entry entry) throws AwsError {
    AnalyzerFilter filter = AnalyzerFilter.of(Asked.of(request), true);
    Asked sort = Asked.of(request).part("sort");
    var order = ORDERS.get(sort.text("attributeName", "createdAt"));
    if (order == null) {
      throw AccessAnalyzerErrors.invalid("Invalid sort attribute: " + sort.text("attributeName"));
    }
    Comparator<AccessAnalyzerState.Finding> comparator = Comparator.comparing(order);
    boolean descending = sort.text("orderBy", "DESC").equals("DESC");
    return policies.findings(entry, request.now()).values().stream()
        .filter(filter::holds)
        .sorted(descending ? comparator.reversed() : comparator)
        .toList();
  }

  private ObjectNode get(ServiceRequest request) throws AwsError {
    AnalyzerBook.Entry entry = external(request);
    return reply().set("finding", described(named(request, entry)));
  }

  private ObjectNode getV2(ServiceRequest request) throws AwsError {
    AccessAnalyzerState.Finding finding = named(request, working(request));
    ObjectNode details = details(finding);
    ObjectNode reply = summary(finding);
    reply.putArray("findingDetails").addObject().set("externalAccessDetails", details);
    return reply;
  }

  private AccessAnalyzerState.Finding named(ServiceRequest request, AnalyzerBook.Entry entry)
      throws AwsError {
    String id = Asked.of(request).text("id");
    AccessAnalyzerState.Finding finding = policies.findings(entry, request.now()).get(id);
    if (finding == null) {
      throw AccessAnalyzerErrors.absent("Finding", id);
    }
    return finding;
  }

  private ObjectNode update(ServiceRequest request) throws AwsError {
    AnalyzerBook.Entry entry = working(request);
    Asked asked = Asked.of(request);
    String status = asked.text("status");
    if (!Set.of("ACTIVE", "ARCHIVED").contains(status)) {
      throw AccessAnalyzerErrors.invalid("Invalid status: " + status);
    }
    if (asked.has("ids") == asked.has("resourceArn")) {
      throw AccessAnalyzerErrors.invalid("Exactly one of ids and resourceArn must be given");
    }
    var findings = policies.findings(entry, request.now());
    List<String> ids =
        asked.has("ids")
            ? asked.texts("ids")
            : findings.values().stream()
                .filter(each -> each.resource.equals(asked.text("resourceArn")))
                .map(each -> each.id)
                .toList();
    for (String id : ids) {
      if (!findings.containsKey(id)) {
        throw AccessAnalyzerErrors.absent("Finding", id);
      }
    }
    boolean changed = false;
    for (String id : ids) {
      AccessAnalyzerState.Finding finding = findings.getOrDefault(id, NONE);
      if (!finding.status.equals("RESOLVED") && !finding.status.equals(status)) {
        AnalyzerRules.mark(entry.analyzer(), id, status, request.now());
        changed = true;
      }
    }
    if (changed) {
      world.mutated("access-analyzer:UpdateFindings");
    }
    return reply();
  }

  private static final AccessAnalyzerState.Finding NONE = new AccessAnalyzerState.Finding();

  private ObjectNode scan(ServiceRequest request) throws AwsError {
    AnalyzerBook.Entry entry = external(request);
    String arn = Asked.of(request).text("resourceArn");
    if (!all(entry).containsKey(arn)) {
      throw AccessAnalyzerErrors.absent("Resource", arn);
    }
    if (resources.hurry(arn, request.now().plus(delays.scan()))) {
      world.mutated("access-analyzer:StartResourceScan");
    }
    return reply();
  }

  private ObjectNode resource(ServiceRequest request) throws AwsError {
    AnalyzerBook.Entry entry = external(request);
    String arn = Asked.of(request).text("resourceArn");
    AccessAnalyzerState.Watched watched = all(entry).get(arn);
    if (watched == null) {
      throw AccessAnalyzerErrors.absent("Resource", arn);
    }
    List<AccessAnalyzerState.Finding> findings =
        policies.findings(entry, request.now()).values().stream()
            .filter(each -> each.resource.equals(arn))
            .toList();
    List<AccessAnalyzerState.Finding> open =
        findings.stream().filter(each -> !each.status.equals("RESOLVED")).toList();
    Instant first = book.active(entry.analyzer()).plus(delays.scan());
    Instant analyzed = first.isAfter(watched.analyzed) ? first : watched.analyzed;
    ObjectNode described =
        reply()
            .put("resourceArn", arn)
            .put("resourceType", watched.type)
            .put("resourceOwnerAccount", watched.account)
            .put("isPublic", open.stream().anyMatch(each -> each.isPublic));
    described.set("createdAt", Timestamps.of(first));
    described.set("analyzedAt", Timestamps.of(analyzed));
    described.set("updatedAt", Timestamps.of(analyzed));
    if (!findings.isEmpty()) {
      String status =
          open.isEmpty()
              ? "RESOLVED"
              : open.stream().anyMatch(each -> each.status.equals("ACTIVE"))
                  ? "ACTIVE"
                  : "ARCHIVED";
      described.put("status", status);
    }
    var actions = new TreeSet<String>();
    open.forEach(each -> actions.addAll(each.actions));
    ArrayNode list = described.putArray("actions");
    actions.forEach(list::add);
    if (!open.isEmpty()) {
      described.putArray("sharedVia").add("POLICY");
    }
    return reply().set("resource", described);
  }

  private ObjectNode listResources(ServiceRequest request) throws AwsError {
    AnalyzerBook.Entry entry = external(request);
    String type = Asked.of(request).text("resourceType");
    var listed = new ArrayList<ObjectNode>();
    all(entry)
        .forEach(
            (arn, resource) -> {
              if (type.isEmpty() || type.equals(resource.type)) {
                listed.add(
                    reply()
                        .put("resourceArn", arn)
                        .put("resourceOwnerAccount", resource.account)
                        .put("resourceType", resource.type));
              }
            });
    return Analyzers.page(request, "analyzedResources", listed);
  }

  private SortedMap<String, AccessAnalyzerState.Watched> all(AnalyzerBook.Entry entry) {
    var all = new TreeMap<String, AccessAnalyzerState.Watched>();
    policies.resources(entry, all::put);
    return all;
  }

  /** The analyzer, which must look for external access. */
  private AnalyzerBook.Entry external(ServiceRequest request) throws AwsError {
    AnalyzerBook.Entry entry = working(request);
    if (!AnalyzerTypes.isExternal(entry.analyzer().type)) {
      throw AccessAnalyzerErrors.invalid(
          request.operation() + " is supported for external access analyzers only");
    }
    return entry;
  }

  /** The analyzer; a disabled one's findings cannot be reached. */
  private AnalyzerBook.Entry working(ServiceRequest request) throws AwsError {
    var entry = new AnalyzerBook.Entry(Place.of(request), book.byArn(request, "analyzerArn"));
    String status = book.status(entry, request.now());
    if (status.equals("DISABLED") || status.equals("FAILED")) {
      throw AccessAnalyzerErrors.invalid(
          "Analyzer %s is %s: %s".formatted(entry.analyzer().name, status, book.reason(entry)));
    }
    return entry;
  }

  private static ObjectNode described(AccessAnalyzerState.Finding finding) {
    ObjectNode described = base(finding);
    details(finding).properties().forEach(each -> described.set(each.getKey(), each.getValue()));
    return described;
  }

  private static ObjectNode summary(AccessAnalyzerState.Finding finding) {
    return base(finding).put("findingType", "ExternalAccess");
  }

  private static ObjectNode base(AccessAnalyzerState.Finding finding) {
    ObjectNode base =
        reply()
            .put("id", finding.id)
            .put("resource", finding.resource)
            .put("resourceType", finding.resourceType)
            .put("resourceOwnerAccount", finding.owner)
            .put("status", finding.status);
    base.set("createdAt", Timestamps.of(finding.created));
    base.set("analyzedAt", Timestamps.of(finding.created));
    base.set("updatedAt", Timestamps.of(finding.updated));
    return base;
  }

  private static ObjectNode details(AccessAnalyzerState.Finding finding) {
    ObjectNode details = reply().put("isPublic", finding.isPublic);
    details.putObject("principal").put(finding.kind, finding.principal);
    ArrayNode actions = details.putArray("action");
    finding.actions.forEach(actions::add);
    ObjectNode conditions = details.putObject("condition");
    finding.conditions.forEach(conditions::put);
    details.putArray("sources").addObject().put("type", "POLICY");
    return details;
  }

  private static ObjectNode reply() {
    return JsonNodeFactory.instance.objectNode();
  }
}
