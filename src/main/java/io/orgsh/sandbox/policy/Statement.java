package io.orgsh.sandbox.policy;

import java.util.List;
import java.util.Locale;

/**
 * One statement of a policy.
 *
 * @param sid empty when it has none
 * @param actions the patterns, and whether they are meant or all others
 * @param resources likewise; all resources for a policy that names none
 * @param conditions all must hold
 */
record Statement(
    String sid,
    Effect effect,
    Principals principals,
    Names actions,
    Names resources,
    List<Condition> conditions) {
  Statement {
    conditions = List.copyOf(conditions);
  }

  enum Effect {
    ALLOW,
    DENY
  }

  /** Patterns of actions or resources. */
  sealed interface Names {
    record These(List<String> patterns) implements Names {}

    record AllBut(List<String> patterns) implements Names {}

    /** The patterns as written. */
    List<String> patterns();
  }

  Decision decide(Ask ask) {
    Principals.Match match = principals.match(ask.principal());
    if (match == Principals.Match.NONE
        || !holdsAction(ask.action())
        || !holdsResource(ask)
        || !conditions.stream().allMatch(condition -> condition.holds(ask.context()))) {
      return Decision.SILENT;
    }
    return switch (effect) {
      case DENY -> Decision.DENIED;
      case ALLOW -> match == Principals.Match.ACCOUNT ? Decision.DELEGATED : Decision.ALLOWED;
    };
  }

  private boolean holdsAction(String action) {
    String lower = action.toLowerCase(Locale.ROOT);
    boolean named =
        actions.patterns().stream()
            .anyMatch(pattern -> Wildcards.match(pattern.toLowerCase(Locale.ROOT), lower));
    return switch (actions) {
      case Names.These _ -> named;
      case Names.AllBut _ -> !named;
    };
  }

  private boolean holdsResource(Ask ask) {
    boolean named =
        resources.patterns().stream()
            .flatMap(pattern -> Variables.resolve(pattern, ask.context()).stream())
            .anyMatch(pattern -> Wildcards.match(pattern, ask.resource()));
    return switch (resources) {
      case Names.These _ -> named;
      case Names.AllBut _ -> !named;
    };
  }
}
