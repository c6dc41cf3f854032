package io.orgsh.document;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A policy as the rules see it.
 *
 * @param text as it would be sent
 * @param tree the same, parsed
 * @param target what it is for
 * @param statements those that are objects, each with its place
 */
record LintedPolicy(
    String text, JsonNode tree, PolicyTarget target, List<LintedStatement> statements) {
  LintedPolicy {
    statements = List.copyOf(statements);
  }

  static LintedPolicy of(String text, JsonNode tree, PolicyTarget target) {
    List<LintedStatement> statements = new ArrayList<>();
    JsonNode member = tree.path("Statement");
    if (member.isObject()) {
      statements.add(new LintedStatement("/Statement", member));
    }
    for (int at = 0; member.isArray() && at < member.size(); at++) {
      if (member.path(at).isObject()) {
        statements.add(new LintedStatement("/Statement/" + at, member.path(at)));
      }
    }
    return new LintedPolicy(text, tree, target, statements);
  }

  /** Every text of the policy with its place, in the order of the policy. */
  List<Spot> texts() {
    List<Spot> spots = new ArrayList<>();
    collect("", tree, spots);
    return spots;
  }

  private static void collect(String pointer, JsonNode node, List<Spot> spots) {
    if (node.isString()) {
      spots.add(new Spot(pointer, node.asString()));
    }
    node.properties()
        .forEach(
            member -> {
              String below = Spot.below(pointer, member.getKey());
              spots.add(new Spot(below, member.getKey()));
              collect(below, member.getValue(), spots);
            });
    for (int at = 0; node.isArray() && at < node.size(); at++) {
      collect(pointer + "/" + at, node.path(at), spots);
    }
  }

  /** A text of the policy and its JSON pointer. */
  record Spot(String pointer, String text) {
    static String below(String pointer, String member) {
      return pointer + "/" + member.replace("~", "~0").replace("/", "~1");
    }

    /** The texts of a value that is a text or a list of texts. */
    static List<Spot> of(String pointer, JsonNode value) {
      List<Spot> spots = new ArrayList<>();
      if (value.isString()) {
        spots.add(new Spot(pointer, value.asString()));
      }
      for (int at = 0; value.isArray() && at < value.size(); at++) {
        if (value.path(at).isString()) {
          spots.add(new Spot(pointer + "/" + at, value.path(at).asString()));
        }
      }
      return spots;
    }
  }
}
