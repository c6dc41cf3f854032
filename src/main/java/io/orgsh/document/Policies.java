package io.orgsh.document;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Compares and merges policies statement by statement. Statements are compared by content, never by
 * Sid: Sids are not unique in a bucket policy. Order, and one text against a list with that one
 * text, make no difference.
 */
public interface Policies {

  /**
   * A policy's tree from AWS's text: JSON, or URL-encoded JSON as IAM answers it.
   *
   * @return empty when the text is neither
   */
  Optional<JsonNode> parse(String text);

  /** Whether every statement of {@code wanted} is in {@code live}. */
  boolean holds(JsonNode live, JsonNode wanted);

  /** {@code live} with those statements of {@code wanted} that it lacks, appended. */
  JsonNode merge(JsonNode live, JsonNode wanted);

  /** {@code live} without these statements; empty when no statement is left. */
  Optional<JsonNode> without(JsonNode live, List<JsonNode> statements);

  /** The statements of {@code wanted} that {@code live} lacks: what a merge would add. */
  List<JsonNode> missing(JsonNode live, JsonNode wanted);

  /**
   * The difference, as lines of text: two blanks before what is the same, {@code "+ "} before what
   * is added, {@code "- "} before what is removed. Empty when the texts are the same.
   */
  List<String> diff(JsonNode live, JsonNode wanted);

  /** A policy as AWS gets it: pretty, LF line ends. */
  String text(JsonNode policy);
}
