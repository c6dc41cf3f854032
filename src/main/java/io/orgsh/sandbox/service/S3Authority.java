package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import io.orgsh.sandbox.policy.Ask;
import io.orgsh.sandbox.policy.Context;
import io.orgsh.sandbox.policy.Decision;
import io.orgsh.sandbox.policy.PolicyDocument;
import io.orgsh.sandbox.policy.PolicyFault;
import io.orgsh.sandbox.policy.PolicyKind;
import io.orgsh.sandbox.policy.PolicyReader;
import io.orgsh.sandbox.policy.Principal;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * Who may do what to buckets: the caller's own policies and the bucket's together. In the bucket's
 * account one of the two is enough, from another account both are needed, and a deny wins.
 */
final class S3Authority {
  /** The longest time, in seconds, until services see a new policy. */
  private static final int LONGEST_UNSEEN = 10;

  private static final Set<String> POLICY_ACTIONS =
      Set.of("s3:GetBucketPolicy", "s3:PutBucketPolicy", "s3:DeleteBucketPolicy");

  private final World world;
  private final RolePolicies roles;

  S3Authority(World world, RolePolicies roles) {
    this.world = world;
    this.roles = roles;
  }

  /** Refuses what concerns no bucket yet, unless the caller's own policies allow it. */
  void require(ServiceRequest request, String action, String resource) throws AwsError {
    Caller caller = request.caller();
    if (caller.account().isEmpty()) {
      throw S3Errors.accessDenied();
    }
    Decision own = own(caller, ask(request, action, resource, ""));
    if (own != Decision.ALLOWED) {
      throw S3Errors.accessDenied(caller, action, resource, because(own, "identity-based"));
    }
  }

  /** Refuses what neither the caller's policies nor the bucket's allow. */
  void require(ServiceRequest request, S3State.Bucket bucket, String action, String resource)
      throws AwsError {
    Caller caller = request.caller();
    Ask ask = ask(request, action, resource, bucket.owner);
    Decision theirs = bucketSays(bucket, ask);
    boolean sameAccount = caller.account().equals(bucket.owner);
    if (sameAccount && caller.arn().endsWith(":root") && POLICY_ACTIONS.contains(action)) {
      return; // The root user of a bucket's account is never locked out of its policy.
    }
    if (theirs == Decision.DENIED) {
      throw S3Errors.accessDenied(
          caller, action, resource, "with an explicit deny in a resource-based policy");
    }
    Decision own = caller.account().isEmpty() ? Decision.ALLOWED : own(caller, ask);
    if (own == Decision.DENIED) {
      throw S3Errors.accessDenied(
          caller, action, resource, "with an explicit deny in an identity-based policy");
    }
    if (sameAccount) {
      if (own != Decision.ALLOWED && theirs != Decision.ALLOWED) {
        throw S3Errors.accessDenied(caller, action, resource, because(own, "identity-based"));
      }
      return;
    }
    if (theirs == Decision.SILENT || isRestricted(bucket)) {
      throw caller.account().isEmpty()
          ? S3Errors.accessDenied()
          : S3Errors.accessDenied(caller, action, resource, because(theirs, "resource-based"));
    }
    if (own != Decision.ALLOWED) {
      throw S3Errors.accessDenied(caller, action, resource, because(own, "identity-based"));
    }
    if (POLICY_ACTIONS.contains(action)) {
      throw AwsError.of(
          "MethodNotAllowed", 405, "The specified method is not allowed against this resource.");
    }
  }

  /** Whether a caller may do something besides what he asked for. */
  boolean may(ServiceRequest request, S3State.Bucket bucket, String action, String resource) {
    try {
      require(request, bucket, action, resource);
      return true;
    } catch (AwsError _) {
      return false;
    }
  }

  /** Whether a bucket's policy, as services see it now, lets a service do something. */
  boolean admits(
      S3State.Bucket bucket,
      String service,
      String action,
      String resource,
      Map<String, String> context) {
    S3State.Unseen unseen = state().unseen.get(bucket.name);
    String policy =
        unseen != null && world.now().isBefore(unseen.until) ? unseen.before : bucket.policy;
    Context known =
        Context.of(context)
            .with("aws:SecureTransport", "true")
            .with("aws:PrincipalIsAWSService", "true")
            .with("aws:PrincipalServiceName", service)
            .with("aws:ResourceAccount", bucket.owner);
    return says(policy, new Ask(new Principal.AwsService(service), action, resource, known))
        == Decision.ALLOWED;
  }

  /** Remembers what services see until they see a bucket's new policy. */
  void changing(S3State.Bucket bucket, String policy, Instant now) {
    int delay = 1 + Ids.below(LONGEST_UNSEEN, bucket.name, policy);
    S3State.Unseen unseen = state().unseen.get(bucket.name);
    String before = unseen != null && now.isBefore(unseen.until) ? unseen.before : bucket.policy;
    state().unseen.put(bucket.name, new S3State.Unseen(before, now.plusSeconds(delay)));
  }

  /** Forgets what nobody sees any longer. */
  void advance(Instant now) {
    if (state().unseen.values().removeIf(unseen -> !now.isBefore(unseen.until))) {
      world.touched();
    }
  }

  private Decision own(Caller caller, Ask ask) {
    return caller.role().isEmpty()
        ? Decision.ALLOWED
        : PolicyDocument.decide(roles.policies(caller.account(), caller.role()), ask);
  }

  private Decision bucketSays(S3State.Bucket bucket, Ask ask) {
    return says(bucket.policy, ask);
  }

  private boolean isRestricted(S3State.Bucket bucket) {
    if (!bucket.publicAccessBlock.getOrDefault("RestrictPublicBuckets", false)) {
      return false;
    }
    return !bucket.policy.isEmpty() && read(bucket.policy).isPublic();
  }

  private static Decision says(String policy, Ask ask) {
    return policy.isEmpty() ? Decision.SILENT : read(policy).decide(ask);
  }

  private static PolicyDocument read(String policy) {
    try {
      return PolicyReader.read(policy, PolicyKind.BUCKET);
    } catch (PolicyFault e) {
      throw new IllegalStateException("taken before, refused now: " + policy, e);
    }
  }

  private Ask ask(ServiceRequest request, String action, String resource, String owner) {
    Asked asked = Asked.of(request);
    Context context = roles.context(request.caller()).with("aws:RequestedRegion", request.region());
    if (!owner.isEmpty()) {
      context = context.with("aws:ResourceAccount", owner);
    }
    if (request.operation().startsWith("List")) {
      context = context.with("s3:prefix", asked.text("Prefix"));
      context = with(context, "s3:delimiter", asked.text("Delimiter"));
      context = with(context, "s3:max-keys", asked.text("MaxKeys"));
    }
    context = with(context, "s3:VersionId", asked.text("VersionId"));
    context = with(context, "s3:x-amz-acl", asked.text("ACL"));
    context = with(context, "s3:x-amz-server-side-encryption", asked.text("ServerSideEncryption"));
    return new Ask(roles.principal(request.caller()), action, resource, context);
  }

  private static Context with(Context context, String key, String value) {
    return value.isEmpty() ? context : context.with(key, value);
  }

  private static String because(Decision decision, String kind) {
    return decision == Decision.DENIED
        ? "with an explicit deny in an " + kind + " policy"
        : "because no " + kind + " policy allows the action";
  }

  private S3State state() {
    return world.state("s3", S3State.class, S3State::new);
  }
}
