package io.orgsh.document;

import io.orgsh.document.Lint.Severity;
import io.orgsh.problem.Text;
import java.util.List;
import java.util.Set;

/**
 * An Allow for everybody.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html">Block
 *     Public Access: the meaning of "public"</a>
 */
final class PublicPrincipal implements LintRule {
  private static final Set<String> NARROWING =
      Set.of(
          "aws:principalorgid",
          "aws:principalorgpaths",
          "aws:principalaccount",
          "aws:principalarn",
          "aws:sourcearn",
          "aws:sourceaccount",
          "aws:sourceorgid",
          "aws:sourceorgpaths",
          "aws:sourceowner",
          "aws:sourcevpc",
          "aws:sourcevpce",
          "aws:userid");

  @Override
  public About about() {
    return new About(
        "public-principal",
        "error for bucket; warning for topic and role-trust",
        Text.of(
            "Everybody may use it, also from outside AWS. On a bucket Block Public Access, on by"
                + " default since April 2023, refuses such a policy. Name the principals, or add a"
                + " condition with fixed values such as aws:PrincipalOrgID; operators that also"
                + " hold where the key is absent (IfExists, Not, ForAllValues) do not count.",
            "AWSの外部も含め、誰でも利用できる設定です。バケットでは、2023年4月以降デフォルトで有効な"
                + "ブロックパブリックアクセスがこのポリシーを拒否します。プリンシパルを指定するか、"
                + "aws:PrincipalOrgIDなど固定値の条件を追加してください。キーがない場合にも成立する"
                + "演算子(IfExists、Not、ForAllValues)では制限になりません。"));
  }

  @Override
  public List<Found> check(LintedPolicy policy) {
    return policy.statements().stream()
        .filter(LintedStatement::allows)
        .filter(LintedStatement::everybody)
        .filter(statement -> !statement.narrowedBy(NARROWING))
        .map(
            statement ->
                new Found(
                    severity(policy.target()),
                    statement.pointer(),
                    Text.of(
                        "The statement allows everybody, without a condition that says who.",
                        "誰に対しても許可しており、対象を限定する条件がありません。")))
        .toList();
  }

  private static Severity severity(PolicyTarget target) {
    return switch (target) {
      case BUCKET -> Severity.ERROR;
      case ROLE_TRUST, ROLE_INLINE, MANAGED, TOPIC, SCP -> Severity.WARNING;
    };
  }
}
