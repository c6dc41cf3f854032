package io.orgsh.sandbox.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A standard that Security Hub knows.
 *
 * @param key the end of its ARN: {@code pci-dss/v/3.2.1}
 * @param regional whether its ARN names the region
 * @param isDefault whether it comes with Security Hub
 * @param title its name
 * @see <a href="https://docs.aws.amazon.com/securityhub/latest/userguide/standards-reference.html">
 *     Standards reference</a>
 */
record SecurityHubStandard(String key, boolean regional, boolean isDefault, String title) {
  private static final List<SecurityHubStandard> ALL = read();

  private static List<SecurityHubStandard> read() {
    var all = new ArrayList<SecurityHubStandard>();
    for (String line : ResourceLines.of("securityhub-standards.txt")) {
      String[] parts = line.split("\\|", -1);
      all.add(
          new SecurityHubStandard(
              parts[0], parts[1].equals("region"), parts[2].equals("default"), parts[3]));
    }
    return List.copyOf(all);
  }

  static List<SecurityHubStandard> all() {
    return ALL;
  }

  /** The standard that an ARN names in a region. */
  static Optional<SecurityHubStandard> of(String arn, String region) {
    return ALL.stream().filter(each -> each.arn(region).equals(arn)).findFirst();
  }

  /** The standard that an ARN names in any region, as a configuration policy means it. */
  static Optional<SecurityHubStandard> anywhere(String arn) {
    return ALL.stream()
        .filter(each -> arn.equals(each.arn("")) || arn.matches(each.pattern()))
        .findFirst();
  }

  private String pattern() {
    return "arn:aws:securityhub:[a-z0-9-]+::standards/" + key.replace(".", "\\.");
  }

  String arn(String region) {
    return regional
        ? "arn:aws:securityhub:" + region + "::standards/" + key
        : "arn:aws:securityhub:::ruleset/" + key;
  }
}
