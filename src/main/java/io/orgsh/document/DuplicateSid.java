package io.orgsh.document;

import io.orgsh.document.Lint.Severity;
import io.orgsh.problem.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Two statements with one Sid.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html">Sid</a>
 */
final class DuplicateSid implements LintRule {
  @Override
  public About about() {
    return new About(
        "duplicate-sid",
        "error; note for bucket and topic",
        Text.of(
            "IAM and AWS Organizations refuse a policy with one Sid twice; S3 and SNS take it, and"
                + " the series' bucket policy has one on purpose, as CloudTrail wrote it in 2020."
                + " Give each statement its own Sid.",
            "IAMとAWS Organizationsは、Sidが重複したポリシーを拒否します。S3とSNSは受け付けます"
                + "(連載のバケットポリシーの重複は、2020年当時にCloudTrailが自動設定した内容のままです)。"
                + "ステートメントごとに異なるSidを付けてください。"));
  }

  @Override
  public List<Found> check(LintedPolicy policy) {
    List<Found> found = new ArrayList<>();
    Map<String, String> first = new HashMap<>();
    for (LintedStatement statement : policy.statements()) {
      String sid = statement.node().path("Sid").asString("");
      String earlier = sid.isEmpty() ? null : first.putIfAbsent(sid, statement.pointer());
      if (earlier != null) {
        found.add(
            new Found(
                severity(policy.target()),
                statement.pointer() + "/Sid",
                Text.of("The Sid \"%s\" stands at %s too.", "Sid「%s」は%sにもあります。")
                    .with(Shown.of(sid), earlier)));
      }
    }
    return found;
  }

  private static Severity severity(PolicyTarget target) {
    return switch (target) {
      case BUCKET, TOPIC -> Severity.NOTE;
      case ROLE_TRUST, ROLE_INLINE, MANAGED, SCP -> Severity.ERROR;
    };
  }
}
