package io.orgsh.shell.coverage;

import io.orgsh.engine.Survey.Places;
import io.orgsh.problem.Text;
import io.orgsh.report.Coverage.Cell;
import io.orgsh.report.Coverage.State;
import io.orgsh.shell.layout.Ink;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a square of the table says about many cells.
 *
 * @param word in the table
 * @param tone what it feels like
 */
record Summary(Text word, Tone tone) {

  /** What a square feels like. */
  enum Tone {
    GOOD,
    SOME,
    NONE,
    BAD,
    QUIET;

    UnaryOperator<String> in(Ink ink) {
      return switch (this) {
        case GOOD -> ink::good;
        case SOME -> ink::careful;
        case BAD -> ink::bad;
        case NONE -> UnaryOperator.identity();
        case QUIET -> ink::faint;
      };
    }
  }

  /** An account's regions: {@code 14/14}, or one word where all are alike and none is on. */
  static Summary ofAccount(Places places, List<Cell> cells) {
    List<Cell> possible =
        cells.stream().filter(cell -> cell.state() != State.NOT_SUPPORTED).toList();
    if (possible.isEmpty()) {
      return new Summary(CoverageView.word(State.NOT_SUPPORTED), Tone.QUIET);
    }
    long on = count(possible, State.ON);
    Tone tone = tone(possible);
    boolean alike = possible.stream().map(Cell::state).distinct().count() == 1;
    if (alike && (on == 0 || places == Places.EVERYWHERE)) {
      return new Summary(CoverageView.word(possible.getFirst().state()), tone);
    }
    return on == 0 && count(possible, State.PARTLY) > 0
        ? new Summary(CoverageView.word(State.PARTLY), tone)
        : new Summary(Text.same(on + "/" + possible.size()), tone);
  }

  /** Many accounts: in how many of them it is on wherever it can be. */
  static Summary ofAccounts(List<List<Cell>> accounts) {
    List<List<Cell>> possible =
        accounts.stream()
            .map(
                cells ->
                    cells.stream().filter(cell -> cell.state() != State.NOT_SUPPORTED).toList())
            .filter(cells -> !cells.isEmpty())
            .toList();
    if (possible.isEmpty()) {
      return new Summary(CoverageView.word(State.NOT_SUPPORTED), Tone.QUIET);
    }
    long whole =
        possible.stream()
            .filter(cells -> cells.stream().allMatch(cell -> cell.state() == State.ON))
            .count();
    List<Cell> all = possible.stream().flatMap(List::stream).toList();
    return new Summary(Text.same(whole + "/" + possible.size()), tone(all));
  }

  private static Tone tone(List<Cell> cells) {
    if (count(cells, State.ON) == cells.size()) {
      return Tone.GOOD;
    }
    if (count(cells, State.NOT_REACHABLE) == cells.size()) {
      return Tone.BAD;
    }
    return count(cells, State.ON) + count(cells, State.PARTLY) > 0 ? Tone.SOME : Tone.NONE;
  }

  private static long count(List<Cell> cells, State state) {
    return cells.stream().filter(cell -> cell.state() == state).count();
  }
}
