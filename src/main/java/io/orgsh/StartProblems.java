package io.orgsh;

import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import io.orgsh.shell.StartOptions;
import io.orgsh.shell.StartOptions.Site;

/** What keeps orgsh from getting to work, in words. */
final class StartProblems {
  private static final Problem.Next SANDBOX = new Problem.Next.Command("orgsh --sandbox");

  private StartProblems() {}

  /** Nobody is signed in; the reason is known, and so is what needs no signing in. */
  static Problem notSignedIn(Problem reason, StartOptions options) {
    return switch (options.site()) {
      case Site.Sandbox _, Site.Endpoint _ -> reason;
      case Site.Aws() ->
          options.profile().isPresent() || reason.next().contains(SANDBOX)
              ? reason
              : reason
                  .advise(
                      Text.of(
                          "The sandbox needs no credentials and reaches no AWS:",
                          "サンドボックスなら認証情報は不要で、AWSにも接続しません:"))
                  .suggest("orgsh --sandbox");
    };
  }

  static Problem noHomeRegion() {
    return Problem.of(
            Text.of("Error: home region unknown", "エラー: ホームリージョンが不明です"),
            Text.of(
                "Neither --region, orgsh.yaml, the profile nor AWS_REGION names a region, and"
                    + " orgsh does not choose one for you. Nothing was sent.",
                "--region、orgsh.yaml、プロファイル、AWS_REGION のいずれにもリージョンの指定がありません。" + "AWSには何も送信していません。"),
            new Where.AtOption("--region"))
        .suggest("orgsh --region ap-northeast-1");
  }

  static Problem noPlace(String place) {
    return Problem.of(
            Text.of("Error: runs cannot be kept there", "エラー: 実行の保存先として使えません"),
            Text.of(
                    "%s is neither a folder nor s3://BUCKET/PREFIX with a bucket's name. Nothing"
                        + " was sent.",
                    "%s はフォルダーでも、正しいバケット名の s3://BUCKET/PREFIX でもありません。AWSには何も送信していません。")
                .with(place),
            new Where.AtOption("--state"))
        .suggest("orgsh --state FOLDER");
  }
}
