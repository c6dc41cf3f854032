package io.orgsh.sandbox.policy;

/** Who asks for something. */
public sealed interface Principal {

  /**
   * A user, a root user or a role's session.
   *
   * @param account twelve digits
   * @param arn of the user or of the role
   * @param session the session's ARN; the same as {@code arn} for a user
   */
  record Person(String account, String arn, String session) implements Principal {}

  /**
   * An AWS service on its own behalf.
   *
   * @param name {@code cloudtrail.amazonaws.com}
   */
  record AwsService(String name) implements Principal {}

  /** A request without a signature. */
  record Anonymous() implements Principal {}
}
