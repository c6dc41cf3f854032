package io.orgsh.sandbox.service;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Config's lists: {@code Limit} up to 100 and {@code NextToken}. */
final class ConfigPages {
  private static final int MOST = 100;

  private ConfigPages() {}

  static ObjectNode page(ServiceRequest request, String list, List<ObjectNode> all)
      throws AwsError {
    int limit = Asked.of(request).number("Limit", MOST);
    if (limit < 0 || limit > MOST) {
      throw AwsError.of("InvalidLimitException", "The limit must be between 0 and " + MOST + ".");
    }
    return TokenPages.page(
        list,
        all,
        limit == 0 ? MOST : limit,
        Asked.of(request).text("NextToken"),
        "NextToken",
        () -> AwsError.of("InvalidNextTokenException", "The nextToken provided is invalid"));
  }
}
