package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/**
 * The emulated S3: one space of bucket names, buckets with an owner and a region, policies, and
 * objects with versions. New buckets are as AWS makes them since 2023: public access blocked, no
 * ACLs, encrypted with keys of S3.
 *
 * <p>Who may do what is decided here, since buckets' policies take part. Not done here: ACLs,
 * multipart uploads, ranges, object lock, replication, and the work of lifecycle rules.
 */
public final class S3Service implements Service, Buckets {
  private static final Map<String, String> OBJECT_VERSION =
      Map.of("s3:GetObject", "s3:GetObjectVersion", "s3:DeleteObject", "s3:DeleteObjectVersion");

  private final World world;
  private final S3Authority authority;
  private final S3Objects objects;
  private final OperationTable operations = new OperationTable();

  /** An operation on a bucket that exists, is in the request's region and lets the caller in. */
  @FunctionalInterface
  interface BucketOperation {
    ObjectNode answer(ServiceRequest request, S3State.Bucket bucket) throws AwsError;
  }

  /** S3 of a world. */
  public S3Service(World world, RolePolicies roles) {
    this.world = world;
    this.authority = new S3Authority(world, roles);
    this.objects = new S3Objects(world, authority);
    buckets(new S3Buckets(world, authority));
    settings(new S3Settings(world, authority, roles));
    onObject("GetObject", "s3:GetObject", objects::get);
    onObject("HeadObject", "s3:GetObject", objects::head);
    onObject("PutObject", "s3:PutObject", objects::put);
    onObject("DeleteObject", "s3:DeleteObject", objects::delete);
    // Who may delete which object is asked object by object.
    operations.with("DeleteObjects", request -> objects.deleteAll(request, bucket(request)));
    onBucket("ListObjectsV2", "s3:ListBucket", S3Listing::objects);
    onBucket("ListObjectVersions", "s3:ListBucketVersions", S3VersionListing::versions);
  }

  private void buckets(S3Buckets buckets) {
    operations
        .with("CreateBucket", buckets::create)
        .with("ListBuckets", buckets::list)
        .with("GetBucketLocation", buckets::location);
    onBucket("DeleteBucket", "s3:DeleteBucket", buckets::delete);
    onBucket("HeadBucket", "s3:ListBucket", buckets::head);
    onBucket("GetBucketAcl", "s3:GetBucketAcl", buckets::acl);
  }

  private void settings(S3Settings settings) {
    onBucket("PutBucketPolicy", "s3:PutBucketPolicy", settings::putPolicy);
    onBucket("GetBucketPolicy", "s3:GetBucketPolicy", settings::getPolicy);
    onBucket("GetBucketPolicyStatus", "s3:GetBucketPolicyStatus", settings::policyStatus);
    onBucket("DeleteBucketPolicy", "s3:DeleteBucketPolicy", settings::deletePolicy);
    onBucket("PutPublicAccessBlock", "s3:PutBucketPublicAccessBlock", settings::putBlock);
    onBucket("GetPublicAccessBlock", "s3:GetBucketPublicAccessBlock", settings::getBlock);
    onBucket("DeletePublicAccessBlock", "s3:PutBucketPublicAccessBlock", settings::deleteBlock);
    onBucket("PutBucketVersioning", "s3:PutBucketVersioning", settings::putVersioning);
    onBucket("GetBucketVersioning", "s3:GetBucketVersioning", settings::getVersioning);
    onBucket("PutBucketEncryption", "s3:PutEncryptionConfiguration", settings::putEncryption);
    onBucket("GetBucketEncryption", "s3:GetEncryptionConfiguration", settings::getEncryption);
    onBucket("DeleteBucketEncryption", "s3:PutEncryptionConfiguration", settings::noEncryption);
    onBucket("PutBucketOwnershipControls", "s3:PutBucketOwnershipControls", settings::putOwner);
    onBucket("GetBucketOwnershipControls", "s3:GetBucketOwnershipControls", settings::getOwner);
    onBucket("DeleteBucketOwnershipControls", "s3:PutBucketOwnershipControls", settings::noOwner);
    onBucket("PutBucketTagging", "s3:PutBucketTagging", settings::putTags);
    onBucket("GetBucketTagging", "s3:GetBucketTagging", settings::getTags);
    onBucket("DeleteBucketTagging", "s3:PutBucketTagging", settings::deleteTags);
    onBucket(
        "PutBucketLifecycleConfiguration", "s3:PutLifecycleConfiguration", settings::putLifecycle);
    onBucket(
        "GetBucketLifecycleConfiguration", "s3:GetLifecycleConfiguration", settings::getLifecycle);
    onBucket("DeleteBucketLifecycle", "s3:PutLifecycleConfiguration", settings::deleteLifecycle);
  }

  @Override
  public String name() {
    return "s3";
  }

  @Override
  public Set<String> operations() {
    return operations.names();
  }

  @Override
  public ObjectNode answer(ServiceRequest request) throws AwsError {
    return operations.answer(request);
  }

  @Override
  public String resource(ServiceRequest request) {
    Asked asked = Asked.of(request);
    return asked.has("Bucket") ? arn(asked) : "*";
  }

  @Override
  public boolean authorizes() {
    return true;
  }

  @Override
  public void advance(Instant now) {
    authority.advance(now);
  }

  @Override
  public void forgetTraces(ObjectNode state) {
    state.remove("unseen");
  }

  @Override
  public boolean exists(String bucket) {
    return state().buckets.containsKey(bucket);
  }

  @Override
  public boolean admits(
      String bucket, String service, String action, String resource, Map<String, String> context) {
    S3State.Bucket found = state().buckets.get(bucket);
    return found != null && authority.admits(found, service, action, resource, context);
  }

  @Override
  public void deliver(String bucket, String key, String body, Instant at) {
    S3State.Bucket found = state().buckets.get(bucket);
    if (found == null) {
      throw new IllegalArgumentException("no bucket " + bucket);
    }
    objects.write(found, key, body, at).contentType = "application/json";
    world.touched();
  }

  private void onBucket(String name, String action, BucketOperation operation) {
    operations.with(
        name,
        request -> {
          S3State.Bucket bucket = bucket(request);
          authority.require(request, bucket, action, "arn:aws:s3:::" + bucket.name);
          return operation.answer(request, bucket);
        });
  }

  private void onObject(String name, String action, BucketOperation operation) {
    Function<Asked, String> asked =
        parameters ->
            parameters.has("VersionId") ? OBJECT_VERSION.getOrDefault(action, action) : action;
    operations.with(
        name,
        request -> {
          S3State.Bucket bucket = bucket(request);
          Asked parameters = Asked.of(request);
          authority.require(request, bucket, asked.apply(parameters), arn(parameters));
          return operation.answer(request, bucket);
        });
  }

  private S3State.Bucket bucket(ServiceRequest request) throws AwsError {
    S3State.Bucket bucket = S3Buckets.find(state(), Asked.of(request));
    if (!bucket.region.equals(request.region())) {
      throw S3Errors.elsewhere(bucket, request.region());
    }
    return bucket;
  }

  private static String arn(Asked asked) {
    String bucket = "arn:aws:s3:::" + asked.text("Bucket");
    return asked.has("Key") ? bucket + "/" + asked.text("Key") : bucket;
  }

  private S3State state() {
    return world.state("s3", S3State.class, S3State::new);
  }
}
