package io.orgsh.sandbox.service;

import tools.jackson.databind.node.ObjectNode;

/** Config's words for what several of its operations refuse. */
final class ConfigErrors {
  private ConfigErrors() {}

  static AwsError parameter(String words) {
    return AwsError.of("InvalidParameterValueException", words);
  }

  static AwsError validation(String member, String value) {
    return AwsError.of(
        "ValidationException",
        "1 validation error detected: Value '"
            + value
            + "' at '"
            + member
            + "' failed to satisfy constraint");
  }

  /** Says in a deployment's status why it failed somewhere. */
  static void firstFailure(ConfigState.Deployment deployment, ObjectNode status) {
    deployment.members.values().stream()
        .filter(each -> deployment.settled && each.status.endsWith("_FAILED"))
        .findFirst()
        .ifPresent(
            failure ->
                status
                    .put("ErrorCode", failure.errorCode)
                    .put("ErrorMessage", failure.errorMessage));
  }
}
