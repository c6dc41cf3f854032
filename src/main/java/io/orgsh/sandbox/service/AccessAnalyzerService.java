package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.time.Instant;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * IAM Access Analyzer: analyzers for an account or for the organization, what their zone of trust
 * shares with others, archive rules. It looks at policies of buckets and trust policies of roles.
 */
public final class AccessAnalyzerService implements Service {
  private final SharedResources resources;
  private final OperationTable operations = new OperationTable();

  /** IAM Access Analyzer in a world, as slow as AWS. */
  public AccessAnalyzerService(World world, Roles roles) {
    var delays = AccessAnalyzerDelays.AWS;
    var book = new AnalyzerBook(world, delays);
    var policies = new AnalyzedPolicies(world, book, delays);
    resources = new SharedResources(world, book, policies, delays);
    new Analyzers(world, roles, book, resources).in(operations);
    new AnalyzerRules(world, book, policies).in(operations);
    new AnalyzerFindings(world, book, resources, policies, delays).in(operations);
  }

  @Override
  public String name() {
    return "access-analyzer";
  }

  @Override
  public Set<String> operations() {
    return operations.names();
  }

  @Override
  public ObjectNode answer(ServiceRequest request) throws AwsError {
    return operations.answer(request);
  }

  @Override
  public String resource(ServiceRequest request) {
    Asked asked = Asked.of(request);
    if (asked.has("analyzerArn") || asked.has("resourceArn")) {
      return asked.text("analyzerArn", asked.text("resourceArn"));
    }
    if (!asked.has("analyzerName")) {
      return "*";
    }
    String analyzer = "analyzer/" + asked.text("analyzerName");
    String rule = asked.has("ruleName") ? "/archive-rule/" + asked.text("ruleName") : "";
    return Place.of(request).arn("access-analyzer", analyzer + rule);
  }

  @Override
  public void advance(Instant now) {
    resources.advance(now);
  }
}
