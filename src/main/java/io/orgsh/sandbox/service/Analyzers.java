package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The operations on analyzers and their tags. */
final class Analyzers {
  private static final String ROLE = "AWSServiceRoleForAccessAnalyzer";
  private static final int PAGE = 100;

  private final World world;
  private final Roles roles;
  private final AnalyzerBook book;
  private final SharedResources resources;

  Analyzers(World world, Roles roles, AnalyzerBook book, SharedResources resources) {
    this.world = world;
    this.roles = roles;
    this.book = book;
    this.resources = resources;
  }

  void in(OperationTable operations) {
    operations
        .with("CreateAnalyzer", this::create)
        .with("GetAnalyzer", this::get)
        .with("ListAnalyzers", this::list)
        .with("UpdateAnalyzer", this::update)
        .with("DeleteAnalyzer", this::delete)
        .with("TagResource", this::tag)
        .with("UntagResource", this::untag)
        .with("ListTagsForResource", this::listTags);
  }

  private ObjectNode create(ServiceRequest request) throws AwsError {
    Asked asked = Asked.of(request);
    String name = asked.text("analyzerName");
    String type = asked.text("type");
    Place place = Place.of(request);
    if (!name.matches("[A-Za-z_][A-Za-z0-9_.-]{0,254}")) {
      throw AccessAnalyzerErrors.invalid("Invalid analyzerName: " + name);
    }
    if (!AnalyzerTypes.isKnown(type)) {
      throw AccessAnalyzerErrors.invalid("Invalid type: " + type);
    }
    AnalyzerTypes.check(type, asked.part("configuration"));
    if (AnalyzerTypes.isOfOrganization(type)) {
      checkOrganization(request);
    }
    String token = asked.text("clientToken");
    var there = book.find(place, name);
    if (there.isPresent()) {
      if (!token.isEmpty() && token.equals(there.get().token) && type.equals(there.get().type)) {
        return reply().put("arn", there.get().arn);
      }
      throw AccessAnalyzerErrors.conflict("Analyzer", name);
    }
    checkQuota(place, type, name);
    var analyzer = new AccessAnalyzerState.Analyzer();
    analyzer.name = name;
    analyzer.arn = place.arn("access-analyzer", "analyzer/" + name);
    analyzer.type = type;
    analyzer.token = token;
    analyzer.created = request.now();
    analyzer.configuration = asked.part("configuration").copy();
    analyzer.failed = lacksRole(place.account(), type);
    for (Asked rule : asked.parts("archiveRules")) {
      AnalyzerRules.put(analyzer, rule, request.now());
    }
    Asked tags = asked.part("tags");
    tags.members().forEach(key -> analyzer.tags.put(key, tags.text(key)));
    resources.begin();
    book.add(place, analyzer);
    makeRoles(request, type);
    world.mutated("access-analyzer:CreateAnalyzer");
    return reply().put("arn", analyzer.arn);
  }

  private void checkOrganization(ServiceRequest request) throws AwsError {
    String account = request.caller().account();
    if (!book.trusted(request.now())) {
      throw AccessAnalyzerErrors.notEnabled();
    }
    if (!book.administers(account, request.now())) {
      throw AccessAnalyzerErrors.notAdministrator(account);
    }
  }

  private void checkQuota(Place place, String type, String name) throws AwsError {
    long there =
        book
            .all(
                each ->
                    each.region().equals(place.region())
                        && (AnalyzerTypes.isOfOrganization(type)
                            || each.account().equals(place.account())))
            .stream()
            .filter(each -> each.analyzer().type.equals(type))
            .count();
    if (there >= AnalyzerTypes.most(type)) {
      throw AccessAnalyzerErrors.quota(
          "Analyzer", name, "Analyzer limit exceeded for analyzers of type " + type);
    }
  }

  /** A delegated administrator cannot make the role in management, and fails without it. */
  private boolean lacksRole(String account, String type) {
    String management = book.organization().management;
    return AnalyzerTypes.isOfOrganization(type)
        && !account.equals(management)
        && !roles.has(management, ROLE);
  }

  private void makeRoles(ServiceRequest request, String type) {
    List<String> accounts =
        AnalyzerTypes.isOfOrganization(type)
            ? book.organization().active().stream()
                .filter(account -> !book.organization().isManagement(account))
                .toList()
            : List.of();
    roles.serviceLinked(request.caller().account(), AnalyzerBook.PRINCIPAL, ROLE, request.now());
    accounts.forEach(
        account -> roles.serviceLinked(account, AnalyzerBook.PRINCIPAL, ROLE, request.now()));
  }

  private ObjectNode get(ServiceRequest request) throws AwsError {
    return reply().set("analyzer", described(request, book.named(request)));
  }

  private ObjectNode list(ServiceRequest request) throws AwsError {
    String type = Asked.of(request).text("type");
    if (!type.isEmpty() && !AnalyzerTypes.isKnown(type)) {
      throw AccessAnalyzerErrors.invalid("Invalid type: " + type);
    }
    return page(
        request,
        "analyzers",
        book.at(Place.of(request)).stream()
            .filter(each -> type.isEmpty() || each.type.equals(type))
            .map(each -> described(request, each))
            .toList());
  }

  private ObjectNode described(ServiceRequest request, AccessAnalyzerState.Analyzer analyzer) {
    var entry = new AnalyzerBook.Entry(Place.of(request), analyzer);
    String status = book.status(entry, request.now());
    ObjectNode described =
        reply()
            .put("arn", analyzer.arn)
            .put("name", analyzer.name)
            .put("type", analyzer.type)
            .put("status", status);
    described.set("createdAt", Timestamps.of(analyzer.created));
    ObjectNode tags = described.putObject("tags");
    analyzer.tags.forEach(tags::put);
    if (status.equals("DISABLED") || status.equals("FAILED")) {
      described.putObject("statusReason").put("code", book.reason(entry));
    }
    if (!analyzer.configuration.isEmpty()) {
      described.set("configuration", analyzer.configuration.deepCopy());
    }
    return described;
  }

  private ObjectNode update(ServiceRequest request) throws AwsError {
    AccessAnalyzerState.Analyzer analyzer = book.named(request);
    if (AnalyzerTypes.isExternal(analyzer.type)) {
      throw AccessAnalyzerErrors.invalid(
          "UpdateAnalyzer is not supported for external access analyzers");
    }
    Asked configuration = Asked.of(request).part("configuration");
    AnalyzerTypes.check(analyzer.type, configuration);
    ObjectNode after = configuration.copy();
    // How long something must lie unused is fixed when the analyzer is made.
    if (configuration.part("unusedAccess").has("unusedAccessAge")
        && configuration.part("unusedAccess").number("unusedAccessAge", 0)
            != Asked.of(analyzer.configuration)
                .part("unusedAccess")
                .number("unusedAccessAge", 90)) {
      throw AccessAnalyzerErrors.invalid("unusedAccessAge cannot be changed");
    }
    if (!after.isEmpty() && !after.equals(analyzer.configuration)) {
      analyzer.configuration = after;
      world.mutated("access-analyzer:UpdateAnalyzer");
    }
    return reply().set("configuration", analyzer.configuration.deepCopy());
  }

  private ObjectNode delete(ServiceRequest request) throws AwsError {
    book.remove(Place.of(request), book.named(request));
    world.mutated("access-analyzer:DeleteAnalyzer");
    return reply();
  }

  private ObjectNode tag(ServiceRequest request) throws AwsError {
    AccessAnalyzerState.Analyzer analyzer = book.byArn(request, "resourceArn");
    Asked tags = Asked.of(request).part("tags");
    boolean changed = false;
    for (String key : tags.members()) {
      changed |= !tags.text(key).equals(analyzer.tags.put(key, tags.text(key)));
    }
    if (changed) {
      world.mutated("access-analyzer:TagResource");
    }
    return reply();
  }

  private ObjectNode untag(ServiceRequest request) throws AwsError {
    AccessAnalyzerState.Analyzer analyzer = book.byArn(request, "resourceArn");
    if (analyzer.tags.keySet().removeAll(Asked.of(request).texts("tagKeys"))) {
      world.mutated("access-analyzer:UntagResource");
    }
    return reply();
  }

  private ObjectNode listTags(ServiceRequest request) throws AwsError {
    ObjectNode reply = reply();
    ObjectNode tags = reply.putObject("tags");
    book.byArn(request, "resourceArn").tags.forEach(tags::put);
    return reply;
  }

  /** The page of a list that a request asks for. */
  static ObjectNode page(ServiceRequest request, String list, List<ObjectNode> all)
      throws AwsError {
    int size = Asked.of(request).number("maxResults", PAGE);
    if (size < 1) {
      throw AccessAnalyzerErrors.invalid("maxResults must be at least 1");
    }
    return TokenPages.page(
        list,
        all,
        Math.min(size, PAGE),
        Asked.of(request).text("nextToken"),
        "nextToken",
        () -> AccessAnalyzerErrors.invalid("Invalid nextToken"));
  }

  private static ObjectNode reply() {
    return JsonNodeFactory.instance.objectNode();
  }
}
