package io.orgsh.aws;

import tools.jackson.databind.node.ObjectNode;

/** What came of a call. Nothing that AWS or the network can answer is an exception. */
public sealed interface Reply {

  /**
   * AWS did it.
   *
   * @param body the reply with the API's member names; lists of all pages together
   * @param requestId of the last page; empty when AWS gave none
   */
  record Ok(ObjectNode body, String requestId) implements Reply {}

  /**
   * AWS answered an error.
   *
   * @param code AWS's error code, for example {@code AccessDeniedException}
   * @param message AWS's own words; may be empty
   * @param detail AWS's machine-readable reason where it gives one ({@code
   *     ConstraintViolationException} has one); else empty
   * @param requestId AWS's
   * @param status the HTTP status
   * @param retry whether the same call may succeed later
   */
  record Refused(
      String code, String message, String detail, String requestId, int status, Retry retry)
      implements Reply {

    /** Whether AWS may have acted although it answered an error: any 5xx. */
    public boolean mayHaveActed() {
      return status >= 500;
    }
  }

  /**
   * No reply was seen: AWS may or may not have acted.
   *
   * @param reason what the network said
   */
  record Lost(String reason) implements Reply {}

  /** It was never sent: the credentials or the request could not be made. */
  record NotSent(String reason) implements Reply {}

  /** Whether the same call may succeed later. */
  enum Retry {
    /** A throttle or a passing fault. */
    LATER,
    /** Something must change first. */
    POINTLESS
  }
}
