package io.orgsh.document;

import io.orgsh.document.Lint.Severity;
import io.orgsh.document.LintedPolicy.Spot;
import io.orgsh.problem.Text;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A text where an ARN must stand, and that is none.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html">ARNs</a>
 */
final class ArnSyntax implements LintRule {
  private static final Pattern ARN =
      Pattern.compile("arn:(aws(-[a-z]+)*|\\*):[a-z0-9*?-]+:[a-z0-9*?-]*:[^:\\s]*:\\S.*");

  @Override
  public About about() {
    return new About(
        "arn-syntax",
        "error",
        Text.of(
            "An ARN has six parts: arn:partition:service:region:account:resource. AWS refuses a"
                + " resource or principal that is not so written, and a condition with a wrong ARN"
                + " never holds. A Resource may also be \"*\".",
            "ARNはarn:パーティション:サービス:リージョン:アカウント:リソースの6つの部分からなります。"
                + "形式の誤ったリソースやプリンシパルはAWSが拒否し、誤ったARNの条件は決して成立しません。"
                + "Resourceには「*」も指定できます。"));
  }

  @Override
  public List<Found> check(LintedPolicy policy) {
    return policy.statements().stream()
        .flatMap(ArnSyntax::wanted)
        .filter(spot -> !ARN.matcher(spot.text()).matches())
        // A forgotten placeholder is told by its own rule.
        .filter(spot -> PlaceholderLeftOver.in(spot.text()).isEmpty())
        .map(
            spot ->
                new Found(
                    Severity.ERROR,
                    spot.pointer(),
                    Text.of("\"%s\" is not an ARN.", "「%s」はARNの形式ではありません。")
                        .with(Shown.of(spot.text()))))
        .toList();
  }

  /** Every text that must be an ARN. */
  private static Stream<Spot> wanted(LintedStatement statement) {
    Stream<Spot> resources =
        Stream.of("Resource", "NotResource")
            .flatMap(member -> statement.texts(member).stream())
            .filter(spot -> !spot.text().equals("*"));
    Stream<Spot> principals =
        statement.principals("AWS").stream()
            .filter(spot -> spot.text().contains(":") || spot.text().contains("/"));
    Stream<Spot> conditions =
        statement.conditions().stream()
            .filter(condition -> condition.key().equals("aws:sourcearn"))
            .map(LintedStatement.Condition::value)
            .filter(spot -> !spot.text().startsWith("*"));
    return Stream.of(resources, principals, conditions).flatMap(all -> all);
  }
}
