package io.orgsh.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds the known names that somebody may have meant. */
public final class Nearest {
  private Nearest() {}

  /**
   * The known names near to a wrong one, nearest first, at most three. Case and separators count
   * little, so that {@code createtrail} finds {@code CreateTrail}; so do letters left out of a long
   * name.
   */
  public static List<String> to(String wrong, Collection<String> known) {
    String plain = plain(wrong);
    int limit = Math.max(2, plain.length() / 3);
    record Near(String name, int distance) {}
    return known.stream()
        .map(name -> new Near(name, distance(plain, plain(name))))
        .filter(
            near ->
                near.distance <= limit
                    || (plain.length() >= 3 && plain(near.name).startsWith(plain))
                    || shortens(plain, plain(near.name)))
        .sorted(Comparator.comparingInt(Near::distance).thenComparing(Near::name))
        .map(Near::name)
        .limit(3)
        .toList();
  }

  /**
   * "Did you mean …?" as a sentence with a leading blank, or nothing when no known name is near.
   */
  public static Text question(String wrong, Collection<String> known, Text none) {
    List<String> near = to(wrong, known);
    if (near.isEmpty()) {
      return none;
    }
    return Text.of(
        "Did you mean " + String.join(" or ", near) + "?", "もしかして: " + String.join("、", near));
  }

  /** Whether a name was shortened, as EnableOrgAdminAccount for EnableOrganizationAdminAccount. */
  private static boolean shortens(String wrong, String known) {
    if (wrong.length() < 6
        || wrong.length() * 2 < known.length()
        || wrong.length() > known.length()) {
      return false;
    }
    int found = 0;
    for (int i = 0; i < known.length() && found < wrong.length(); i++) {
      if (known.charAt(i) == wrong.charAt(found)) {
        found++;
      }
    }
    return found == wrong.length() && known.charAt(0) == wrong.charAt(0);
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[-_ .:]", "");
  }

  /** Damerau–Levenshtein distance, restricted: a swap of two neighbours counts one. */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      d[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      d[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + change);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
