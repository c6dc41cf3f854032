package io.orgsh.org;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.aws.AccountId;
import io.orgsh.aws.Region;
import io.orgsh.org.ConfigurationFile.Outcome;
import io.orgsh.problem.Language;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationFileTests {
  private static final Path FILE = Path.of("orgsh.yaml");
  private static final AccountId MANAGEMENT = new AccountId("111111111111");
  private static final AccountId AUDIT = new AccountId("222222222222");
  private static final AccountId MEMBER = new AccountId("333333333333");
  private static final AccountId LOGS = new AccountId("044444444444");

  @Test
  void everyKeyIsRead() {
    Outcome outcome =
        ConfigurationFile.parse(
            FILE,
            """
            accounts:
              management: {id: "111111111111", profile: org-admin}
              audit: 222222222222
              log-archive:
                id: 044444444444
                assume: arn:aws:iam::044444444444:role/team/Logs
                from: management
                session-name: orgsh-alice
                external-id: ext:1
                mfa-serial: arn:aws:iam::111111111111:mfa/alice
            members:
              assume: Ops
              from: management
              session-name: ops
              external-id: ext-2
              mfa-serial: GAHT12345678
              overrides:
                "333333333333": {profile: system01}
            home-region: ap-northeast-1
            regions: [us-east-1, ap-northeast-1]
            language: ja
            state: {place: s3://runs-bucket/prefix, profile: org-admin, region: us-east-1}
            pace: {max-concurrency: 25%, max-errors: 0}
            """);

    assertThat(outcome)
        .isEqualTo(
            new Outcome.Read(
                new Configuration(
                    Optional.of(FILE),
                    Map.of(
                        AccountRole.MANAGEMENT,
                        MANAGEMENT,
                        AccountRole.AUDIT,
                        AUDIT,
                        AccountRole.LOG_ARCHIVE,
                        LOGS),
                    Map.of(
                        MANAGEMENT,
                        new WayIn.Profile("org-admin"),
                        LOGS,
                        new WayIn.AssumedRole(
                            "arn:aws:iam::044444444444:role/team/Logs",
                            Optional.of("orgsh-alice"),
                            Optional.of("ext:1"),
                            Optional.of("arn:aws:iam::111111111111:mfa/alice")),
                        MEMBER,
                        new WayIn.Profile("system01")),
                    new WayIn.AssumedRole(
                        "Ops",
                        Optional.of("ops"),
                        Optional.of("ext-2"),
                        Optional.of("GAHT12345678")),
                    Optional.of(new Region("ap-northeast-1")),
                    new Configuration.Regions.Listed(
                        List.of(new Region("us-east-1"), new Region("ap-northeast-1"))),
                    Optional.of(Language.JAPANESE),
                    new Configuration.State(
                        Optional.of("s3://runs-bucket/prefix"),
                        Optional.of("org-admin"),
                        Optional.of(new Region("us-east-1"))),
                    new Configuration.Pace(
                        Optional.of(new Configuration.Limit.Percent(25)),
                        Optional.of(new Configuration.Limit.Count(0))))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''",
        "'# nothing yet'",
        "'accounts:'",
        "'members:'",
        "'pace:'",
        "'regions: enabled'"
      })
  void aFileThatSaysNothingLeavesEveryDefault(String text) {
    Configuration none = Configuration.none();

    assertThat(ConfigurationFile.parse(FILE, text))
        .isEqualTo(
            new Outcome.Read(
                new Configuration(
                    Optional.of(FILE),
                    none.roles(),
                    none.ways(),
                    none.members(),
                    none.homeRegion(),
                    none.regions(),
                    none.language(),
                    none.state(),
                    none.pace())));
  }

  @Test
  void aPlaceAloneIsEnteredWithWhatOrgshHas() {
    assertThat(ConfigurationFile.parse(FILE, "state: s3://runs-bucket/prefix"))
        .isInstanceOfSatisfying(
            Outcome.Read.class,
            read ->
                assertThat(read.configuration().state())
                    .isEqualTo(
                        new Configuration.State(
                            Optional.of("s3://runs-bucket/prefix"),
                            Optional.empty(),
                            Optional.empty())));
  }

  @Test
  void allMistakesAreFoundAtOnceInTheOrderOfTheFile() {
    Outcome outcome =
        ConfigurationFile.parse(
            FILE,
            """
            acounts: {}
            accounts:
              audit: 2222
            language: jp
            """);

    assertThat(outcome)
        .isEqualTo(
            new Outcome.Faulty(
                List.of(
                    Problem.of(
                            Text.of("unknown key", "不明なキー"),
                            Text.of(
                                "\"acounts\" means nothing here, so it would be ignored. The keys"
                                    + " here are: accounts, members, home-region, regions,"
                                    + " language, state, pace.",
                                "「acounts」はここでは使えないキーで、無視されてしまいます。使えるキー: accounts, members,"
                                    + " home-region, regions, language, state, pace"),
                            new Where.InFile(FILE, 1, 1, 7, "acounts: {}"))
                        .advise(Text.of("Did you mean accounts?", "もしかして: accounts")),
                    Problem.of(
                        Text.of("wrong value", "誤った値"),
                        Text.of(
                            "\"2222\" is not an account ID. Expected: twelve digits.",
                            "「2222」はアカウントIDではありません。12桁の数字を指定してください。"),
                        new Where.InFile(FILE, 3, 10, 4, "  audit: 2222")),
                    Problem.of(
                            Text.of("wrong value", "誤った値"),
                            Text.of(
                                "\"jp\" is not a language that orgsh speaks. Expected: en, ja.",
                                "「jp」はorgshの表示言語ではありません。指定できる値: en, ja"),
                            new Where.InFile(FILE, 4, 11, 2, "language: jp"))
                        .advise(Text.of("Did you mean ja or en?", "もしかして: ja、en")))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "[a]|1:1 wrong value: Keys with values are expected here.",
        "word|1:1 wrong value: Keys with values are expected here.",
        "language:|1:10 missing value: A value is expected here.",
        "language: [en]|1:11 wrong value: A single value is expected here.",
        "state: ftp://x|1:8 wrong value: \"ftp://x\" is not a place for runs. Expected: a folder,"
            + " or s3://BUCKET/PREFIX.",
        "state: s3://|1:8 wrong value: \"s3://\" is not a place for runs. Expected: a folder, or"
            + " s3://BUCKET/PREFIX.",
        "state: {profile: x}|1:8 missing value: Where runs are kept is not said. Expected: place"
            + " with a folder, or s3://BUCKET/PREFIX.",
        "state: {place: runs, profile: x}|1:8 wrong value: A folder takes neither a profile nor a"
            + " region: they are for a bucket.",
        "state: {place: 's3://runs', region: tokyo}|1:37 wrong value: \"tokyo\" is not the code of"
            + " a region. Expected: a code like ap-northeast-1.",
        "home-region: tokyo|1:14 wrong value: \"tokyo\" is not the code of a region. Expected: a"
            + " code like ap-northeast-1.",
        "regions: []|1:10 missing value: The list is empty, so runbooks would do nothing. Expected:"
            + " regions, or \"enabled\".",
        "regions: all|1:10 wrong value: \"all\" is not a list of regions. Expected: enabled.",
        "regions: [us-east-1, us-east-1]|1:22 said twice: us-east-1 is in the list twice.",
        "language: en\\n"
            + "language: ja|2:1 said twice: \"language\" is already there in line 1. Only one of"
            + " them could count.",
        "pace: {max-concurrency: 0}|1:25 wrong value: \"0\" is no number of targets. Expected: a"
            + " number from 1, or a percentage like 10%.",
        "pace: {max-errors: 200%}|1:20 wrong value: \"200%\" is no number of errors. Expected: a"
            + " number from 0, or a percentage like 10%.",
        "accounts: {management: {profile: a}}|1:24 missing value: The account needs an \"id\" with"
            + " twelve digits.",
        "accounts: {management: {id: 111111111111, assume: X}}|1:24 wrong value: The management"
            + " account is where roles are assumed from, so it needs a profile.",
        "accounts: {management: 111111111111, audit: 111111111111}|1:45 wrong value: 111111111111"
            + " cannot be both the management account and the audit account: AWS does not take the"
            + " management account as a delegated administrator.",
        "accounts: {audit: {id: 222222222222, profile: a, assume: X}}|1:19 wrong value: A profile"
            + " and a role (assume) are two ways into one account. Expected: one.",
        "accounts: {audit: {id: 222222222222, assume: 'a b'}}|1:46 wrong value: \"a b\" is neither"
            + " the name nor the ARN of a role.",
        "accounts: {audit: {id: 222222222222, assume: 'arn:aws:iam::333333333333:role/X'}}|1:46"
            + " wrong value: arn:aws:iam::333333333333:role/X is a role of another account than"
            + " 222222222222.",
        "accounts: {audit: {id: 222222222222, from: audit}}|1:44 wrong value: \"audit\" is not an"
            + " account that orgsh assumes roles from. Expected: management.",
        "accounts: {audit: {id: 222222222222, session-name: x}}|1:52 wrong value: \"x\" cannot name"
            + " a session. Expected: 2 to 64 letters, digits and _+=,.@-",
        "accounts: {audit: {id: 222222222222, external-id: x}}|1:51 wrong value: \"x\" is not an"
            + " external ID. Expected: at least 2 letters, digits and _+=,.@:/-",
        "accounts: {audit: {id: 222222222222, mfa-serial: x}}|1:50 wrong value: \"x\" is neither"
            + " the ARN nor the serial number of an MFA device.",
        "accounts: {audit: {id: 222222222222, profile: a}, log-archive: {id: 222222222222, profile:"
            + " b}}|1:64 said twice: Account 222222222222 is already entered by profile a."
            + " Expected: one way into each account.",
        "members: {assume: 'arn:aws:iam::333333333333:role/X'}|1:19 wrong value: The role of the"
            + " members is assumed in many accounts, so it needs a name, not an ARN.",
        "members: {overrides: {333: {profile: x}}}|1:23 wrong value: \"333\" is not an account ID."
            + " Expected: twelve digits.",
        "members: {overrides: {333333333333: {}}}|1:37 missing value: Account 333333333333 needs"
            + " \"profile\" or \"assume\" here.",
      })
  void aMistakeIsFoundAtItsPlace(String text, String expected) {
    assertThat(mistakes(text.replace("\\n", "\n"))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "accounts: {audti: 222222222222}|Did you mean audit?",
        "accounts: {audit: {id: 222222222222, profil: x}}|Did you mean profile?",
        "members: {sessionName: xx}|Did you mean session-name?",
        "pace: {concurrency: 3}|Did you mean max-concurrency?",
        "regions: enable|Did you mean enabled?",
      })
  void aNearWordIsSuggested(String text, String question) {
    Problem problem = ((Outcome.Faulty) ConfigurationFile.parse(FILE, text)).problems().getFirst();

    assertThat(problem.next())
        .extracting(next -> next instanceof Problem.Next.Advice(Text advice) ? advice.en() : "")
        .containsExactly(question);
  }

  @Test
  void aTextThatIsNotYamlIsToldAtItsPlace() {
    assertThat(mistakes("accounts:\n\taudit: 1\n"))
        .isEqualTo(
            "2:1 not valid YAML: The YAML parser says: found character '\\t(TAB)' that cannot start"
                + " any token. (Do not use \\t(TAB) for indentation).");
  }

  @Test
  void twoDocumentsInOneFileAreNotGuessedAt() {
    assertThat(mistakes("language: en\n---\nlanguage: ja\n"))
        .isEqualTo("2:1 not valid YAML: The YAML parser says: but found another document.");
  }

  @Test
  void aMissingFileIsNotAnEmptyOne(@TempDir Path folder) {
    Path file = folder.resolve("mine.yaml");

    assertThat(ConfigurationFile.read(file))
        .isEqualTo(
            new Outcome.Faulty(
                List.of(
                    Problem.of(
                            Text.of("configuration file not found", "設定ファイルが見つかりません"),
                            Text.of("There is no file " + file + ".", "ファイル" + file + "がありません。"),
                            new Where.InFile(file, 1, 1, 1, ""))
                        .advise(Text.of("Ask AWS and write one:", "AWSに問い合わせて作成できます:"))
                        .suggest("orgsh init"))));
  }

  @Test
  void aFileThatIsNotTextIsNotAnEmptyOne(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("orgsh.yaml");
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0});

    assertThat(ConfigurationFile.read(file))
        .isEqualTo(
            new Outcome.Faulty(
                List.of(
                    Problem.of(
                        Text.of("configuration file cannot be read", "設定ファイルを読み取れません"),
                        Text.of("The file is not UTF-8.", "ファイルの文字コードがUTF-8ではありません。"),
                        new Where.InFile(file, 1, 1, 1, "")))));
  }

  @Test
  void aFolderInPlaceOfTheFileIsAProblem(@TempDir Path folder) {
    assertThat(ConfigurationFile.read(folder))
        .isInstanceOfSatisfying(
            Outcome.Faulty.class,
            faulty ->
                assertThat(faulty.problems())
                    .extracting(problem -> problem.what().en())
                    .containsExactly("configuration file cannot be read"));
  }

  @Test
  void theWorkingFolderGoesBeforeTheConfigurationFolder(@TempDir Path work, @TempDir Path xdg)
      throws IOException {
    assertThat(ConfigurationFile.find(work, xdg)).isEmpty();

    Path global = Files.createDirectories(xdg.resolve("orgsh")).resolve("orgsh.yaml");
    Files.writeString(global, "language: en\n");
    assertThat(ConfigurationFile.find(work, xdg)).contains(global);

    Path local = work.resolve("orgsh.yaml");
    Files.writeString(local, "language: ja\n");
    assertThat(ConfigurationFile.find(work, xdg)).contains(local);
    assertThat(ConfigurationFile.read(local))
        .isInstanceOfSatisfying(
            Outcome.Read.class,
            read -> assertThat(read.configuration().language()).contains(Language.JAPANESE));
  }

  /** Line, column and words of each mistake, in English. */
  private static String mistakes(String text) {
    return ConfigurationFile.parse(FILE, text) instanceof Outcome.Faulty(List<Problem> problems)
        ? String.join("\n", problems.stream().map(ConfigurationFileTests::line).toList())
        : "none";
  }

  private static String line(Problem problem) {
    var in = (Where.InFile) problem.where();
    return "%d:%d %s: %s"
        .formatted(in.line(), in.column(), problem.what().en(), problem.why().en());
  }
}
