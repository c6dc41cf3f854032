package io.orgsh.engine;

import io.orgsh.aws.Region;
import io.orgsh.org.OrgRegion;
import io.orgsh.org.Organization;
import io.orgsh.problem.Text;
import java.util.Optional;

/** Why calls into a region cannot succeed. */
final class Regions {
  private Regions() {}

  /** The reason; empty when the region is open, or AWS did not list regions. */
  static Optional<Text> closed(Organization organization, Region region) {
    if (organization.regions().isEmpty()) {
      return Optional.empty();
    }
    Optional<OrgRegion> found =
        organization.regions().stream().filter(r -> r.region().equals(region)).findFirst();
    if (found.isEmpty()) {
      return Optional.of(
          Text.of("AWS lists no region %s.", "リージョン %s はAWSの一覧にありません。").with(region));
    }
    if (found.get().enabled()) {
      return Optional.empty();
    }
    return Optional.of(
        Text.of(
                "Region %s is %s: enable it for the account first (account:EnableRegion), or leave"
                    + " it out.",
                "リージョン %s は %s です。先にアカウントで有効にする(account:EnableRegion)か、対象から外してください。")
            .with(region, found.get().optStatus()));
  }
}
