package io.orgsh.aws;

import io.orgsh.problem.Text;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import tools.jackson.databind.JsonNode;

/** What AWS operations there are on the class path, asked without calling AWS. */
public interface Catalogue {

  /** The services' IAM prefixes. */
  SortedSet<String> services();

  /** A service's operations by the API's spelling, sorted; empty for an unknown service. */
  SortedSet<String> operations(String service);

  /**
   * Whether the operation exists. Acronyms may be written as the API does ({@code
   * EnableAWSServiceAccess}) or as the SDK does.
   */
  boolean knows(OperationName operation);

  /**
   * Whether the operation only reads, by its name: Get, List, Describe, Head, Lookup, BatchGet,
   * Search, Simulate, Validate.
   */
  boolean readsOnly(OperationName operation);

  /**
   * Checks parameters against the operation's model, without values that are known only at run
   * time.
   *
   * @param parameters the parameters; a textual leaf for which {@code open} says yes fits any type
   * @return every mistake found; empty when all fit
   */
  List<ParameterMistake> check(
      OperationName operation, JsonNode parameters, java.util.function.Predicate<JsonNode> open);

  /**
   * Whether the SDK knows a host of the service in a region. Says no too early for regions that are
   * newer than the SDK: AWS's own answer counts more.
   */
  boolean isIn(String service, Region region);

  /** The member names of an operation's reply, top level. */
  Set<String> replyMembers(OperationName operation);

  /**
   * A mistake in the parameters of a call.
   *
   * @param pointer a JSON pointer to the faulty member
   * @param what what is wrong, with a suggestion where there is one
   */
  record ParameterMistake(String pointer, Text what) {}

  /** The AWS CLI's way to say the same call, for people who want to see or repeat it by hand. */
  String cli(Call call);

  /** The IAM actions that the caller needs for an operation. */
  List<String> iamActions(OperationName operation);
}
