package io.orgsh.document;

import io.orgsh.problem.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What in a template could make much of little: a text that is doubled forty times is larger than
 * any machine, before anything of it is written. It looks at FreeMarker's canonical form.
 */
final class Growth {
  private static final int MOST_ASSIGNS = 50;
  private static final int MOST_SUMS = 500;
  private static final int DEEPEST_LIST = 3;
  private static final Pattern DIRECTIVE = Pattern.compile("<(/?)#(assign|list|items)\\b");
  private static final Pattern ASSIGN = Pattern.compile("<#assign ([A-Za-z_]\\w*) = ");
  private static final Pattern NAME = Pattern.compile("(?<![\\w.])[A-Za-z_]\\w*");

  private final String canonical;
  private final boolean document;
  private final List<Found> found = new ArrayList<>();
  private final Set<String> assigned = new HashSet<>();

  private Growth(String canonical, boolean document) {
    this.canonical = canonical;
    this.document = document;
  }

  /**
   * One thing that is not allowed.
   *
   * @param inSource a pattern that finds it in the file
   */
  record Found(String inSource, Text why) {}

  /**
   * Everything of that kind.
   *
   * @param document whether the file is a document; else it is a piece that documents include
   */
  static List<Found> in(String canonical, boolean document) {
    var growth = new Growth(canonical, document);
    ASSIGN.matcher(canonical).results().forEach(name -> growth.assigned.add(name.group(1)));
    growth.directives();
    growth.arrows();
    if (canonical.chars().filter(c -> c == '+').count() > MOST_SUMS) {
      growth.refuse(
          "\\+",
          Text.of("A document has at most %d \"+\".", "1つのドキュメントで使える「+」は%d個までです。").with(MOST_SUMS));
    }
    return List.copyOf(growth.found);
  }

  private void directives() {
    int lists = 0;
    int assigns = 0;
    Matcher directive = DIRECTIVE.matcher(canonical);
    while (directive.find()) {
      boolean closing = !directive.group(1).isEmpty();
      switch (directive.group(2)) {
        case "list" -> {
          lists += closing ? -1 : 1;
          if (lists > DEEPEST_LIST) {
            refuse(
                "<#list",
                Text.of("Lists nest at most %d deep.", "<#list>の入れ子は%d段までです。").with(DEEPEST_LIST));
          }
        }
        case "assign" -> {
          assigns++;
          if (closing || lists > 0 || !document) {
            refuse(
                "</?#assign",
                Text.of(
                    "<#assign NAME = …> stands in the document itself, outside of <#list>, and has"
                        + " no body.",
                    "<#assign 名前 = …>は、ドキュメント本体の<#list>の外に、本体なしの形で書いてください。"));
          } else {
            assign(directive.start());
          }
        }
        default -> {
          // <#items> is part of its list.
        }
      }
    }
    if (assigns > MOST_ASSIGNS) {
      refuse(
          "<#assign",
          Text.of("A document has at most %d <#assign>.", "1つのドキュメントで使える<#assign>は%d個までです。")
              .with(MOST_ASSIGNS));
    }
  }

  private void assign(int start) {
    Matcher head = ASSIGN.matcher(canonical).region(start, canonical.length());
    boolean plain = head.lookingAt();
    int from = plain ? head.end() : start;
    String value = canonical.substring(from, end(from));
    String bare = withoutTexts(value);
    long own =
        NAME.matcher(bare).results().map(MatchResult::group).filter(assigned::contains).count();
    if (!plain || own > 1 || value.contains("${") || value.contains("#{")) {
      refuse(
          "<#assign",
          Text.of(
              "The value of <#assign> may use one assigned name once, and no ${…} inside of quotes:"
                  + " what is put together again and again grows without end.",
              "<#assign>の値の中で使える代入済みの名前は1つ、1回だけです。引用符の中に${…}は書けません" + "(連結を繰り返すと際限なく大きくなるためです)。"));
    }
  }

  private void arrows() {
    for (int at = canonical.indexOf("->"); at >= 0; at = canonical.indexOf("->", at + 2)) {
      if (at > 0 && canonical.charAt(at - 1) == '-') {
        continue; // The end of a comment.
      }
      String body = canonical.substring(at + 2, end(at + 2));
      if (body.contains("+")
          || body.contains("${")
          || body.contains("->")
          || body.contains("?join")) {
        refuse(
            "->",
            Text.of(
                "What stands after \"->\" may not use +, ${…}, ?join or another \"->\".",
                "「->」の後では +、${…}、?join、別の「->」は使えません。"));
        return;
      }
    }
  }

  /** Where the directive, interpolation or bracket ends in which an expression stands. */
  private int end(int from) {
    int depth = 0;
    char quote = 0;
    for (int i = from; i < canonical.length(); i++) {
      char c = canonical.charAt(i);
      if (quote != 0) {
        if (c == '\\') {
          i++;
        } else if (c == quote) {
          quote = 0;
        }
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '(' || c == '[' || c == '{') {
        depth++;
      } else if (c == ')' || c == ']' || c == '}') {
        depth--;
        if (depth < 0) {
          return i;
        }
      } else if (c == '>' && depth == 0 && canonical.charAt(i - 1) != '-') {
        return i;
      }
    }
    return canonical.length();
  }

  private static String withoutTexts(String expression) {
    var bare = new StringBuilder();
    char quote = 0;
    for (int i = 0; i < expression.length(); i++) {
      char c = expression.charAt(i);
      if (quote == 0) {
        if (c == '"' || c == '\'') {
          quote = c;
        }
        bare.append(quote == 0 ? c : ' ');
      } else if (c == '\\') {
        i++;
      } else if (c == quote) {
        quote = 0;
      }
    }
    return bare.toString();
  }

  private void refuse(String inSource, Text why) {
    found.add(new Found(inSource, why));
  }
}
