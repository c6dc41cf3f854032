package io.orgsh.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class FreemarkerInterpolationTests {
  private static final JsonMapper JSON = new JsonMapper();
  private static final ObjectNode SCOPE =
      (ObjectNode)
          JSON.readTree(
              """
              {"accounts": {"audit": {"id": "222222222222"}, "log-archive": {"id": "444444444444"}},
               "saved": {"create-trail": {"arn": "arn:aws:cloudtrail:::trail/x", "none": null}},
               "regions": ["ap-northeast-1", "us-east-1"],
               "members": [{"id": "333333333333", "name": "system01"}],
               "on": true, "count": 1234567, "half": 0.5, "bucket": "my-logs", "empty": ""}
              """);

  private final FreemarkerInterpolation interpolation = new FreemarkerInterpolation();

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '#',
      value = {
        "${accounts.audit.id} ~ \"222222222222\"",
        "${ accounts.log-archive.id } ~ \"444444444444\"",
        "${saved.create-trail.arn} ~ \"arn:aws:cloudtrail:::trail/x\"",
        "${saved.create-trail.arn + '!'} ~ \"arn:aws:cloudtrail:::trail/x!\"",
        "${regions} ~ [\"ap-northeast-1\",\"us-east-1\"]",
        "${[bucket, count]} ~ [\"my-logs\",1234567]",
        "${on?then([bucket], regions)} ~ [\"my-logs\"]",
        "${regions[1]} ~ \"us-east-1\"",
        "${members} ~ [{\"id\":\"333333333333\",\"name\":\"system01\"}]",
        "${members?map(m -> m.id)} ~ [\"333333333333\"]",
        "${members?filter(m -> m.id != '3')?map(m -> m.name)?join(',')} ~ \"system01\"",
        "${on} ~ true",
        "${!on} ~ false",
        "${count} ~ 1234567",
        "${count + 1} ~ 1234568",
        "${count - 1} ~ 1234566",
        "${half} ~ 0.5",
        "${half * 3} ~ 1.5",
        "${on?then('a', 'b')} ~ \"a\"",
        "${empty} ~ \"\"",
        "${absent!'x'} ~ \"x\"",
        "${saved.create-trail.none!empty} ~ \"\"",
        "${absent??} ~ false",
        "${regions?size > 1} ~ true",
        "${r\"${aws:username}\"} ~ \"${aws:username}\"",
        "arn:aws:s3:::${bucket}/* ~ \"arn:aws:s3:::my-logs/*\"",
        "${on}-${count}-${half} ~ \"true-1234567-0.5\"",
        "no expression ~ \"no expression\"",
        "$bucket {bucket} #{bucket} ~ \"$bucket {bucket} #{bucket}\"",
        "<#if true>x</#if> ${bucket} ~ \"<#if true>x</#if> my-logs\"",
      })
  void putsValuesIn(String template, String value) {
    assertThat(interpolation.value(JSON.getNodeFactory().stringNode(template), SCOPE))
        .isInstanceOfSatisfying(
            Interpolation.Result.Value.class,
            result -> assertThat(result.value().toString()).isEqualTo(value));
  }

  @Test
  void everyTextOfATreeIsReplaced() {
    JsonNode template =
        JSON.readTree(
            """
            {"Name": "${bucket}", "Deep": {"List": ["${count}", 5, true, null, "x${on}"]}}
            """);

    assertThat(interpolation.value(template, SCOPE))
        .isEqualTo(
            new Interpolation.Result.Value(
                JSON.readTree(
                    """
                    {"Name": "my-logs", "Deep": {"List": [1234567, 5, true, null, "xtrue"]}}
                    """)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '#',
      value = {
        "${absent} ~ absent ~ absent has no value",
        "${accounts.other.id} ~ accounts.other.id ~ accounts.other has no value",
        "${saved.create-trail.none} ~ saved.create-trail.none ~ saved.create-trail.none has no"
            + " value",
        "${absent + 'x'} ~ absent + 'x' ~ absent has no value",
        "${absent?size} ~ absent?size ~ absent has no value",
        "a ${regions} ~ regions ~ a list or an object cannot be part of a text",
        "${bucket?api.x} ~ bucket?api.x ~ #The built-in \"?api\" cannot be used inside ${…}.#",
      })
  void saysWhatHasNoValue(String template, String expression, String reason) {
    assertThat(interpolation.value(JSON.getNodeFactory().stringNode(template), SCOPE))
        .isInstanceOfSatisfying(
            Interpolation.Result.Undefined.class,
            undefined -> {
              assertThat(undefined.expression()).isEqualTo(expression);
              assertThat(undefined.reason()).startsWith(reason);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "",
        "it's",
        "'",
        "''",
        "\"",
        "`",
        "``",
        "\\",
        "\\\\",
        "\\'",
        "\\`",
        "\\u0060",
        "x' || 'a'=='a",
        "`true` || `\"",
        "a\nb\r\tc",
        "\u0000\u001f\u007f",
        "${bucket}",
        "#{1}<#list 1..9 as i>${i}</#list>",
        "${r\"",
        "日本語 🗻",
        "]}|&@",
      })
  void aHostileValueStaysTheSameValue(String hostile) {
    ObjectNode scope = JsonNodeFactory.instance.objectNode().put("value", hostile);
    var query = new JmesPathQuery();

    assertThat(interpolation.value(scope.stringNode("${value}"), scope))
        .isEqualTo(new Interpolation.Result.Value(scope.stringNode(hostile)));
    assertThat(interpolation.value(scope.stringNode("<${value}>"), scope))
        .isEqualTo(new Interpolation.Result.Value(scope.stringNode("<" + hostile + ">")));
    String expression = jmespath("${value}", scope);
    assertThat(query.search(expression, scope)).isEqualTo(scope.stringNode(hostile));
    assertThat(query.search("[?id==" + expression + "]", JSON.readTree("[{\"id\":\"no\"}]")))
        .isEmpty();
    assertThat(query.search("{k: ${value}}".replace("${value}", expression), scope).path("k"))
        .isEqualTo(scope.stringNode(hostile));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '#',
      value = {
        "Id==${accounts.audit.id} ~ Id==`\"222222222222\"`",
        "Size<${count} ~ Size<`1234567`",
        "Size<${half} ~ Size<`0.5`",
        "${on} && Enabled ~ `true` && Enabled",
        "contains(${regions}, Region) ~ contains(`[\"ap-northeast-1\",\"us-east-1\"]`, Region)",
        "${members}[0].id ~ `[{\"id\":\"333333333333\",\"name\":\"system01\"}]`[0].id",
        "Name=='a' && Id==${bucket} ~ Name=='a' && Id==`\"my-logs\"`",
        "Name=='a\\'' && Id==${bucket} ~ Name=='a\\'' && Id==`\"my-logs\"`",
      })
  void aValueInJmesPathIsALiteral(String template, String expression) {
    assertThat(jmespath(template, SCOPE)).isEqualTo(expression);
    assertThat(new JmesPathQuery().mistake(expression)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Id=='${bucket}'", "Id==`${bucket}`", "\"${bucket}\".x"})
  void aValueInsideTheQuotesOfJmesPathIsRefused(String template) {
    assertThat(interpolation.text(template, Syntax.JMESPATH, SCOPE))
        .isEqualTo(new Interpolation.Result.Undefined("bucket", "it stands inside quotes"));
  }

  @Test
  void theLocaleOfTheMachineChangesNothing() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(interpolation.text("${count} ${half + 0.25}", Syntax.TEXT, SCOPE))
          .isEqualTo(new Interpolation.Result.Value(SCOPE.stringNode("1234567 0.75")));
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '#',
      value = {
        "a ${bucket ~ 2 ~ 8 ~ #\"${\" is not closed by \"}\"#",
        "${} ~ 0 ~ 3 ~ There is nothing inside",
        "${aws:username} ~ 5 ~ 1 ~ A colon",
        "${bucket +} ~ 0 ~ 11 ~ #FreeMarker says: Encountered \"}\".#",
        "${(bucket} ~ 0 ~ 10 ~ #\")\" is missing#",
        "${bucket)} ~ 8 ~ 1 ~ #\")\" closes nothing#",
        "${bucket?upcase} ~ 9 ~ 6 ~ #The built-in \"?upcase\"#",
        "${bucket?api} ~ 9 ~ 3 ~ #The built-in \"?api\"#",
        "${'x'?new()} ~ 6 ~ 3 ~ #The built-in \"?new\"#",
        "${'<#list 1..9 as i>'?interpret} ~ 22 ~ 9 ~ #The built-in \"?interpret\"#",
        "${bucket?eval} ~ 9 ~ 4 ~ #The built-in \"?eval\"#",
        "${count?string('0,000')} ~ 8 ~ 6 ~ #The built-in \"?string\"#",
        "${1..9999999} ~ 3 ~ 2 ~ Ranges",
        "${.data_model} ~ 2 ~ 1 ~ A name cannot begin with a dot",
        "${'a${bucket}b'} ~ 2 ~ 13 ~ A text inside",
        "${keep(bucket)} ~ 2 ~ 4 ~ There is no function",
        "${bucket#x} ~ 8 ~ 1 ~ #\"#",
        "${'abc} ~ 2 ~ 5 ~ The text has no closing quote",
      })
  void saysWhereAnExpressionIsWrong(String template, int offset, int length, String what) {
    List<Interpolation.Mistake> mistakes = interpolation.check(template, Syntax.TEXT, _ -> true);

    assertThat(mistakes).isNotEmpty();
    Interpolation.Mistake first = mistakes.getFirst();
    assertThat(first.offset() + "+" + first.length() + " " + first.what().en())
        .startsWith(offset + "+" + length + " " + what);
    assertThat(first.name()).isEmpty();
  }

  @Test
  void aListIsRightAsAWholeValue() {
    assertThat(interpolation.check("${[bucket, count]}", Syntax.TEXT, _ -> true)).isEmpty();
  }

  @Test
  void everyUnknownNameIsFound() {
    Set<List<String>> known = Set.of(List.of("bucket"), List.of("accounts", "audit", "id"));

    assertThat(
            interpolation.check(
                "${bukket}/${bucket}/${accounts.audt.id!'x'}?${members?map(m -> m.id)}",
                Syntax.TEXT,
                known::contains))
        .extracting(m -> m.offset() + "+" + m.length() + " " + m.name())
        .containsExactly("2+6 bukket", "22+16 accounts.audt.id", "46+7 members");
  }

  @Test
  void aValueInsideTheQuotesOfJmesPathIsAMistake() {
    assertThat(interpolation.check("Id=='${bucket}' && ${on}", Syntax.JMESPATH, _ -> true))
        .extracting(m -> m.offset() + "+" + m.length() + " " + m.what().en())
        .containsExactly(
            "5+9 The value would be part of the quoted text. It becomes a literal by itself: leave"
                + " the quotes out.");
  }

  @Test
  void anExpressionCanBeLookedAtWithoutValues() {
    assertThat(interpolation.withoutValues("a[?b==${c.d}] || ${e}", Syntax.JMESPATH))
        .isEqualTo("a[?b==`\"\"`] || `\"\"`");
    assertThat(interpolation.withoutValues("a-${b}-c", Syntax.TEXT)).isEqualTo("a--c");
  }

  @Test
  void tellsThePathsOfATemplate() {
    assertThat(
            interpolation.paths(
                "${a.b-c.d} ${x?then(y.z, 'q.r')} ${list?map(e -> e.id + f)} ${true} ${m['k'].n}"))
        .containsExactlyInAnyOrder(
            List.of("a", "b-c", "d"),
            List.of("x"),
            List.of("y", "z"),
            List.of("list"),
            List.of("f"),
            List.of("m"));
  }

  @Test
  void isOpenWhereAnExpressionIs() {
    assertThat(interpolation.open("a ${b}")).isTrue();
    assertThat(interpolation.open("a $b {c}")).isFalse();
  }

  private String jmespath(String template, ObjectNode scope) {
    return interpolation.text(template, Syntax.JMESPATH, scope)
            instanceof Interpolation.Result.Value(var text)
        ? text.stringValue()
        : "undefined";
  }
}
