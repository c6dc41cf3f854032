package io.orgsh.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Expressions that would make much of little, or never end. */
class HostileExpressionTests {
  private static final Duration SOON = Duration.ofMinutes(3);
  private final ObjectNode scope = JsonNodeFactory.instance.objectNode();

  HostileExpressionTests() {
    ArrayNode many = scope.putArray("many");
    for (int i = 0; i < 20_000; i++) {
      many.add(i);
    }
    scope.put("text", "x".repeat(100_000));
    scope.put("word", "word");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "['x']?map(a -> a+a+a+a)?first",
        "['x']?map(a -> a+a)?map(a -> a+a)?map(a -> a+a)?map(a -> a+a)?first",
        "many?map(a -> text)?join('')",
        "many?map(a -> many)?first?first",
        "many?join(word)",
        "many?filter(a -> many?filter(b -> many?seq_contains(a))?size gt 5)?size",
        "text + text",
        "['x']?map((a) -> a+a)?first",
        "word?new()",
        "word?api",
        "word?eval",
        ".data_model",
        "1..999999999",
      })
  void anExpressionThatGrowsOrLoopsHasNoValue(String expression) {
    Interpolation.Result result =
        Assertions.assertTimeoutPreemptively(
            SOON,
            () ->
                new FreemarkerInterpolation()
                    .value(scope.stringNode("${" + expression + "}"), scope));

    assertThat(result).isInstanceOf(Interpolation.Result.Undefined.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "many?filter(a -> a gt 19997)?map(a -> 'n' + a)?join(',')",
        "['a', 'b']?map(a -> a + '-' + a)?join(', ')",
        "many?filter(a -> ['5', '6']?seq_contains(a?c))?size",
      })
  void whatARealRunbookSaysHasOne(String expression) {
    assertThat(
            new FreemarkerInterpolation().value(scope.stringNode("${" + expression + "}"), scope))
        .isInstanceOf(Interpolation.Result.Value.class);
  }

  @Test
  void aNumberOfMoreDigitsThanMemoryStaysShort() {
    scope.set("number", JsonNodeFactory.instance.numberNode(new BigDecimal("1e999999999")));
    var interpolation = new FreemarkerInterpolation();

    assertThat(interpolation.text("n=${number}", Syntax.TEXT, scope).toString())
        .contains("n=1E+999999999");
    assertThat(interpolation.value(scope.stringNode("${number + 1}"), scope))
        .isInstanceOf(Interpolation.Result.Undefined.class);
  }

  @Test
  void aTextThatDoublesInJmesPathIsStopped() {
    refused("'x'" + "|join('',[@,@])".repeat(60));
    refused("[`1`,`2`]" + "|[@,@][]".repeat(60));
    refused("[`1`]" + "|[@,@]".repeat(60) + "|to_string(@)");
    refused("`1`" + "|{a:@,b:@}".repeat(60));
  }

  @Test
  void whatNestsTooDeepInJmesPathIsRefused() {
    refused("(".repeat(2000) + "a" + ")".repeat(2000));
    refused("abs(".repeat(500));
    refused("!".repeat(4000) + "a");
    refused("a" + ".a".repeat(10_000));
  }

  @Test
  void whatTheLibraryTripsOverIsAMistakeOfTheExpression() {
    refused("nothing[::-1]");
  }

  private void refused(String expression) {
    JsonNode data = JsonMapper.shared().readTree("{\"a\": 1}");
    Assertions.assertTimeoutPreemptively(
        SOON,
        () ->
            assertThatThrownBy(() -> new JmesPathQuery().search(expression, data))
                .isInstanceOf(IllegalArgumentException.class));
  }
}
