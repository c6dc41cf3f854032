package io.orgsh.aws;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryUtils;

/** Turns what the SDK throws into a reply. */
final class Faults {
  // AWS says "try again later" in these, although they are neither throttles nor 5xx.
  private static final Set<String> PASSING =
      Set.of(
          "ConcurrentModification",
          "ConcurrentModificationException",
          "FinalizingOrganizationException",
          "OperationAborted",
          "RequestTimeout",
          "RequestTimeoutException");
  // What is not there will not be there later either.
  private static final int NOT_IMPLEMENTED = 501;
  // By name: the HTTP client's own classes are not ours to know.
  private static final Set<String> NEVER_CONNECTED =
      Set.of("ConnectTimeoutException", "ConnectionPoolTimeoutException");

  private Faults() {}

  /**
   * The reply for what was thrown.
   *
   * @param begun whether anything went to the network
   */
  static Reply reply(Throwable thrown, boolean begun) {
    if (thrown instanceof AwsServiceException answer) {
      return refused(answer);
    }
    if (thrown instanceof AbortedException) {
      // Somebody interrupted the wait; whoever called still has to learn it.
      Thread.currentThread().interrupt();
    }
    return begun && !neverConnected(thrown)
        ? new Reply.Lost(words(thrown))
        : new Reply.NotSent(words(thrown));
  }

  private static Reply refused(AwsServiceException answer) {
    AwsErrorDetails details = answer.awsErrorDetails();
    String code = text(details == null ? null : details.errorCode());
    // Without a code there was no body, and what the SDK has for a message are scraps of its own.
    String message = code.isEmpty() || details == null ? "" : text(details.errorMessage());
    return new Reply.Refused(
        code.isEmpty() ? codeOf(answer.statusCode()) : code,
        message,
        detail(answer),
        text(answer.requestId()),
        answer.statusCode(),
        retry(answer, code));
  }

  private static Reply.Retry retry(AwsServiceException answer, String code) {
    return (answer.statusCode() >= 500 && answer.statusCode() != NOT_IMPLEMENTED)
            || PASSING.contains(code)
            || RetryUtils.isThrottlingException(answer)
            || RetryUtils.isRetryableException(answer)
        ? Reply.Retry.LATER
        : Reply.Retry.POINTLESS;
  }

  /** AWS's machine-readable reason: a member of the exception's model. */
  private static String detail(SdkException exception) {
    return exception instanceof SdkPojo structure
        ? Members.find(structure, "Reason")
            .flatMap(field -> Optional.ofNullable(field.getValueOrDefault(structure)))
            .map(Object::toString)
            .orElse("")
        : "";
  }

  /** S3 answers a HEAD without a body and so without a code; the status says the same. */
  private static String codeOf(int status) {
    return switch (status) {
      case 301 -> "PermanentRedirect";
      case 307 -> "TemporaryRedirect";
      case 400 -> "BadRequest";
      case 403 -> "AccessDenied";
      case 404 -> "NotFound";
      case 405 -> "MethodNotAllowed";
      case 409 -> "Conflict";
      case 412 -> "PreconditionFailed";
      case 429 -> "TooManyRequests";
      case NOT_IMPLEMENTED -> "NotImplemented";
      case 503 -> "ServiceUnavailable";
      default -> status >= 500 ? "InternalError" : "HTTP" + status;
    };
  }

  /** Whether no byte of a request can have reached AWS. */
  private static boolean neverConnected(Throwable thrown) {
    for (Throwable at = thrown; at != null; at = at.getCause()) {
      if (at instanceof ConnectException
          || at instanceof UnknownHostException
          || at instanceof NoRouteToHostException
          || at instanceof SSLHandshakeException
          || NEVER_CONNECTED.contains(at.getClass().getSimpleName())) {
        return true;
      }
    }
    return false;
  }

  private static String words(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String said = text(root.getMessage());
    return root instanceof UnknownHostException
        ? "unknown host: " + said
        : said.isEmpty() ? root.getClass().getSimpleName() : said;
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
