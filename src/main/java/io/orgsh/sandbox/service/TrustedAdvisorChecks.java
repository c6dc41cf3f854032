package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A few checks of Trusted Advisor. The emulated accounts have no instances, volumes or security
 * groups, so that only what the sandbox emulates can be flagged: whether a trail logs an account.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/awssupport/latest/user/trusted-advisor-check-reference.html">
 *     Check reference</a>
 */
final class TrustedAdvisorChecks {

  /**
   * A check.
   *
   * @param category of the Support API
   * @param pillar of Trusted Advisor's own API
   * @param service that it is about
   * @param looksAt {@code trail}, or {@code none} where there is nothing to flag
   */
  record Check(
      String id,
      String category,
      String pillar,
      String service,
      String looksAt,
      String name,
      String japanese) {

    String name(String language) {
      return language.toLowerCase(Locale.ROOT).equals("ja") ? japanese : name;
    }

    String arn() {
      return "arn:aws:trustedadvisor:::check/" + id;
    }
  }

  private static final List<Check> ALL = read();

  private final World world;

  TrustedAdvisorChecks(World world) {
    this.world = world;
  }

  private static List<Check> read() {
    var all = new ArrayList<Check>();
    for (String line : ResourceLines.of("trusted-advisor-checks.txt")) {
      String[] parts = line.split("\\|", -1);
      all.add(new Check(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], parts[6]));
    }
    return List.copyOf(all);
  }

  static List<Check> all() {
    return ALL;
  }

  static Optional<Check> of(String id) {
    return ALL.stream().filter(each -> each.id().equals(id)).findFirst();
  }

  /** Whether a check flags something in an account. */
  boolean flags(Check check, String account) {
    return check.looksAt().equals("trail")
        && world
            .state("cloudtrail", CloudTrailState.class, CloudTrailState::new)
            .trails
            .values()
            .stream()
            .noneMatch(
                trail -> trail.logging && (trail.organization || trail.owner.equals(account)));
  }
}
