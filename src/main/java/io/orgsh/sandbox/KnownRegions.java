package io.orgsh.sandbox;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The regions of the default world: all that are on by default, and three that are not. */
final class KnownRegions {
  /** On in every account; the home region of the series and that of the global services first. */
  static final List<String> BY_DEFAULT =
      List.of(
          "ap-northeast-1",
          "us-east-1",
          "ap-northeast-2",
          "ap-northeast-3",
          "ap-south-1",
          "ap-southeast-1",
          "ap-southeast-2",
          "ca-central-1",
          "eu-central-1",
          "eu-north-1",
          "eu-west-1",
          "eu-west-2",
          "eu-west-3",
          "sa-east-1",
          "us-east-2",
          "us-west-1",
          "us-west-2");

  /** Of those that are off until somebody opts in, the three that the default world has. */
  static final List<String> CLOSED = List.of("af-south-1", "ap-east-1", "me-south-1");

  /**
   * Off until somebody opts in.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html">AWS
   *     Regions</a>
   */
  static final List<String> OPT_IN =
      List.of(
          "af-south-1",
          "ap-east-1",
          "me-south-1",
          "ap-south-2",
          "ap-southeast-3",
          "ap-southeast-4",
          "ap-southeast-5",
          "ap-southeast-7",
          "ca-west-1",
          "eu-central-2",
          "eu-south-1",
          "eu-south-2",
          "il-central-1",
          "me-central-1",
          "mx-central-1");

  private KnownRegions() {}

  /** Region to {@code RegionOptStatus}. */
  static SortedMap<String, String> standard() {
    var regions = new TreeMap<String, String>();
    BY_DEFAULT.forEach(region -> regions.put(region, "ENABLED_BY_DEFAULT"));
    CLOSED.forEach(region -> regions.put(region, "DISABLED"));
    return regions;
  }
}
