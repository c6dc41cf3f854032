package io.orgsh.document;

import io.orgsh.problem.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Checks a policy with every rule; docs/documents.md lists them. */
public final class PolicyLint implements Lint {
  private static final LintRule.About NOT_JSON =
      new LintRule.About(
          "not-json",
          "error",
          Text.of(
              "AWS takes a policy only as well-formed JSON in which no member stands twice. Mend"
                  + " the text at the named line; the other rules wait for that.",
              "AWSが受け付けるのは、メンバーの重複がない正しいJSONのポリシーだけです。示された行を" + "修正してください。他のルールは修正後に確認します。"));

  private static final List<LintRule> RULES =
      List.of(
          new NotAPolicy(),
          new PlaceholderLeftOver(),
          new ArnSyntax(),
          new AccountIdSyntax(),
          new SizeLimit(),
          new DuplicateSid(),
          new OrganizationTrailPrefixes(),
          new PublicPrincipal(),
          new MissingSourceArn());

  /** Checks with all rules. */
  public PolicyLint() {}

  @Override
  public List<Finding> check(String policy, PolicyTarget target) {
    return switch (JsonText.read(policy)) {
      case JsonText.Read.Broken broken ->
          List.of(
              new Finding(
                  NOT_JSON.name(),
                  Severity.ERROR,
                  "",
                  new Text(
                      "Line %d, column %d: %s"
                          .formatted(broken.line(), broken.column(), broken.reason().en()),
                      "%d行%d列: %s".formatted(broken.line(), broken.column(), broken.reason().ja())),
                  NOT_JSON.explanation()));
      case JsonText.Read.Whole(JsonSpot root) -> check(policy, root.value(), target);
    };
  }

  private static List<Finding> check(String text, JsonNode tree, PolicyTarget target) {
    LintedPolicy policy = LintedPolicy.of(text, tree, target);
    List<Finding> findings = new ArrayList<>();
    for (LintRule rule : RULES) {
      LintRule.About about = rule.about();
      rule.check(policy)
          .forEach(
              found ->
                  findings.add(
                      new Finding(
                          about.name(),
                          found.severity(),
                          found.pointer(),
                          found.what(),
                          about.explanation())));
    }
    findings.sort(Comparator.comparing(Finding::severity));
    return List.copyOf(findings);
  }

  /** Every rule, in the order in which they are checked. */
  static List<LintRule.About> rules() {
    List<LintRule.About> all = new ArrayList<>(List.of(NOT_JSON));
    RULES.forEach(rule -> all.add(rule.about()));
    return List.copyOf(all);
  }
}
