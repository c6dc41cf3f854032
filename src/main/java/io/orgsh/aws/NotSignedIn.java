package io.orgsh.aws;

import io.orgsh.problem.Nearest;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import java.nio.file.Path;
import java.util.SortedSet;

/** What is said when there are no credentials, with what to do. */
final class NotSignedIn {
  private NotSignedIn() {}

  /** Nobody gave any. */
  static Problem nowhere() {
    return Problem.of(
            Text.of("no AWS credentials", "AWSの認証情報がありません"),
            Text.of(
                "There are none in the environment, in the default profile, or on this machine.",
                "環境変数、defaultプロファイル、このマシンのいずれにもありません。"),
            Where.nowhere())
        .advise(
            Text.of(
                "Sign in with IAM Identity Center, the first line once:",
                "IAM Identity Centerでサインインしてください（1行目は初回のみ）:"))
        .suggest("aws configure sso --profile NAME")
        .suggest("aws sso login --profile NAME")
        .suggest("orgsh --profile NAME")
        .advise(
            Text.of(
                "Or set AWS_PROFILE, or AWS_ACCESS_KEY_ID with AWS_SECRET_ACCESS_KEY and"
                    + " AWS_SESSION_TOKEN, in the environment.",
                "環境変数AWS_PROFILE、またはAWS_ACCESS_KEY_ID、AWS_SECRET_ACCESS_KEY、AWS_SESSION_TOKENでも指定できます。"))
        .advise(Text.of("The sandbox needs no credentials at all:", "サンドボックスなら認証情報は不要です:"))
        .suggest("orgsh --sandbox");
  }

  /** Half a key in the environment. */
  static Problem halfAKey(String given, String missing) {
    return Problem.of(
            Text.of("incomplete AWS credentials", "AWSの認証情報が不完全です"),
            Text.of("The environment has %s, but not %s.", "環境変数%sはありますが、%sがありません。")
                .with(given, missing),
            Where.nowhere())
        .advise(Text.of("Set both of them, or neither.", "両方を設定するか、両方とも削除してください。"));
  }

  static Problem noSuchProfile(String name, SortedSet<String> known, Path path) {
    return Problem.of(
            Text.of("no such profile", "プロファイルがありません"),
            Text.of("There is no profile %s in %s.", "プロファイル「%s」は%sにありません。").with(name, path),
            Where.nowhere())
        .advise(
            Nearest.question(
                name,
                known,
                known.isEmpty()
                    ? Text.of("It has no profiles yet.", "プロファイルはまだ1つもありません。")
                    : Text.of("The profiles are: %s.", "使えるプロファイル: %s")
                        .with(String.join(", ", known))))
        .suggest("aws configure sso --profile " + CliText.quoted(name));
  }

  /** The sign-in with IAM Identity Center is missing or over. */
  static Problem ssoOver(String profile, Text why) {
    return Problem.of(
            Text.of("not signed in with IAM Identity Center", "IAM Identity Centerにサインインしていません"),
            why,
            Where.nowhere())
        .advise(Text.of("Sign in, then try again:", "サインインしてから、もう一度実行してください:"))
        .suggest("aws sso login --profile " + CliText.quoted(profile));
  }

  /** The profile lacks something. */
  static Problem incomplete(String profile, Text why, Path path) {
    return Problem.of(
            Text.of("profile without credentials", "プロファイルに認証情報がありません"), why, Where.nowhere())
        .advise(
            Text.of("Complete the profile %s in %s.", "プロファイル「%s」（%s）を補ってください。")
                .with(profile, path));
  }

  /** A way in that orgsh does not go by itself. */
  static Problem byAwsLogin(String profile) {
    return Problem.of(
            Text.of("profile of a kind that orgsh cannot use", "orgshが対応していない種類のプロファイルです"),
            Text.of(
                    "The profile %s signs in with \"aws login\", which only the AWS CLI can read.",
                    "プロファイル「%s」は「aws login」によるもので、AWS CLIでのみ利用できます。")
                .with(profile),
            Where.nowhere())
        .advise(
            Text.of("Give orgsh its credentials through the environment:", "環境変数で認証情報を渡してください:"))
        .suggest(
            "eval \"$(aws configure export-credentials --profile %s --format env)\""
                .formatted(CliText.quoted(profile)));
  }

  /**
   * AWS, or a process, gave none.
   *
   * @param source in the operator's words: {@code profile audit}
   */
  static Problem notGiven(String source, Text why) {
    return Problem.of(
        Text.of("no credentials from this source", "認証情報を取得できません"),
        Text.of(
            "From %s: %s".formatted(source, why.en()), "取得元「%s」: %s".formatted(source, why.ja())),
        Where.nowhere());
  }

  /** A source profile wants a code, which could be mistaken for that of the profile itself. */
  static Problem codeInBetween(String profile, String source) {
    return Problem.of(
            Text.of("MFA code needed on the way", "途中のプロファイルでMFAコードが必要です"),
            Text.of(
                    "The profile %s takes its credentials from %s, which asks for an MFA code."
                        + " orgsh can ask only for the profile that it signs in with.",
                    "プロファイル「%s」の認証元「%s」がMFAコードを要求しています。orgshがコードを尋ねられるのは、指定したプロファイル自身のものだけです。")
                .with(profile, source),
            Where.nowhere())
        .advise(
            Text.of("Move mfa_serial from %2$s to %1$s.", "mfa_serialを「%2$s」から「%1$s」へ移してください。")
                .with(profile, source));
  }

  /** Profiles that need each other. */
  static Problem circle(String profile) {
    return Problem.of(
            Text.of("profiles that need each other", "プロファイルが循環しています"),
            Text.of(
                    "Following source_profile from %s comes back to it.",
                    "プロファイル「%s」からsource_profileをたどると自分自身に戻ります。")
                .with(profile),
            Where.nowhere())
        .advise(Text.of("Correct source_profile.", "source_profileを修正してください。"));
  }
}
