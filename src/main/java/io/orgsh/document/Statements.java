package io.orgsh.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The statements of a policy, and when two of them say the same. */
final class Statements {
  private static final String SID = "Sid";
  private static final Pattern ROOT = Pattern.compile("arn:aws[a-z-]*:iam::([0-9]{12}):root");

  private Statements() {}

  /** The statements of a policy; AWS takes one without a list around it. */
  static List<JsonNode> of(JsonNode policy) {
    JsonNode statements = policy.path("Statement");
    List<JsonNode> all = new ArrayList<>();
    if (statements.isArray()) {
      statements.forEach(all::add);
    } else if (statements.isObject()) {
      all.add(statements);
    }
    return all;
  }

  /** Whether both grant or deny the same; a Sid is only a label. */
  static boolean sameMeaning(JsonNode one, JsonNode other) {
    return meaning(one).equals(meaning(other));
  }

  /**
   * Whether a live statement is the one that somebody put there: the same meaning and the same Sid,
   * where it had one. So a like statement of somebody else's is left alone.
   */
  static boolean isThat(JsonNode live, JsonNode put) {
    return sameMeaning(live, put) && (!put.has(SID) || put.path(SID).equals(live.path(SID)));
  }

  /** A text that is equal for statements that mean the same. */
  private static String meaning(JsonNode statement) {
    Map<String, String> members = new TreeMap<>();
    for (Map.Entry<String, JsonNode> member : statement.properties()) {
      if (!member.getKey().equals(SID)) {
        boolean principal =
            member.getKey().equals("Principal") || member.getKey().equals("NotPrincipal");
        members.put(member.getKey(), plain(member.getValue(), principal));
      }
    }
    return members.toString();
  }

  /** Lists are sets, and a scalar is a list of one; members are in the order of their names. */
  private static String plain(JsonNode value, boolean accounts) {
    if (value.isObject()) {
      Map<String, String> members = new TreeMap<>();
      value
          .properties()
          .forEach(
              member -> members.put(quoted(member.getKey()), plain(member.getValue(), accounts)));
      return members.toString();
    }
    var items = new TreeSet<String>();
    if (value.isArray()) {
      value.forEach(
          item -> items.add(item.isContainer() ? plain(item, accounts) : scalar(item, accounts)));
    } else {
      items.add(scalar(value, accounts));
    }
    return items.toString();
  }

  /**
   * AWS reads "false" and false in a condition alike, and writes an account id as its root's ARN.
   */
  private static String scalar(JsonNode value, boolean accounts) {
    String text = value.asString();
    Matcher root = ROOT.matcher(text);
    return quoted(accounts && root.matches() ? root.group(1) : text);
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
