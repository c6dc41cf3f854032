package io.orgsh.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class SdkSignInTests {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
  // What the AWS CLI calls the cache of the session "corp".
  private static final String CACHE = "ee0bfd2552fbd840c02cc48b6e823320543c450f.json";

  @TempDir Path home;
  private final Map<String, String> environment =
      new HashMap<>(Map.of("AWS_EC2_METADATA_DISABLED", "true"));
  private final Deque<Reply> answers = new ArrayDeque<>();
  private final List<String> asked = new ArrayList<>();

  @AfterEach
  void everyAnswerWasUsed() {
    assertThat(answers).isEmpty();
  }

  @Test
  void theEnvironmentComesFirst() {
    environment.putAll(
        Map.of(
            "AWS_ACCESS_KEY_ID", "AKIA1", "AWS_SECRET_ACCESS_KEY", "s", "AWS_PROFILE", "nobody"));

    assertThat(signIn().defaultChain())
        .isEqualTo(new SignIn.Outcome.SignedIn(Credentials.ofUser("AKIA1", "s"), "environment"));
  }

  @Test
  void halfAKeyIsSaidToBeHalf() {
    environment.put("AWS_ACCESS_KEY_ID", "AKIA1");

    assertThat(problem(signIn().defaultChain()).why().en())
        .isEqualTo("The environment has AWS_ACCESS_KEY_ID, but not AWS_SECRET_ACCESS_KEY.");
  }

  @Test
  void withNothingItSaysHowToSignInAndThatTheSandboxNeedsNothing() {
    Problem problem = problem(signIn().defaultChain());

    assertThat(commands(problem))
        .containsExactly(
            "aws configure sso --profile NAME",
            "aws sso login --profile NAME",
            "orgsh --profile NAME",
            "orgsh --sandbox");
  }

  @Test
  void theFilesAreReadAnewEachTime() throws IOException {
    SdkSignIn signIn = signIn();
    assertThat(signIn.profiles()).isEmpty();

    config(
        """
        [profile a]
        region = ap-northeast-1
        aws_access_key_id = AKIA2
        aws_secret_access_key = s
        """);
    credentials(
        """
        [b]
        aws_access_key_id = AKIA3
        aws_secret_access_key = s
        aws_session_token = t
        """);

    assertThat(signIn.profiles()).containsExactly("a", "b");
    assertThat(signIn.region("a")).contains(new Region("ap-northeast-1"));
    assertThat(signIn.region("b")).isEmpty();
    assertThat(signIn.profile("a"))
        .isEqualTo(new SignIn.Outcome.SignedIn(Credentials.ofUser("AKIA2", "s"), "profile a"));
    assertThat(signIn.profile("b"))
        .isEqualTo(
            new SignIn.Outcome.SignedIn(
                new Credentials("AKIA3", "s", "t", Instant.MAX), "profile b"));
  }

  @Test
  void theDefaultProfileIsThatOfTheEnvironment() throws IOException {
    config(
        """
        [default]
        aws_access_key_id = AKIA0
        aws_secret_access_key = s
        [profile a]
        aws_access_key_id = AKIA2
        aws_secret_access_key = s
        """);

    assertThat(key(signIn().defaultChain())).isEqualTo("AKIA0");
    environment.put("AWS_PROFILE", "a");
    assertThat(key(signIn().defaultChain())).isEqualTo("AKIA2");
    environment.put("AWS_PROFILE", "nobody");
    assertThat(problem(signIn().defaultChain()).what().en()).isEqualTo("no such profile");
  }

  @Test
  void theEnvironmentMayNameOtherFiles() throws IOException {
    Files.writeString(
        home.resolve("elsewhere"),
        "[profile x]\naws_access_key_id = AKIA4\naws_secret_access_key = s\n");
    environment.put("AWS_CONFIG_FILE", "~/elsewhere");

    assertThat(key(signIn().profile("x"))).isEqualTo("AKIA4");
  }

  @Test
  void aProfileThatIsNotThereIsSuggested() throws IOException {
    config(
        """
        [profile management]
        region = us-east-1
        """);

    Problem problem = problem(signIn().profile("managment"));

    assertThat(problem.next().getFirst())
        .isEqualTo(
            new Problem.Next.Advice(
                io.orgsh.problem.Text.of("Did you mean management?", "もしかして: management")));
    assertThat(problem(signIn().profile("management")).what().en())
        .isEqualTo("profile without credentials");
  }

  @Test
  void aFileThatCannotBeUnderstoodIsNotAnEmptyOne() throws IOException {
    config(
        """
        [profile a
        region = us-east-1
        """);

    assertThat(problem(signIn().profile("a")).what().en())
        .isEqualTo("AWS configuration file not readable");
    assertThat(problem(signIn().defaultChain()).why().en())
        .contains(home.resolve(".aws/config").toString());
  }

  @Test
  void aRoleIsAssumedWithItsSourceProfile() throws IOException {
    config(
        """
        [profile base]
        aws_access_key_id = AKIA5
        aws_secret_access_key = s
        [profile r]
        role_arn = arn:aws:iam::222222222222:role/R
        source_profile = base
        external_id = e
        duration_seconds = 900
        region = eu-west-1
        """);
    answers.add(
        ok(
            "{'Credentials':{'AccessKeyId':'ASIA','SecretAccessKey':'s','SessionToken':'t',"
                + "'Expiration':'2026-11-23T10:00:00Z'}}"));

    assertThat(signIn().profile("r"))
        .isEqualTo(
            new SignIn.Outcome.SignedIn(
                new Credentials("ASIA", "s", "t", Instant.parse("2026-11-23T10:00:00Z")),
                "profile r"));
    assertThat(asked)
        .containsExactly(
            "sts:AssumeRole eu-west-1 AKIA5 {\"RoleArn\":\"arn:aws:iam::222222222222:role/R\","
                + "\"RoleSessionName\":\"orgsh\",\"DurationSeconds\":900,\"ExternalId\":\"e\"}");
  }

  @Test
  void aRoleWithAnMfaDeviceWantsItsCode() throws IOException {
    config(
        """
        [profile base]
        aws_access_key_id = AKIA5
        aws_secret_access_key = s
        [profile r]
        role_arn = arn:aws:iam::222222222222:role/R
        source_profile = base
        mfa_serial = arn:aws:iam::111111111111:mfa/me
        [profile over]
        role_arn = arn:aws:iam::333333333333:role/R
        source_profile = r
        """);

    assertThat(signIn().profile("r"))
        .isEqualTo(
            new SignIn.Outcome.NeedsMfa(
                "arn:aws:iam::111111111111:mfa/me",
                "arn:aws:iam::222222222222:role/R",
                "base",
                Duration.ofHours(1)));
    assertThat(problem(signIn().profile("over")).what().en())
        .isEqualTo("MFA code needed on the way");
  }

  @Test
  void profilesThatNeedEachOtherAreNamed() throws IOException {
    config(
        """
        [profile a]
        role_arn = arn:aws:iam::222222222222:role/R
        source_profile = b
        [profile b]
        role_arn = arn:aws:iam::222222222222:role/R
        source_profile = a
        """);

    assertThat(problem(signIn().profile("a")).what().en())
        .isEqualTo("profiles that need each other");
  }

  @Test
  void aProcessGivesCredentials() throws IOException {
    config(
        """
        [profile p]
        credential_process = echo '{"Version":1,"AccessKeyId":"AKIAP","SecretAccessKey":"s","SessionToken":"t","Expiration":"2099-01-01T00:00:00Z"}'
        [profile broken]
        credential_process = false
        """);

    assertThat(signIn().profile("p"))
        .isEqualTo(
            new SignIn.Outcome.SignedIn(
                new Credentials("AKIAP", "s", "t", Instant.parse("2099-01-01T00:00:00Z")),
                "profile p"));
    assertThat(problem(signIn().profile("broken")).why().en()).startsWith("From profile broken: ");
  }

  @Test
  void identityCenterGivesTheCredentialsOfItsToken() throws IOException {
    ssoProfile();
    token("{'accessToken':'tok','expiresAt':'2026-11-23T17:00:00Z'}");
    answers.add(roleCredentials());

    assertThat(signIn().profile("s"))
        .isEqualTo(
            new SignIn.Outcome.SignedIn(
                new Credentials("ASIAS", "s", "t", Instant.ofEpochMilli(1795428000000L)),
                "profile s"));
    assertThat(asked)
        .containsExactly(
            "sso:GetRoleCredentials ap-northeast-1 unsigned {\"roleName\":\"Admin\","
                + "\"accountId\":\"111111111111\",\"accessToken\":\"tok\"}");
  }

  @Test
  void aSignInThatIsOverIsRenewedAndKept() throws IOException {
    ssoProfile();
    token(
        "{'accessToken':'old','expiresAt':'2026-11-23T08:00:00Z','refreshToken':'r1',"
            + "'clientId':'c','clientSecret':'x'}");
    answers.add(ok("{'accessToken':'new','expiresIn':3600,'refreshToken':'r2'}"));
    answers.add(roleCredentials());

    assertThat(key(signIn().profile("s"))).isEqualTo("ASIAS");
    assertThat(JSON.readTree(Files.readString(tokenFile())))
        .isEqualTo(
            node(
                "{'accessToken':'new','expiresAt':'2026-11-23T10:00:00Z','refreshToken':'r2',"
                    + "'clientId':'c','clientSecret':'x'}"));
    assertThat(asked.getFirst()).startsWith("sso-oauth:CreateToken ap-northeast-1 unsigned");
  }

  @Test
  void aSignInThatIsMissingOrOverSaysHowToSignIn() throws IOException {
    ssoProfile();
    assertThat(commands(problem(signIn().profile("s"))))
        .containsExactly("aws sso login --profile s");

    token("{'accessToken':'old','expiresAt':'2026-11-23T08:00:00Z'}");
    assertThat(problem(signIn().profile("s")).why().en())
        .isEqualTo("The sign-in of the profile s ended at 2026-11-23T08:00:00Z.");

    token("{'accessToken':'tok','expiresAt':'2026-11-23T17:00:00Z'}");
    answers.add(refused("UnauthorizedException", 401));
    assertThat(commands(problem(signIn().profile("s"))))
        .containsExactly("aws sso login --profile s");

    answers.add(refused("ForbiddenException", 403));
    assertThat(problem(signIn().profile("s")).next().toString())
        .contains("Have the permission set Admin assigned to you in the account 111111111111");
  }

  @Test
  void aWebIdentityIsTakenFromTheEnvironment() throws IOException {
    Files.writeString(home.resolve("token"), "jwt\n");
    environment.putAll(
        Map.of(
            "AWS_ROLE_ARN",
            "arn:aws:iam::111111111111:role/W",
            "AWS_WEB_IDENTITY_TOKEN_FILE",
            home.resolve("token").toString()));
    answers.add(ok("{'Credentials':{'AccessKeyId':'ASIAW','SecretAccessKey':'s'}}"));

    assertThat(key(signIn().defaultChain())).isEqualTo("ASIAW");
    assertThat(asked.getFirst())
        .startsWith("sts:AssumeRoleWithWebIdentity us-east-1 unsigned")
        .contains("\"WebIdentityToken\":\"jwt\"");
  }

  @Test
  void fixedCredentialsAreThoseAndNoOthers() {
    var profiles = new TreeMap<String, Credentials>();
    profiles.put("management", Credentials.ofUser("AKIAM", "s"));
    profiles.put("audit", Credentials.ofUser("AKIAA", "s"));
    var fixed = new FixedSignIn(profiles, "management", new Region("ap-northeast-1"));

    assertThat(key(fixed.defaultChain())).isEqualTo("AKIAM");
    assertThat(key(fixed.profile("audit"))).isEqualTo("AKIAA");
    assertThat(fixed.profiles()).containsExactly("audit", "management");
    assertThat(fixed.region("audit")).contains(new Region("ap-northeast-1"));
    assertThat(fixed.region("x")).isEmpty();
    assertThat(problem(fixed.profile("x")).next())
        .containsExactly(
            new Problem.Next.Advice(
                io.orgsh.problem.Text.of(
                    "The profiles are: audit, management.", "使えるプロファイル: audit, management")));
  }

  private SdkSignIn signIn() {
    AwsCalls aws =
        (call, credentials) -> {
          asked.add(
              call.operation()
                  + " "
                  + call.region()
                  + " "
                  + credentials.accessKeyId()
                  + " "
                  + call.parameters());
          return Optional.ofNullable(answers.poll())
              .orElseThrow(() -> new AssertionError("AwsCalls: no answer for " + call.operation()));
        };
    return new SdkSignIn(environment, home, new Once<>(() -> aws), InstantSource.fixed(NOW));
  }

  private void ssoProfile() throws IOException {
    config(
        """
        [sso-session corp]
        sso_region = ap-northeast-1
        sso_start_url = https://corp.example/start
        [profile s]
        sso_session = corp
        sso_account_id = 111111111111
        sso_role_name = Admin
        """);
  }

  private static Reply roleCredentials() {
    return ok(
        "{'roleCredentials':{'accessKeyId':'ASIAS','secretAccessKey':'s','sessionToken':'t',"
            + "'expiration':1795428000000}}");
  }

  private void config(String text) throws IOException {
    write(home.resolve(".aws/config"), text);
  }

  private void credentials(String text) throws IOException {
    write(home.resolve(".aws/credentials"), text);
  }

  private void token(String json) throws IOException {
    write(tokenFile(), json.replace('\'', '"'));
  }

  private Path tokenFile() {
    return home.resolve(".aws/sso/cache").resolve(CACHE);
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static Reply ok(String json) {
    return new Reply.Ok(node(json), "req");
  }

  private static Reply refused(String code, int status) {
    return new Reply.Refused(code, "words", "", "req", status, Reply.Retry.POINTLESS);
  }

  private static ObjectNode node(String json) {
    return (ObjectNode) JSON.readTree(json.replace('\'', '"'));
  }

  private static Problem problem(SignIn.Outcome outcome) {
    return ((SignIn.Outcome.Refused) outcome).problem();
  }

  private static String key(SignIn.Outcome outcome) {
    return ((SignIn.Outcome.SignedIn) outcome).credentials().accessKeyId();
  }

  private static List<String> commands(Problem problem) {
    return problem.next().stream()
        .filter(Problem.Next.Command.class::isInstance)
        .map(next -> ((Problem.Next.Command) next).line())
        .toList();
  }
}
