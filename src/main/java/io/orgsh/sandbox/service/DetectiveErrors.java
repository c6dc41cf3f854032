package io.orgsh.sandbox.service;

/** Detective's errors. */
final class DetectiveErrors {
  private DetectiveErrors() {}

  static AwsError invalid(String words) {
    return AwsError.of("ValidationException", words).with("ErrorCode", "VALIDATION_FAILED");
  }

  static AwsError conflict(String words) {
    return AwsError.of("ConflictException", 409, words);
  }

  static AwsError noGraph(String graph) {
    return AwsError.of(
        "ResourceNotFoundException", 404, "The behavior graph " + graph + " was not found");
  }

  static AwsError noInvitation(String graph) {
    return AwsError.of(
        "ResourceNotFoundException",
        404,
        "There is no invitation to the behavior graph " + graph + " for the current account");
  }

  static AwsError denied(String words) {
    return AwsError.of("AccessDeniedException", 403, words);
  }

  static AwsError quota() {
    return AwsError.of(
        "ServiceQuotaExceededException",
        402,
        "The request would make the behavior graph exceed 1200 member accounts");
  }

  /** There were no such operations then. */
  static AwsError unknownOperation(String operation) {
    return AwsError.of(
        "UnknownOperationException", 404, "Detective had no " + operation + " in January 2021");
  }

  /** At AWS there is no host of that name, so that no answer at all comes. */
  static AwsError noEndpoint(String region) {
    return AwsError.of(
        "UnknownEndpoint",
        404,
        "Detective is not in "
            + region
            + ": at AWS there is no host api.detective."
            + region
            + ".amazonaws.com");
  }
}
