package io.orgsh.document;

import io.orgsh.document.Lint.Severity;
import io.orgsh.problem.Text;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A policy that is larger than its target takes.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">IAM
 *     quotas</a>
 */
final class SizeLimit implements LintRule {
  @Override
  public About about() {
    return new About(
        "size-limit",
        "error",
        Text.of(
            "AWS refuses a larger policy. A bucket or topic policy is counted in bytes as sent, an"
                + " SCP in characters as sent, an IAM policy in characters without white space. Use"
                + " conditions on the organization instead of lists of accounts, or split it.",
            "上限を超えるポリシーはAWSが拒否します。バケットとトピックのポリシーは送信時のバイト数、"
                + "SCPは送信時の文字数、IAMのポリシーは空白を除いた文字数で数えます。アカウントの列挙を"
                + "組織の条件に置き換えるか、ポリシーを分割してください。"));
  }

  @Override
  public List<Found> check(LintedPolicy policy) {
    long size = size(policy);
    int limit = policy.target().limit();
    return size <= limit
        ? List.of()
        : List.of(
            new Found(
                Severity.ERROR,
                "",
                Text.of("The policy has %d of at most %d.", "ポリシーのサイズは%dで、上限は%dです。")
                    .with(size, limit)));
  }

  private static long size(LintedPolicy policy) {
    return switch (policy.target()) {
      case BUCKET, TOPIC -> policy.text().getBytes(StandardCharsets.UTF_8).length;
      case SCP -> policy.text().length();
      case ROLE_TRUST, ROLE_INLINE, MANAGED ->
          policy.text().chars().filter(c -> !Character.isWhitespace(c)).count();
    };
  }
}
