package io.orgsh.sandbox.service;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Lists in pages; the token is where the next page begins. */
final class TokenPages {
  private TokenPages() {}

  /**
   * One page.
   *
   * @param size asked for; the API's limit where it was not
   * @param token {@code NextToken} of the request, empty for the first page
   * @throws AwsError {@code bad} for a token that no page gave
   */
  static ObjectNode page(
      String list,
      List<? extends JsonNode> all,
      int size,
      String token,
      String tokenMember,
      Supplier<AwsError> bad)
      throws AwsError {
    int from = token.isEmpty() ? 0 : start(token, all.size()).orElseThrow(bad);
    int to = Math.min(all.size(), from + Math.max(1, size));
    ObjectNode reply = JsonNodeFactory.instance.objectNode();
    ArrayNode page = reply.putArray(list);
    all.subList(from, to).forEach(page::add);
    if (to < all.size()) {
      reply.put(tokenMember, "page-" + to);
    }
    return reply;
  }

  private static Optional<Integer> start(String token, int size) {
    try {
      int from = Integer.parseInt(token.replaceFirst("^page-", ""));
      return token.startsWith("page-") && from <= size ? Optional.of(from) : Optional.empty();
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }
}
