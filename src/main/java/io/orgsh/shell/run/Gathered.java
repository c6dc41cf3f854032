package io.orgsh.shell.run;

import io.orgsh.journal.Progress;
import io.orgsh.runbook.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of targets that run at the same time, kept until all of them are over: hundreds of
 * lines that say the same are read by nobody.
 */
final class Gathered {
  private final Map<String, Outcome> outcomes = new LinkedHashMap<>();
  private Duration longest = Duration.ZERO;

  /**
   * What came of some of them.
   *
   * @param targets in the order in which they came so far
   */
  record Outcome(Progress progress, List<Target> targets) {}

  /** Whether this is said at the end, and not at once. */
  static boolean takes(Progress progress) {
    return switch (progress) {
      case Progress.Verified _, Progress.AlreadySo _, Progress.Waiting _ -> true;
      case Progress.Failed _, Progress.Skipped _, Progress.InDoubt _, Progress.Pending _ -> false;
      case Progress.Refused _, Progress.Answered _, Progress.Confirmed _ -> false;
      case Progress.UndoInDoubt _, Progress.Undoing _ -> false;
      case Progress.UndoFailed _, Progress.Undone _ -> false;
    };
  }

  void add(Target target, Progress progress) {
    outcomes
        .computeIfAbsent(progress.word(), _ -> new Outcome(progress, new ArrayList<>()))
        .targets()
        .add(target);
  }

  /** One of them was waited for. */
  void waited(Duration all) {
    longest = all.compareTo(longest) > 0 ? all : longest;
  }

  /** How long the one that took longest was waited for; zero when none was for long. */
  Duration longest() {
    return longest;
  }

  List<Outcome> outcomes() {
    return List.copyOf(outcomes.values());
  }
}
