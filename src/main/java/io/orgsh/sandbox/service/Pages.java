package io.orgsh.sandbox.service;

import java.util.Collection;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Pages of a list as AWS Organizations gives them: a page may be empty and yet have a token, so
 * that only a missing token ends the list. Here every second page of a list is so.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html">ListAccounts</a>
 */
final class Pages {
  private static final int LARGEST = 20;

  private Pages() {}

  /** The page that a request asks for. */
  static <T> ObjectNode of(
      ServiceRequest request, String member, Collection<T> all, Function<T, JsonNode> element)
      throws AwsError {
    int size = request.parameters().path("MaxResults").asInt(LARGEST);
    if (size < 1) {
      throw invalid("MIN_VALUE_EXCEEDED", "You specified a value for MaxResults that is too low.");
    }
    if (size > LARGEST) {
      throw invalid("MAX_VALUE_EXCEEDED", "You specified a value for MaxResults that is too high.");
    }
    String token = request.parameters().path("NextToken").asString("");
    if (!token.isEmpty() && !token.matches("orgsh-[ep]-[0-9]{1,7}")) {
      throw invalid("INVALID_PAGINATION_TOKEN", "You specified a NextToken that is not valid.");
    }
    boolean empty = token.startsWith("orgsh-e-");
    int from = token.isEmpty() ? 0 : Integer.parseInt(token.substring("orgsh-e-".length()));
    int to = empty ? from : Math.min(all.size(), from + size);
    ObjectNode reply = JsonNodeFactory.instance.objectNode();
    ArrayNode list = reply.putArray(member);
    // Not copied: there are 500 pages of 10,000 accounts.
    all.stream().skip(from).limit(Math.max(0, to - from)).map(element).forEach(list::add);
    if (to < all.size()) {
      reply.put("NextToken", (empty ? "orgsh-p-" : "orgsh-e-") + to);
    }
    return reply;
  }

  private static AwsError invalid(String reason, String message) {
    return AwsError.of("InvalidInputException", message).with("Reason", reason);
  }
}
