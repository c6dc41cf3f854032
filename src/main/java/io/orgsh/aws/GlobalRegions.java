package io.orgsh.aws;

import java.util.Map;

/**
 * The region where a global service is sent and signed, by partition. The SDK's endpoint rules know
 * it too, but only while nobody names an endpoint; a client that is told its region is right in
 * both cases.
 *
 * @see <a href="https://docs.aws.amazon.com/general/latest/gr/aws-service-information.html">Service
 *     endpoints</a>
 */
final class GlobalRegions {
  private static final String CHINA = "aws-cn";
  private static final String GOVERNMENT = "aws-us-gov";

  /** AWS itself, China, the United States' government. */
  private record Home(String aws, String china, String government) {
    String in(String partition) {
      return switch (partition) {
        case CHINA -> china;
        case GOVERNMENT -> government;
        default -> aws;
      };
    }
  }

  private static final Map<String, Home> HOMES =
      Map.of(
          "account", new Home("us-east-1", "cn-northwest-1", "us-gov-west-1"),
          "health", new Home("us-east-1", "cn-northwest-1", "us-gov-west-1"),
          "iam", new Home("us-east-1", "cn-north-1", "us-gov-west-1"),
          "organizations", new Home("us-east-1", "cn-northwest-1", "us-gov-west-1"),
          "support", new Home("us-east-1", "cn-north-1", "us-gov-west-1"),
          "trustedadvisor", new Home("us-east-1", "us-east-1", "us-gov-west-1"));

  private GlobalRegions() {}

  /** Where a call of a service is sent, said to be in a region. */
  static Region of(String service, Region said) {
    Home home = HOMES.get(service);
    return home == null ? said : new Region(home.in(partition(said)));
  }

  private static String partition(Region region) {
    if (region.code().startsWith("cn-")) {
      return CHINA;
    }
    return region.code().startsWith("us-gov-") ? GOVERNMENT : "aws";
  }
}
