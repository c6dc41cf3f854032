package io.orgsh.org;

import static io.orgsh.org.FakeAws.ok;
import static io.orgsh.org.FakeAws.organization;
import static io.orgsh.org.FakeAws.refused;
import static io.orgsh.org.Scene.AUDIT;
import static io.orgsh.org.Scene.MANAGEMENT;
import static io.orgsh.org.Scene.SYSTEM;
import static io.orgsh.org.Scene.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.aws.AccountId;
import io.orgsh.aws.Region;
import io.orgsh.aws.Reply;
import io.orgsh.org.OrganizationReader.Result;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OrganizationReaderTests {
  private static final String DESCRIBE = "organizations:DescribeOrganization";
  private static final String ACCOUNTS = "organizations:ListAccounts";
  private static final String ADMINISTRATORS = "organizations:ListDelegatedAdministrators";
  private static final String REGIONS = "account:ListRegions";
  private static final Region TOKYO = new Region("ap-northeast-1");
  private static final Region VIRGINIA = new Region("us-east-1");
  private static final Region MILAN = new Region("eu-south-1");
  private static final String CONFIGURED = "accounts: {audit: '222222222222'}";
  private static final Reply THREE_ACCOUNTS =
      ok(
          "{'Accounts':["
              + "{'Id':'333333333333','Name':'system01','Email':'s@example.com','Status':'SUSPENDED'},"
              + "{'Id':'111111111111','Name':'root','Email':'m@example.com','Status':'ACTIVE','State':'ACTIVE'},"
              + "{'Id':'222222222222','Name':'audit','Email':'a@example.com','Status':'SUSPENDED','State':'PENDING_CLOSURE'}]}");
  private static final Reply THREE_REGIONS =
      ok(
          "{'Regions':[{'RegionName':'us-east-1','RegionOptStatus':'ENABLED_BY_DEFAULT'},"
              + "{'RegionName':'eu-south-1','RegionOptStatus':'DISABLED'},"
              + "{'RegionName':'ap-northeast-1','RegionOptStatus':'ENABLED_BY_DEFAULT'}]}");
  private static final List<Account> ACCOUNTS_READ =
      List.of(
          new Account(MANAGEMENT, "root", "m@example.com", "ACTIVE"),
          new Account(AUDIT, "audit", "a@example.com", "PENDING_CLOSURE"),
          new Account(SYSTEM, "system01", "s@example.com", "SUSPENDED"));
  private static final List<OrgRegion> REGIONS_READ =
      List.of(
          new OrgRegion(TOKYO, "ENABLED_BY_DEFAULT"),
          new OrgRegion(MILAN, "DISABLED"),
          new OrgRegion(VIRGINIA, "ENABLED_BY_DEFAULT"));

  private final FakeAws aws = new FakeAws();

  @AfterEach
  void everyAnswerWasUsed() {
    aws.mustBeUsedUp();
  }

  @Test
  void anOrganizationIsReadSortedAndWithTheFinerStateOfItsAccounts() {
    aws.on(DESCRIBE, "MGMT", organization("o-exampleorg"))
        .on(ACCOUNTS, "MGMT", THREE_ACCOUNTS)
        .on(REGIONS, "MGMT", THREE_REGIONS);

    assertThat(read(CONFIGURED)).isEqualTo(new Result.Read(expected(AUDIT, AUDIT), List.of()));
  }

  @Test
  void logArchiveIsItsOwnAccountWhereConfigured() {
    everythingListed();

    assertThat(read("accounts: {audit: '222222222222', log-archive: '333333333333'}"))
        .isEqualTo(new Result.Read(expected(AUDIT, SYSTEM), List.of()));
  }

  @Test
  void theOnlyDelegatedAdministratorIsAudit() {
    everythingListed();
    aws.on(ADMINISTRATORS, "MGMT", administrators("333333333333"));

    assertThat(read(""))
        .isEqualTo(
            new Result.Read(
                expected(SYSTEM, SYSTEM),
                List.of(
                    Text.of(
                        "orgsh.yaml names no audit account; 333333333333 is taken, the only"
                            + " delegated administrator.",
                        "orgsh.yamlに監査アカウントの指定がないため、唯一の委任された管理者の333333333333を使います。"))));
  }

  @Test
  void withoutDelegationTheOnlyAccountNamedAuditIsAudit() {
    everythingListed();
    aws.on(ADMINISTRATORS, "MGMT", administrators());

    assertThat(read(""))
        .isEqualTo(
            new Result.Read(
                expected(AUDIT, AUDIT),
                List.of(
                    Text.of(
                        "orgsh.yaml names no audit account; 222222222222 is taken, the only account"
                            + " named \"audit\".",
                        "orgsh.yamlに監査アカウントの指定がないため、「audit」という名前の唯一のアカウントの222222222222を使います。"))));
  }

  @Test
  void amongDelegatedAdministratorsTheOneNamedAuditIsAudit() {
    everythingListed();
    aws.on(ADMINISTRATORS, "MGMT", administrators("222222222222", "333333333333"));

    assertThat(read("")).isInstanceOf(Result.Read.class);
  }

  @Test
  void ofSeveralDelegatedAdministratorsNoneIsGuessed() {
    aws.on(DESCRIBE, "MGMT", organization("o-exampleorg"))
        .on(ACCOUNTS, "MGMT", accounts("prod", "security"))
        .on(REGIONS, "MGMT", THREE_REGIONS)
        .on(ADMINISTRATORS, "MGMT", administrators("333333333333", "222222222222"));

    assertThat(read(""))
        .isEqualTo(
            auditUnknown(
                Text.of(
                    "orgsh.yaml names no audit account, and there are several delegated"
                        + " administrators: 222222222222, 333333333333. Nothing was changed.",
                    "orgsh.yamlに監査アカウントの指定がなく、委任された管理者が複数あります（222222222222,"
                        + " 333333333333）。何も変更していません。")));
  }

  @Test
  void aNameThatOnlyResemblesAuditIsNotTaken() {
    aws.on(DESCRIBE, "MGMT", organization("o-exampleorg"))
        .on(ACCOUNTS, "MGMT", accounts("audit-test", "security"))
        .on(REGIONS, "MGMT", THREE_REGIONS)
        .on(ADMINISTRATORS, "MGMT", administrators());

    assertThat(read("")).isEqualTo(auditUnknown(NO_AUDIT));
  }

  @Test
  void ofTwoAccountsNamedAuditNoneIsTaken() {
    aws.on(DESCRIBE, "MGMT", organization("o-exampleorg"))
        .on(ACCOUNTS, "MGMT", accounts("audit", "audit"))
        .on(REGIONS, "MGMT", THREE_REGIONS)
        .on(ADMINISTRATORS, "MGMT", refused("AccessDeniedException", ""));

    assertThat(read("")).isEqualTo(auditUnknown(NO_AUDIT));
  }

  @Test
  void aManagementAccountNamedAuditIsRefused() {
    aws.on(DESCRIBE, "MGMT", organization("o-exampleorg"))
        .on(
            ACCOUNTS,
            "MGMT",
            ok("{'Accounts':[{'Id':'111111111111','Name':'audit','Email':'m','State':'ACTIVE'}]}"))
        .on(REGIONS, "MGMT", THREE_REGIONS)
        .on(ADMINISTRATORS, "MGMT", administrators());

    assertThat(read("")).isEqualTo(new Result.Unreadable(managementAsAudit()));
  }

  @Test
  void aManagementAccountConfiguredAsAuditIsRefused() {
    everythingListed();

    assertThat(read("accounts: {audit: '111111111111'}"))
        .isEqualTo(new Result.Unreadable(managementAsAudit()));
  }

  @Test
  void anotherManagementAccountThanConfiguredIsRefused() {
    everythingListed();

    assertThat(read("accounts: {management: '333333333333', audit: '222222222222'}"))
        .isEqualTo(
            otherManagement(
                Text.of(
                    "Wrong credentials? Sign in to the organization of 333333333333:",
                    "認証情報が誤っている場合は、333333333333の組織にサインインしてください:"),
                "orgsh --profile NAME"));
  }

  @Test
  void anotherManagementAccountNamesTheProfileOfTheConfiguredOne() {
    everythingListed();

    assertThat(
            read(
                "accounts: {management: {id: '333333333333', profile: boss}, audit:"
                    + " '222222222222'}"))
        .isEqualTo(
            otherManagement(
                Text.of(
                    "Wrong credentials? The profile \"boss\" is to give 333333333333:",
                    "認証情報が誤っている場合は、333333333333用のプロファイル「boss」を使ってください:"),
                "orgsh --profile boss"));
  }

  private static Result otherManagement(Text signIn, String command) {
    return new Result.Unreadable(
        Problem.of(
                Text.of("other management account than configured", "管理アカウントが設定と異なります"),
                Text.of(
                    "orgsh.yaml names 333333333333 as management. The credentials in use, profile"
                        + " org-admin, are 111111111111 in organization o-exampleorg, which"
                        + " 111111111111 manages. Nothing was changed.",
                    "orgsh.yamlの管理アカウントは333333333333です。使用中の認証情報（profile"
                        + " org-admin）は111111111111のもので、その組織o-exampleorgの管理アカウントは111111111111です。何も変更していません。"),
                Where.nowhere())
            .advise(signIn)
            .suggest(command)
            .advise(
                Text.of(
                    "Write the right account under accounts: management: in orgsh.yaml, or have it"
                        + " written:",
                    "orgsh.yamlのaccounts: management:に正しいアカウントを指定するか、次のコマンドで作成してください:"))
            .suggest("orgsh init"));
  }

  @Test
  void aConfiguredAccountThatIsNotThereIsRefused() {
    everythingListed();

    assertThat(read("accounts: {audit: '999999999999'}"))
        .isEqualTo(
            new Result.Unreadable(
                correct(
                    "audit",
                    Text.of("configured account not in the organization", "設定されたアカウントが組織にありません"),
                    Text.of(
                        "orgsh.yaml names 999999999999 as audit, but organization o-exampleorg has"
                            + " no such account. Nothing was changed.",
                        "orgsh.yamlでは999999999999がauditに指定されていますが、組織o-exampleorgにそのアカウントはありません。何も変更していません。"))));
  }

  @Test
  void anOrganizationWithoutAllFeaturesIsRefused() {
    aws.on(
            DESCRIBE,
            "MGMT",
            ok(
                "{'Organization':{'Id':'o-exampleorg','MasterAccountId':'111111111111',"
                    + "'FeatureSet':'CONSOLIDATED_BILLING'}}"))
        .on(ACCOUNTS, "MGMT", THREE_ACCOUNTS)
        .on(REGIONS, "MGMT", THREE_REGIONS);

    assertThat(read(CONFIGURED))
        .isEqualTo(
            new Result.Unreadable(
                Problem.of(
                        Text.of("organization without all features", "組織ですべての機能が有効になっていません"),
                        Text.of(
                            "The feature set of organization o-exampleorg is CONSOLIDATED_BILLING."
                                + " The security services need ALL to work across accounts. Nothing"
                                + " was changed.",
                            "組織o-exampleorgの機能セットはCONSOLIDATED_BILLINGです。セキュリティサービスを組織全体で使うにはALLが必要です。何も変更していません。"),
                        Where.nowhere())
                    .advise(
                        Text.of(
                            "Enable all features in the management account; every invited account"
                                + " must agree:",
                            "管理アカウントですべての機能を有効にしてください（招待されたアカウントすべての承認が必要です）:"))
                    .suggest("aws organizations enable-all-features")));
  }

  @Test
  void anAccountWithoutAnOrganizationIsToldWhatToDo() {
    aws.on(DESCRIBE, "MGMT", refused("AWSOrganizationsNotInUseException", "Your account is not"));

    assertThat(read(CONFIGURED))
        .isEqualTo(
            new Result.Unreadable(
                Problem.of(
                        Text.of("not in an organization", "組織に属していません"),
                        Text.of(
                            "Account 111111111111 belongs to no organization in AWS Organizations."
                                + " Nothing was changed.",
                            "アカウント111111111111はAWS Organizationsの組織に属していません。何も変更していません。"),
                        new Where.AtOperation(DESCRIBE, "req-1"))
                    .advise(
                        Text.of(
                            "Create an organization with all features in the account that shall"
                                + " manage it, or sign in to another account:",
                            "管理アカウントにするアカウントで、すべての機能を有効にした組織を作成するか、別のアカウントでサインインしてください:"))
                    .suggest("aws organizations create-organization --feature-set ALL")
                    .suggest("orgsh --profile NAME")));
  }

  @Test
  void whereAccountsMayNotBeListedOnlyTheKnownOnesAreThereAndANoteSaysSo() {
    aws.on(DESCRIBE, "SYS", organization("o-exampleorg"))
        .on(ACCOUNTS, "SYS", refused("AccessDeniedException", "You don't have permissions"))
        .on(REGIONS, "SYS", THREE_REGIONS);

    Result result =
        reader("accounts: {audit: {id: '222222222222', profile: audit}}")
            .read(session("profile system01", "SYS", SYSTEM));

    assertThat(result)
        .isEqualTo(
            new Result.Read(
                new Organization(
                    "o-exampleorg",
                    "ALL",
                    roles(AUDIT, AUDIT),
                    List.of(
                        new Account(MANAGEMENT, "111111111111", "root@example.com", "UNKNOWN"),
                        new Account(AUDIT, "222222222222", "", "UNKNOWN"),
                        new Account(SYSTEM, "333333333333", "", "ACTIVE")),
                    TOKYO,
                    REGIONS_READ,
                    OrganizationListing.Completeness.KNOWN),
                List.of(
                    Text.of(
                        "AWS does not let this account list the organization's accounts:"
                            + " AccessDeniedException (You don't have permissions). Only"
                            + " management, this account and those in orgsh.yaml are known; from"
                            + " management or a delegated administrator all are.",
                        "このアカウントでは組織のアカウントを一覧できません（AccessDeniedException (You don't have"
                            + " permissions)）。管理アカウント、このアカウント、orgsh.yamlのアカウントのみを対象とします。すべて表示するには、管理アカウントまたは委任された管理者で実行してください。"))));
  }

  @Test
  void whereNothingMayBeListedAnAuditAccountIsNotGuessed() {
    aws.on(DESCRIBE, "MGMT", organization("o-exampleorg"))
        .on(ACCOUNTS, "MGMT", refused("AccessDeniedException", ""))
        .on(REGIONS, "MGMT", THREE_REGIONS)
        .on(ADMINISTRATORS, "MGMT", refused("AccessDeniedException", ""));

    assertThat(read(""))
        .isEqualTo(
            auditUnknown(
                Text.of(
                    "orgsh.yaml names no audit account, and this account may not ask AWS which"
                        + " accounts there are. Nothing was changed.",
                    "orgsh.yamlに監査アカウントの指定がなく、このアカウントからは組織のアカウントを一覧できません。何も変更していません。")));
  }

  @Test
  void aLostListIsNotADeniedOne() {
    aws.on(DESCRIBE, "MGMT", organization("o-exampleorg"))
        .on(ACCOUNTS, "MGMT", new Reply.Lost("timeout"));

    assertThat(read(CONFIGURED))
        .isEqualTo(new Result.Unreadable(Refusal.noReply(ACCOUNTS, "timeout")));
  }

  @Test
  void lostRegionsAreNotDeniedOnes() {
    aws.on(DESCRIBE, "MGMT", organization("o-exampleorg"))
        .on(ACCOUNTS, "MGMT", THREE_ACCOUNTS)
        .on(REGIONS, "MGMT", new Reply.NotSent("no route"));

    assertThat(read(CONFIGURED))
        .isEqualTo(new Result.Unreadable(Refusal.notSent(REGIONS, "no route")));
  }

  @Test
  void lostAdministratorsAreNotNone() {
    everythingListed();
    aws.on(ADMINISTRATORS, "MGMT", new Reply.Lost("timeout"));

    assertThat(read(""))
        .isEqualTo(new Result.Unreadable(Refusal.noReply(ADMINISTRATORS, "timeout")));
  }

  @Test
  void expiredCredentialsAreToldAsSuch() {
    aws.on(DESCRIBE, "MGMT", refused("ExpiredTokenException", "over"));

    assertThat(read(CONFIGURED))
        .isInstanceOfSatisfying(
            Result.Unreadable.class,
            unreadable ->
                assertThat(unreadable.problem().next())
                    .contains(new Problem.Next.Command("aws sso login --profile org-admin")));
  }

  @Test
  void anUnexpectedRefusalIsToldInAwssWords() {
    aws.on(DESCRIBE, "MGMT", refused("ServiceException", "internal"));

    assertThat(read(CONFIGURED))
        .isInstanceOfSatisfying(
            Result.Unreadable.class,
            unreadable ->
                assertThat(unreadable.problem().why().en())
                    .isEqualTo(
                        "AWS answered ServiceException (internal) to"
                            + " organizations:DescribeOrganization, asked with the credentials of"
                            + " profile org-admin. Nothing was changed."));
  }

  @Test
  void whereRegionsMayNotBeListedHomeAndTheConfiguredOnesAreTried() {
    aws.on(DESCRIBE, "MGMT", organization("o-exampleorg"))
        .on(ACCOUNTS, "MGMT", THREE_ACCOUNTS)
        .on(REGIONS, "MGMT", refused("AccessDeniedException", "no"))
        .on(
            "sts:GetCallerIdentity",
            "MGMT",
            FakeAws.who("111111111111"),
            refused("InvalidClientTokenId", "not opted in"),
            new Reply.Lost("timeout"));

    assertThat(read(CONFIGURED + "\nregions: [us-east-1, eu-south-1]"))
        .isEqualTo(
            new Result.Read(
                new Organization(
                    "o-exampleorg",
                    "ALL",
                    roles(AUDIT, AUDIT),
                    ACCOUNTS_READ,
                    TOKYO,
                    List.of(
                        new OrgRegion(TOKYO, "ENABLED"),
                        new OrgRegion(MILAN, "DISABLED"),
                        new OrgRegion(VIRGINIA, "UNKNOWN"))),
                List.of(
                    Text.of(
                        "AWS does not let the regions be listed: AccessDeniedException (no). Known"
                            + " are only those that were tried with STS: ap-northeast-1 ENABLED,"
                            + " eu-south-1 DISABLED, us-east-1 UNKNOWN.",
                        "リージョンを一覧できません（AccessDeniedException"
                            + " (no)）。STSで確認したリージョンのみを対象とします: ap-northeast-1 ENABLED, eu-south-1"
                            + " DISABLED, us-east-1 UNKNOWN"),
                    closed("us-east-1, eu-south-1"))));
  }

  @Test
  void aConfiguredRegionThatIsNotEnabledIsNoted() {
    everythingListed();

    assertThat(read(CONFIGURED + "\nregions: [eu-south-1, us-east-1, mx-central-1]"))
        .isEqualTo(
            new Result.Read(expected(AUDIT, AUDIT), List.of(closed("eu-south-1, mx-central-1"))));
  }

  @Test
  void aListingForInitDecidesNothing() {
    everythingListed();
    aws.on(ADMINISTRATORS, "MGMT", administrators("333333333333", "222222222222"));

    assertThat(reader("").list(session("profile org-admin", "MGMT", MANAGEMENT)))
        .isEqualTo(
            new OrganizationListing.Result.Listed(
                new OrganizationListing(
                    "o-exampleorg",
                    MANAGEMENT,
                    "ALL",
                    ACCOUNTS_READ,
                    OrganizationListing.Completeness.ALL,
                    List.of(AUDIT, SYSTEM),
                    REGIONS_READ,
                    List.of())));
  }

  @Test
  void aListingForInitDoesWithoutAdministratorsThatMayNotBeListed() {
    everythingListed();
    aws.on(ADMINISTRATORS, "MGMT", refused("AccessDeniedException", ""));

    assertThat(reader("").list(session("profile org-admin", "MGMT", MANAGEMENT)))
        .isInstanceOfSatisfying(
            OrganizationListing.Result.Listed.class,
            listed -> assertThat(listed.listing().administrators()).isEmpty());
  }

  private static final Text NO_AUDIT =
      Text.of(
          "orgsh.yaml names no audit account, there is no delegated administrator, and no single"
              + " account has the name \"audit\". Nothing was changed.",
          "orgsh.yamlに監査アカウントの指定がなく、委任された管理者もいません。「audit」という名前のアカウントも1つに特定できません。何も変更していません。");

  private void everythingListed() {
    aws.on(DESCRIBE, "MGMT", organization("o-exampleorg"))
        .on(ACCOUNTS, "MGMT", THREE_ACCOUNTS)
        .on(REGIONS, "MGMT", THREE_REGIONS);
  }

  private Result read(String configuration) {
    return reader(configuration).read(session("profile org-admin", "MGMT", MANAGEMENT));
  }

  private OrganizationReader reader(String configuration) {
    var read =
        (ConfigurationFile.Outcome.Read)
            ConfigurationFile.parse(Path.of("orgsh.yaml"), configuration);
    return new OrganizationReader(aws, read.configuration(), TOKYO);
  }

  private static Organization expected(AccountId audit, AccountId logs) {
    return new Organization(
        "o-exampleorg", "ALL", roles(audit, logs), ACCOUNTS_READ, TOKYO, REGIONS_READ);
  }

  private static Map<AccountRole, AccountId> roles(AccountId audit, AccountId logs) {
    return Map.of(
        AccountRole.MANAGEMENT, MANAGEMENT,
        AccountRole.AUDIT, audit,
        AccountRole.LOG_ARCHIVE, logs);
  }

  private static Reply administrators(String... ids) {
    return ok(
        "{'DelegatedAdministrators':["
            + String.join(",", List.of(ids).stream().map(id -> "{'Id':'" + id + "'}").toList())
            + "]}");
  }

  /** Management, and two accounts with these names. */
  private static Reply accounts(String second, String third) {
    return ok(
        ("{'Accounts':[{'Id':'111111111111','Name':'root','State':'ACTIVE'},"
                + "{'Id':'222222222222','Name':'%s','State':'ACTIVE'},"
                + "{'Id':'333333333333','Name':'%s','State':'ACTIVE'}]}")
            .formatted(second, third));
  }

  private static Text closed(String regions) {
    return Text.of(
        "orgsh.yaml lists regions that this account may not use: " + regions + ".",
        "orgsh.yamlのリージョンのうち、このアカウントで有効でないもの: " + regions);
  }

  private static Problem managementAsAudit() {
    return correct(
        "audit",
        Text.of("management account as audit", "管理アカウントが監査アカウントに指定されています"),
        Text.of(
            "111111111111 is the management account of organization o-exampleorg. AWS does not take"
                + " it as a delegated administrator, so it cannot be audit. Nothing was changed.",
            "111111111111は組織o-exampleorgの管理アカウントです。管理アカウントは委任された管理者になれないため、監査アカウントにはできません。何も変更していません。"));
  }

  private static Result auditUnknown(Text why) {
    return new Result.Unreadable(
        correct("audit", Text.of("audit account not known", "監査アカウントが不明です"), why));
  }

  private static Problem correct(String role, Text what, Text why) {
    return Problem.of(what, why, Where.nowhere())
        .advise(
            Text.of(
                "Write the right account under accounts: "
                    + role
                    + ": in orgsh.yaml, or have it written:",
                "orgsh.yamlのaccounts: " + role + ":に正しいアカウントを指定するか、次のコマンドで作成してください:"))
        .suggest("orgsh init");
  }
}
