package io.orgsh.sandbox.policy;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The principals of a statement.
 *
 * @param sense whether they are meant, or all others
 * @param named by kind ({@code AWS}, {@code Service}, …); {@code Principal: "*"} is {@code AWS: *}
 */
record Principals(Sense sense, SortedMap<String, List<String>> named) {
  Principals {
    named = new TreeMap<>(named);
  }

  enum Sense {
    /** No Principal element: an identity's policy. */
    ABSENT,
    THESE,
    ALL_BUT_THESE
  }

  /** How closely a statement means somebody. */
  enum Match {
    NONE,
    /** His account, so its own policies decide. */
    ACCOUNT,
    ITSELF
  }

  Match match(Principal principal) {
    return switch (sense) {
      case ABSENT -> Match.ITSELF;
      case THESE -> closest(principal);
      case ALL_BUT_THESE -> closest(principal) == Match.NONE ? Match.ITSELF : Match.NONE;
    };
  }

  private Match closest(Principal principal) {
    return switch (principal) {
      case Principal.AwsService(String name) ->
          of("Service").contains(name) || of("AWS").contains("*") ? Match.ITSELF : Match.NONE;
      case Principal.Anonymous() -> of("AWS").contains("*") ? Match.ITSELF : Match.NONE;
      case Principal.Person person -> closest(person);
    };
  }

  private Match closest(Principal.Person person) {
    Match match = Match.NONE;
    for (String name : of("AWS")) {
      if (name.equals("*") || name.equals(person.arn()) || name.equals(person.session())) {
        return Match.ITSELF;
      }
      if (name.equals(person.account())
          || name.equals("arn:aws:iam::" + person.account() + ":root")) {
        match = Match.ACCOUNT;
      }
    }
    return match;
  }

  List<String> of(String kind) {
    return named.getOrDefault(kind, List.of());
  }
}
