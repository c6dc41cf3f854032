package io.orgsh.engine;

import io.orgsh.aws.Region;
import io.orgsh.org.OrgRegion;
import io.orgsh.org.Organization;
import io.orgsh.problem.Text;
import java.util.Optional;
import java.util.Set;

/** Why calls into a region cannot succeed. */
final class Regions {
  private static final Set<String> CLOSED = Set.of("DISABLED", "DISABLING", "ENABLING");

  private Regions() {}

  /**
   * The reason; empty when the region is open, and when nobody knows: AWS does not let everybody
   * list regions, and answers for itself where a call cannot go.
   */
  static Optional<Text> closed(Organization organization, Region region) {
    return organization.regions().stream()
        .filter(known -> known.region().equals(region))
        .map(OrgRegion::optStatus)
        .filter(CLOSED::contains)
        .map(
            status ->
                Text.of(
                        "Region %s is %s: enable it for the account first (account:EnableRegion),"
                            + " or start again without it (--set regions=…). Nothing was sent"
                            + " there.",
                        "リージョン %s は %s です。先にアカウントで有効にする（account:EnableRegion）か、--set regions=…"
                            + " で除いて開始し直してください。このリージョンには何も送信していません。")
                    .with(region, status))
        .findFirst();
  }
}
