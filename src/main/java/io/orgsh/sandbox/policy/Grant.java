package io.orgsh.sandbox.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/**
 * What one statement of a policy allows one of the principals that it names.
 *
 * @param kind {@code AWS}, {@code Service}, {@code Federated} or {@code CanonicalUser}
 * @param principal as the policy names it; {@code *} for everybody
 * @param actions patterns; {@code *} where the statement means all but some
 * @param resources likewise
 * @param conditions key to the policy's values with commas between
 * @param bindings the conditions that a request must fulfil with one of their values, by key in
 *     lower case
 * @param open whether it lets in anybody in the sense of S3 Block Public Access
 */
public record Grant(
    String kind,
    String principal,
    List<String> actions,
    List<String> resources,
    SortedMap<String, String> conditions,
    SortedMap<String, List<String>> bindings,
    boolean open) {
  public Grant {
    actions = List.copyOf(actions);
    resources = List.copyOf(resources);
    conditions = Collections.unmodifiableSortedMap(new TreeMap<>(conditions));
    bindings = Collections.unmodifiableSortedMap(new TreeMap<>(bindings));
  }

  /** Whether a condition keeps it to values of which all are within something. */
  public boolean isBoundTo(BiPredicate<String, String> within) {
    return bindings.entrySet().stream()
        .anyMatch(
            binding ->
                binding.getValue().stream()
                    .allMatch(value -> within.test(binding.getKey(), value)));
  }

  /** The grants of an allowing statement; none of a denying one. */
  static List<Grant> of(Statement statement) {
    if (statement.effect() == Statement.Effect.DENY) {
      return List.of();
    }
    var grants = new ArrayList<Grant>();
    switch (statement.principals().sense()) {
      case ABSENT -> {}
      case ALL_BUT_THESE -> grants.add(of(statement, "AWS", "*"));
      case THESE ->
          statement
              .principals()
              .named()
              .forEach(
                  (kind, names) -> names.forEach(name -> grants.add(of(statement, kind, name))));
    }
    return List.copyOf(grants);
  }

  private static Grant of(Statement statement, String kind, String principal) {
    var conditions = new TreeMap<String, String>();
    var bindings = new TreeMap<String, List<String>>();
    for (Condition condition : statement.conditions()) {
      conditions.merge(
          condition.key(), String.join(",", condition.values()), (one, other) -> one + "," + other);
      if (binds(condition)) {
        bindings.put(condition.key().toLowerCase(Locale.ROOT), condition.values());
      }
    }
    return new Grant(
        kind,
        principal,
        patterns(statement.actions()),
        patterns(statement.resources()),
        conditions,
        bindings,
        principal.equals("*") && PublicAccess.opens(statement));
  }

  private static boolean binds(Condition condition) {
    return !condition.operator().isNegated()
        && condition.operator() != Operator.NULL
        && condition.presence() == Condition.Presence.REQUIRED
        && condition.quantifier() != Condition.Quantifier.ALL_VALUES;
  }

  private static List<String> patterns(Statement.Names names) {
    return switch (names) {
      case Statement.Names.These(List<String> patterns) -> patterns;
      case Statement.Names.AllBut _ -> List.of("*");
    };
  }
}
