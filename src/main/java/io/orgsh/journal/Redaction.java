package io.orgsh.journal;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps secrets out of what is written: known values, and members that AWS fills with secret
 * material.
 */
public final class Redaction {
  /** What stands where a secret was. */
  public static final String MASK = "********";

  /** Ends of the names of members that are secrets whatever they hold. */
  private static final List<String> SECRET_MEMBERS =
      List.of(
          "secretaccesskey",
          "sessiontoken",
          "secretkey",
          "password",
          "tokencode",
          "securitytoken",
          "clientsecret",
          "accesstoken",
          "refreshtoken",
          "authtoken",
          "secretstring",
          "secretbinary",
          "privatekey");

  private final List<String> secrets;

  /**
   * Masks these values wherever they occur, as they are and as JSON and URLs write them.
   *
   * @param secrets the values of secret parameters; blank ones are left alone
   */
  public Redaction(Collection<String> secrets) {
    var forms =
        new TreeSet<String>(
            Comparator.comparingInt(String::length)
                .reversed()
                .thenComparing(Comparator.naturalOrder()));
    for (String secret : secrets) {
      if (!secret.isBlank()) {
        forms.add(secret);
        String json = JsonNodeFactory.instance.stringNode(secret).toString();
        forms.add(json.substring(1, json.length() - 1));
        forms.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
        forms.add(URLEncoder.encode(secret, StandardCharsets.UTF_8).replace("+", "%20"));
      }
    }
    // The longest first: a secret may be a piece of another one.
    this.secrets = List.copyOf(forms);
  }

  /** Whether a tree holds what was masked before: such a value must never be sent. */
  public static boolean masked(JsonNode node) {
    return node.toString().contains(MASK);
  }

  /** A copy of a tree with every secret masked. */
  public JsonNode mask(JsonNode node) {
    return switch (node) {
      case ObjectNode object -> {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        object
            .properties()
            .forEach(
                member ->
                    copy.set(mask(member.getKey()), mask(member.getKey(), member.getValue())));
        yield copy;
      }
      case ArrayNode array -> {
        ArrayNode copy = JsonNodeFactory.instance.arrayNode();
        array.forEach(element -> copy.add(mask(element)));
        yield copy;
      }
      default ->
          node.isString() || (node.isNumber() && secrets.contains(node.asString()))
              ? JsonNodeFactory.instance.stringNode(mask(node.asString()))
              : node;
    };
  }

  /** A copy of a member's value with every secret masked; all of it where its name says so. */
  JsonNode mask(String member, JsonNode value) {
    String name = member.toLowerCase(Locale.ROOT);
    boolean secret =
        (value.isString() || value.isNumber()) && SECRET_MEMBERS.stream().anyMatch(name::endsWith);
    return secret ? JsonNodeFactory.instance.stringNode(MASK) : mask(value);
  }

  /** A text with every secret value masked. */
  public String mask(String text) {
    String masked = text;
    for (String secret : secrets) {
      masked = masked.replace(secret, MASK);
    }
    return masked;
  }
}
