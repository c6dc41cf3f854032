package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Archive rules. A rule acts on what is found after it was made; on what was found before only when
 * it is applied.
 */
final class AnalyzerRules {
  private static final int MOST = 100;

  private final World world;
  private final AnalyzerBook book;
  private final AnalyzedPolicies policies;

  AnalyzerRules(World world, AnalyzerBook book, AnalyzedPolicies policies) {
    this.world = world;
    this.book = book;
    this.policies = policies;
  }

  void in(OperationTable operations) {
    operations
        .with("CreateArchiveRule", this::create)
        .with("GetArchiveRule", this::get)
        .with("ListArchiveRules", this::list)
        .with("UpdateArchiveRule", this::update)
        .with("DeleteArchiveRule", this::delete)
        .with("ApplyArchiveRule", this::apply);
  }

  /** Whether one of an analyzer's rules archived a finding when it was found. */
  static boolean archives(
      AccessAnalyzerState.Analyzer analyzer, AccessAnalyzerState.Finding finding) {
    return analyzer.rules.values().stream()
        .filter(rule -> !finding.created.isBefore(rule.updated))
        .anyMatch(rule -> AnalyzerFilter.of(rule.filter).holds(finding));
  }

  /**
   * Adds a rule to an analyzer.
   *
   * @throws AwsError {@code ConflictException}, {@code ServiceQuotaExceededException}, {@code
   *     ValidationException}
   */
  static void put(AccessAnalyzerState.Analyzer analyzer, Asked asked, Instant now) throws AwsError {
    String name = asked.text("ruleName");
    if (!name.matches("[A-Za-z][A-Za-z0-9_.-]{0,254}")) {
      throw AccessAnalyzerErrors.invalid("Invalid ruleName: " + name);
    }
    if (AnalyzerFilter.of(asked, false).isEmpty()) {
      throw AccessAnalyzerErrors.invalid("The filter of an archive rule must not be empty");
    }
    if (analyzer.rules.containsKey(name)) {
      throw AccessAnalyzerErrors.conflict("ArchiveRule", name);
    }
    if (analyzer.rules.size() >= MOST) {
      throw AccessAnalyzerErrors.quota("ArchiveRule", name, "Archive rule limit exceeded");
    }
    var rule = new AccessAnalyzerState.Rule();
    rule.filter = asked.part("filter").copy();
    rule.created = now;
    rule.updated = now;
    analyzer.rules.put(name, rule);
  }

  private ObjectNode create(ServiceRequest request) throws AwsError {
    put(book.named(request), Asked.of(request), request.now());
    world.mutated("access-analyzer:CreateArchiveRule");
    return reply();
  }

  private ObjectNode get(ServiceRequest request) throws AwsError {
    String name = Asked.of(request).text("ruleName");
    return reply().set("archiveRule", described(name, named(book.named(request), request)));
  }

  private ObjectNode list(ServiceRequest request) throws AwsError {
    List<ObjectNode> rules =
        book.named(request).rules.entrySet().stream()
            .map(entry -> described(entry.getKey(), entry.getValue()))
            .toList();
    return Analyzers.page(request, "archiveRules", rules);
  }

  private static ObjectNode described(String name, AccessAnalyzerState.Rule rule) {
    ObjectNode described = reply().put("ruleName", name);
    described.set("filter", rule.filter.deepCopy());
    described.set("createdAt", Timestamps.of(rule.created));
    described.set("updatedAt", Timestamps.of(rule.updated));
    return described;
  }

  private ObjectNode update(ServiceRequest request) throws AwsError {
    AccessAnalyzerState.Analyzer analyzer = book.named(request);
    AccessAnalyzerState.Rule rule = named(analyzer, request);
    if (AnalyzerFilter.of(Asked.of(request), false).isEmpty()) {
      throw AccessAnalyzerErrors.invalid("The filter of an archive rule must not be empty");
    }
    ObjectNode filter = Asked.of(request).part("filter").copy();
    if (!filter.equals(rule.filter)) {
      keep(request, analyzer);
      rule.filter = filter;
      rule.updated = request.now();
      world.mutated("access-analyzer:UpdateArchiveRule");
    }
    return reply();
  }

  private ObjectNode delete(ServiceRequest request) throws AwsError {
    AccessAnalyzerState.Analyzer analyzer = book.named(request);
    AccessAnalyzerState.Rule _ = named(analyzer, request);
    keep(request, analyzer);
    analyzer.rules.remove(Asked.of(request).text("ruleName"));
    world.mutated("access-analyzer:DeleteArchiveRule");
    return reply();
  }

  /** What a rule has archived stays so when the rule is gone or another. */
  private void keep(ServiceRequest request, AccessAnalyzerState.Analyzer analyzer) {
    var entry = new AnalyzerBook.Entry(Place.of(request), analyzer);
    for (AccessAnalyzerState.Finding finding : policies.findings(entry, request.now()).values()) {
      if (finding.status.equals("ARCHIVED") && !analyzer.marks.containsKey(finding.id)) {
        mark(analyzer, finding.id, "ARCHIVED", finding.updated);
      }
    }
  }

  private ObjectNode apply(ServiceRequest request) throws AwsError {
    AccessAnalyzerState.Analyzer analyzer = book.byArn(request, "analyzerArn");
    var filter = AnalyzerFilter.of(named(analyzer, request).filter);
    var entry = new AnalyzerBook.Entry(Place.of(request), analyzer);
    boolean changed = false;
    for (AccessAnalyzerState.Finding finding : policies.findings(entry, request.now()).values()) {
      if (finding.status.equals("ACTIVE") && filter.holds(finding)) {
        mark(analyzer, finding.id, "ARCHIVED", request.now());
        changed = true;
      }
    }
    if (changed) {
      world.mutated("access-analyzer:ApplyArchiveRule");
    }
    return reply();
  }

  static void mark(
      AccessAnalyzerState.Analyzer analyzer, String finding, String status, Instant now) {
    var mark = new AccessAnalyzerState.Mark();
    mark.status = status;
    mark.at = now;
    analyzer.marks.put(finding, mark);
  }

  private static AccessAnalyzerState.Rule named(
      AccessAnalyzerState.Analyzer analyzer, ServiceRequest request) throws AwsError {
    String name = Asked.of(request).text("ruleName");
    AccessAnalyzerState.Rule rule = analyzer.rules.get(name);
    if (rule == null) {
      throw AccessAnalyzerErrors.absent("ArchiveRule", name);
    }
    return rule;
  }

  private static ObjectNode reply() {
    return JsonNodeFactory.instance.objectNode();
  }
}
