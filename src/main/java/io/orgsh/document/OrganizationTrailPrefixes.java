package io.orgsh.document;

import io.orgsh.document.Lint.Severity;
import io.orgsh.document.LintedPolicy.Spot;
import io.orgsh.problem.Text;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bucket of an organization trail needs two paths: CloudTrail tests both when the trail is made.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html">Bucket
 *     policy for CloudTrail</a>
 */
final class OrganizationTrailPrefixes implements LintRule {
  private static final Pattern LOGS =
      Pattern.compile("(arn:aws[a-z-]*:s3:::.*?/)AWSLogs/([^/]+)(/.*)?");
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
  private static final Pattern ORGANIZATION = Pattern.compile("o-[a-z0-9]{10,32}");

  /** Whose logs a statement lets CloudTrail write. */
  private enum Owner {
    ACCOUNT,
    ORGANIZATION
  }

  /** What may be written below one folder. */
  private record Writes(String pointer, Set<Owner> owners) {}

  @Override
  public About about() {
    return new About(
        "organization-trail-prefixes",
        "error when the account path is missing; note when the organization path is",
        Text.of(
            "CloudTrail tests s3:PutObject on both AWSLogs/<management account>/ and"
                + " AWSLogs/<organization>/ when it makes an organization trail. With one missing"
                + " CreateTrail answers InsufficientS3BucketPolicyException. A bucket with account"
                + " paths only is right for trails of single accounts, so that is only a note.",
            "組織の証跡を作成するとき、CloudTrailはAWSLogs/<管理アカウント>/とAWSLogs/<組織ID>/の両方に"
                + "s3:PutObjectできるか確認します。一方でも欠けると、CreateTrailは"
                + "InsufficientS3BucketPolicyExceptionを返します。アカウントのパスだけのバケットは"
                + "アカウント単独の証跡としては正しいため、参考情報にとどめます。"));
  }

  @Override
  public List<Found> check(LintedPolicy policy) {
    if (policy.target() != PolicyTarget.BUCKET) {
      return List.of();
    }
    Map<String, Writes> folders = new TreeMap<>();
    policy.statements().stream()
        .filter(LintedStatement::allows)
        .filter(statement -> statement.names("cloudtrail.amazonaws.com"))
        .filter(OrganizationTrailPrefixes::puts)
        .flatMap(statement -> statement.texts("Resource").stream())
        .forEach(resource -> note(resource, folders));
    List<Found> found = new ArrayList<>();
    folders.forEach(
        (folder, writes) -> {
          if (!coveredByWildcard(policy, folder)) {
            found.addAll(missing(folder, writes));
          }
        });
    return found;
  }

  private static List<Found> missing(String folder, Writes writes) {
    if (!writes.owners().contains(Owner.ACCOUNT)) {
      return List.of(
          new Found(
              Severity.ERROR,
              writes.pointer(),
              Text.of(
                      "CloudTrail may write %sAWSLogs/<organization>/ but not"
                          + " AWSLogs/<management account>/: CreateTrail would answer"
                          + " InsufficientS3BucketPolicyException.",
                      "CloudTrailは%sAWSLogs/<組織ID>/に書き込めますが、AWSLogs/<管理アカウント>/には"
                          + "書き込めません。CreateTrailはInsufficientS3BucketPolicyExceptionを返します。")
                  .with(folder)));
    }
    if (!writes.owners().contains(Owner.ORGANIZATION)) {
      return List.of(
          new Found(
              Severity.NOTE,
              writes.pointer(),
              Text.of(
                      "CloudTrail may write %sAWSLogs/<account>/ but not AWSLogs/<organization>/:"
                          + " for an organization trail CreateTrail would answer"
                          + " InsufficientS3BucketPolicyException.",
                      "CloudTrailは%sAWSLogs/<アカウント>/に書き込めますが、AWSLogs/<組織ID>/には"
                          + "書き込めません。組織の証跡では、CreateTrailが"
                          + "InsufficientS3BucketPolicyExceptionを返します。")
                  .with(folder)));
    }
    return List.of();
  }

  private static void note(Spot resource, Map<String, Writes> folders) {
    Matcher logs = LOGS.matcher(resource.text());
    if (!logs.matches()) {
      return;
    }
    Set<Owner> owners = owners(logs.group(2));
    if (!owners.isEmpty()) {
      folders
          .computeIfAbsent(
              logs.group(1), _ -> new Writes(resource.pointer(), EnumSet.noneOf(Owner.class)))
          .owners()
          .addAll(owners);
    }
  }

  /** None for a placeholder that was left over, which has a rule of its own. */
  private static Set<Owner> owners(String name) {
    Set<Owner> owners = EnumSet.noneOf(Owner.class);
    boolean wild = name.contains("*") || name.contains("?");
    if (wild ? !name.startsWith("o-") : ACCOUNT.matcher(name).matches()) {
      owners.add(Owner.ACCOUNT);
    }
    if (wild ? !name.matches("[0-9].*") : ORGANIZATION.matcher(name).matches()) {
      owners.add(Owner.ORGANIZATION);
    }
    return owners;
  }

  /** A resource such as {@code bucket/*} lets both be written. */
  private static boolean coveredByWildcard(LintedPolicy policy, String folder) {
    return policy.statements().stream()
        .filter(LintedStatement::allows)
        .filter(statement -> statement.names("cloudtrail.amazonaws.com"))
        .filter(OrganizationTrailPrefixes::puts)
        .flatMap(statement -> statement.texts("Resource").stream())
        .map(Spot::text)
        .filter(resource -> resource.endsWith("*") && !resource.contains("AWSLogs/"))
        .anyMatch(
            resource ->
                (folder + "AWSLogs/").startsWith(resource.substring(0, resource.length() - 1)));
  }

  private static boolean puts(LintedStatement statement) {
    return statement.texts("Action").stream()
        .map(Spot::text)
        .anyMatch(
            action ->
                "s3:putobject"
                    .matches(
                        Pattern.compile("[*?]|[^*?]+")
                            .matcher(action.toLowerCase(Locale.ROOT))
                            .replaceAll(
                                part ->
                                    switch (part.group()) {
                                      case "*" -> ".*";
                                      case "?" -> ".";
                                      default ->
                                          Matcher.quoteReplacement(Pattern.quote(part.group()));
                                    })));
  }
}
