package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import io.orgsh.sandbox.policy.PolicyKind;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * Notices, some minutes late, how the policies of buckets and roles change, while there is an
 * analyzer. The role that Organizations makes in an account is not among them as long as nobody has
 * changed it.
 */
final class SharedResources {
  static final String BUCKET = "AWS::S3::Bucket";
  static final String ROLE = "AWS::IAM::Role";

  private final World world;
  private final AnalyzerBook book;
  private final AnalyzedPolicies policies;
  private final AccessAnalyzerDelays delays;

  SharedResources(
      World world, AnalyzerBook book, AnalyzedPolicies policies, AccessAnalyzerDelays delays) {
    this.world = world;
    this.book = book;
    this.policies = policies;
    this.delays = delays;
  }

  /** Takes in what is there before the first analyzer is. */
  void begin() {
    if (book.state().analyzers.isEmpty()) {
      present()
          .forEach(
              (arn, resource) -> {
                resource.policy = resource.next;
                book.state().watched.put(arn, resource);
              });
    }
  }

  /**
   * Has a resource analyzed sooner than it would be.
   *
   * @return whether it will be
   */
  boolean hurry(String arn, Instant due) {
    AccessAnalyzerState.Watched watched = book.state().watched.get(arn);
    if (watched == null || watched.due.equals(Instant.EPOCH) || !due.isBefore(watched.due)) {
      return false;
    }
    watched.due = due;
    return true;
  }

  void advance(Instant now) {
    AccessAnalyzerState state = book.state();
    if (state.analyzers.isEmpty()) {
      if (!state.watched.isEmpty()) {
        state.watched.clear();
        world.touched();
      }
      return;
    }
    Map<String, AccessAnalyzerState.Watched> present = present();
    present.forEach((arn, resource) -> notice(arn, resource, now));
    new TreeMap<>(state.watched)
        .forEach((arn, watched) -> settle(arn, watched, present.containsKey(arn), now));
  }

  private void notice(String arn, AccessAnalyzerState.Watched resource, Instant now) {
    AccessAnalyzerState.Watched watched = book.state().watched.get(arn);
    if (watched == null) {
      book.state().watched.put(arn, resource);
      resource.due = now.plus(delays.change());
      world.touched();
    } else if (!watched.next.equals(resource.next)) {
      change(watched, resource.next, now);
    }
  }

  private void change(AccessAnalyzerState.Watched watched, String policy, Instant now) {
    watched.next = policy;
    watched.due = now.plus(delays.change());
    world.touched();
  }

  private void settle(
      String arn, AccessAnalyzerState.Watched watched, boolean present, Instant now) {
    if (!present && !watched.next.isEmpty()) {
      change(watched, "", now);
    }
    if (!watched.due.equals(Instant.EPOCH) && !now.isBefore(watched.due)) {
      policies.replace(arn, watched);
      world.touched();
    }
    if (!present && watched.policy.isEmpty() && watched.due.equals(Instant.EPOCH)) {
      book.state().watched.remove(arn);
      world.touched();
    }
  }

  private Map<String, AccessAnalyzerState.Watched> present() {
    var present = new TreeMap<String, AccessAnalyzerState.Watched>();
    world
        .state("s3", S3State.class, S3State::new)
        .buckets
        .values()
        .forEach(
            bucket ->
                present.put(
                    "arn:aws:s3:::" + bucket.name,
                    resource(BUCKET, bucket.owner, bucket.region, effective(bucket))));
    world
        .state("iam", IamState.class, IamState::new)
        .roles
        .forEach(
            (account, roles) ->
                roles
                    .values()
                    .forEach(
                        role ->
                            present.put(
                                "arn:aws:iam::" + account + ":role" + role.path + role.name,
                                resource(ROLE, account, "", role.trust))));
    return present;
  }

  /** A public policy lets nobody in from outside where the bucket's settings restrict it. */
  private static String effective(S3State.Bucket bucket) {
    boolean restricted =
        bucket.publicAccessBlock.getOrDefault("RestrictPublicBuckets", false)
            && !bucket.policy.isEmpty()
            && ZoneOfTrust.read(bucket.policy, PolicyKind.BUCKET).isPublic();
    return restricted ? "" : bucket.policy;
  }

  private static AccessAnalyzerState.Watched resource(
      String type, String account, String region, String policy) {
    var resource = new AccessAnalyzerState.Watched();
    resource.type = type;
    resource.account = account;
    resource.region = region;
    resource.next = policy;
    return resource;
  }
}
