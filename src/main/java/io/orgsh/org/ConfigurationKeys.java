package io.orgsh.org;

import java.util.List;
import java.util.stream.Stream;

/** The keys of orgsh.yaml, in the order of its page. docs/schema/orgsh.schema.json has the same. */
final class ConfigurationKeys {
  static final List<String> FILE =
      List.of("accounts", "members", "home-region", "regions", "language", "state", "pace");
  static final List<String> ACCOUNTS =
      Stream.of(AccountRole.values())
          .filter(role -> role != AccountRole.MEMBER)
          .map(AccountRole::word)
          .toList();
  static final List<String> ROLE =
      List.of("assume", "from", "session-name", "external-id", "mfa-serial");
  static final List<String> WAY = plus(List.of("profile"), ROLE);
  static final List<String> ACCOUNT = plus(List.of("id"), WAY);
  static final List<String> MEMBERS = plus(ROLE, List.of("overrides"));
  static final List<String> STATE = List.of("place", "profile", "region");
  static final List<String> PACE = List.of("max-concurrency", "max-errors");

  private ConfigurationKeys() {}

  private static List<String> plus(List<String> some, List<String> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }
}
