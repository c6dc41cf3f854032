package io.orgsh.document;

import io.orgsh.document.Lint.Severity;
import io.orgsh.document.LintedPolicy.Spot;
import io.orgsh.problem.Text;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Something else where twelve digits must stand. */
final class AccountIdSyntax implements LintRule {
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
  private static final Pattern ARN = Pattern.compile("arn:[^:]*:[^:]*:[^:]*:([^:]*):.*");

  /** Owners in ARNs that are no account: AWS itself, and CloudFront's identities. */
  private static final Set<String> AWS_OWN = Set.of("", "aws", "cloudfront");

  private static final Set<String> KEYS =
      Set.of(
          "aws:sourceaccount",
          "aws:sourceowner",
          "aws:principalaccount",
          "aws:resourceaccount",
          "s3:resourceaccount",
          "kms:calleraccount");

  @Override
  public About about() {
    return new About(
        "account-id-syntax",
        "error",
        Text.of(
            "An account ID has twelve digits, with its leading zeros. AWS refuses a principal with"
                + " another one, and a condition with another one never holds.",
            "アカウントIDは先頭の0も含めて12桁の数字です。それ以外のプリンシパルはAWSが拒否し、" + "それ以外の値の条件は決して成立しません。"));
  }

  @Override
  public List<Found> check(LintedPolicy policy) {
    Stream<Spot> arns =
        policy.texts().stream()
            .flatMap(
                spot -> {
                  Matcher arn = ARN.matcher(spot.text());
                  return arn.matches() && !AWS_OWN.contains(arn.group(1))
                      ? Stream.of(new Spot(spot.pointer(), arn.group(1)))
                      : Stream.empty();
                });
    Stream<Spot> principals =
        policy.statements().stream()
            .flatMap(statement -> statement.principals("AWS").stream())
            .filter(spot -> spot.text().matches("[0-9][0-9-]*"));
    Stream<Spot> conditions =
        policy.statements().stream()
            .flatMap(statement -> statement.conditions().stream())
            .filter(condition -> KEYS.contains(condition.key()))
            .map(LintedStatement.Condition::value);
    return Stream.of(arns, principals, conditions)
        .flatMap(all -> all)
        .filter(spot -> !ACCOUNT.matcher(spot.text()).matches() && !open(spot.text()))
        .map(
            spot ->
                new Found(
                    Severity.ERROR,
                    spot.pointer(),
                    Text.of("\"%s\" is not an account ID.", "「%s」はアカウントIDの形式ではありません。")
                        .with(Shown.of(spot.text()))))
        .toList();
  }

  private static boolean open(String text) {
    return text.contains("*")
        || text.contains("?")
        || text.contains("${")
        || PlaceholderLeftOver.in(text).isPresent();
  }
}
