package io.orgsh.aws;

/**
 * The name of an AWS operation, as in IAM and the AWS CLI's reference: {@code
 * guardduty:CreateDetector}.
 *
 * @param service the service's IAM prefix
 * @param operation the API's name of the operation
 */
public record OperationName(String service, String operation) {

  /**
   * Reads {@code service:Operation}.
   *
   * @throws IllegalArgumentException if the text has another form
   */
  public static OperationName parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 1 || colon == text.length() - 1 || text.indexOf(':', colon + 1) >= 0) {
      throw new IllegalArgumentException("not of the form service:Operation: " + text);
    }
    return new OperationName(text.substring(0, colon), text.substring(colon + 1));
  }

  @Override
  public String toString() {
    return service + ":" + operation;
  }
}
