package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Behavior graphs, with their tags and data sources. */
final class DetectiveGraphs {
  private static final String ARN = "arn:aws:detective:[a-z0-9-]+:[0-9]{12}:graph:[a-f0-9]{32}";
  private static final String CORE = "DETECTIVE_CORE";
  private static final Set<String> OPTIONAL = Set.of("EKS_AUDIT", "ASFF_SECURITYHUB_FINDING");
  private static final int MOST_PER_PAGE = 200;

  private final World world;
  private final Roles roles;
  private final DetectiveDelays delays;

  DetectiveGraphs(World world, Roles roles, DetectiveDelays delays) {
    this.world = world;
    this.roles = roles;
    this.delays = delays;
  }

  void in(OperationTable operations) {
    operations
        .with("CreateGraph", this::create)
        .with("ListGraphs", this::list)
        .with("DeleteGraph", this::delete)
        .with("ListDatasourcePackages", this::packages)
        .with("UpdateDatasourcePackages", this::updatePackages)
        .with("TagResource", this::tag)
        .with("UntagResource", this::untag)
        .with("ListTagsForResource", this::tags);
  }

  DetectiveState state() {
    return world.state("detective", DetectiveState.class, DetectiveState::new);
  }

  OrganizationState organization() {
    return world.state("organizations", OrganizationState.class, OrganizationState::new);
  }

  boolean isOf2021() {
    return organization().era.equals("2021");
  }

  /** Whether an account has had GuardDuty for long enough, which only mattered in 2021. */
  boolean hasHistory(Place place, Instant now) {
    return !isOf2021()
        || world
            .state("guardduty", GuardDutyState.class, GuardDutyState::new)
            .enabledSince(place.account(), place.region())
            .filter(since -> !now.isBefore(since.plus(delays.history())))
            .isPresent();
  }

  /** An account's graph, as soon as it is there. */
  Optional<DetectiveState.Graph> at(Place place, Instant now) {
    return Optional.ofNullable(state().graphs.get(place.key()))
        .filter(graph -> !now.isBefore(graph.created));
  }

  /** The graph of an ARN, whoever's. */
  Optional<DetectiveState.Graph> named(String arn) {
    return state().graphs.values().stream().filter(graph -> graph.arn.equals(arn)).findFirst();
  }

  /** The account of a graph. */
  static String administrator(DetectiveState.Graph graph) {
    return graph.arn.split(":", -1)[4];
  }

  /** An account's graph; made unless it is there. */
  DetectiveState.Graph make(Place place, Instant at) {
    DetectiveState.Graph there = state().graphs.get(place.key());
    if (there != null) {
      return there;
    }
    var graph = new DetectiveState.Graph();
    graph.arn = place.arn("detective", "graph:" + DerivedIds.hex("graph", place.key()));
    graph.created = at;
    graph.packages.put(CORE, at);
    state().graphs.put(place.key(), graph);
    if (!isOf2021()) {
      roles.serviceLinked(
          place.account(), "detective.amazonaws.com", "AWSServiceRoleForDetective", at);
    }
    return graph;
  }

  /**
   * The ARN that a request names.
   *
   * @throws AwsError {@code ValidationException} where it is none
   */
  static String arn(ServiceRequest request, String member) throws AwsError {
    String arn = Asked.of(request).text(member);
    if (!arn.matches(ARN)) {
      throw DetectiveErrors.invalid(
          "1 validation error detected: Value '"
              + arn
              + "' at '"
              + member
              + "' failed to satisfy constraint: Member must satisfy regular expression"
              + " pattern: "
              + ARN);
    }
    return arn;
  }

  /**
   * The caller's own graph, which the request names.
   *
   * @throws AwsError {@code ResourceNotFoundException}; {@code AccessDeniedException} for a graph
   *     of which the caller is a member
   */
  DetectiveState.Graph owned(ServiceRequest request, String member) throws AwsError {
    String arn = arn(request, member);
    String account = request.caller().account();
    Optional<DetectiveState.Graph> own = at(Place.of(request), request.now());
    if (own.isPresent() && own.get().arn.equals(arn)) {
      return own.get();
    }
    if (named(arn).filter(graph -> graph.members.containsKey(account)).isPresent()) {
      throw DetectiveErrors.denied(
          "Account " + account + " is not the administrator account of " + arn);
    }
    throw DetectiveErrors.noGraph(arn);
  }

  DetectiveState.Graph owned(ServiceRequest request) throws AwsError {
    return owned(request, "GraphArn");
  }

  private ObjectNode create(ServiceRequest request) throws AwsError {
    Place place = Place.of(request);
    DetectiveState.Graph there = state().graphs.get(place.key());
    if (there != null) {
      return reply().put("GraphArn", there.arn);
    }
    if (!hasHistory(place, request.now())) {
      throw DetectiveErrors.conflict(
          "Amazon GuardDuty must have been enabled for at least 48 hours in account "
              + place.account()
              + " before Detective can be enabled");
    }
    DetectiveState.Graph graph = make(place, request.now());
    Asked tags = Asked.of(request).part("Tags");
    tags.members().forEach(key -> graph.tags.put(key, tags.text(key)));
    world.mutated("detective:CreateGraph");
    return reply().put("GraphArn", graph.arn);
  }

  private ObjectNode list(ServiceRequest request) throws AwsError {
    List<ObjectNode> graphs =
        at(Place.of(request), request.now()).stream()
            .map(
                graph -> {
                  ObjectNode listed = reply().put("Arn", graph.arn);
                  listed.set("CreatedTime", Timestamps.of(graph.created));
                  return listed;
                })
            .toList();
    return page(request, "GraphList", graphs);
  }

  private ObjectNode delete(ServiceRequest request) throws AwsError {
    DetectiveState.Graph _ = owned(request);
    state().graphs.remove(Place.of(request).key());
    world.mutated("detective:DeleteGraph");
    return reply();
  }

  private ObjectNode packages(ServiceRequest request) throws AwsError {
    notIn2021(request);
    DetectiveState.Graph graph = owned(request);
    ObjectNode reply = reply();
    ObjectNode packages = reply.putObject("DatasourcePackages");
    graph.packages.forEach(
        (name, since) -> {
          ObjectNode details =
              packages.putObject(name).put("DatasourcePackageIngestState", "STARTED");
          details
              .putObject("LastIngestStateChange")
              .putObject("STARTED")
              .set("Timestamp", Timestamps.of(since));
        });
    return reply;
  }

  private ObjectNode updatePackages(ServiceRequest request) throws AwsError {
    notIn2021(request);
    DetectiveState.Graph graph = owned(request);
    List<String> wanted = Asked.of(request).texts("DatasourcePackages");
    for (String name : wanted) {
      if (!OPTIONAL.contains(name) && !name.equals(CORE)) {
        throw DetectiveErrors.invalid("Unknown datasource package: " + name);
      }
    }
    boolean changed = false;
    for (String name : wanted) {
      changed |= graph.packages.putIfAbsent(name, request.now()) == null;
    }
    if (changed) {
      world.mutated("detective:UpdateDatasourcePackages");
    }
    return reply();
  }

  private ObjectNode tag(ServiceRequest request) throws AwsError {
    DetectiveState.Graph graph = owned(request, "ResourceArn");
    Asked tags = Asked.of(request).part("Tags");
    boolean changed = false;
    for (String key : tags.members()) {
      changed |= !tags.text(key).equals(graph.tags.put(key, tags.text(key)));
    }
    if (changed) {
      world.mutated("detective:TagResource");
    }
    return reply();
  }

  private ObjectNode untag(ServiceRequest request) throws AwsError {
    DetectiveState.Graph graph = owned(request, "ResourceArn");
    if (graph.tags.keySet().removeAll(Asked.of(request).texts("TagKeys"))) {
      world.mutated("detective:UntagResource");
    }
    return reply();
  }

  private ObjectNode tags(ServiceRequest request) throws AwsError {
    ObjectNode reply = reply();
    ObjectNode tags = reply.putObject("Tags");
    owned(request, "ResourceArn").tags.forEach(tags::put);
    return reply;
  }

  /**
   * Refuses what came later.
   *
   * @throws AwsError {@code UnknownOperationException}
   */
  void notIn2021(ServiceRequest request) throws AwsError {
    if (isOf2021()) {
      throw DetectiveErrors.unknownOperation(request.operation());
    }
  }

  /** The page of a list that a request asks for. */
  static ObjectNode page(ServiceRequest request, String list, List<ObjectNode> all)
      throws AwsError {
    int size = Asked.of(request).number("MaxResults", MOST_PER_PAGE);
    if (size < 1 || size > MOST_PER_PAGE) {
      throw DetectiveErrors.invalid("MaxResults must be between 1 and " + MOST_PER_PAGE);
    }
    return TokenPages.page(
        list,
        all,
        size,
        Asked.of(request).text("NextToken"),
        "NextToken",
        () -> DetectiveErrors.invalid("Invalid NextToken"));
  }

  private static ObjectNode reply() {
    return JsonNodeFactory.instance.objectNode();
  }
}
