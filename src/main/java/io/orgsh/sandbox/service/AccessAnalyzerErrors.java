package io.orgsh.sandbox.service;

/** IAM Access Analyzer's errors. */
final class AccessAnalyzerErrors {
  private AccessAnalyzerErrors() {}

  static AwsError invalid(String words) {
    return AwsError.of("ValidationException", words).with("reason", "fieldValidationFailed");
  }

  static AwsError conflict(String type, String id) {
    return AwsError.of("ConflictException", 409, type + " with name " + id + " already exists")
        .with("resourceId", id)
        .with("resourceType", type);
  }

  static AwsError absent(String type, String id) {
    return AwsError.of("ResourceNotFoundException", 404, type + " " + id + " does not exist")
        .with("resourceId", id)
        .with("resourceType", type);
  }

  static AwsError quota(String type, String id, String words) {
    return AwsError.of("ServiceQuotaExceededException", 402, words)
        .with("resourceId", id)
        .with("resourceType", type);
  }

  static AwsError notEnabled() {
    return AwsError.of("ValidationException", "Service not enabled for AWS Organizations")
        .with("reason", "other");
  }

  static AwsError notAdministrator(String account) {
    return AwsError.of(
        "AccessDeniedException", 403, "Account " + account + " is not a delegated administrator");
  }
}
