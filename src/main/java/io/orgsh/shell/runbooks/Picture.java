package io.orgsh.shell.runbooks;

import io.orgsh.problem.Language;
import io.orgsh.runbook.Step.Action;
import io.orgsh.shell.layout.Columns;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws a walk: one lane per account role, a mark per step, and an arrow wherever one goes into
 * another account.
 *
 * <pre>
 *      management  audit
 *   1      ●              trusted-access  Enable trusted access
 *          ╰─────────→
 *   2                ●    bucket          Make the bucket
 * </pre>
 */
final class Picture {
  private static final String GAP = "  ";
  private static final int NARROW = 100;

  private final Language language;
  private final int width;

  Picture(Language language, int width) {
    this.language = language;
    this.width = width;
  }

  List<String> draw(Walk walk) {
    var lanes = Lanes.of(walk.lanes());
    int number = Integer.toString(walk.stops().size()).length();
    int id =
        walk.stops().stream().mapToInt(stop -> stop.step().id().value().length()).max().orElse(0);
    String blank = GAP + " ".repeat(number) + GAP;
    List<String> lines = new ArrayList<>();
    lines.add((blank + lanes.heading()).stripTrailing());
    String before = "";
    for (Walk.Stop stop : walk.stops()) {
      if (!before.isEmpty() && !before.equals(stop.lane())) {
        lines.add((blank + lanes.change(before, stop.lane())).stripTrailing());
      }
      before = stop.lane();
      String left =
          GAP
              + Columns.padLeft(Integer.toString(stop.number()), number)
              + GAP
              + lanes.mark(stop.lane(), mark(stop.step().action()))
              + GAP;
      describe(stop, left, id, lines);
    }
    return lines;
  }

  /** Beside the id where there is room, else below it. */
  private void describe(Walk.Stop stop, String left, int id, List<String> lines) {
    String chosen = stop.step().when().isPresent() ? "?" : " ";
    String title = stop.step().title().in(language);
    String name = stop.step().id().value() + chosen;
    int indent = Columns.of(left);
    if (width >= NARROW) {
      int beside = indent + id + 1 + GAP.length();
      boolean first = true;
      for (String line : Columns.wrap(title, width - beside)) {
        lines.add(
            first ? left + Columns.pad(name, id + 1) + GAP + line : " ".repeat(beside) + line);
        first = false;
      }
      return;
    }
    lines.add((left + name).stripTrailing());
    for (String line : Columns.wrap(title, width - indent)) {
      lines.add(" ".repeat(indent) + line);
    }
  }

  private static char mark(Action action) {
    return switch (action) {
      case Action.Calls _, Action.PutDocument _ -> '●';
      case Action.Look _, Action.Prove _ -> '○';
      case Action.Manual _ -> '◇';
    };
  }
}
