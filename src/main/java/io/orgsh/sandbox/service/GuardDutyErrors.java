package io.orgsh.sandbox.service;

/** GuardDuty's errors: the code says little, the words say what. */
final class GuardDutyErrors {
  private GuardDutyErrors() {}

  static AwsError bad(String words) {
    return AwsError.of("BadRequestException", words);
  }

  static AwsError notOwned() {
    return bad(
        "The request is rejected because the input detectorId is not owned by the current"
            + " account.");
  }

  static AwsError notManagement() {
    return bad(
        "The request failed because you do not have required AWS Organization master permission.");
  }

  static AwsError notAdministrator() {
    return bad(
        "The request is rejected because the current account is not the GuardDuty delegated"
            + " administrator of the organization.");
  }

  static AwsError hasMembers() {
    return bad(
        "The request is rejected because the current account cannot delete detector while it has"
            + " invited or associated members.");
  }

  static AwsError managed(String what) {
    return bad(
        "The request is rejected because a member account cannot "
            + what
            + " while it is managed by a GuardDuty administrator account.");
  }

  static AwsError autoEnabled() {
    return bad(
        "The request is rejected because the organization's auto-enable setting for GuardDuty is"
            + " set to ALL. Change it before removing members.");
  }

  static AwsError invalid(String parameter) {
    return bad(
        "The request is rejected because the parameter " + parameter + " has an invalid value.");
  }
}
