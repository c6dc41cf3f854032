package io.orgsh.org;

import io.orgsh.aws.Reply;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;

/** What is said when AWS refuses a question, does not know the caller, or does not answer. */
final class Refusal {
  private static final String PROFILE = "profile ";

  private Refusal() {}

  /** The credentials are past their end, or withdrawn. */
  static Problem expired(String source, String operation, Reply.Refused reply) {
    Problem problem =
        Problem.of(
            Text.of("credentials no longer valid", "認証情報の有効期限切れ"),
            Text.of(
                    "AWS no longer accepts the credentials of %s: %s. Nothing was changed.",
                    "%sの認証情報は無効になっています（%s）。何も変更していません。")
                .with(source, words(reply)),
            new Where.AtOperation(operation, reply.requestId()));
    if (source.startsWith(PROFILE)) {
      return problem
          .advise(Text.of("Sign in again:", "もう一度サインインしてください:"))
          .suggest("aws sso login --profile " + quoted(source.substring(PROFILE.length())));
    }
    if (source.startsWith("role ")) {
      return problem.advise(
          Text.of("Try again: orgsh then assumes the role anew.", "もう一度実行すると、orgshがロールを引き受け直します。"));
    }
    return problem
        .advise(
            Text.of(
                "Renew them where they came from. With IAM Identity Center that is:",
                "取得元で認証情報を更新してください。IAM Identity Centerの場合:"))
        .suggest("aws sso login");
  }

  /** AWS knows the caller and says no. */
  static Problem refused(String source, String operation, Reply.Refused reply) {
    Problem problem =
        Problem.of(
            Text.of("AWS refused a question", "AWSが問い合わせを拒否しました"),
            Text.of(
                    "AWS answered %s to %s, asked with the credentials of %s. Nothing was changed.",
                    "AWSの応答は%sです（操作: %s、認証情報: %s）。何も変更していません。")
                .with(words(reply), operation, source),
            new Where.AtOperation(operation, reply.requestId()));
    if (reply.retry() == Reply.Retry.LATER) {
      return problem.advise(
          Text.of("This may pass: try again in a minute.", "一時的なものと考えられます。少し待ってから再実行してください。"));
    }
    return denied(reply)
        ? problem.advise(
            Text.of(
                "The credentials need the permission " + operation + ".",
                "この認証情報には" + operation + "の権限が必要です。"))
        : problem;
  }

  /** A role's credentials were not given. */
  static Problem roleNotGiven(String arn, String source, Inquiry.Answer answer) {
    return switch (answer) {
      case Inquiry.Answer.Refused refused when denied(refused.reply()) ->
          roleDenied(arn, source, refused.reply());
      case Inquiry.Answer.Refused refused -> refused.problem();
      case Inquiry.Answer.Expired expired -> expired.problem();
      case Inquiry.Answer.Unheard unheard -> unheard.problem();
      case Inquiry.Answer.Said _ ->
          throw new IllegalStateException("a role's credentials were given: " + arn);
    };
  }

  /** AWS answers the same for a missing role, a missing trust and a missing permission. */
  private static Problem roleDenied(String arn, String source, Reply.Refused reply) {
    return Problem.of(
            Text.of("role could not be assumed", "ロールを引き受けられません"),
            Text.of(
                    "AWS answered %s when %s was to be assumed with the credentials of %s. It"
                        + " answers the same when the role is missing, when its trust policy does"
                        + " not name the caller, and when the caller may not assume it. Nothing was"
                        + " changed.",
                    "AWSの応答は%sです（ロール: %s、認証情報:"
                        + " %s）。ロールが存在しない場合、信頼ポリシーが呼び出し元を許可していない場合、呼び出し元にsts:AssumeRoleの権限がない場合のいずれも同じ応答になります。何も変更していません。")
                .with(words(reply), arn, source),
            new Where.AtOperation(Sts.ASSUME_ROLE, reply.requestId()))
        .advise(
            Text.of(
                "An account that was invited into the organization has no "
                    + WayIn.AssumedRole.DEFAULT_ROLE
                    + " until somebody creates it. Where the role has another name, say so under"
                    + " members: overrides: in orgsh.yaml.",
                "招待により組織に参加したアカウントには、"
                    + WayIn.AssumedRole.DEFAULT_ROLE
                    + "が自動作成されません。ロール名が異なる場合は、orgsh.yamlのmembers: overrides:に指定してください。"));
  }

  /** The operator, or the lack of one, gave no code. */
  static Problem noCode(String serial, String source) {
    return Problem.of(
            Text.of("MFA code needed", "MFAコードが必要です"),
            Text.of(
                    "%s wants the code of the MFA device %s, and none was given. Nothing was sent.",
                    "%sにはMFAデバイス%sのコードが必要ですが、入力されませんでした。何も送信していません。")
                .with(source, serial),
            Where.nowhere())
        .advise(
            Text.of(
                "Try again in a terminal and type the code that the device shows.",
                "ターミナルで再実行し、デバイスに表示されたコードを入力してください。"));
  }

  /** Profiles name each other as their source. */
  static Problem profileNeedsItself(String source) {
    return Problem.of(
            Text.of("profile needs itself", "プロファイルの参照が循環しています"),
            Text.of(
                    "The source_profile of %s leads back to it, so no credentials can be got."
                        + " Nothing was sent.",
                    "%sのsource_profileが自分自身に戻るため、認証情報を取得できません。何も送信していません。")
                .with(source),
            Where.nowhere())
        .advise(
            Text.of(
                "Correct source_profile in the AWS CLI's configuration.",
                "AWS CLIの設定でsource_profileを修正してください。"));
  }

  /** A text that should be the ARN of a role. */
  static Problem noRoleArn(String arn) {
    return Problem.of(
        Text.of("not the ARN of a role", "ロールのARNではありません"),
        Text.of(
                "\"%s\" cannot be assumed. Expected: arn:aws:iam::ACCOUNT:role/NAME. Nothing was"
                    + " sent.",
                "「%s」は引き受けられません。arn:aws:iam::ACCOUNT:role/NAMEの形で指定してください。何も送信していません。")
            .with(arn),
        Where.nowhere());
  }

  /**
   * Whether AWS says that a permission is missing; STS and the other services differ in the code.
   */
  static boolean denied(Reply.Refused reply) {
    return reply.code().equals("AccessDenied") || reply.code().equals("AccessDeniedException");
  }

  /** A question was sent, and no answer was seen. */
  static Problem noReply(String operation, String reason) {
    return unreachable(
        Text.of("no reply from AWS", "AWSから応答がありません"),
        Text.of(
                "The question got no answer: %s. This says nothing about permissions. Nothing was"
                    + " changed.",
                "応答を受信できませんでした（%s）。権限の問題とは限りません。何も変更していません。")
            .with(reason),
        operation);
  }

  /** A question could not even be sent. */
  static Problem notSent(String operation, String reason) {
    return unreachable(
        Text.of("AWS could not be asked", "AWSに問い合わせできません"),
        Text.of(
                "The question could not be sent: %s. This says nothing about permissions. Nothing"
                    + " was sent.",
                "リクエストを送信できませんでした（%s）。権限の問題とは限りません。何も送信していません。")
            .with(reason),
        operation);
  }

  /** AWS's code and message, verbatim. */
  static String words(Reply.Refused reply) {
    return reply.message().isBlank() ? reply.code() : reply.code() + " (" + reply.message() + ")";
  }

  /** A name as one word of a command line. */
  static String quoted(String name) {
    return name.matches("[\\w.@+/:-]+") ? name : "'" + name.replace("'", "'\\''") + "'";
  }

  private static Problem unreachable(Text what, Text why, String operation) {
    return Problem.of(what, why, new Where.AtOperation(operation, ""))
        .advise(
            Text.of(
                "Look at the network, the proxy and --endpoint-url, then try again.",
                "ネットワーク、プロキシ、--endpoint-urlを確認してから再実行してください。"));
  }
}
