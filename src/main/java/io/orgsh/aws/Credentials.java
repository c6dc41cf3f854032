package io.orgsh.aws;

import java.time.Instant;
import java.util.Optional;

/**
 * One fixed set of AWS credentials. The same object is used for asking STS who it is and for the
 * write that follows, so that nothing can change in between. Its text form shows no secret.
 *
 * @param accessKeyId the access key's id, which is not a secret
 * @param secretAccessKey the secret
 * @param sessionToken the session's token; empty for the keys of a user
 * @param expires when they end; {@link Instant#MAX} when AWS did not say
 */
public record Credentials(
    String accessKeyId, String secretAccessKey, String sessionToken, Instant expires) {

  /** The keys of a user, which do not expire. */
  public static Credentials ofUser(String accessKeyId, String secretAccessKey) {
    return new Credentials(accessKeyId, secretAccessKey, "", Instant.MAX);
  }

  /** The session's token, if these are a session's. */
  public Optional<String> token() {
    return sessionToken.isEmpty() ? Optional.empty() : Optional.of(sessionToken);
  }

  @Override
  public String toString() {
    return "Credentials[" + accessKeyId + "]";
  }
}
