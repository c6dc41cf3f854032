package io.orgsh.runbook;

import io.orgsh.problem.Nearest;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects the mistakes of one runbook, each with its place in the file. */
final class Mistakes {
  private final Path file;
  private final List<String> lines;
  private final List<Problem> found = new ArrayList<>();
  private final Set<String> misshapen = new LinkedHashSet<>();
  private Map<String, Spot> values = Map.of();
  private Map<String, Spot> keys = Map.of();

  Mistakes(Path file, String text) {
    this.file = file;
    this.lines = text.lines().toList();
  }

  /**
   * Tells where values and keys stand.
   *
   * @param values by JSON pointer
   * @param keys by the JSON pointer of their value
   */
  void places(Map<String, Spot> values, Map<String, Spot> keys) {
    this.values = Map.copyOf(values);
    this.keys = Map.copyOf(keys);
  }

  /** Every mistake so far, in the order of the file. */
  List<Problem> found() {
    return found.stream().distinct().sorted(Comparator.comparingLong(Mistakes::place)).toList();
  }

  /** Notes that the schema refuses a value: what it means cannot be looked at. */
  void misshapen(String pointer) {
    misshapen.add(pointer);
  }

  /** Whether the schema refuses this very value. */
  boolean isMisshapen(String pointer) {
    return misshapen.contains(pointer);
  }

  /** At a place in the text. */
  void at(Spot spot, Text what, Text why) {
    found.add(Problem.of(what, why, where(spot)));
  }

  /** At a value. */
  void value(String pointer, Text what, Text why) {
    found.add(Problem.of(what, why, where(value(pointer))));
  }

  /** At a value that is none of some known words. */
  void value(String pointer, Text what, Text why, String wrong, Collection<String> known) {
    found.add(suggest(Problem.of(what, why, where(value(pointer))), wrong, known));
  }

  /** At a key. */
  void key(String pointer, Text what, Text why) {
    found.add(Problem.of(what, why, where(key(pointer))));
  }

  /** At a key that is none of some known words. */
  void key(String pointer, Text what, Text why, String wrong, Collection<String> known) {
    found.add(suggest(Problem.of(what, why, where(key(pointer))), wrong, known));
  }

  /**
   * At a piece of a text value.
   *
   * @param piece as it stands in the value
   * @param offset of the piece in the value, from 0
   */
  void piece(
      Item item,
      int offset,
      String piece,
      Text what,
      Text why,
      String wrong,
      Collection<String> known) {
    Spot spot = value(item.pointer());
    int before = count(item.node().asString("").substring(0, offset), piece);
    found.add(suggest(Problem.of(what, why, where(find(spot, piece, before))), wrong, known));
  }

  private static Problem suggest(Problem problem, String wrong, Collection<String> known) {
    return wrong.isEmpty() || Nearest.to(wrong, known).isEmpty()
        ? problem
        : problem.advise(Nearest.question(wrong, known, problem.what()));
  }

  private Spot value(String pointer) {
    return nearest(values, pointer);
  }

  private Spot key(String pointer) {
    Spot key = keys.get(pointer);
    return key == null ? value(pointer) : key;
  }

  /** The place of a value, or of what it would be in. */
  private static Spot nearest(Map<String, Spot> spots, String pointer) {
    String at = pointer;
    while (true) {
      Spot spot = spots.get(at);
      if (spot != null) {
        return spot;
      }
      if (at.isEmpty()) {
        return Spot.START;
      }
      at = at.substring(0, at.lastIndexOf('/'));
    }
  }

  private static int count(String text, String piece) {
    int count = 0;
    for (int at = text.indexOf(piece); at >= 0; at = text.indexOf(piece, at + 1)) {
      count++;
    }
    return count;
  }

  /**
   * The n-th place of a piece in a value: a text that is folded or escaped stands otherwise in the
   * file than it reads, and then the whole value is the place.
   */
  private Spot find(Spot spot, String piece, int skip) {
    int left = skip;
    for (int line = spot.line(); line <= spot.endLine() && line < lines.size(); line++) {
      String text = lines.get(line);
      int from = line == spot.line() ? spot.column() : 0;
      int end = line == spot.endLine() ? Math.min(spot.endColumn(), text.length()) : text.length();
      for (int at = text.indexOf(piece, from);
          at >= 0 && at + piece.length() <= end;
          at = text.indexOf(piece, at + 1)) {
        if (left-- == 0) {
          return new Spot(line, at, line, at + piece.length());
        }
      }
    }
    return spot;
  }

  private Where where(Spot spot) {
    String source = spot.line() < lines.size() ? lines.get(spot.line()) : "";
    int rest = source.stripTrailing().length() - spot.column();
    int length = spot.endLine() == spot.line() ? spot.endColumn() - spot.column() : rest;
    return new Where.InFile(file, spot.line() + 1, spot.column() + 1, Math.max(1, length), source);
  }

  /** Line and column in one number, to sort by; mistakes are always in the file. */
  private static long place(Problem problem) {
    return problem.where() instanceof Where.InFile in ? in.line() * 100_000L + in.column() : 0;
  }
}
