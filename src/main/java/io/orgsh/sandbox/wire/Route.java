package io.orgsh.sandbox.wire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which requests an operation answers, written in one line: {@code GET
 * /detector/{DetectorId}/member?maxResults=MaxResults}. A label in braces is one segment of the
 * path; with a plus sign ({@code {Key+}}) it is the rest. A query name with a member maps to that
 * member, with {@code []} to a list; without one ({@code ?policy}), or with a digit ({@code
 * ?list-type=2}), it must be there.
 *
 * @param query query name to member; a list's member ends with {@code []}
 * @param flags query names that must be there, to the value they must have; empty for any
 */
record Route(
    String operation,
    String method,
    List<String> segments,
    Map<String, String> query,
    Map<String, String> flags) {

  static Route of(String operation, String line) {
    int blank = line.indexOf(' ');
    int mark = line.indexOf('?');
    String path = mark < 0 ? line.substring(blank + 1) : line.substring(blank + 1, mark);
    Map<String, String> query = new HashMap<>();
    Map<String, String> flags = new HashMap<>();
    for (var pair : Encoding.pairs(mark < 0 ? "" : line.substring(mark + 1), ' ')) {
      boolean flag = pair.getValue().isEmpty() || Character.isDigit(pair.getValue().charAt(0));
      (flag ? flags : query).put(pair.getKey(), pair.getValue());
    }
    return new Route(
        operation, line.substring(0, blank), split(path), Map.copyOf(query), Map.copyOf(flags));
  }

  /** A path's segments, still encoded; a trailing slash counts as none. */
  static List<String> split(String path) {
    var segments = new ArrayList<String>();
    for (String segment : path.substring(1).split("/", -1)) {
      segments.add(segment);
    }
    if (segments.getLast().isEmpty()) {
      segments.removeLast();
    }
    return List.copyOf(segments);
  }

  /** The labels' values when the path fits. */
  Optional<Map<String, String>> labels(String path) {
    List<String> given = split(path);
    Map<String, String> labels = new HashMap<>();
    for (int i = 0; i < segments.size(); i++) {
      String wanted = segments.get(i);
      if (i >= given.size()) {
        return Optional.empty();
      }
      if (wanted.endsWith("+}")) {
        String rest = String.join("/", given.subList(i, given.size()));
        String whole = path.endsWith("/") ? rest + "/" : rest;
        labels.put(wanted.substring(1, wanted.length() - 2), Encoding.decode(whole));
        return Optional.of(labels);
      }
      if (wanted.startsWith("{")) {
        labels.put(wanted.substring(1, wanted.length() - 1), Encoding.decode(given.get(i)));
      } else if (!wanted.equals(given.get(i))) {
        return Optional.empty();
      }
    }
    return given.size() == segments.size() ? Optional.of(labels) : Optional.empty();
  }

  /** Whether the flags are in a query. */
  boolean flagged(Map<String, String> given) {
    return flags.entrySet().stream()
        .allMatch(
            flag ->
                given.containsKey(flag.getKey())
                    && (flag.getValue().isEmpty()
                        || flag.getValue().equals(given.get(flag.getKey()))));
  }
}
