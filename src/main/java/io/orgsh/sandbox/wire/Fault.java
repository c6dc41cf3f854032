package io.orgsh.sandbox.wire;

import io.orgsh.sandbox.service.AwsError;

/**
 * Why a request is refused before any service sees it. AWS names the same fault differently in each
 * protocol.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/awssupport/latest/APIReference/CommonErrors.html">Common
 *     errors</a>, <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3
 *     error responses</a>
 */
public enum Fault {
  /** No signature at all. */
  UNSIGNED(
      "MissingAuthenticationToken",
      "Request is missing Authentication Token",
      "AccessDenied",
      403,
      "Access Denied"),
  /** A signature that lacks a part. */
  INCOMPLETE(
      "IncompleteSignature",
      "Authorization header requires 'Credential' parameter, 'Signature' parameter,"
          + " 'SignedHeaders' parameter and existence of either a 'X-Amz-Date' or a 'Date' header.",
      "AuthorizationHeaderMalformed",
      400,
      "The authorization header is malformed."),
  /** An access key that is not there, or a region that its account has not enabled. */
  UNKNOWN_KEY(
      "",
      "The security token included in the request is invalid.",
      "InvalidAccessKeyId",
      403,
      "The AWS Access Key Id you provided does not exist in our records."),
  /** A temporary key without its token, or with another one. */
  WRONG_TOKEN(
      "",
      "The security token included in the request is invalid.",
      "InvalidToken",
      400,
      "The provided token is malformed or otherwise invalid."),
  /** A temporary key whose time is over. */
  EXPIRED(
      "ExpiredToken",
      "The security token included in the request is expired",
      "ExpiredToken",
      400,
      "The provided token has expired."),
  /** A signature that the secret does not give. */
  WRONG_SIGNATURE(
      "",
      "The request signature we calculated does not match the signature you provided. Check your"
          + " AWS Secret Access Key and signing method. Consult the service documentation for"
          + " details.",
      "SignatureDoesNotMatch",
      403,
      "The request signature we calculated does not match the signature you provided. Check your"
          + " key and signing method."),
  /** A signature of another time. */
  STALE(
      "",
      "Signature expired: the request was signed more than 15 minutes before or after now.",
      "RequestTimeTooSkewed",
      403,
      "The difference between the request time and the current time is too large."),
  /** A body that was not signed. */
  OTHER_BODY(
      "",
      "The request signature we calculated does not match the signature you provided.",
      "XAmzContentSHA256Mismatch",
      400,
      "The provided 'x-amz-content-sha256' header does not match what was computed."),
  /** A region that AWS does not have. */
  NO_REGION(
      "",
      "Credential should be scoped to a valid region.",
      "AuthorizationHeaderMalformed",
      400,
      "The authorization header is malformed; the region is wrong."),
  /** An account that is suspended or about to be closed. */
  SUSPENDED(
      "",
      "The security token included in the request is invalid.",
      "AccountProblem",
      403,
      "There is a problem with your AWS account that prevents the action from completing"
          + " successfully.");

  private final String code;
  private final String words;
  private final String s3Code;
  private final int s3Status;
  private final String s3Words;

  Fault(String code, String words, String s3Code, int s3Status, String s3Words) {
    this.code = code;
    this.words = words;
    this.s3Code = s3Code;
    this.s3Status = s3Status;
    this.s3Words = s3Words;
  }

  /** This fault in the words of one kind of protocol. */
  public AwsError in(Family family) {
    return switch (family) {
      case S3 -> AwsError.of(s3Code, s3Status, s3Words);
      case QUERY -> AwsError.of(queryCode(), this == INCOMPLETE ? 400 : 403, words);
      case JSON -> AwsError.of(jsonCode(), 400, words);
      case REST_JSON -> AwsError.of(jsonCode(), this == INCOMPLETE ? 400 : 403, words);
    };
  }

  private String queryCode() {
    return switch (this) {
      case UNSIGNED, INCOMPLETE, EXPIRED -> code;
      case UNKNOWN_KEY, WRONG_TOKEN, SUSPENDED -> "InvalidClientTokenId";
      case WRONG_SIGNATURE, STALE, OTHER_BODY, NO_REGION -> "SignatureDoesNotMatch";
    };
  }

  private String jsonCode() {
    return switch (this) {
      case UNSIGNED, INCOMPLETE, EXPIRED -> code + "Exception";
      case UNKNOWN_KEY, WRONG_TOKEN, SUSPENDED -> "UnrecognizedClientException";
      case WRONG_SIGNATURE, STALE, OTHER_BODY, NO_REGION -> "InvalidSignatureException";
    };
  }
}
