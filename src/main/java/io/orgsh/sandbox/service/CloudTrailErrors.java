package io.orgsh.sandbox.service;

/** CloudTrail's errors, in its words as far as they are known. */
final class CloudTrailErrors {
  private CloudTrailErrors() {}

  static AwsError unknownTrail(String arn, Caller caller) {
    return AwsError.of(
        "TrailNotFoundException", "Unknown trail: " + arn + " for the user: " + caller.account());
  }

  static AwsError notManagement() {
    return AwsError.of(
        "NotOrganizationMasterAccountException",
        "The request could not be processed because the account is neither the management account"
            + " of the organization nor a delegated administrator of CloudTrail.");
  }

  static AwsError notInUse() {
    return AwsError.of(
        "OrganizationsNotInUseException",
        "The request could not be processed because your account is not a member of an"
            + " organization.");
  }

  static AwsError accessNotEnabled() {
    return AwsError.of(
        "CloudTrailAccessNotEnabledException",
        "The request could not be processed because your organization hasn't enabled CloudTrail"
            + " service access. Enable service access for CloudTrail, and then try again.");
  }

  static AwsError notAllFeatures() {
    return AwsError.of(
        "OrganizationNotInAllFeaturesModeException",
        "The request could not be processed because your organization hasn't enabled all"
            + " features.");
  }
}
