package io.orgsh.journal.s3;

import io.orgsh.aws.Region;
import io.orgsh.aws.Reply;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Why the bucket of the runs cannot be used, in the operator's words. */
final class BucketFaults {
  private static final Set<String> ELSEWHERE =
      Set.of("PermanentRedirect", "AuthorizationHeaderMalformed", "TemporaryRedirect");
  private static final Set<String> DENIED = Set.of("AccessDenied", "AllAccessDisabled");
  private static final Set<String> CREDENTIALS =
      Set.of(
          "ExpiredToken",
          "InvalidAccessKeyId",
          "InvalidToken",
          "SignatureDoesNotMatch",
          "TokenRefreshRequired");

  private final S3Place place;
  private final Region region;
  private final Supplier<Optional<Region>> whereItIs;

  BucketFaults(S3Place place, Region region, Supplier<Optional<Region>> whereItIs) {
    this.place = place;
    this.region = region;
    this.whereItIs = whereItIs;
  }

  Problem problem(Reply reply, String operation) {
    return switch (reply) {
      case Reply.Refused refused -> refused(refused, operation);
      case Reply.Lost(String reason) -> unreachable(reason, operation);
      case Reply.NotSent(String reason) -> unreachable(reason, operation);
      case Reply.Ok _ -> throw new IllegalArgumentException("no fault: " + reply);
    };
  }

  private Problem refused(Reply.Refused refused, String operation) {
    if (refused.code().equals("NoSuchBucket")) {
      return missing(refused, operation);
    }
    if (ELSEWHERE.contains(refused.code()) || refused.status() == 301) {
      return elsewhere(refused, operation);
    }
    if (CREDENTIALS.contains(refused.code())) {
      return credentials(refused, operation);
    }
    if (DENIED.contains(refused.code()) || refused.status() == 403) {
      return denied(refused, operation);
    }
    return other(refused, operation);
  }

  private Problem missing(Reply.Refused refused, String operation) {
    return Problem.of(
            Text.of("Error: no such bucket for runs", "エラー: 実行の保存先バケットがありません"),
            Text.of(
                    "There is no bucket %s, so the runs of %s can be neither read nor written."
                        + " Nothing is sent to AWS without a journal.",
                    "バケット %s がないため、%s の実行を読み書きできません。ジャーナルなしではAWSに何も送信しません。")
                .with(place.bucket(), place),
            at(operation, refused.requestId()))
        .advise(Text.of("Make it, once for all operators:", "最初に一度だけ、次のように作成してください:"))
        .suggest("aws s3 mb s3://%s --region %s".formatted(place.bucket(), region))
        .suggest(
            "aws s3api put-bucket-versioning --bucket %s --versioning-configuration Status=Enabled"
                .formatted(place.bucket()))
        .advise(Text.of("Or name another place with --state.", "または --state で別の保存先を指定してください。"));
  }

  private Problem elsewhere(Reply.Refused refused, String operation) {
    Optional<Region> there = whereItIs.get().filter(found -> !found.equals(region));
    return Problem.of(
            Text.of("Error: bucket for runs in another region", "エラー: 実行の保存先バケットのリージョンが違います"),
            there
                .map(
                    found ->
                        Text.of(
                                "The bucket %s is in %s, and was asked for in %s. Nothing was"
                                    + " read or written.",
                                "バケット %s は %s にありますが、%s に問い合わせました。何も読み書きしていません。")
                            .with(place.bucket(), found, region))
                .orElseGet(
                    () ->
                        Text.of(
                                "The bucket %s is not in %s. S3 says: %s (%s). Nothing was read or"
                                    + " written.",
                                "バケット %s は %s にありません。S3の応答: %s（%s）。何も読み書きしていません。")
                            .with(place.bucket(), region, refused.message(), refused.code())),
            at(operation, refused.requestId()))
        .advise(Text.of("Name its region in orgsh.yaml:", "orgsh.yaml でバケットのリージョンを指定してください:"))
        .suggest(
            "state: {place: \"%s\", region: %s}"
                .formatted(place, there.map(Region::code).orElse("REGION")));
  }

  private Problem credentials(Reply.Refused refused, String operation) {
    return Problem.of(
            Text.of(
                "Error: credentials for the bucket of runs are not valid",
                "エラー: 実行の保存先バケット用の認証情報が無効です"),
            Text.of(
                    "S3 says: %s (%s). The runs of %s could be neither read nor written.",
                    "S3の応答: %s（%s）。%s の実行を読み書きできませんでした。")
                .with(refused.message(), refused.code(), place),
            at(operation, refused.requestId()))
        .advise(
            Text.of(
                "Sign in again with the profile that orgsh.yaml names under state, else with the"
                    + " one that orgsh was started with. Every finished target is in the journal.",
                "orgsh.yaml の state に指定したプロファイル（なければ起動時のプロファイル）でサインインし直してください。"
                    + "完了した対象はすべてジャーナルに記録されています。"));
  }

  private Problem denied(Reply.Refused refused, String operation) {
    return Problem.of(
            Text.of("Error: no access to the bucket of runs", "エラー: 実行の保存先バケットへの権限がありません"),
            Text.of(
                    "S3 refused s3:%s on %s: %s (%s). Nothing is sent to AWS without a journal.",
                    "S3が %2$s への s3:%1$s を拒否しました: %3$s（%4$s）。ジャーナルなしではAWSに何も送信しません。")
                .with(permission(operation), place, refused.message(), refused.code()),
            at(operation, refused.requestId()))
        .advise(
            Text.of(
                    "The credentials need s3:ListBucket on the bucket, and s3:GetObject and"
                        + " s3:PutObject on %s*.",
                    "必要な権限は、バケットに対する s3:ListBucket と、%s* に対する s3:GetObject、s3:PutObject です。")
                .with(place.address("")))
        .advise(
            Text.of(
                "orgsh uses the profile that orgsh.yaml names under state, else the one that it was"
                    + " started with; never a step's.",
                "使用するのは orgsh.yaml の state に指定したプロファイル（なければ起動時のもの）で、ステップの認証情報は使いません。"));
  }

  private Problem other(Reply.Refused refused, String operation) {
    return Problem.of(
            Text.of("Error: bucket of runs refused", "エラー: 実行の保存先バケットがエラーを返しました"),
            Text.of(
                    "S3 answered s3:%s on %s: %s (%s). Nothing is sent to AWS without a journal.",
                    "%2$s への s3:%1$s に対するS3の応答: %3$s（%4$s）。ジャーナルなしではAWSに何も送信しません。")
                .with(permission(operation), place, refused.message(), refused.code()),
            at(operation, refused.requestId()))
        .advise(
            Text.of(
                "What was written stays. Try again; resume reads what is there.",
                "書き込み済みの記録は残っています。再試行してください。resume は保存済みの内容から再開します。"));
  }

  private Problem unreachable(String reason, String operation) {
    return Problem.of(
            Text.of("Error: bucket of runs cannot be reached", "エラー: 実行の保存先バケットに接続できません"),
            Text.of(
                    "No reply from S3 for %s: %s. This says nothing about permissions. Nothing is"
                        + " sent to AWS without a journal.",
                    "%s についてS3から応答がありません: %s。権限の問題とは限りません。ジャーナルなしではAWSに何も送信しません。")
                .with(place, reason),
            at(operation, ""))
        .advise(
            Text.of(
                "When the connection is back, resume: whether the last line arrived is read then.",
                "接続が回復したら resume してください。最後の記録が届いたかどうかはその時に確認します。"));
  }

  /** The action as IAM names it. */
  private static String permission(String operation) {
    return operation.equals("ListObjectsV2") ? "ListBucket" : operation;
  }

  private static Where at(String operation, String requestId) {
    return new Where.AtOperation("s3:" + operation, requestId);
  }
}
