package io.orgsh.document;

import java.util.ArrayList;
import java.util.List;

/** The difference of two texts, line by line, with the most lines kept (longest common part). */
final class LineDiff {
  private final List<String> before;
  private final List<String> after;

  private LineDiff(List<String> before, List<String> after) {
    this.before = before;
    this.after = after;
  }

  /** Every line with its sign; empty when both are the same. */
  static List<String> of(List<String> before, List<String> after) {
    return before.equals(after) ? List.of() : new LineDiff(before, after).lines();
  }

  private List<String> lines() {
    // Policies mostly grow at one place: what both begin and end with need not be compared.
    int head = 0;
    while (head < Math.min(before.size(), after.size())
        && before.get(head).equals(after.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < Math.min(before.size(), after.size()) - head
        && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
      tail++;
    }
    List<String> lines = new ArrayList<>();
    before.subList(0, head).forEach(line -> lines.add("  " + line));
    middle(
        before.subList(head, before.size() - tail),
        after.subList(head, after.size() - tail),
        lines);
    before.subList(before.size() - tail, before.size()).forEach(line -> lines.add("  " + line));
    return List.copyOf(lines);
  }

  private static void middle(List<String> before, List<String> after, List<String> lines) {
    int[][] common = new int[before.size() + 1][after.size() + 1];
    for (int i = before.size() - 1; i >= 0; i--) {
      for (int j = after.size() - 1; j >= 0; j--) {
        common[i][j] =
            before.get(i).equals(after.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    int i = 0;
    int j = 0;
    while (i < before.size() || j < after.size()) {
      if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
        lines.add("  " + before.get(i));
        i++;
        j++;
      } else if (j == after.size() || (i < before.size() && common[i + 1][j] >= common[i][j + 1])) {
        lines.add("- " + before.get(i));
        i++;
      } else {
        lines.add("+ " + after.get(j));
        j++;
      }
    }
  }
}
