package io.orgsh.expression;

import io.orgsh.fuzz.Fuzz;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Expressions of somebody who means harm. */
class ExpressionFuzzTests {
  private static final ObjectNode SCOPE =
      (ObjectNode)
          JsonMapper.shared()
              .readTree(
                  """
                  {"bucket": "b", "account": {"id": "111111111111", "name": "a"}, "days": 365,
                   "regions": ["us-east-1", "eu-west-1"], "on": true, "none": null, "big": 1e400,
                   "org": {"accounts": [{"id": "111111111111", "name": "a", "tags": {"k": "v"}},
                                        {"id": "222222222222", "name": "b", "tags": {}}]}}
                  """);

  @Test
  void anInterpolationHasAValueOrNone() {
    var interpolation = new FreemarkerInterpolation();
    Fuzz.feed(
        "freemarker",
        1000,
        texts(
            "${bucket}",
            "arn:aws:s3:::${bucket}/*",
            "${'a' + bucket + \"-\" + account.id}",
            "${org.accounts?filter(a -> a.id != account.id)?map(a -> a.name)?join(',')}",
            "${(regions?first)!'none'}",
            "${on?then('x', 'y')}",
            "${r\"${aws:username}\"}",
            "${regions?seq_contains('us-east-1')?c}",
            "${days + 1}"),
        List.of(
            "${",
            "}",
            "?",
            "?map(x -> x+x)",
            "?map(",
            " -> ",
            "?filter(",
            "?join(",
            "?new()",
            "?api",
            "?eval",
            "?interpret",
            ".data_model",
            ".globals",
            "org",
            "accounts",
            "bucket",
            "regions",
            "[",
            "]",
            "(",
            ")",
            "..",
            "!",
            "??",
            "+",
            "-",
            "*",
            "/",
            "%",
            "==",
            "lt",
            "gte",
            "?size",
            "?keys",
            "?values",
            "?c",
            "?length",
            "<#",
            "</#",
            "<#assign x=1>",
            "#{",
            "[=",
            "r\"",
            "'",
            "big",
            "none",
            "days",
            "?number",
            "?first",
            "?last",
            "?reverse",
            "?sort",
            "?upper_case"),
        input -> {
          String text = new String(input, StandardCharsets.UTF_8);
          var mistakes = interpolation.check(text, Syntax.TEXT, path -> SCOPE.has(path.getFirst()));
          interpolation.paths(text);
          interpolation.withoutValues(text, Syntax.JMESPATH);
          boolean whole =
              interpolation.value(SCOPE.stringNode(text), SCOPE)
                  instanceof Interpolation.Result.Value;
          interpolation.text(text, Syntax.JMESPATH, SCOPE);
          return whole && mistakes.isEmpty();
        });
  }

  @Test
  void aQueryHasAValueOrIsRefused() {
    var query = new JmesPathQuery();
    Fuzz.feed(
        "jmespath",
        1000,
        texts(
            "org.accounts[?id=='111111111111'].name | [0]",
            "length(regions) > `1` && on",
            "org.accounts[].{a: id, b: tags}",
            "sort_by(org.accounts, &id)[-1]",
            "contains(regions, 'us-east-1')",
            "to_string(org.accounts[*].tags.k)",
            "merge(account, {x: `1`})",
            "regions[::-1]",
            "max_by(org.accounts, &to_number(id))",
            "join(',', regions)",
            "not_null(none, bucket)"),
        List.of(
            "[",
            "]",
            "[]",
            "[*]",
            "[?",
            "{",
            "}",
            "(",
            ")",
            "|",
            "||",
            "&&",
            "!",
            "&",
            "@",
            "`",
            "'",
            "\"",
            ".",
            "*",
            "[@,@]",
            "[@,@][]|",
            "to_string(",
            "join('', [@,@])",
            "length(",
            "keys(",
            "values(",
            "map(&",
            "sort(",
            "reverse(",
            "sum(",
            "avg(",
            "ceil(",
            "floor(",
            "abs(",
            "to_number(",
            "to_array(",
            "type(",
            "max(",
            "min(",
            "merge(",
            "`1e400`",
            "`{}`",
            "`[1]`",
            "org",
            "accounts",
            "regions",
            "big",
            "==",
            "!=",
            "<",
            ">=",
            ":",
            "::-1",
            "::0",
            "-1"),
        input -> {
          String expression = new String(input, StandardCharsets.UTF_8);
          query.mistake(expression);
          query.members(expression);
          try {
            JmesPathLiteral.of(query.search(expression, SCOPE));
            query.holds(expression, SCOPE);
            return true;
          } catch (IllegalArgumentException refused) {
            return false;
          }
        });
  }

  private static List<byte[]> texts(String... texts) {
    return List.of(texts).stream().map(t -> t.getBytes(StandardCharsets.UTF_8)).toList();
  }
}
