package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import io.orgsh.sandbox.policy.PolicyDocument;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** S3's operations on what a bucket is set to. */
final class S3Settings {
  private static final Set<String> OWNERSHIPS =
      Set.of("BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter");

  private final World world;
  private final S3Authority authority;
  private final RolePolicies roles;

  S3Settings(World world, S3Authority authority, RolePolicies roles) {
    this.world = world;
    this.authority = authority;
    this.roles = roles;
  }

  ObjectNode putPolicy(ServiceRequest request, S3State.Bucket bucket) throws AwsError {
    String text = Asked.of(request).text("Policy");
    PolicyDocument policy = S3BucketPolicy.read(text, bucket, roles);
    if (bucket.publicAccessBlock.getOrDefault("BlockPublicPolicy", false) && policy.isPublic()) {
      throw S3Errors.accessDenied(
          request.caller(),
          "s3:PutBucketPolicy",
          "arn:aws:s3:::" + bucket.name,
          "because public policies are prevented by the BlockPublicPolicy setting in S3 Block"
              + " Public Access.");
    }
    if (!bucket.policy.equals(text)) {
      authority.changing(bucket, text, request.now());
      bucket.policy = text;
      changed(request);
    }
    return reply();
  }

  ObjectNode getPolicy(ServiceRequest request, S3State.Bucket bucket) throws AwsError {
    if (bucket.policy.isEmpty()) {
      throw noPolicy(bucket);
    }
    return reply().put("Policy", bucket.policy);
  }

  ObjectNode policyStatus(ServiceRequest request, S3State.Bucket bucket) throws AwsError {
    if (bucket.policy.isEmpty()) {
      throw noPolicy(bucket);
    }
    ObjectNode reply = reply();
    reply
        .putObject("PolicyStatus")
        .put("IsPublic", S3BucketPolicy.read(bucket.policy, bucket, roles).isPublic());
    return reply;
  }

  ObjectNode deletePolicy(ServiceRequest request, S3State.Bucket bucket) {
    if (!bucket.policy.isEmpty()) {
      authority.changing(bucket, "", request.now());
      bucket.policy = "";
      changed(request);
    }
    return reply();
  }

  private static AwsError noPolicy(S3State.Bucket bucket) {
    return AwsError.of("NoSuchBucketPolicy", 404, "The bucket policy does not exist")
        .with("BucketName", bucket.name);
  }

  ObjectNode putBlock(ServiceRequest request, S3State.Bucket bucket) throws AwsError {
    Asked configuration = Asked.of(request).part("PublicAccessBlockConfiguration");
    if (configuration.members().isEmpty()) {
      throw S3Errors.malformedXml();
    }
    SortedMap<String, Boolean> blocks = new TreeMap<>();
    S3Buckets.BLOCKS.forEach(block -> blocks.put(block, configuration.flag(block)));
    if (!bucket.publicAccessBlock.equals(blocks)) {
      bucket.publicAccessBlock = blocks;
      changed(request);
    }
    return reply();
  }

  ObjectNode getBlock(ServiceRequest request, S3State.Bucket bucket) throws AwsError {
    if (bucket.publicAccessBlock.isEmpty()) {
      throw AwsError.of(
              "NoSuchPublicAccessBlockConfiguration",
              404,
              "The public access block configuration was not found")
          .with("BucketName", bucket.name);
    }
    ObjectNode reply = reply();
    ObjectNode blocks = reply.putObject("PublicAccessBlockConfiguration");
    bucket.publicAccessBlock.forEach((name, on) -> blocks.put(name, on.booleanValue()));
    return reply;
  }

  ObjectNode deleteBlock(ServiceRequest request, S3State.Bucket bucket) {
    if (!bucket.publicAccessBlock.isEmpty()) {
      bucket.publicAccessBlock.clear();
      changed(request);
    }
    return reply();
  }

  ObjectNode putVersioning(ServiceRequest request, S3State.Bucket bucket) throws AwsError {
    Asked configuration = Asked.of(request).part("VersioningConfiguration");
    String status = configuration.text("Status");
    if (configuration.text("MFADelete").equals("Enabled")) {
      throw AwsError.of(
          "InvalidRequest", "DevPay and Mfa are mutually exclusive authorization methods.");
    }
    if (!status.equals("Enabled") && !status.equals("Suspended")) {
      throw AwsError.of(
          "IllegalVersioningConfigurationException", "The Versioning element must be specified");
    }
    if (!bucket.versioning.equals(status)) {
      bucket.versioning = status;
      changed(request);
    }
    return reply();
  }

  ObjectNode getVersioning(ServiceRequest request, S3State.Bucket bucket) {
    ObjectNode reply = reply();
    return bucket.versioning.isEmpty() ? reply : reply.put("Status", bucket.versioning);
  }

  ObjectNode putEncryption(ServiceRequest request, S3State.Bucket bucket) throws AwsError {
    Asked configuration = Asked.of(request).part("ServerSideEncryptionConfiguration");
    List<Asked> rules = configuration.parts("Rules");
    if (rules.size() != 1) {
      throw S3Errors.malformedXml();
    }
    Asked encryption = rules.getFirst().part("ApplyServerSideEncryptionByDefault");
    String algorithm = encryption.text("SSEAlgorithm");
    if (!Set.of("AES256", "aws:kms", "aws:kms:dsse").contains(algorithm)) {
      throw S3Errors.malformedXml();
    }
    if (algorithm.equals("AES256") && encryption.has("KMSMasterKeyID")) {
      throw S3Errors.invalidArgument(
          "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or"
              + " aws:kms:dsse",
          "KMSMasterKeyID",
          encryption.text("KMSMasterKeyID"));
    }
    ObjectNode normal = encryption(algorithm, encryption.text("KMSMasterKeyID"));
    ((ObjectNode) normal.path("Rules").path(0))
        .put("BucketKeyEnabled", rules.getFirst().flag("BucketKeyEnabled"));
    if (!live(bucket).equals(normal)) {
      bucket.encryption = normal.equals(encryption("AES256", "")) ? reply() : normal;
      changed(request);
    }
    return reply();
  }

  ObjectNode getEncryption(ServiceRequest request, S3State.Bucket bucket) {
    return reply().set("ServerSideEncryptionConfiguration", live(bucket).deepCopy());
  }

  ObjectNode noEncryption(ServiceRequest request, S3State.Bucket bucket) {
    if (!bucket.encryption.isEmpty()) {
      bucket.encryption = reply();
      changed(request);
    }
    return reply();
  }

  /** What objects are encrypted with when nobody says so; S3's own keys unless set otherwise. */
  private static ObjectNode live(S3State.Bucket bucket) {
    return bucket.encryption.isEmpty() ? encryption("AES256", "") : bucket.encryption;
  }

  private static ObjectNode encryption(String algorithm, String key) {
    ObjectNode encryption = reply();
    ObjectNode rule = encryption.putArray("Rules").addObject();
    ObjectNode byDefault = rule.putObject("ApplyServerSideEncryptionByDefault");
    byDefault.put("SSEAlgorithm", algorithm);
    if (!key.isEmpty()) {
      byDefault.put("KMSMasterKeyID", key);
    }
    rule.put("BucketKeyEnabled", false);
    return encryption;
  }

  ObjectNode putOwner(ServiceRequest request, S3State.Bucket bucket) throws AwsError {
    List<Asked> rules = Asked.of(request).part("OwnershipControls").parts("Rules");
    if (rules.size() != 1 || !OWNERSHIPS.contains(rules.getFirst().text("ObjectOwnership"))) {
      throw S3Errors.malformedXml();
    }
    String ownership = rules.getFirst().text("ObjectOwnership");
    if (!bucket.ownership.equals(ownership)) {
      bucket.ownership = ownership;
      changed(request);
    }
    return reply();
  }

  ObjectNode getOwner(ServiceRequest request, S3State.Bucket bucket) throws AwsError {
    if (bucket.ownership.isEmpty()) {
      throw AwsError.of(
              "OwnershipControlsNotFoundError", 404, "The bucket ownership controls were not found")
          .with("BucketName", bucket.name);
    }
    ObjectNode reply = reply();
    reply
        .putObject("OwnershipControls")
        .putArray("Rules")
        .addObject()
        .put("ObjectOwnership", bucket.ownership);
    return reply;
  }

  ObjectNode noOwner(ServiceRequest request, S3State.Bucket bucket) {
    if (!bucket.ownership.isEmpty()) {
      bucket.ownership = "";
      changed(request);
    }
    return reply();
  }

  ObjectNode putTags(ServiceRequest request, S3State.Bucket bucket) throws AwsError {
    SortedMap<String, String> tags = new TreeMap<>();
    List<Asked> given = Asked.of(request).part("Tagging").parts("TagSet");
    for (Asked tag : given) {
      String key = tag.text("Key");
      if (key.isEmpty() || key.length() > 128 || tag.text("Value").length() > 256) {
        throw AwsError.of("InvalidTag", "The TagKey you have provided is invalid")
            .with("TagKey", key);
      }
      if (key.startsWith("aws:")) {
        throw AwsError.of("InvalidTag", "System tags cannot be added/updated by requester");
      }
      if (tags.put(key, tag.text("Value")) != null) {
        throw AwsError.of("InvalidTag", "Cannot provide multiple Tags with the same key")
            .with("TagKey", key);
      }
    }
    if (tags.size() > 50) {
      throw AwsError.of("BadRequest", "Bucket tag count cannot be greater than 50");
    }
    if (!bucket.tags.equals(tags)) {
      bucket.tags = tags;
      changed(request);
    }
    return reply();
  }

  ObjectNode getTags(ServiceRequest request, S3State.Bucket bucket) throws AwsError {
    if (bucket.tags.isEmpty()) {
      throw AwsError.of("NoSuchTagSet", 404, "The TagSet does not exist")
          .with("BucketName", bucket.name);
    }
    ObjectNode reply = reply();
    ArrayNode tags = reply.putArray("TagSet");
    bucket.tags.forEach((key, value) -> tags.addObject().put("Key", key).put("Value", value));
    return reply;
  }

  ObjectNode deleteTags(ServiceRequest request, S3State.Bucket bucket) {
    if (!bucket.tags.isEmpty()) {
      bucket.tags.clear();
      changed(request);
    }
    return reply();
  }

  ObjectNode putLifecycle(ServiceRequest request, S3State.Bucket bucket) throws AwsError {
    Asked configuration = Asked.of(request).part("LifecycleConfiguration");
    List<Asked> rules = configuration.parts("Rules");
    if (rules.isEmpty() || rules.size() > 1000) {
      throw S3Errors.malformedXml();
    }
    for (Asked rule : rules) {
      if (!Set.of("Enabled", "Disabled").contains(rule.text("Status"))
          || !(rule.has("Filter") || rule.has("Prefix"))
          || rule.text("ID").length() > 255) {
        throw S3Errors.malformedXml();
      }
    }
    if (!bucket.lifecycle.equals(configuration.copy())) {
      bucket.lifecycle = configuration.copy();
      changed(request);
    }
    return reply();
  }

  ObjectNode getLifecycle(ServiceRequest request, S3State.Bucket bucket) throws AwsError {
    if (bucket.lifecycle.isEmpty()) {
      throw AwsError.of(
              "NoSuchLifecycleConfiguration", 404, "The lifecycle configuration does not exist")
          .with("BucketName", bucket.name);
    }
    return bucket.lifecycle.deepCopy();
  }

  ObjectNode deleteLifecycle(ServiceRequest request, S3State.Bucket bucket) {
    if (!bucket.lifecycle.isEmpty()) {
      bucket.lifecycle = reply();
      changed(request);
    }
    return reply();
  }

  private void changed(ServiceRequest request) {
    world.mutated("s3:" + request.operation());
  }

  private static ObjectNode reply() {
    return JsonNodeFactory.instance.objectNode();
  }
}
