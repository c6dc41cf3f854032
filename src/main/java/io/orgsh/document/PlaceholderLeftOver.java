package io.orgsh.document;

import io.orgsh.document.Lint.Severity;
import io.orgsh.problem.Text;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Something that was to be replaced.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html">Policy
 *     variables</a>
 */
final class PlaceholderLeftOver implements LintRule {
  private static final List<Pattern> PLACEHOLDERS =
      List.of(
          Pattern.compile("<[^<>]+>"),
          Pattern.compile("\\[[A-Za-z][A-Za-z0-9 _-]*]"),
          // AWS's own variables have a namespace (aws:username) or stand for one sign (*, ?, $).
          Pattern.compile("\\$\\{(?![A-Za-z0-9-]+:[^{}]+}|[*?$]})[^}]*}?"),
          Pattern.compile("X{4,}"),
          Pattern.compile("REPLACE_?ME|CHANGE_?ME", Pattern.CASE_INSENSITIVE));

  @Override
  public About about() {
    return new About(
        "placeholder-left-over",
        "error",
        Text.of(
            "<…>, [ManagementAccountID], XXXX, REPLACE_ME and ${…} other than AWS's own variables"
                + " such as ${aws:username} were meant to be replaced: AWS takes them literally, so"
                + " the statement fits nothing. Put the value in.",
            "<…>、[ManagementAccountID]、XXXX、REPLACE_ME、および${aws:username}などのAWSのポリシー変数"
                + "ではない${…}は、置き換えが必要な箇所です。AWSは文字どおりに解釈するため、"
                + "ステートメントは何にも一致しません。実際の値に置き換えてください。"));
  }

  @Override
  public List<Found> check(LintedPolicy policy) {
    return policy.texts().stream()
        .flatMap(
            spot ->
                in(spot.text()).stream()
                    .map(
                        placeholder ->
                            new Found(
                                Severity.ERROR,
                                spot.pointer(),
                                Text.of("\"%s\" was not replaced.", "「%s」が置き換えられていません。")
                                    .with(Shown.of(placeholder)))))
        .toList();
  }

  /** The first placeholder of a text. */
  static Optional<String> in(String text) {
    return PLACEHOLDERS.stream()
        .flatMap(pattern -> first(pattern, text))
        .min(Comparator.comparingInt(MatchResult::start))
        .map(MatchResult::group);
  }

  private static Stream<MatchResult> first(Pattern pattern, String text) {
    return pattern.matcher(text).results().limit(1);
  }
}
