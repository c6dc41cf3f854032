package io.orgsh.aws;

/** AWS, as orgsh sees it: any operation by name. */
public interface AwsCalls {

  /**
   * Calls an operation and waits for its reply; a list is read to its last page.
   *
   * <p>Every implementation MUST use exactly the credentials given, MUST NOT repeat a {@link
   * Call.Safety#WRITE} unless AWS said that it did not act, and MUST answer faults as {@link
   * Reply}, never as an exception.
   */
  Reply call(Call call, Credentials credentials);
}
