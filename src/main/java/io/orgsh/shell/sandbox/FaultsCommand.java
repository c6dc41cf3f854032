package io.orgsh.shell.sandbox;

import io.orgsh.problem.Text;
import io.orgsh.sandbox.Allowance;
import io.orgsh.sandbox.FaultKind;
import io.orgsh.sandbox.FaultPlan;
import io.orgsh.sandbox.FaultReport;
import io.orgsh.sandbox.FaultRule;
import io.orgsh.sandbox.SandboxControl;
import io.orgsh.shell.Arguments;
import io.orgsh.shell.Command;
import io.orgsh.shell.Declaration;
import io.orgsh.shell.Declaration.Group;
import io.orgsh.shell.Exit;
import io.orgsh.shell.Form;
import io.orgsh.shell.Invocation;
import io.orgsh.shell.Kind;
import io.orgsh.shell.Output;
import io.orgsh.shell.Parsed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code sandbox faults}: what disturbs the callers of the sandbox, and how often it did. */
public final class FaultsCommand implements Command<FaultsCommand.Options, FaultsView> {
  private static final List<String> WORDS =
      Stream.of(FaultKind.values()).map(FaultKind::word).toList();
  private static final Form<FaultKind> KIND = Form.word(FaultKind::of, WORDS);
  private static final Form<String> OPERATIONS =
      Form.of(
          text -> Optional.of(text).filter(FaultRule::isPattern),
          Text.of(
              "an operation such as s3:PutBucketPolicy, or a pattern such as guardduty:* or *",
              "オペレーション名(例: s3:PutBucketPolicy)またはパターン(例: guardduty:*、*)"));
  private static final Form<Double> PERCENT =
      Form.of(
          FaultsCommand::percent, Text.of("a percentage from 0.01 to 100", "0.01から100までのパーセンテージ"));
  private static final Form<Duration> LASTS =
      Form.of(
          FaultsCommand::lasts, Text.of("a time such as 500ms, 20s or 2m", "時間(例: 500ms、20s、2m)"));
  private static final Form<Double> PER_SECOND =
      Form.of(
          FaultsCommand::perSecond,
          Text.of("a number of calls such as 10 or 0.5", "呼び出し数(例: 10、0.5)"));
  private static final Pattern TIME = Pattern.compile("([1-9][0-9]{0,5})(ms|s|m)");

  /** Sets and shows faults. */
  public FaultsCommand() {}

  /** What is to be done. */
  public sealed interface Options {
    /** Nothing: they are shown. */
    record Show() implements Options {}

    /** None disturbs any longer. */
    record Off() implements Options {}

    /** One more disturbs, in the place of one of the same kind and operations. */
    record Add(FaultRule rule, Optional<Long> seed) implements Options {}
  }

  @Override
  public Declaration declaration() {
    return Declaration.of(
            "sandbox faults",
            Group.SANDBOX,
            Text.of(
                "Disturb the callers of the sandbox, or show what disturbs them",
                "サンドボックスで障害を発生させる、または設定を表示する"))
        .about(
            Text.of(
                "Without a fault it lists what disturbs and how often it did. With one, requests"
                    + " are throttled (some, or all beyond a rate), answered 500 or 503 (before or"
                    + " after acting), cut off without a reply (before or after acting), refused"
                    + " for expired credentials, answered late, or reads show the world of a while"
                    + " ago. Which requests are hit is decided by the seed. The faults stay until"
                    + " `--off` or a reset.",
                "引数を省略すると、設定済みの障害と発生回数を一覧表示します。障害の種類: スロットリング(一定の割合、または上限レートの超過分)、500・503エラー"
                    + "(処理の前・後)、応答なしの切断(処理の前・後)、認証情報の期限切れ、応答の遅延、反映の遅れ(古い"
                    + "結果を返す読み取り)。どのリクエストで発生するかはシードで決まります。`--off` を指定するか初期化する"
                    + "まで有効です。"))
        .may(
            "FAULT",
            Kind.choice(WORDS.toArray(String[]::new)),
            Text.of(String.join(", ", WORDS), String.join("、", WORDS)))
        .option(
            "--on",
            "OPERATIONS",
            Kind.choice("*", "guardduty:*", "s3:PutBucketPolicy"),
            Text.of("which requests; default: *, which is all", "対象のオペレーション(既定: *、すべて)"))
        .option(
            "--rate",
            "PERCENT",
            Kind.choice("2", "5", "20", "100"),
            Text.of("how many of them, in percent; default: 100", "発生率(パーセント、既定: 100)"))
        .option(
            "--from",
            "N",
            Kind.Known.TEXT,
            Text.of("only from the Nth of them on", "対象のリクエストのN回目以降で発生させる"))
        .option("--times", "N", Kind.Known.TEXT, Text.of("at most so often", "発生回数の上限"))
        .option(
            "--for",
            "TIME",
            Kind.choice("500ms", "5s", "20s"),
            Text.of(
                "slow: how late; stale: how old, in the sandbox's time",
                "slow: 遅延時間、stale: どれだけ古い結果を返すか(サンドボックスの時間)"))
        .option(
            "--per-second",
            "N",
            Kind.choice("1", "10", "100"),
            Text.of(
                "limit: calls that each operation takes from an account in a region",
                "limit: アカウント・リージョン・オペレーションごとの毎秒の呼び出し上限"))
        .option(
            "--burst",
            "N",
            Kind.Known.TEXT,
            Text.of(
                "limit: how many at once after a pause; default: those of a second",
                "limit: バーストの上限(既定: 1秒分)"))
        .option(
            "--seed",
            "N",
            Kind.Known.TEXT,
            Text.of("decides which requests are hit; default: as before", "シード(既定: 変更しない)"))
        .flag("--off", Text.of("end all faults", "すべての障害を解除する"))
        .table();
  }

  @Override
  public Parsed<Options> parse(Arguments arguments) {
    Optional<FaultKind> kind = arguments.value("FAULT", KIND);
    Optional<String> operations = arguments.value("--on", OPERATIONS);
    Optional<Double> percent = arguments.value("--rate", PERCENT);
    Optional<Integer> from = arguments.value("--from", Form.number(1, 999_999_999));
    Optional<Integer> times = arguments.value("--times", Form.number(1, 999_999_999));
    Optional<Duration> lasts = arguments.value("--for", LASTS);
    Optional<Double> perSecond = arguments.value("--per-second", PER_SECOND);
    Optional<Integer> burst = arguments.value("--burst", Form.number(1, 100_000));
    Optional<Integer> seed = arguments.value("--seed", Form.number(0, 999_999_999));
    boolean off = arguments.has("--off");
    boolean shaped =
        Stream.of(
                "--on", "--rate", "--from", "--times", "--for", "--per-second", "--burst", "--seed")
            .anyMatch(arguments::has);
    if (arguments.text("FAULT").isEmpty() && shaped) {
      arguments.report(
          "FAULT",
          Text.of("Error: a fault is missing", "エラー: 障害の種類がありません"),
          Text.of(
              "The options say how a fault is; name one of: " + String.join(", ", WORDS) + ".",
              "オプションを使うには障害の種類を指定してください: " + String.join("、", WORDS) + "。"));
    }
    if (arguments.text("FAULT").isPresent() && off) {
      arguments.report(
          "--off",
          Text.of("Error: --off ends all faults", "エラー: --off はすべての障害を解除します"),
          Text.of("It takes no fault beside it.", "障害の種類と一緒には指定できません。"));
    }
    if (kind.isPresent() && kind.get().lasts() != arguments.has("--for")) {
      arguments.report(
          "--for",
          kind.get().lasts()
              ? Text.of("Error: --for is missing", "エラー: --for がありません")
              : Text.of("Error: --for does not fit", "エラー: --for は指定できません"),
          Text.of(
              "slow and stale have a time, and no other fault has.", "時間を指定するのはslowとstaleだけです。"));
    }
    boolean limits = kind.filter(FaultKind.LIMIT::equals).isPresent();
    if (kind.isPresent()
        && (limits != arguments.has("--per-second") || (!limits && arguments.has("--burst")))) {
      arguments.report(
          "--per-second",
          limits
              ? Text.of("Error: --per-second is missing", "エラー: --per-second がありません")
              : Text.of("Error: a rate does not fit", "エラー: レートは指定できません"),
          Text.of(
              "limit has a rate, and no other fault has.",
              "--per-second と --burst を指定するのはlimitだけです。"));
    }
    return arguments.parsed(
        () ->
            kind.isEmpty()
                ? off ? new Options.Off() : new Options.Show()
                : new Options.Add(
                    new FaultRule(
                        kind.get(),
                        operations.orElse("*"),
                        percent.orElse(100.0),
                        from.orElse(1),
                        times.orElse(0),
                        lasts.orElse(Duration.ZERO),
                        perSecond.map(
                            rate -> new Allowance(rate, burst.orElse((int) Math.ceil(rate))))),
                    seed.map(Integer::longValue)));
  }

  @Override
  public FaultsView view(Output output) {
    return FaultsView.on(output);
  }

  @Override
  public Exit run(Options options, Invocation invocation, FaultsView view) {
    try (Opened opened = Opened.of(invocation.workplace())) {
      SandboxControl control = opened.sandbox().control();
      switch (options) {
        case Options.Show() -> {}
        case Options.Off() -> control.faults(FaultPlan.none());
        case Options.Add(var rule, var seed) -> control.faults(with(control.faults(), rule, seed));
      }
      view.faults(control.faults());
    }
    return Exit.DONE;
  }

  private static FaultPlan with(FaultReport now, FaultRule rule, Optional<Long> seed) {
    var rules = new ArrayList<>(now.plan().rules());
    rules.removeIf(old -> old.kind() == rule.kind() && old.operations().equals(rule.operations()));
    rules.add(rule);
    return new FaultPlan(seed.orElse(now.plan().seed()), rules);
  }

  private static Optional<Double> percent(String text) {
    return text.matches("[0-9]{1,3}(\\.[0-9]{1,2})?%?")
        ? Optional.of(Double.parseDouble(text.replace("%", "")))
            .filter(percent -> percent > 0 && percent <= 100)
        : Optional.empty();
  }

  private static Optional<Double> perSecond(String text) {
    return text.matches("[0-9]{1,5}(\\.[0-9]{1,3})?")
        ? Optional.of(Double.parseDouble(text)).filter(rate -> rate > 0)
        : Optional.empty();
  }

  private static Optional<Duration> lasts(String text) {
    Matcher time = TIME.matcher(text);
    if (!time.matches()) {
      return Optional.empty();
    }
    long amount = Long.parseLong(time.group(1));
    return switch (time.group(2)) {
      case "ms" -> Optional.of(Duration.ofMillis(amount));
      case "s" -> Optional.of(Duration.ofSeconds(amount));
      default -> Optional.of(Duration.ofMinutes(amount));
    };
  }
}
