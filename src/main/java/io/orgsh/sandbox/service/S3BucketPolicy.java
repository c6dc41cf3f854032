package io.orgsh.sandbox.service;

import io.orgsh.sandbox.policy.PolicyDocument;
import io.orgsh.sandbox.policy.PolicyFault;
import io.orgsh.sandbox.policy.PolicyKind;
import io.orgsh.sandbox.policy.PolicyReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What S3 takes as a bucket's policy. It does not mind two statements with the same Sid.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html">Policies
 *     of buckets</a>
 */
final class S3BucketPolicy {
  private static final int SIZE = 20 * 1024;

  private S3BucketPolicy() {}

  /** Reads a policy for a bucket, or refuses it as S3 does. */
  static PolicyDocument read(String text, S3State.Bucket bucket, RolePolicies roles)
      throws AwsError {
    if (text.getBytes(StandardCharsets.UTF_8).length > SIZE) {
      throw malformed("Policy exceeds the maximum allowed document size of " + SIZE + " bytes.");
    }
    PolicyDocument policy;
    try {
      policy = PolicyReader.read(text, PolicyKind.BUCKET);
    } catch (PolicyFault e) {
      throw malformed(e.words());
    }
    for (int at = 0; at < policy.actions().size(); at++) {
      resources(policy.resources().get(at), bucket.name);
      actions(policy.actions().get(at), policy.resources().get(at));
    }
    for (String name : policy.awsPrincipals()) {
      if (!roles.isPrincipal(name)) {
        throw malformed("Invalid principal in policy").with("Detail", "\"AWS\" : \"" + name + "\"");
      }
    }
    for (String name : policy.services()) {
      if (!IamPrincipals.isService(name)) {
        throw malformed("Invalid principal in policy")
            .with("Detail", "\"Service\" : \"" + name + "\"");
      }
    }
    return policy;
  }

  private static void resources(List<String> resources, String bucket) throws AwsError {
    String arn = "arn:aws:s3:::" + bucket;
    for (String resource : resources) {
      if (!resource.equals(arn) && !resource.startsWith(arn + "/") && !resource.equals(arn + "*")) {
        throw malformed("Policy has invalid resource").with("Detail", resource);
      }
    }
  }

  private static void actions(List<String> actions, List<String> resources) throws AwsError {
    boolean bucket = resources.stream().anyMatch(resource -> !resource.contains("/"));
    boolean objects =
        resources.stream().anyMatch(resource -> resource.contains("/") || resource.endsWith("*"));
    for (String action : actions) {
      boolean onBucket = S3Actions.isOnBucket(action);
      boolean onObjects = S3Actions.isOnObjects(action);
      if (!onBucket && !onObjects) {
        throw malformed("Policy has invalid action").with("Detail", action);
      }
      if (!(onBucket && bucket) && !(onObjects && objects)) {
        throw malformed("Action does not apply to any resource(s) in statement")
            .with("Detail", action);
      }
    }
  }

  private static AwsError malformed(String message) {
    return AwsError.of("MalformedPolicy", message);
  }
}
