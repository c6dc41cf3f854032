package io.orgsh.sandbox.service;

import java.util.Set;

/**
 * Accounts outside the organization that exist for policies: AWS's own accounts for the access logs
 * of Elastic Load Balancing, which AWS has published, so that naming one exposes nothing. Of their
 * principals only the root exists here.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html">Access
 *     logs of an Application Load Balancer</a>
 */
final class OutsideAccounts {
  private static final Set<String> IDS =
      Set.of(
          "127311923021", // us-east-1
          "033677994240", // us-east-2
          "027434742980", // us-west-1
          "797873946194", // us-west-2
          "582318560864", // ap-northeast-1
          "600734575887", // ap-northeast-2
          "383597477331", // ap-northeast-3
          "114774131450", // ap-southeast-1
          "783225319266", // ap-southeast-2
          "718504428378", // ap-south-1
          "985666609251", // ca-central-1
          "054676820928", // eu-central-1
          "156460612806", // eu-west-1
          "652711504416", // eu-west-2
          "009996457667", // eu-west-3
          "897822967062", // eu-north-1
          "507241528517"); // sa-east-1

  private OutsideAccounts() {}

  static boolean has(String account) {
    return IDS.contains(account);
  }
}
