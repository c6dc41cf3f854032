package io.orgsh.document;

import io.orgsh.document.Lint.Severity;
import io.orgsh.problem.Text;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An AWS service that may act for anybody's resource.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html">The confused
 *     deputy</a>
 */
final class MissingSourceArn implements LintRule {
  private static final Set<String> SOURCE =
      Set.of("aws:sourcearn", "aws:sourceaccount", "aws:sourceorgid", "aws:sourceorgpaths");

  /** EventBridge delivers nothing to a topic whose policy has a condition. */
  private static final String EVENTBRIDGE = "events.amazonaws.com";

  @Override
  public About about() {
    return new About(
        "missing-source-arn",
        "warning; note for role-trust",
        Text.of(
            "Without aws:SourceArn, aws:SourceAccount or aws:SourceOrgID the service may act for"
                + " anybody's resource, for example write somebody else's trail into this bucket."
                + " Add one of them. The series' edition lacks it on purpose: it is the policy of"
                + " January 2021, before AWS recommended the condition. Not demanded for"
                + " EventBridge on a topic, which delivers nothing when there is a condition; only"
                + " a note on a role's trust, since some services send no source.",
            "aws:SourceArn、aws:SourceAccount、aws:SourceOrgIDのいずれもないと、サービスが無関係の"
                + "アカウントのリソースのためにも動作できます(例: 他人の証跡がこのバケットに書き込まれる)。"
                + "いずれかの条件を追加してください。エディション「series」にこの条件がないのは意図したものです"
                + "(AWSがこの条件を推奨する前の、2021年1月時点のポリシーです)。条件があると配信されない"
                + "EventBridgeのトピックは対象外です。送信元を渡さないサービスもあるため、信頼ポリシーでは"
                + "参考情報にとどめます。"));
  }

  @Override
  public List<Found> check(LintedPolicy policy) {
    return policy.statements().stream()
        .filter(LintedStatement::allows)
        .filter(statement -> !statement.narrowedBy(SOURCE))
        .map(statement -> found(statement, policy.target()))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Found> found(LintedStatement statement, PolicyTarget target) {
    return statement.principals("Service").stream()
        .filter(spot -> target != PolicyTarget.TOPIC || !spot.text().equals(EVENTBRIDGE))
        .findFirst()
        .map(
            spot ->
                new Found(
                    target == PolicyTarget.ROLE_TRUST ? Severity.NOTE : Severity.WARNING,
                    spot.pointer(),
                    Text.of("%s is allowed for whatever source.", "%sが送信元の制限なしに許可されています。")
                        .with(Shown.of(spot.text()))));
  }
}
