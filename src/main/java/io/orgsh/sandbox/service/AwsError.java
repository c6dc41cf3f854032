package io.orgsh.sandbox.service;

import java.util.Map;

/** An error as AWS answers it. */
public final class AwsError extends Exception {
  private static final long serialVersionUID = 1;

  private final String code;
  private final String words;
  private final int status;
  private final transient Map<String, String> members;

  private AwsError(String code, int status, String message, Map<String, String> members) {
    super(message);
    this.code = code;
    this.words = message;
    this.status = status;
    this.members = Map.copyOf(members);
  }

  /** A client error: status 400. */
  public static AwsError of(String code, String message) {
    return new AwsError(code, 400, message, Map.of());
  }

  /** An error with another status. */
  public static AwsError of(String code, int status, String message) {
    return new AwsError(code, status, message, Map.of());
  }

  /** This error with one more member of its shape, for example {@code Reason}. */
  public AwsError with(String member, String value) {
    var all = new java.util.HashMap<>(members);
    all.put(member, value);
    return new AwsError(code, status, words, all);
  }

  /** AWS's code. */
  public String code() {
    return code;
  }

  /** AWS's words. */
  public String words() {
    return words;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** Further members of the error's shape. */
  public Map<String, String> members() {
    return members;
  }
}
