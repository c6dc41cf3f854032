package io.orgsh.sandbox.service;

/** S3's errors, in its words. */
final class S3Errors {
  private S3Errors() {}

  static AwsError noSuchBucket(String bucket) {
    return AwsError.of("NoSuchBucket", 404, "The specified bucket does not exist")
        .with("BucketName", bucket);
  }

  static AwsError noSuchKey(String key) {
    return AwsError.of("NoSuchKey", 404, "The specified key does not exist.").with("Key", key);
  }

  static AwsError accessDenied() {
    return AwsError.of("AccessDenied", 403, "Access Denied");
  }

  static AwsError accessDenied(Caller caller, String action, String resource, String why) {
    return AwsError.of(
        "AccessDenied",
        403,
        "User: %s is not authorized to perform: %s on resource: \"%s\" %s"
            .formatted(
                caller.account().isEmpty() ? "anonymous" : caller.arn(), action, resource, why));
  }

  static AwsError malformedXml() {
    return AwsError.of(
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published"
            + " schema");
  }

  static AwsError invalidArgument(String message, String name, String value) {
    return AwsError.of("InvalidArgument", message)
        .with("ArgumentName", name)
        .with("ArgumentValue", value);
  }

  static AwsError preconditionFailed(String condition) {
    return AwsError.of(
            "PreconditionFailed",
            412,
            "At least one of the pre-conditions you specified did not hold")
        .with("Condition", condition);
  }

  static AwsError notImplemented(String header) {
    return AwsError.of(
            "NotImplemented",
            501,
            "A header you provided implies functionality that is not implemented")
        .with("Header", header);
  }

  /** A bucket asked for in another region than its own. */
  static AwsError elsewhere(S3State.Bucket bucket, String asked) {
    if (asked.equals("us-east-1")) {
      return AwsError.of(
              "AuthorizationHeaderMalformed",
              400,
              "The authorization header is malformed; the region 'us-east-1' is wrong; expecting '%s'"
                  .formatted(bucket.region))
          .with("Region", bucket.region);
    }
    return AwsError.of(
            "PermanentRedirect",
            301,
            "The bucket you are attempting to access must be addressed using the specified"
                + " endpoint. Please send all future requests to this endpoint.")
        .with("Endpoint", bucket.name + ".s3." + bucket.region + ".amazonaws.com")
        .with("Bucket", bucket.name)
        .with("Region", bucket.region);
  }
}
