package io.orgsh.sandbox.policy;

import java.util.List;
import java.util.stream.Stream;

/**
 * A policy that was read.
 *
 * @param statements in the order of the document
 */
public record PolicyDocument(List<Statement> statements) {
  public PolicyDocument {
    statements = List.copyOf(statements);
  }

  /** What the policy says to a question. */
  public Decision decide(Ask ask) {
    return statements.stream()
        .map(statement -> statement.decide(ask))
        .reduce(Decision.SILENT, Decision::and);
  }

  /** What several policies say together. */
  public static Decision decide(List<PolicyDocument> policies, Ask ask) {
    return policies.stream()
        .map(policy -> policy.decide(ask))
        .reduce(Decision.SILENT, Decision::and);
  }

  /** The AWS principals that the policy names: account ids, ARNs, {@code *}. */
  public List<String> awsPrincipals() {
    return named("AWS").toList();
  }

  /** The service principals that the policy names. */
  public List<String> services() {
    return named("Service").toList();
  }

  /** The actions of each statement, as written. */
  public List<List<String>> actions() {
    return statements.stream().map(statement -> statement.actions().patterns()).toList();
  }

  /** The resources of each statement, as written. */
  public List<List<String>> resources() {
    return statements.stream().map(statement -> statement.resources().patterns()).toList();
  }

  /** What the policy allows whom, statement by statement; what it denies is not taken off. */
  public List<Grant> grants() {
    return statements.stream().flatMap(statement -> Grant.of(statement).stream()).toList();
  }

  /** Whether the policy lets in anybody in the sense of S3 Block Public Access. */
  public boolean isPublic() {
    return statements.stream().anyMatch(PublicAccess::opens);
  }

  private Stream<String> named(String kind) {
    return statements.stream().flatMap(statement -> statement.principals().of(kind).stream());
  }
}
