package io.orgsh.document;

import io.orgsh.document.Lint.Severity;
import io.orgsh.document.LintedPolicy.Spot;
import io.orgsh.problem.Nearest;
import io.orgsh.problem.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * JSON that is not a policy of its target.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">Grammar
 *     of policies</a>
 */
final class NotAPolicy implements LintRule {
  private static final List<String> MEMBERS = List.of("Version", "Id", "Statement");
  private static final List<String> STATEMENT_MEMBERS =
      List.of(
          "Sid",
          "Effect",
          "Principal",
          "NotPrincipal",
          "Action",
          "NotAction",
          "Resource",
          "NotResource",
          "Condition");
  private static final Set<String> VERSIONS = Set.of("2012-10-17", "2008-10-17");
  private static final Pattern ACTION = Pattern.compile("\\*|[A-Za-z0-9-]+:[A-Za-z0-9*?]+");

  @Override
  public About about() {
    return new About(
        "not-a-policy",
        "error; warning when only Version is missing",
        Text.of(
            "A policy has Version \"2012-10-17\" and a Statement; each statement has Effect Allow"
                + " or Deny and Action or NotAction. Bucket, topic and trust policies name a"
                + " Principal, others do not; all but a trust policy name a Resource. AWS answers"
                + " MalformedPolicy to anything else; without Version it reads the policy by the"
                + " rules of 2008, where variables such as ${aws:username} are plain text.",
            "ポリシーにはVersion「2012-10-17」とStatementが必要です。各ステートメントにはEffect(Allowまたは"
                + "Deny)と、ActionまたはNotActionが必要です。Principalはバケット、トピック、信頼ポリシーで必須、"
                + "それ以外では指定できません。Resourceは信頼ポリシー以外で必須です。これに合わないと、AWSは"
                + "MalformedPolicyを返します。Versionがないと2008年の規則で解釈され、${aws:username}などの"
                + "変数は展開されません。"));
  }

  @Override
  public List<Found> check(LintedPolicy policy) {
    JsonNode tree = policy.tree();
    List<Found> found = new ArrayList<>();
    if (!tree.isObject()) {
      error(found, "", Text.of("It is not a JSON object.", "JSONオブジェクトではありません。"));
      return found;
    }
    unknown(found, "", tree, MEMBERS);
    version(found, policy);
    JsonNode statement = tree.path("Statement");
    if (!tree.has("Statement")) {
      error(found, "", missing("Statement"));
    } else if (!statement.isContainer() || statement.isEmpty()) {
      error(
          found,
          "/Statement",
          Text.of("Statement holds no statement.", "Statementにステートメントがありません。"));
    }
    for (int at = 0; statement.isArray() && at < statement.size(); at++) {
      if (!statement.path(at).isObject()) {
        error(
            found,
            "/Statement/" + at,
            Text.of("The statement is not a JSON object.", "ステートメントがJSONオブジェクトではありません。"));
      }
    }
    policy.statements().forEach(one -> statement(found, one, policy.target()));
    return found;
  }

  private static void version(List<Found> found, LintedPolicy policy) {
    JsonNode version = policy.tree().path("Version");
    if (version.isMissingNode()) {
      Severity severity = policy.target() == PolicyTarget.SCP ? Severity.ERROR : Severity.WARNING;
      found.add(new Found(severity, "", missing("Version")));
    } else if (!VERSIONS.contains(version.asString(""))) {
      error(
          found,
          "/Version",
          Text.of("AWS knows no policy version \"%s\".", "「%s」というポリシーのバージョンはありません。")
              .with(Shown.of(version.asString(""))));
    }
  }

  private static void statement(List<Found> found, LintedStatement statement, PolicyTarget target) {
    String pointer = statement.pointer();
    JsonNode node = statement.node();
    unknown(found, pointer, node, STATEMENT_MEMBERS);
    JsonNode effect = node.path("Effect");
    if (effect.isMissingNode()) {
      error(found, pointer, missing("Effect"));
    } else if (!Set.of("Allow", "Deny").contains(effect.asString(""))) {
      error(
          found,
          pointer + "/Effect",
          Text.of("Effect is neither Allow nor Deny.", "EffectがAllowでもDenyでもありません。"));
    }
    needsOne(found, statement, "Action");
    for (String member : List.of("Action", "NotAction")) {
      statement.texts(member).stream()
          .filter(spot -> !ACTION.matcher(spot.text()).matches())
          .filter(spot -> PlaceholderLeftOver.in(spot.text()).isEmpty())
          .forEach(spot -> error(found, spot.pointer(), notAnAction(spot)));
    }
    switch (target) {
      case BUCKET, TOPIC -> {
        needsOne(found, statement, "Principal");
        needsOne(found, statement, "Resource");
      }
      case ROLE_TRUST -> {
        needsOne(found, statement, "Principal");
        takesNone(found, statement, "Resource");
      }
      case ROLE_INLINE, MANAGED, SCP -> {
        takesNone(found, statement, "Principal");
        needsOne(found, statement, "Resource");
      }
    }
  }

  /** Exactly one of a member and its Not-form, and not empty. */
  private static void needsOne(List<Found> found, LintedStatement statement, String member) {
    JsonNode plain = statement.node().path(member);
    JsonNode not = statement.node().path("Not" + member);
    if (plain.isMissingNode() && not.isMissingNode()) {
      error(found, statement.pointer(), missing(member));
    } else if (!plain.isMissingNode() && !not.isMissingNode()) {
      error(
          found,
          statement.pointer(),
          Text.of("%s and Not%1$s exclude each other.", "%sとNot%1$sは同時に指定できません。").with(member));
    } else {
      String name = plain.isMissingNode() ? "Not" + member : member;
      JsonNode value = plain.isMissingNode() ? not : plain;
      boolean right = member.equals("Principal") ? isPrincipal(value) : isTexts(value);
      if (!right) {
        error(
            found,
            statement.pointer() + "/" + name,
            Text.of("%s is empty or not of a form that AWS takes.", "%sが空か、AWSが受け付けない形式です。")
                .with(name));
      }
    }
  }

  private static void takesNone(List<Found> found, LintedStatement statement, String member) {
    for (String name : List.of(member, "Not" + member)) {
      if (statement.node().has(name)) {
        error(
            found,
            statement.pointer() + "/" + name,
            Text.of("A policy of this target takes no %s.", "この種類のポリシーには%sを指定できません。").with(name));
      }
    }
  }

  private static boolean isTexts(JsonNode value) {
    if (!value.isArray()) {
      return value.isString();
    }
    return !value.isEmpty() && value.valueStream().allMatch(JsonNode::isString);
  }

  private static boolean isPrincipal(JsonNode value) {
    return value.isObject()
        ? !value.isEmpty() && value.valueStream().allMatch(NotAPolicy::isTexts)
        : value.asString("").equals("*");
  }

  private static void unknown(
      List<Found> found, String pointer, JsonNode object, List<String> known) {
    for (String name : object.propertyNames()) {
      if (!known.contains(name)) {
        Text what =
            Text.of("A policy has no member \"%s\" here.", "ポリシーのここに「%s」は指定できません。")
                .with(Shown.of(name));
        Text question = Nearest.question(name, known, what);
        error(
            found,
            Spot.below(pointer, name),
            question.equals(what)
                ? what
                : new Text(what.en() + " " + question.en(), what.ja() + question.ja()));
      }
    }
  }

  private static Text missing(String member) {
    return Text.of("%s is missing.", "%sがありません。").with(member);
  }

  private static Text notAnAction(Spot spot) {
    return Text.of(
            "\"%s\" is not an action such as s3:GetObject.",
            "「%s」はアクション(例: s3:GetObject)の形式ではありません。")
        .with(Shown.of(spot.text()));
  }

  private static void error(List<Found> found, String pointer, Text what) {
    found.add(new Found(Severity.ERROR, pointer, what));
  }
}
