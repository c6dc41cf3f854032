package io.orgsh.org;

import io.orgsh.aws.AccountId;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import java.util.Collection;
import java.util.Optional;

/** What is said when the organization is not one that orgsh can work in. */
final class Unreadable {
  private Unreadable() {}

  static Problem noOrganization(AccountId account, String requestId) {
    return Problem.of(
            Text.of("not in an organization", "組織に属していません"),
            Text.of(
                    "Account %s belongs to no organization in AWS Organizations. Nothing was"
                        + " changed.",
                    "アカウント%sはAWS Organizationsの組織に属していません。何も変更していません。")
                .with(account),
            new Where.AtOperation("organizations:DescribeOrganization", requestId))
        .advise(
            Text.of(
                "Create an organization with all features in the account that shall manage it, or"
                    + " sign in to another account:",
                "管理アカウントにするアカウントで、すべての機能を有効にした組織を作成するか、別のアカウントでサインインしてください:"))
        .suggest("aws organizations create-organization --feature-set ALL")
        .suggest("orgsh --profile NAME");
  }

  static Problem notAllFeatures(OrganizationListing found) {
    return Problem.of(
            Text.of("organization without all features", "組織ですべての機能が有効になっていません"),
            Text.of(
                    "The feature set of organization %s is %s. The security services need ALL to"
                        + " work across accounts. Nothing was changed.",
                    "組織%sの機能セットは%sです。セキュリティサービスを組織全体で使うにはALLが必要です。何も変更していません。")
                .with(found.id(), found.featureSet()),
            Where.nowhere())
        .advise(
            Text.of(
                "Enable all features in the management account; every invited account must agree:",
                "管理アカウントですべての機能を有効にしてください（招待されたアカウントすべての承認が必要です）:"))
        .suggest("aws organizations enable-all-features");
  }

  /**
   * The credentials are of another organization than the one that orgsh.yaml is about, or
   * orgsh.yaml is wrong.
   *
   * @param way the way into the configured management account that orgsh.yaml names, if it does
   */
  static Problem otherManagement(
      Session session, OrganizationListing found, AccountId configured, Optional<WayIn> way) {
    Problem problem =
        Problem.of(
            Text.of("other management account than configured", "管理アカウントが設定と異なります"),
            Text.of(
                    "orgsh.yaml names %s as management. The credentials in use, %s, are %s in"
                        + " organization %s, which %s manages. Nothing was changed.",
                    "orgsh.yamlの管理アカウントは%sです。使用中の認証情報（%s）は%sのもので、その組織%sの管理アカウントは%sです。何も変更していません。")
                .with(
                    configured,
                    session.source(),
                    session.identity().account(),
                    found.id(),
                    found.management()),
            Where.nowhere());
    Problem signIn =
        way.isPresent() && way.get() instanceof WayIn.Profile(String profile)
            ? problem
                .advise(
                    Text.of(
                            "Wrong credentials? The profile \"%s\" is to give %s:",
                            "認証情報が誤っている場合は、%2$s用のプロファイル「%1$s」を使ってください:")
                        .with(profile, configured))
                .suggest("orgsh --profile " + Refusal.quoted(profile))
            : problem
                .advise(
                    Text.of(
                            "Wrong credentials? Sign in to the organization of %s:",
                            "認証情報が誤っている場合は、%sの組織にサインインしてください:")
                        .with(configured))
                .suggest("orgsh --profile NAME");
    return correct(signIn, "management");
  }

  static Problem notInOrganization(
      OrganizationListing found, AccountRole role, AccountId configured) {
    return correct(
        Problem.of(
            Text.of("configured account not in the organization", "設定されたアカウントが組織にありません"),
            Text.of(
                    "orgsh.yaml names %s as %s, but organization %s has no such account. Nothing"
                        + " was changed.",
                    "orgsh.yamlでは%sが%sに指定されていますが、組織%sにそのアカウントはありません。何も変更していません。")
                .with(configured, role.word(), found.id()),
            Where.nowhere()),
        role.word());
  }

  static Problem managementAsAudit(OrganizationListing found) {
    return correct(
        Problem.of(
            Text.of("management account as audit", "管理アカウントが監査アカウントに指定されています"),
            Text.of(
                    "%s is the management account of organization %s. AWS does not take it as a"
                        + " delegated administrator, so it cannot be audit. Nothing was changed.",
                    "%sは組織%sの管理アカウントです。管理アカウントは委任された管理者になれないため、監査アカウントにはできません。何も変更していません。")
                .with(found.management(), found.id()),
            Where.nowhere()),
        "audit");
  }

  static Problem auditUnknown(
      OrganizationListing.Completeness accounts, Collection<AccountId> administrators) {
    Text why =
        administrators.size() > 1
            ? Text.of(
                    "orgsh.yaml names no audit account, and there are several delegated"
                        + " administrators: %s. Nothing was changed.",
                    "orgsh.yamlに監査アカウントの指定がなく、委任された管理者が複数あります（%s）。何も変更していません。")
                .with(String.join(", ", administrators.stream().map(AccountId::value).toList()))
            : switch (accounts) {
              case ALL ->
                  Text.of(
                      "orgsh.yaml names no audit account, there is no delegated administrator, and"
                          + " no single account has the name \"audit\". Nothing was changed.",
                      "orgsh.yamlに監査アカウントの指定がなく、委任された管理者もいません。「audit」という名前のアカウントも1つに特定できません。何も変更していません。");
              case KNOWN ->
                  Text.of(
                      "orgsh.yaml names no audit account, and this account may not ask AWS which"
                          + " accounts there are. Nothing was changed.",
                      "orgsh.yamlに監査アカウントの指定がなく、このアカウントからは組織のアカウントを一覧できません。何も変更していません。");
            };
    return correct(
        Problem.of(Text.of("audit account not known", "監査アカウントが不明です"), why, Where.nowhere()),
        "audit");
  }

  private static Problem correct(Problem problem, String role) {
    return problem
        .advise(
            Text.of(
                "Write the right account under accounts: "
                    + role
                    + ": in orgsh.yaml, or have it"
                    + " written:",
                "orgsh.yamlのaccounts: " + role + ":に正しいアカウントを指定するか、次のコマンドで作成してください:"))
        .suggest("orgsh init");
  }
}
