package io.orgsh.shell.sandbox;

import io.orgsh.problem.Problem;
import io.orgsh.problem.ProblemException;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import io.orgsh.sandbox.SandboxControl;
import io.orgsh.sandbox.SandboxControl.Letter;
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
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code sandbox inbox}: the e-mails that AWS would have sent, and what a person does with them:
 * reads one, or follows its link.
 */
public final class InboxCommand implements Command<InboxCommand.Wish, InboxView> {
  private static final Form<Integer> NUMBER = Form.number(1, 999_999_999);

  private final Supplier<ZoneId> zone;

  /** Shows times in this zone, which is asked for only then: Java reads a file for it. */
  public InboxCommand(Supplier<ZoneId> zone) {
    this.zone = zone;
  }

  /** What is to be done with the mail. */
  sealed interface Wish {
    /** List it. */
    record All() implements Wish {}

    /** Show a letter. */
    record Read(int letter) implements Wish {}

    /** Do what a letter asks its reader to do. */
    record Follow(int letter) implements Wish {}
  }

  @Override
  public Declaration declaration() {
    return Declaration.of(
            "sandbox inbox",
            Group.SANDBOX,
            Text.of("Read the e-mails that AWS sent in the sandbox", "サンドボックス内で届いたメールを表示する"))
        .about(
            Text.of(
                "Confirmations of subscriptions, Detective's invitations, and every notification"
                    + " that was delivered. Recipients follow a link ten minutes after it came,"
                    + " unless the world's people are away.",
                "サブスクリプションの確認、Detectiveの招待、配信された通知を一覧にします。"
                    + "受信者は届いてから10分後にリンクを開きます(--people away のときは開きません)。"))
        .table()
        .may(
            "LETTER",
            Kind.Known.LETTER,
            Text.of("a letter's number: shows it whole", "メールの番号(本文を表示)"))
        .option(
            "--open",
            "LETTER",
            Kind.Known.LETTER,
            Text.of("follow the letter's link, as its reader would", "受信者としてメールのリンクを開く"));
  }

  @Override
  public Parsed<Wish> parse(Arguments arguments) {
    Optional<Integer> read = arguments.value("LETTER", NUMBER);
    Optional<Integer> follow = arguments.value("--open", NUMBER);
    if (arguments.has("LETTER") && arguments.has("--open")) {
      arguments.report(
          "--open",
          Text.of("Error: two letters", "エラー: メールの指定が重複しています"),
          Text.of(
              "Name a letter to read it, or --open to follow its link.",
              "番号だけを指定すると本文を表示し、--open で指定するとリンクを開きます。"));
    }
    return arguments.parsed(
        () ->
            follow
                .<Wish>map(Wish.Follow::new)
                .or(() -> read.map(Wish.Read::new))
                .orElseGet(Wish.All::new));
  }

  @Override
  public InboxView view(Output output) {
    return InboxView.on(output, zone.get());
  }

  @Override
  public Exit run(Wish wish, Invocation invocation, InboxView view) {
    try (Opened opened = Opened.of(invocation.workplace())) {
      SandboxControl control = opened.sandbox().control();
      switch (wish) {
        case Wish.All() -> view.letters(control.letters());
        case Wish.Read(int number) -> view.letter(named(control.letters(), number));
        case Wish.Follow(int number) -> view.followed(follow(control, number));
      }
    }
    return Exit.DONE;
  }

  private static Letter follow(SandboxControl control, int number) {
    Letter letter = named(control.letters(), number);
    if (letter.link().isEmpty()) {
      throw new ProblemException(
          Problem.of(
                  Text.of("Error: a letter without a link", "エラー: リンクのないメールです"),
                  Text.of(
                          "Letter %d asks for nothing: %s. Nothing was changed.",
                          "メール %d に開くリンクはありません(%s)。何も変更していません。")
                      .with(number, letter.subject()),
                  new Where.AtOption("--open " + number))
              .suggest("sandbox inbox " + number));
    }
    if (!control.follow(number)) {
      throw new ProblemException(
          Problem.of(
                  Text.of("Error: the link has no effect", "エラー: このリンクは無効です"),
                  Text.of(
                          "The link of letter %d was used already, is too old, or what it was about"
                              + " is gone. Nothing was changed.",
                          "メール %d のリンクは使用済みか期限切れ、または対象がすでにありません。何も変更していません。")
                      .with(number),
                  new Where.AtOption("--open " + number))
              .suggest("sandbox inbox " + number));
    }
    return named(control.letters(), number);
  }

  private static Letter named(List<Letter> letters, int number) {
    if (number <= letters.size()) {
      return letters.get(number - 1);
    }
    Problem problem =
        Problem.of(
            Text.of("Error: no such letter", "エラー: メールがありません"),
            letters.isEmpty()
                ? Text.of("No letter has come yet.", "メールはまだ届いていません。")
                : Text.of(
                        "There is no letter %d; the last one is %d.", "メール %d はありません。最新の番号は %d です。")
                    .with(number, letters.size()),
            new Where.AtOption(Integer.toString(number)));
    throw new ProblemException(letters.isEmpty() ? problem : problem.suggest("sandbox inbox"));
  }
}
