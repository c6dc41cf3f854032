package io.orgsh.aws;

import java.util.regex.Pattern;

/**
 * The name of an AWS operation, as in IAM and the AWS CLI's reference: {@code
 * guardduty:CreateDetector}.
 *
 * @param service the service's IAM prefix
 * @param operation the API's name of the operation
 */
public record OperationName(String service, String operation) {
  private static final Pattern DESTROYING =
      Pattern.compile(
          "(?:Batch)?(?:"
              + String.join(
                  "|",
                  "Abort",
                  "Cancel",
                  "Close",
                  "Delete",
                  "Deregister",
                  "Destroy",
                  "Detach",
                  "Disable",
                  "Disassociate",
                  "Leave",
                  "Purge",
                  "Reject",
                  "Release",
                  "Remove",
                  "Reset",
                  "Revoke",
                  "Stop",
                  "Suspend",
                  "Terminate",
                  "Unsubscribe",
                  "Untag",
                  "Withdraw")
              + ")(?![a-z])");

  private static final Pattern REPLACING =
      Pattern.compile("(?:Batch)?(?:Put|Set|Update|Modify|Tag|Untag)(?![a-z])");

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

  /**
   * Whether the operation takes something away: it deletes, disables, stops, detaches or the like.
   * AWS's names tell it by their first word, after {@code Batch}.
   */
  public boolean destroys() {
    return DESTROYING.matcher(operation).lookingAt();
  }

  /**
   * Whether the operation leaves what it left the first time when it is called once more with the
   * same parameters, since they replace what is there. AWS's names tell it by their first word.
   */
  public boolean replaces() {
    return REPLACING.matcher(operation).lookingAt();
  }

  @Override
  public String toString() {
    return service + ":" + operation;
  }
}
