package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** S3's operations on buckets as such. */
final class S3Buckets {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern ADDRESS = Pattern.compile("[0-9]+(\\.[0-9]+){3}");
  private static final List<String> RESERVED_BEGINNINGS =
      List.of("xn--", "sthree-", "amzn-s3-demo-");
  private static final List<String> RESERVED_ENDS =
      List.of("-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3");
  private static final Set<String> OWNERSHIPS =
      Set.of("BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter");
  private static final int MOST_BUCKETS = 10_000;

  static final List<String> BLOCKS =
      List.of("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets");

  private final World world;
  private final S3Authority authority;

  S3Buckets(World world, S3Authority authority) {
    this.world = world;
    this.authority = authority;
  }

  /** The bucket that a request names, wherever it is. */
  static S3State.Bucket find(S3State state, Asked asked) throws AwsError {
    String name = asked.text("Bucket");
    S3State.Bucket bucket = state.buckets.get(name);
    if (bucket == null) {
      throw S3Errors.noSuchBucket(name);
    }
    if (asked.has("ExpectedBucketOwner")) {
      String expected = asked.text("ExpectedBucketOwner");
      if (!expected.matches("[0-9]{12}")) {
        throw AwsError.of(
            "InvalidBucketOwnerAWSAccountID",
            "The value of the expected bucket owner parameter must be an AWS account ID");
      }
      if (!expected.equals(bucket.owner)) {
        throw S3Errors.accessDenied();
      }
    }
    return bucket;
  }

  /** Whether S3 takes a name for a bucket. */
  static boolean isName(String name) {
    return NAME.matcher(name).matches()
        && !name.contains("..")
        && !ADDRESS.matcher(name).matches()
        && RESERVED_BEGINNINGS.stream().noneMatch(name::startsWith)
        && RESERVED_ENDS.stream().noneMatch(name::endsWith);
  }

  /** The canonical id of an account. */
  static String canonicalId(String account) {
    return Ids.hex("canonical user", account);
  }

  ObjectNode create(ServiceRequest request) throws AwsError {
    Asked asked = Asked.of(request);
    String name = asked.text("Bucket");
    String account = request.caller().account();
    authority.require(request, "s3:CreateBucket", "arn:aws:s3:::" + name);
    if (!isName(name)) {
      throw AwsError.of("InvalidBucketName", "The specified bucket is not valid.")
          .with("BucketName", name);
    }
    if (asked.flag("ObjectLockEnabledForBucket")) {
      throw S3Errors.notImplemented("x-amz-bucket-object-lock-enabled");
    }
    var bucket = new S3State.Bucket();
    bucket.name = name;
    bucket.owner = account;
    bucket.created = request.now();
    bucket.region = region(asked.part("CreateBucketConfiguration"), request);
    bucket.ownership = ownership(asked);
    BLOCKS.forEach(block -> bucket.publicAccessBlock.put(block, true));
    asked
        .part("CreateBucketConfiguration")
        .parts("Tags")
        .forEach(tag -> bucket.tags.put(tag.text("Key"), tag.text("Value")));
    if (isThere(name, account, bucket.region)) {
      return created(bucket);
    }
    long owned = state().buckets.values().stream().filter(b -> b.owner.equals(account)).count();
    if (owned >= MOST_BUCKETS) {
      throw AwsError.of("TooManyBuckets", "You have attempted to create more buckets than allowed");
    }
    state().buckets.put(name, bucket);
    world.mutated("s3:CreateBucket");
    return created(bucket);
  }

  /** In us-east-1 one may make one's own bucket again. */
  private boolean isThere(String name, String account, String region) throws AwsError {
    S3State.Bucket other = state().buckets.get(name);
    if (other == null) {
      return false;
    }
    if (!other.owner.equals(account)) {
      throw AwsError.of(
              "BucketAlreadyExists",
              409,
              "The requested bucket name is not available. The bucket namespace is shared by all"
                  + " users of the system. Please select a different name and try again.")
          .with("BucketName", name);
    }
    if (other.region.equals("us-east-1") && region.equals("us-east-1")) {
      return true;
    }
    throw AwsError.of(
            "BucketAlreadyOwnedByYou",
            409,
            "Your previous request to create the named bucket succeeded and you already own it.")
        .with("BucketName", name);
  }

  private String region(Asked configuration, ServiceRequest request) throws AwsError {
    String constraint = configuration.text("LocationConstraint");
    String wanted = constraint.equals("EU") ? "eu-west-1" : constraint;
    if (request.region().equals("us-east-1")) {
      if (wanted.isEmpty()) {
        return "us-east-1";
      }
      if (wanted.equals("us-east-1")
          || !organization().isOpen(request.caller().account(), wanted)) {
        throw AwsError.of(
                "InvalidLocationConstraint", "The specified location-constraint is not valid")
            .with("LocationConstraint", constraint);
      }
      return wanted;
    }
    if (!wanted.equals(request.region())) {
      throw AwsError.of(
          "IllegalLocationConstraintException",
          "The %s location constraint is incompatible for the region specific endpoint this request was sent to."
              .formatted(constraint.isEmpty() ? "unspecified" : constraint));
    }
    return wanted;
  }

  private static String ownership(Asked asked) throws AwsError {
    String ownership = asked.text("ObjectOwnership", "BucketOwnerEnforced");
    if (!OWNERSHIPS.contains(ownership)) {
      throw S3Errors.invalidArgument(
          "Invalid x-amz-object-ownership header: " + ownership,
          "x-amz-object-ownership",
          ownership);
    }
    String acl = asked.text("ACL", "private");
    if (!acl.equals("private")) {
      if (ownership.equals("BucketOwnerEnforced")) {
        throw AwsError.of(
            "InvalidBucketAclWithObjectOwnership",
            "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting");
      }
      throw S3Errors.notImplemented("x-amz-acl");
    }
    return ownership;
  }

  private static ObjectNode created(S3State.Bucket bucket) {
    return reply().put("Location", "/" + bucket.name).put("BucketArn", arn(bucket));
  }

  ObjectNode delete(ServiceRequest request, S3State.Bucket bucket) throws AwsError {
    if (!bucket.objects.isEmpty()) {
      throw AwsError.of(
              "BucketNotEmpty",
              409,
              bucket.versioning.isEmpty()
                  ? "The bucket you tried to delete is not empty"
                  : "The bucket you tried to delete is not empty. You must delete all versions in"
                      + " the bucket.")
          .with("BucketName", bucket.name);
    }
    state().buckets.remove(bucket.name);
    state().unseen.remove(bucket.name);
    world.mutated("s3:DeleteBucket");
    return reply();
  }

  ObjectNode head(ServiceRequest request, S3State.Bucket bucket) {
    return reply()
        .put("BucketRegion", bucket.region)
        .put("AccessPointAlias", false)
        .put("BucketArn", arn(bucket));
  }

  /** The one question that may be asked in us-east-1 about a bucket anywhere. */
  ObjectNode location(ServiceRequest request) throws AwsError {
    S3State.Bucket bucket = find(state(), Asked.of(request));
    if (!bucket.region.equals(request.region()) && !request.region().equals("us-east-1")) {
      throw S3Errors.elsewhere(bucket, request.region());
    }
    authority.require(request, bucket, "s3:GetBucketLocation", arn(bucket));
    ObjectNode reply = reply();
    return bucket.region.equals("us-east-1")
        ? reply
        : reply.put("LocationConstraint", bucket.region);
  }

  ObjectNode list(ServiceRequest request) throws AwsError {
    authority.require(request, "s3:ListAllMyBuckets", "*");
    Asked asked = Asked.of(request);
    String account = request.caller().account();
    String after = asked.text("ContinuationToken");
    int most = asked.number("MaxBuckets", MOST_BUCKETS);
    ObjectNode reply = reply();
    ArrayNode listed = reply.putArray("Buckets");
    for (S3State.Bucket bucket : state().buckets.values()) {
      if (!bucket.owner.equals(account)
          || bucket.name.compareTo(after) <= 0
          || !bucket.name.startsWith(asked.text("Prefix"))
          || !bucket.region.equals(asked.text("BucketRegion", bucket.region))) {
        continue;
      }
      if (listed.size() == most) {
        reply.put("ContinuationToken", listed.get(most - 1).path("Name").asString());
        break;
      }
      ObjectNode described = listed.addObject().put("Name", bucket.name);
      described.set("CreationDate", Timestamps.of(bucket.created));
      described.put("BucketRegion", bucket.region);
    }
    reply.putObject("Owner").put("ID", canonicalId(account));
    return reply;
  }

  ObjectNode acl(ServiceRequest request, S3State.Bucket bucket) {
    ObjectNode reply = reply();
    String owner = canonicalId(bucket.owner);
    reply.putObject("Owner").put("ID", owner);
    ObjectNode grant = reply.putArray("Grants").addObject();
    grant.putObject("Grantee").put("ID", owner).put("Type", "CanonicalUser");
    grant.put("Permission", "FULL_CONTROL");
    return reply;
  }

  private static String arn(S3State.Bucket bucket) {
    return "arn:aws:s3:::" + bucket.name;
  }

  private static ObjectNode reply() {
    return JsonNodeFactory.instance.objectNode();
  }

  private S3State state() {
    return world.state("s3", S3State.class, S3State::new);
  }

  private OrganizationState organization() {
    return world.state("organizations", OrganizationState.class, OrganizationState::new);
  }
}
