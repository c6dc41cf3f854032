package io.orgsh.aws;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * How one operation's pages follow each other, found by the names of its members: AWS has few ways
 * to page. An empty page with a token is not the end; only the missing token is.
 */
final class Pages {
  /** The code of the error that AWS's pages never end; orgsh's own, AWS has none for it. */
  static final String REPEATED = "RepeatedPageToken";

  // What the request and the reply call the token: the first pair that an operation has.
  private static final List<Pair> TOKENS =
      List.of(
          new Pair("NextToken", "NextToken"),
          new Pair("ContinuationToken", "NextContinuationToken"),
          new Pair("ContinuationToken", "ContinuationToken"),
          new Pair("KeyMarker", "NextKeyMarker"),
          new Pair("PartNumberMarker", "NextPartNumberMarker"),
          new Pair("Marker", "NextMarker"),
          new Pair("Marker", "Marker"));
  // The second half of a token.
  private static final List<Pair> COMPANIONS =
      List.of(
          new Pair("VersionIdMarker", "NextVersionIdMarker"),
          new Pair("UploadIdMarker", "NextUploadIdMarker"));
  private static final Set<String> SIZES =
      Set.of("limit", "maxbuckets", "maxitems", "maxkeys", "maxparts", "maxresults", "maxuploads");
  private static final String MORE = "IsTruncated";
  // What S3 says of one page; of all pages it is the sum.
  private static final String COUNT = "KeyCount";

  private record Pair(String request, String reply) {}

  private final List<Pair> tokens;

  private Pages(List<Pair> tokens) {
    this.tokens = tokens;
  }

  /** The pages of an operation with these models. */
  static Pages of(SdkPojo request, SdkPojo reply) {
    Map<String, String> asked = names(request);
    Map<String, String> answered = names(reply);
    return new Pages(
        TOKENS.stream()
            .flatMap(pair -> real(pair, asked, answered))
            .limit(1)
            .flatMap(
                first ->
                    Stream.concat(
                        Stream.of(first),
                        COMPANIONS.stream().flatMap(pair -> real(pair, asked, answered))))
            .toList());
  }

  /**
   * Reads all pages; or, when the request itself names a page size, pages until something is there.
   *
   * @param send sends one request
   */
  Reply read(ObjectNode parameters, Function<ObjectNode, Reply> send) {
    ObjectNode request = parameters;
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    Set<Map<String, JsonNode>> seen = new HashSet<>();
    seen.add(given(parameters));
    while (true) {
      Reply reply = send.apply(request);
      if (!(reply instanceof Reply.Ok page)) {
        // Half a list must never look like all of it.
        return reply;
      }
      merge(all, page.body());
      Map<String, JsonNode> next = next(page.body());
      if (next.isEmpty()) {
        return new Reply.Ok(finished(all), page.requestId());
      }
      if (namesSize(parameters) && holdsSomething(all)) {
        return new Reply.Ok(all, page.requestId());
      }
      if (!seen.add(next)) {
        return repeated(page.requestId());
      }
      request = parameters.deepCopy();
      request.setAll(next);
    }
  }

  private Map<String, JsonNode> given(ObjectNode parameters) {
    var given = new LinkedHashMap<String, JsonNode>();
    tokens.forEach(
        pair ->
            parameters
                .optional(pair.request())
                .ifPresent(token -> given.put(pair.request(), token)));
    return given;
  }

  /** The token of the next page, as the request names it; empty after the last page. */
  private Map<String, JsonNode> next(ObjectNode page) {
    if (tokens.isEmpty() || !page.path(MORE).asBoolean(true)) {
      return Map.of();
    }
    var next = new LinkedHashMap<String, JsonNode>();
    for (Pair pair : tokens) {
      JsonNode token = page.path(pair.reply());
      if (!token.asString("").isEmpty()) {
        next.put(pair.request(), token);
      }
    }
    return next.isEmpty() ? lastKey(page) : next;
  }

  /** S3's first ListObjects names no next marker: it is the last key. */
  private Map<String, JsonNode> lastKey(ObjectNode page) {
    JsonNode contents = page.path("Contents");
    return tokens.getFirst().reply().equals("NextMarker")
            && page.path(MORE).asBoolean(false)
            && !contents.isEmpty()
        ? Map.of(tokens.getFirst().request(), contents.get(contents.size() - 1).path("Key"))
        : Map.of();
  }

  private static void merge(ObjectNode all, ObjectNode page) {
    for (Map.Entry<String, JsonNode> member : page.properties()) {
      JsonNode before = all.path(member.getKey());
      if (before instanceof ArrayNode list && member.getValue() instanceof ArrayNode more) {
        list.addAll(more);
      } else if (member.getKey().equals(COUNT) && before.isInt()) {
        all.put(COUNT, before.intValue() + member.getValue().asInt(0));
      } else {
        all.set(member.getKey(), member.getValue());
      }
    }
  }

  private ObjectNode finished(ObjectNode all) {
    tokens.forEach(pair -> all.remove(pair.reply()));
    return all;
  }

  private static boolean namesSize(ObjectNode parameters) {
    return parameters
        .propertyStream()
        .anyMatch(member -> SIZES.contains(member.getKey().toLowerCase(Locale.ROOT)));
  }

  private static boolean holdsSomething(ObjectNode all) {
    return all.valueStream().anyMatch(member -> member.isArray() && !member.isEmpty());
  }

  private static Reply repeated(String requestId) {
    return new Reply.Refused(
        REPEATED,
        "AWS answered the same page token again, so the list would never end.",
        "",
        requestId,
        200,
        Reply.Retry.LATER);
  }

  private static Stream<Pair> real(
      Pair pair, Map<String, String> asked, Map<String, String> answered) {
    return Optional.ofNullable(asked.get(pair.request().toLowerCase(Locale.ROOT))).stream()
        .flatMap(
            request ->
                Optional.ofNullable(answered.get(pair.reply().toLowerCase(Locale.ROOT))).stream()
                    .map(reply -> new Pair(request, reply)));
  }

  /** The real spellings by the name in lower case: {@code nextToken} is {@code NextToken}. */
  private static Map<String, String> names(SdkPojo structure) {
    var names = new HashMap<String, String>();
    structure
        .sdkFields()
        .forEach(
            field -> names.put(field.memberName().toLowerCase(Locale.ROOT), field.memberName()));
    return names;
  }
}
