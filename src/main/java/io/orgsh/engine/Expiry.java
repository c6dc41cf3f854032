package io.orgsh.engine;

import io.orgsh.org.Session;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import java.util.Set;

/**
 * Credentials that ended in the middle of a step: not a failure of the step, but a reason to stop
 * and sign in again.
 */
final class Expiry {
  private static final Set<String> CODES =
      Set.of("ExpiredToken", "ExpiredTokenException", "RequestExpired");

  private Expiry() {}

  static boolean isExpiry(String code) {
    return CODES.contains(code);
  }

  static Problem problem(Problem aws, Session session) {
    return Problem.of(
            Text.of("Stopped: credentials have expired", "停止: 認証情報の有効期限が切れました"),
            Text.of(
                    "%s%nThe credentials were from %s. Sign in again, then resume.",
                    "%s%n認証情報の取得元: %s。サインインし直してから再開してください。")
                .with(aws.why(), session.source()),
            aws.where())
        .suggest(Advice.resume(aws.where()));
  }
}
