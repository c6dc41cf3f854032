package io.orgsh.org;

import static io.orgsh.org.FakeAws.ok;
import static io.orgsh.org.FakeSignIn.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.aws.AccountId;
import io.orgsh.aws.Credentials;
import io.orgsh.aws.Region;
import io.orgsh.aws.Reply;
import io.orgsh.aws.SignIn;
import io.orgsh.org.Access.Entry;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An operator's machine and AWS, with the access under test between them. */
final class Scene {
  static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
  static final AccountId MANAGEMENT = new AccountId("111111111111");
  static final AccountId AUDIT = new AccountId("222222222222");
  static final AccountId SYSTEM = new AccountId("333333333333");
  static final AccountId OTHER = new AccountId("444444444444");
  static final String ROLE = "role OrganizationAccountAccessRole from management";
  static final String CONFIGURED =
      """
      accounts:
        management: {id: "111111111111", profile: org-admin}
        audit: {id: "222222222222", profile: audit}
      """;

  final FakeAws aws = new FakeAws();
  final FakeSignIn signIn = new FakeSignIn();
  Instant now = NOW;
  Optional<Organization> organization = Optional.empty();

  MfaPrompt mfa = (serial, purpose) -> Optional.of("123456");

  /** The organization that was read, with these accounts and the usual roles. */
  void organization(Account... accounts) {
    organization =
        Optional.of(
            new Organization(
                "o-exampleorg",
                "ALL",
                Map.of(
                    AccountRole.MANAGEMENT,
                    MANAGEMENT,
                    AccountRole.AUDIT,
                    AUDIT,
                    AccountRole.LOG_ARCHIVE,
                    AUDIT),
                List.of(accounts),
                new Region("ap-northeast-1"),
                List.of()));
  }

  void mustBeUsedUp() {
    aws.mustBeUsedUp();
    signIn.mustBeUsedUp();
  }

  static final Text NETWORK =
      Text.of(
          "Look at the network, the proxy and --endpoint-url, then try again.",
          "ネットワーク、プロキシ、--endpoint-urlを確認してから再実行してください。");

  static Problem notSignedIn() {
    return Problem.of(
            Text.of("not signed in to AWS", "AWSにサインインしていません"),
            Text.of(
                "orgsh found no AWS credentials. The environment has none. Nothing was sent.",
                "AWSの認証情報が見つかりません。環境にありません。何も送信していません。"),
            Where.nowhere())
        .advise(
            Text.of(
                "Sign in with IAM Identity Center, the first line once for each profile:",
                "IAM Identity Centerでサインインしてください（1行目はプロファイルごとに初回のみ）:"))
        .suggest("aws configure sso --profile NAME")
        .suggest("aws sso login --profile NAME")
        .suggest("orgsh --profile NAME")
        .advise(
            Text.of(
                "Or set AWS_PROFILE, or AWS_ACCESS_KEY_ID with AWS_SECRET_ACCESS_KEY and"
                    + " AWS_SESSION_TOKEN, in the environment.",
                "環境変数AWS_PROFILE、またはAWS_ACCESS_KEY_ID、AWS_SECRET_ACCESS_KEY、AWS_SESSION_TOKENでも指定できます。"))
        .advise(Text.of("To try orgsh without an AWS account:", "AWSアカウントなしで試すには:"))
        .suggest("orgsh --sandbox");
  }

  ConfiguredAccess access(String configuration) {
    return access(configuration, Switching.SWITCH);
  }

  ConfiguredAccess access(String configuration, Switching switching) {
    return access(configuration, Optional.empty(), switching);
  }

  ConfiguredAccess access(String configuration, String profile, Switching switching) {
    return access(configuration, Optional.of(profile), switching);
  }

  ConfiguredAccess access(String configuration, Optional<String> profile, Switching switching) {
    var read =
        (ConfigurationFile.Outcome.Read)
            ConfigurationFile.parse(Path.of("orgsh.yaml"), configuration);
    return new ConfiguredAccess(
        aws,
        signIn,
        read.configuration(),
        profile,
        switching,
        mfa,
        () -> now,
        new Region("ap-northeast-1"),
        () -> organization);
  }

  static SignIn.Outcome endingAt(String key, String end) {
    return new SignIn.Outcome.SignedIn(
        new Credentials(key, "secret", "token", Instant.parse(end)), "environment");
  }

  static Entry entered(String source, String key, AccountId account) {
    return new Entry.Entered(session(source, key, account));
  }

  static Session session(String source, String key, AccountId account) {
    return new Session(source, Credentials.ofUser(key, "secret"), identity(account));
  }

  static Identity identity(AccountId account) {
    return new Identity(
        account, "arn:aws:sts::" + account + ":assumed-role/Admin/alice@example.com", NOW);
  }

  static String keyOf(Entry entry) {
    assertThat(entry).isInstanceOf(Entry.Entered.class);
    return ((Entry.Entered) entry).session().credentials().accessKeyId();
  }

  static Problem refusal(Entry entry) {
    assertThat(entry).isInstanceOf(Entry.Refused.class);
    return ((Entry.Refused) entry).problem();
  }

  static tools.jackson.databind.JsonNode json(String text) {
    return ((Reply.Ok) ok(text)).body();
  }
}
