package io.orgsh.shell.run;

import io.orgsh.engine.Answer;
import io.orgsh.engine.Consent;
import io.orgsh.engine.Operator;
import io.orgsh.engine.Question;
import io.orgsh.journal.Redaction;
import io.orgsh.org.Account;
import io.orgsh.problem.Text;
import io.orgsh.runbook.StepId;
import io.orgsh.sandbox.SandboxControl;
import io.orgsh.shell.Screen;
import io.orgsh.shell.layout.Ink;
import io.orgsh.shell.layout.Sheet;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Asks the person at the screen. Ends of input and interruptions mean "stop here"; nothing ever
 * means yes but yes.
 */
public final class Prompts implements Operator {
  private static final List<Choice> CHANGE =
      List.of(Choice.YES, Choice.SKIP, Choice.BACK, Choice.DETAILS, Choice.ALL, Choice.QUIT);
  private static final List<Choice> BY_HAND =
      List.of(Choice.YES, Choice.SKIP, Choice.BACK, Choice.DETAILS, Choice.QUIT);

  private final Screen screen;
  private final Redaction redaction;
  private final ConsoleButton button;
  private Optional<Shown> last = Optional.empty();

  /** The account that the operator saw last, and the words for it. */
  private record Shown(Account account, String line) {}

  /**
   * Asks on a screen.
   *
   * @param redaction masks the run's secrets in what is shown
   * @param sandbox where the console's buttons can be pressed; empty against AWS
   */
  public Prompts(Screen screen, Redaction redaction, Optional<SandboxControl> sandbox) {
    this.screen = screen;
    this.redaction = redaction;
    this.button = new ConsoleButton(screen, sandbox);
  }

  @Override
  public Answer ask(Question question) {
    show(question);
    return answer(question, CHANGE);
  }

  @Override
  public Answer did(Question question, Text instructions) {
    show(question);
    var sheet = new Sheet(screen.width());
    sheet.text(0, say("Do this by hand, then answer:", "次の作業を手動で行ってから答えてください:"), ink()::strong);
    sheet.gap().text(2, instructions.in(screen.language()), UnaryOperator.identity()).gap();
    if (button.of(question).isPresent()) {
      sheet.text(
          say(
              "The sandbox has no console: answer yes, and it is done there for you.",
              "サンドボックスにはコンソールがありません。y と答えると、代わりに操作します。"));
    } else {
      sheet.text(say("Is it done?", "完了しましたか?"));
    }
    sheet.lines().forEach(screen::say);
    Answer answer = answer(question, BY_HAND);
    if (answer instanceof Answer.Yes) {
      button.press(question);
    }
    return answer;
  }

  @Override
  public Consent enter(Need need) {
    if (last.isEmpty()) {
      last = need.from().map(from -> new Shown(from, AccountLine.of(from)));
    }
    new EnterSheet(screen.language(), screen.width(), ink()).lines(need).forEach(screen::say);
    List<Choice> choices =
        need.others() > 0
            ? List.of(Choice.YES, Choice.ALL, Choice.NO)
            : List.of(Choice.YES, Choice.NO);
    return consent(choices);
  }

  @Override
  public Consent goOn(List<StepId> changed) {
    var sheet = new Sheet(screen.width());
    sheet.gap();
    sheet.text(
        0,
        say(
            "The runbook was edited since this run began. These steps are not what they were:",
            "実行を開始してからRunbookが変更されています。変更されたステップ:"),
        ink()::careful);
    changed.forEach(step -> sheet.line("  - " + step));
    sheet.text(
        say(
            "What is done stays done; what is open follows the runbook as it is now. Go on?",
            "完了済みの作業はそのまま残り、未完了の作業は現在のRunbookに従います。続けますか?"));
    sheet.lines().forEach(screen::say);
    return consent(List.of(Choice.YES, Choice.NO));
  }

  @Override
  public Consent destroy(Destruction destruction) {
    var sheet = new Sheet(screen.width());
    sheet.gap().text(0, destruction.what().in(screen.language()), ink()::careful).gap();
    sheet.text(
        say(
                "To go on, type the name %s. Anything else stops here.",
                "続けるには %s と入力してください。それ以外はここで停止します。")
            .formatted(destruction.name()));
    sheet.lines().forEach(screen::say);
    boolean agreed =
        screen.ask("> ").map(String::strip).filter(destruction.name()::equals).isPresent();
    return agreed ? new Consent.Yes() : new Consent.No();
  }

  @Override
  public boolean interrupted() {
    return screen.interrupted();
  }

  private void show(Question question) {
    String account = AccountLine.of(question.role(), question.account());
    QuestionSheet.Place place =
        last.filter(shown -> !shown.account().id().equals(question.account().id()))
            .<QuestionSheet.Place>map(shown -> new QuestionSheet.Place.Other(shown.line()))
            .orElseGet(QuestionSheet.Place.Same::new);
    new QuestionSheet(screen.language(), screen.width(), ink())
        .lines(question, place)
        .forEach(screen::say);
    last = Optional.of(new Shown(question.account(), account));
  }

  private Answer answer(Question question, List<Choice> choices) {
    while (true) {
      Optional<Choice> choice = Choice.ask(screen, choices);
      if (choice.isEmpty()) {
        return new Answer.Quit();
      }
      switch (choice.get()) {
        case YES -> {
          return new Answer.Yes();
        }
        case ALL -> {
          return new Answer.All();
        }
        case BACK -> {
          return new Answer.Back();
        }
        case QUIT, NO -> {
          return new Answer.Quit();
        }
        case SKIP -> {
          return reason().<Answer>map(Answer.Skip::new).orElseGet(Answer.Quit::new);
        }
        case DETAILS ->
            new DetailSheet(screen.language(), screen.width(), ink(), redaction)
                .lines(question)
                .forEach(screen::say);
      }
    }
  }

  /** Why a target is left out: the journal keeps it, so there must be one. */
  private Optional<String> reason() {
    while (true) {
      Optional<String> reason =
          screen.ask(say("Why skip it? (kept in the journal) > ", "スキップの理由(ジャーナルに残ります) > "));
      if (reason.isEmpty() || !reason.get().isBlank()) {
        return reason.map(String::strip);
      }
      screen.say(say("A reason is needed.", "理由を入力してください。"));
    }
  }

  private Consent consent(List<Choice> choices) {
    return Choice.ask(screen, choices)
        .map(
            choice ->
                switch (choice) {
                  case YES -> new Consent.Yes();
                  case ALL -> new Consent.All();
                  case NO, QUIT, SKIP, BACK, DETAILS -> new Consent.No();
                })
        .orElseGet(Consent.No::new);
  }

  private Ink ink() {
    return Ink.of(screen.coloured());
  }

  private String say(String en, String ja) {
    return Text.of(en, ja).in(screen.language());
  }
}
