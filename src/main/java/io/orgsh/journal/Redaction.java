package io.orgsh.journal;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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

  /** Members of AWS replies and requests that are secrets whatever they hold. */
  private static final Set<String> SECRET_MEMBERS =
      Set.of(
          "secretaccesskey",
          "sessiontoken",
          "secretkey",
          "password",
          "tokencode",
          "securitytoken",
          "clientsecret",
          "accesstoken",
          "refreshtoken",
          "secretstring",
          "privatekey");

  private final List<String> secrets;

  /**
   * Masks these values wherever they occur.
   *
   * @param secrets the values of secret parameters; blank ones are left alone
   */
  public Redaction(Collection<String> secrets) {
    this.secrets = secrets.stream().filter(secret -> !secret.isBlank()).toList();
  }

  /** A copy of a tree with every secret masked. */
  public JsonNode mask(JsonNode node) {
    return switch (node) {
      case ObjectNode object -> {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        object
            .properties()
            .forEach(
                member -> {
                  boolean secret =
                      SECRET_MEMBERS.contains(member.getKey().toLowerCase(Locale.ROOT))
                          && member.getValue().isValueNode();
                  copy.set(
                      member.getKey(),
                      secret ? JsonNodeFactory.instance.stringNode(MASK) : mask(member.getValue()));
                });
        yield copy;
      }
      case ArrayNode array -> {
        ArrayNode copy = JsonNodeFactory.instance.arrayNode();
        array.forEach(element -> copy.add(mask(element)));
        yield copy;
      }
      default ->
          node.isString() ? JsonNodeFactory.instance.stringNode(mask(node.stringValue())) : node;
    };
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
