package io.orgsh.org;

import io.orgsh.aws.AccountId;
import io.orgsh.problem.Nearest;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import java.util.Collection;
import java.util.Optional;

/** What is said when orgsh stops before an account, always with the way that would do. */
final class Stop {
  private static final Text NOT_HERE =
      Text.of("wrong account for this step", "このステップのアカウントではありません");

  private final Configuration configuration;
  private final AccountNames names;
  private final Switching switching;

  Stop(Configuration configuration, AccountNames names, Switching switching) {
    this.configuration = configuration;
    this.names = names;
    this.switching = switching;
  }

  /** There are no credentials at all. Whoever looked for them knows best what to do, if he says. */
  Problem notSignedIn(Problem reason) {
    Problem problem =
        Problem.of(
            Text.of("not signed in to AWS", "AWSにサインインしていません"),
            Text.of(
                "orgsh found no AWS credentials. %s Nothing was sent.".formatted(reason.why().en()),
                "AWSの認証情報が見つかりません。%s何も送信していません。".formatted(reason.why().ja())),
            Where.nowhere());
    if (!reason.next().isEmpty()) {
      return new Problem(problem.what(), problem.why(), problem.where(), reason.next());
    }
    return problem
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

  /** STS says that the credentials for a write are of another account. */
  Problem wrongAccount(Session session, AccountId is, AccountId needed) {
    Problem problem =
        Problem.of(
            NOT_HERE,
            Text.of(
                    "The step belongs to %s. STS says that your credentials, %s, are %s. Nothing"
                        + " was sent.",
                    "このステップは%sで実行します。STSによると、使用中の認証情報（%s）は%sのものです。何も送信していません。")
                .with(names.of(needed), session.source(), names.of(is)),
            Where.nowhere());
    return withWay(problem, needed);
  }

  /** A profile or role gives credentials of another account than the one it stands for. */
  Problem landedElsewhere(String source, AccountId is, AccountId needed) {
    return Problem.of(
            Text.of("credentials of another account", "別のアカウントの認証情報です"),
            Text.of(
                    "STS says that %s gives %s, but %s is needed. Nothing was sent.",
                    "STSによると、%sで得られるのは%sの認証情報ですが、必要なのは%sです。何も送信していません。")
                .with(source, names.of(is), names.of(needed)),
            Where.nowhere())
        .advise(
            Text.of(
                    "Correct the way into %s in %s, or the profile in the AWS CLI's configuration.",
                    "%sへの入り方を%sで修正するか、AWS CLIのプロファイル設定を修正してください。")
                .with(
                    names.of(needed),
                    configuration.file().map(Object::toString).orElse("orgsh.yaml")));
  }

  /** The credentials of a write belong to another organization than the run, or to none. */
  Problem wrongOrganization(Session session, AccountId account, Text organization, String needed) {
    Problem problem =
        Problem.of(
            Text.of("wrong organization for this run", "この実行の組織ではありません"),
            new Text(
                "The run belongs to organization %s. Your credentials, %s, are %s, which %s. Nothing was sent."
                    .formatted(needed, session.source(), names.of(account), organization.en()),
                "この実行の対象は組織%sです。使用中の認証情報（%s）は%sのもので、%s。何も送信していません。"
                    .formatted(needed, session.source(), names.of(account), organization.ja())),
            Where.nowhere());
    return withoutIt(
        problem,
        account,
        Text.of(
            "The account itself is outside of the run's organization, so no other credentials will"
                + " do. Have it invited back.",
            "アカウント自体が対象の組織の外にあるため、認証情報を替えても実行できません。組織に招待し直してください。"));
  }

  /** AWS Organizations does not know the account any more. */
  Problem gone(AccountId account) {
    return withoutIt(
        Problem.of(
            Text.of("account is not in the organization", "アカウントが組織にありません"),
            Text.of(
                    "AWS Organizations has no account %s in the organization of management (%s)."
                        + " Nothing was sent.",
                    "%sは、管理アカウント（%s）の組織にありません。何も送信していません。")
                .with(
                    names.of(account),
                    names.account(AccountRole.MANAGEMENT).map(AccountId::value).orElse("?")),
            Where.nowhere()),
        account,
        Text.of("Have it invited back.", "組織に招待し直してください。"));
  }

  /** How to go on when an account cannot be worked in: with it again, or without it. */
  private Problem withoutIt(Problem problem, AccountId account, Text with) {
    Problem again = problem.advise(with);
    Optional<String> configured = names.configuredRole(account);
    if (configured.isPresent()) {
      return again.advise(
          Text.of(
                  "Or, if it is the wrong account, correct accounts: %s: in orgsh.yaml.",
                  "アカウントの指定が誤っている場合は、orgsh.yamlのaccounts: %s:を修正してください。")
              .with(configured.get()));
    }
    return names.role(account).isPresent()
        ? again
        : again.advise(
            Text.of(
                "Or go on without it: resume reads the organization anew and leaves it out.",
                "このアカウントを除いて続けることもできます。resumeは組織を読み直し、対象から外します。"));
  }

  /** AWS Organizations lists the account as one that cannot be used. */
  Problem notActive(Account account) {
    Problem problem =
        Problem.of(
            Text.of("account is not active", "アカウントがアクティブではありません"),
            Text.of(
                    "AWS Organizations lists %s as %s, so the step cannot work there. Nothing was"
                        + " sent.",
                    "%sはAWS Organizationsで%sとなっているため、このステップを実行できません。何も送信していません。")
                .with(names.of(account.id()), account.state()),
            Where.nowhere());
    return withoutIt(problem, account.id(), Text.of("Have it reactivated.", "アカウントを再有効化してください。"));
  }

  /** {@code --no-switch} keeps to the credentials given, and they are of another account. */
  Problem otherAccountNeeded(Session given, AccountId needed) {
    Problem problem =
        Problem.of(
            Text.of("another account is needed", "別のアカウントの認証情報が必要です"),
            Text.of(
                    "%s is needed. The credentials given, %s, are %s, and --no-switch keeps to"
                        + " them. Nothing was sent.",
                    "%sの認証情報が必要です。指定された認証情報（%s）は%sのもので、--no-switchのため切り替えません。何も送信していません。")
                .with(names.of(needed), given.source(), names.of(given.identity().account())),
            Where.nowhere());
    return withWay(problem, needed);
  }

  /** {@code --no-switch} keeps to the credentials given, and another profile is asked for. */
  Problem otherProfileAsked(String profile) {
    return Problem.of(
            Text.of("switching is off", "切り替えは無効です"),
            Text.of(
                "orgsh was started with --no-switch, which keeps to the credentials given.",
                "--no-switchで起動したため、指定された認証情報のみを使用します。"),
            Where.nowhere())
        .advise(Text.of("Start it with the other profile:", "別のプロファイルで起動してください:"))
        .suggest("orgsh --profile " + Refusal.quoted(profile));
  }

  /** Nothing says how to get into an account. */
  Problem noWay(AccountId account) {
    Problem problem =
        Problem.of(
            Text.of("no way into the account", "アカウントに入る方法がありません"),
            Text.of(
                    "The credentials in hand are not of %s, and nothing says how to get others."
                        + " Nothing was sent.",
                    "手元の認証情報は%sのものではなく、取得方法も設定されていません。何も送信していません。")
                .with(names.of(account)),
            Where.nowhere());
    return withWay(problem, account);
  }

  /** A role would be assumed from management, but which account that is nobody said. */
  Problem managementUnknown(AccountId account, WayIn.AssumedRole role) {
    return Problem.of(
            Text.of("management account not known", "管理アカウントが不明です"),
            Text.of(
                    "%s is entered by %s, but the management account is not known yet. Nothing was"
                        + " sent.",
                    "%sには%sで入りますが、管理アカウントがまだ分かりません。何も送信していません。")
                .with(names.of(account), role.words()),
            Where.nowhere())
        .advise(
            Text.of(
                "Name it under accounts: management: in orgsh.yaml, or have it written:",
                "orgsh.yamlのaccounts: management:に指定するか、次のコマンドで作成してください:"))
        .suggest("orgsh init");
  }

  /** Management could not be entered, which some role needs. */
  Problem managementNeeded(Problem problem, AccountId account, WayIn.AssumedRole role) {
    return problem.advise(
        Text.of(
                "Management is needed because %s is entered by %s.",
                "%sには%sで入るため、管理アカウントの認証情報が必要です。")
            .with(names.of(account), role.words()));
  }

  /** A word that names no place. */
  Problem unknownPlace(String word, Collection<String> known) {
    Problem problem =
        Problem.of(
            Text.of("unknown account or profile", "不明なアカウントまたはプロファイルです"),
            Text.of(
                    "\"%s\" is no account role, no account ID, no account name and no profile.",
                    "「%s」は、アカウントの役割、アカウントID、アカウント名、プロファイルのいずれでもありません。")
                .with(word),
            new Where.AtOption(word));
    return Nearest.to(word, known).isEmpty()
        ? problem
        : problem.advise(Nearest.question(word, known, problem.why()));
  }

  /** A word that names many places. */
  Problem manyPlaces(String word, Collection<String> which) {
    return Problem.of(
            Text.of("more than one account", "該当するアカウントが複数あります"),
            Text.of("\"%s\" stands for several accounts.", "「%s」に該当するアカウントは複数あります。").with(word),
            new Where.AtOption(word))
        .advise(
            which.isEmpty()
                ? Text.of("Name one by its ID or its name.", "アカウントIDまたはアカウント名で指定してください。")
                : Text.of("Name one by its ID: %s.", "アカウントIDで指定してください: %s")
                    .with(String.join(", ", which)));
  }

  /** The account of a role is not known. */
  Problem unknownRole(AccountRole role) {
    return Problem.of(
            Text.of("account of the role not known", "役割のアカウントが不明です"),
            Text.of("Nothing says which account is %s.", "どのアカウントが%sか分かりません。").with(role.word()),
            new Where.AtOption(role.word()))
        .advise(
            Text.of(
                "Name it under accounts: in orgsh.yaml, or have it written:",
                "orgsh.yamlのaccounts:に指定するか、次のコマンドで作成してください:"))
        .suggest("orgsh init");
  }

  private Problem withWay(Problem problem, AccountId account) {
    Optional<WayIn> way = configuration.way(account, names.account(AccountRole.MANAGEMENT));
    if (way.isEmpty()) {
      return problem
          .advise(
              Text.of(
                      "Name a profile for %s in orgsh.yaml, or start orgsh with one:",
                      "orgsh.yamlで%sのプロファイルを指定するか、プロファイルを指定して起動してください:")
                  .with(names.of(account)))
          .suggest("orgsh --profile NAME");
    }
    return switch (way.get()) {
      case WayIn.Profile profile ->
          problem
              .advise(
                  Text.of(
                          "The profile \"%s\" gives the right account:",
                          "プロファイル「%s」で目的のアカウントに入れます:")
                      .with(profile.name()))
              .suggest(
                  switch (switching) {
                    case SWITCH -> "switch " + Refusal.quoted(profile.name());
                    case NO_SWITCH -> "orgsh --profile " + Refusal.quoted(profile.name());
                  });
      case WayIn.AssumedRole role ->
          switch (switching) {
            case SWITCH ->
                problem
                    .advise(
                        Text.of("The %s gives the right account:", "%sで目的のアカウントに入れます:")
                            .with(role.words()))
                    .suggest("switch " + names.word(account));
            case NO_SWITCH ->
                problem.advise(
                    Text.of(
                            "Start orgsh with a profile of that account, or without --no-switch:"
                                + " then it takes the %s.",
                            "そのアカウントのプロファイルを指定して起動するか、--no-switchを外してください。外した場合は%sを使います。")
                        .with(role.words()));
          };
    };
  }
}
