package io.orgsh.shell;

import io.orgsh.org.Switching;
import io.orgsh.problem.Language;
import io.orgsh.problem.Text;
import io.orgsh.shell.Declaration.Option;
import io.orgsh.shell.Declaration.Takes;
import io.orgsh.shell.StartOptions.Site;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The options that every command takes. */
final class GlobalOptions {
  static final List<Option> ALL =
      List.of(
          new Option(
              "--sandbox",
              new Takes.Maybe("WORLD", Kind.Known.FILE),
              Text.of(
                  "work on the embedded organization instead of AWS; a world file describes"
                      + " another",
                  "AWSの代わりに組み込みの組織で動かす(ワールドファイルで別の組織を指定可)")),
          new Option(
              "--endpoint-url",
              new Takes.One("URL", Kind.Known.TEXT),
              Text.of("send AWS calls there", "AWS APIの送信先URL")),
          new Option(
              "--profile",
              new Takes.One("PROFILE", Kind.Known.PROFILE),
              Text.of("sign in with this profile of the AWS CLI", "サインインに使うAWS CLIのプロファイル")),
          new Option(
              "--region",
              new Takes.One("REGION", Kind.Known.REGION),
              Text.of("the home region", "ホームリージョン")),
          new Option(
              "--no-switch",
              new Takes.Nothing(),
              Text.of(
                  "keep to these credentials; stop where another account is needed",
                  "手元の認証情報だけを使い、別のアカウントが必要な所で停止する")),
          new Option(
              "--config",
              new Takes.One("FILE", Kind.Known.FILE),
              Text.of("configuration instead of orgsh.yaml", "orgsh.yaml の代わりに使う設定ファイル")),
          new Option(
              "--runbooks",
              new Takes.One("FOLDER", Kind.Known.FOLDER),
              Text.of("where the runbooks are", "Runbookのフォルダー")),
          new Option(
              "--templates",
              new Takes.One("FOLDER", Kind.Known.FOLDER),
              Text.of("where the document templates are", "ドキュメントテンプレートのフォルダー")),
          new Option(
              "--state",
              new Takes.One("PLACE", Kind.Known.FOLDER),
              Text.of(
                  "where runs are kept: a folder, which also takes the log and the sandbox's world,"
                      + " or s3://BUCKET/PREFIX",
                  "実行の保存先。フォルダー(ログとサンドボックスの状態も置く)または s3://BUCKET/PREFIX")),
          new Option(
              "--lang",
              new Takes.One("LANG", Kind.choice("en", "ja")),
              Text.of("language: en or ja", "言語: en または ja")),
          new Option(
              "--output",
              new Takes.One("FORMAT", Kind.choice("text", "json", "csv")),
              Text.of("how the answer is written: text, json or csv", "出力形式: text、json、csv")),
          new Option(
              "--yes",
              new Takes.Nothing(),
              Text.of("answer yes to every question", "すべての質問に「はい」と答える")),
          new Option(
              "--allow-destructive",
              new Takes.Nothing(),
              Text.of("with --yes: destroy without asking, too", "--yes と併用し、破壊的な操作も確認なしで行う")),
          new Option("--no-color", new Takes.Nothing(), Text.of("no colours", "色を使わない")),
          new Option("--version", new Takes.Nothing(), Text.of("print the version", "バージョンを表示する")),
          new Option("--help", new Takes.Nothing(), Text.of("print help", "ヘルプを表示する")));

  /** Those that are said once, when orgsh starts. */
  static final Set<String> START =
      Set.of(
          "--sandbox",
          "--endpoint-url",
          "--profile",
          "--region",
          "--no-switch",
          "--config",
          "--runbooks",
          "--templates",
          "--state",
          "--no-color");

  private static final Form<Language> LANGUAGE =
      Form.word(
          word ->
              Arrays.stream(Language.values())
                  .filter(language -> language.code().equals(word))
                  .findFirst(),
          List.of("en", "ja"));
  private static final Form<Format> FORMAT =
      Form.word(Format::of, Arrays.stream(Format.values()).map(Format::word).toList());
  private static final Form<URI> URL =
      Form.of(
          text ->
              text.matches("https?://[^\\s/?#]+/?")
                  ? Optional.of(URI.create(text))
                  : Optional.empty(),
          Text.of("a URL such as http://127.0.0.1:4599", "URL(例: http://127.0.0.1:4599)"));

  private GlobalOptions() {}

  static Manner manner(Arguments arguments, Manner before) {
    return new Manner(
        arguments.value("--output", FORMAT).orElse(before.output()),
        arguments.has("--yes") ? Manner.Answers.YES : before.answers(),
        arguments.has("--allow-destructive") ? Manner.Destruction.ALLOWED : before.destruction(),
        arguments.value("--lang", LANGUAGE).or(before::language));
  }

  static StartOptions start(Arguments arguments) {
    Optional<URI> endpoint = arguments.value("--endpoint-url", URL);
    Site site =
        arguments.has("--sandbox")
            ? new Site.Sandbox(arguments.value("--sandbox", Form.PATH))
            : endpoint.<Site>map(Site.Endpoint::new).orElseGet(Site.Aws::new);
    if (arguments.has("--sandbox") && arguments.has("--endpoint-url")) {
      arguments.report(
          "--endpoint-url",
          Text.of("Error: options exclude each other", "エラー: 同時に指定できないオプションです"),
          Text.of(
              "--sandbox brings its own endpoint. Give one of the two.",
              "--sandbox には専用のエンドポイントがあります。どちらか一方を指定してください。"));
    }
    return new StartOptions(
        site,
        arguments.text("--profile"),
        arguments.value("--region", Form.REGION),
        arguments.has("--no-switch") ? Switching.NO_SWITCH : Switching.SWITCH,
        arguments.value("--config", Form.PATH),
        arguments.value("--runbooks", Form.PATH),
        arguments.value("--templates", Form.PATH),
        arguments.text("--state"));
  }
}
