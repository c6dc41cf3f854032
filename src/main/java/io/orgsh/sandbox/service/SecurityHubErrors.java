package io.orgsh.sandbox.service;

/** Security Hub's errors with their HTTP statuses. */
final class SecurityHubErrors {
  private SecurityHubErrors() {}

  static AwsError invalid(String words) {
    return error("InvalidInputException", 400, words);
  }

  static AwsError notSubscribed(String account) {
    return access("Account " + account + " is not subscribed to AWS Security Hub");
  }

  static AwsError notAdministrator(String account) {
    return access("Account " + account + " is not an administrator for this organization");
  }

  static AwsError access(String words) {
    return error("InvalidAccessException", 401, words);
  }

  static AwsError denied(String words) {
    return error("AccessDeniedException", 403, words);
  }

  static AwsError notManagement() {
    return denied(
        "The request failed because the account is not the organization management account");
  }

  static AwsError notCentral() {
    return denied(
        "Must be a Security Hub delegated administrator with Central Configuration enabled");
  }

  static AwsError centrallyManaged() {
    return denied("The account is centrally managed by the Security Hub delegated administrator");
  }

  static AwsError conflict(String words) {
    return error("ResourceConflictException", 409, words);
  }

  static AwsError missing(String words) {
    return error("ResourceNotFoundException", 404, words);
  }

  static AwsError tooFast() {
    return error("LimitExceededException", 429, "Rate exceeded");
  }

  private static AwsError error(String code, int status, String words) {
    return AwsError.of(code, status, words).with("Code", code);
  }
}
