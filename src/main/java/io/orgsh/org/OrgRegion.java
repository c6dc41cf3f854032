package io.orgsh.org;

import io.orgsh.aws.Region;

/**
 * A region and whether the account may use it, as {@code account:ListRegions} answered.
 *
 * @param region the region
 * @param optStatus AWS's {@code RegionOptStatus}
 */
public record OrgRegion(Region region, String optStatus) {

  /** Whether calls into the region can succeed. */
  public boolean enabled() {
    return optStatus.equals("ENABLED") || optStatus.equals("ENABLED_BY_DEFAULT");
  }
}
