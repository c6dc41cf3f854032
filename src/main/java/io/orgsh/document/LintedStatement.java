package io.orgsh.document;

import io.orgsh.document.LintedPolicy.Spot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * A statement of a policy that is checked.
 *
 * @param pointer JSON pointer to it
 * @param node the statement
 */
record LintedStatement(String pointer, JsonNode node) {
  private static final Pattern WHOSE = Pattern.compile("[0-9]{12}|o-[a-z0-9]{10,32}");
  private static final Pattern OPERATOR =
      Pattern.compile(
          "(ForAnyValue:)?(String(Equals|EqualsIgnoreCase|Like)|Arn(Equals|Like)|IpAddress)");

  boolean allows() {
    return node.path("Effect").asString("").equals("Allow");
  }

  List<Spot> texts(String member) {
    return Spot.of(pointer + "/" + member, node.path(member));
  }

  /** Principals of a kind ({@code AWS}, {@code Service}) that the statement names. */
  List<Spot> principals(String kind) {
    return Spot.of(pointer + "/Principal/" + kind, node.path("Principal").path(kind));
  }

  boolean names(String service) {
    return principals("Service").stream().anyMatch(spot -> spot.text().equals(service));
  }

  /** Everybody, also people without an AWS account. */
  boolean everybody() {
    return node.path("Principal").asString("").equals("*")
        || principals("AWS").stream().anyMatch(spot -> spot.text().equals("*"))
        || (allows() && node.has("NotPrincipal"));
  }

  /** Every value of the statement's conditions with its key, which AWS reads without case. */
  List<Condition> conditions() {
    List<Condition> conditions = new ArrayList<>();
    node.path("Condition")
        .properties()
        .forEach(
            operator ->
                operator
                    .getValue()
                    .properties()
                    .forEach(
                        key ->
                            Spot.of(
                                    Spot.below(
                                        Spot.below(pointer + "/Condition", operator.getKey()),
                                        key.getKey()),
                                    key.getValue())
                                .forEach(
                                    value ->
                                        conditions.add(
                                            new Condition(
                                                operator.getKey(),
                                                key.getKey().toLowerCase(Locale.ROOT),
                                                value)))));
    return conditions;
  }

  /**
   * Whether a condition demands one of these keys with fixed values only. {@code …IfExists}, {@code
   * ForAllValues:} and {@code Not…} hold where the key is absent, so they narrow nothing.
   *
   * @param keys in small letters
   */
  boolean narrowedBy(Set<String> keys) {
    List<Condition> demanded =
        conditions().stream()
            .filter(condition -> keys.contains(condition.key()))
            .filter(condition -> OPERATOR.matcher(condition.operator()).matches())
            .toList();
    // Several values of one key are an "or": one loose value opens the whole.
    return demanded.stream()
        .anyMatch(
            one ->
                demanded.stream()
                    .filter(other -> other.sameKey(one))
                    .allMatch(other -> other.isFixed()));
  }

  /**
   * A value of a condition.
   *
   * @param operator as written
   * @param key in small letters
   */
  record Condition(String operator, String key, Spot value) {
    private boolean sameKey(Condition other) {
      return operator.equals(other.operator) && key.equals(other.key);
    }

    private boolean isFixed() {
      String text = value.text();
      boolean open = text.contains("*") || text.contains("?") || text.contains("${");
      return !open || WHOSE.matcher(text).find() || text.matches("arn:aws[a-z-]*:s3:::[a-z0-9].+");
    }
  }
}
