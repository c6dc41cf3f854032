package io.orgsh.shell.plan;

import io.orgsh.engine.Plan.Forecast;
import io.orgsh.problem.Text;
import io.orgsh.shell.layout.AccountGrid.Tone;

/** Forecasts in words, as marks, and how they add up. */
final class ForecastWords {
  private ForecastWords() {}

  /** Short enough for a column of an account id's width. */
  static Text word(Forecast forecast) {
    return switch (forecast) {
      case WILL_CHANGE -> Text.of("change", "変更");
      case ALREADY -> Text.of("already so", "設定済み");
      case NOT_CHOSEN -> Text.of("not chosen", "対象外");
      case WILL_FAIL -> Text.of("will fail", "失敗見込み");
      case LATER -> Text.of("later", "後で判明");
      case MANUAL -> Text.of("by hand", "手作業");
      case READS -> Text.of("reads", "読み取り");
      case UNKNOWN -> Text.of("unreadable", "読取不可");
    };
  }

  /** What a word means, for the legend. */
  static Text meaning(Forecast forecast) {
    return switch (forecast) {
      case WILL_CHANGE -> Text.of("start would change it", "start で変更します");
      case ALREADY -> Text.of("start would leave it", "変更しません");
      case NOT_CHOSEN -> Text.of("left out by the values", "値の指定による");
      case WILL_FAIL -> Text.of("for the reason above", "理由は上記");
      case LATER -> Text.of("known when earlier steps are done", "前のステップの完了後");
      case MANUAL -> Text.of("a person does it", "人が操作する");
      case READS -> Text.of("changes nothing", "何も変更しない");
      case UNKNOWN -> Text.of("for the reason above", "理由は上記");
    };
  }

  static String mark(Forecast forecast) {
    return switch (forecast) {
      case WILL_CHANGE -> "+";
      case ALREADY -> "=";
      case NOT_CHOSEN -> "-";
      case WILL_FAIL -> "x";
      case LATER -> "?";
      case MANUAL -> "m";
      case READS -> "r";
      case UNKNOWN -> "!";
    };
  }

  static Tone tone(Forecast forecast) {
    return switch (forecast) {
      case WILL_FAIL, UNKNOWN -> Tone.BAD;
      case WILL_CHANGE, MANUAL, LATER -> Tone.OPEN;
      case ALREADY -> Tone.GOOD;
      case NOT_CHOSEN, READS -> Tone.QUIET;
    };
  }

  /** Whether the reason says more than the word. */
  static boolean wantsReason(Forecast forecast) {
    return switch (forecast) {
      case WILL_FAIL, UNKNOWN -> true;
      case WILL_CHANGE, ALREADY, NOT_CHOSEN, LATER, MANUAL, READS -> false;
    };
  }
}
