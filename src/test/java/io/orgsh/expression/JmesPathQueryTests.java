package io.orgsh.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JmesPathQueryTests {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String DATA =
      """
      {"Trail": {"Name": "org", "IsOrganizationTrail": true, "Size": 0, "Empty": "", "None": null},
       "Admins": [{"Id": "111111111111", "Status": "ENABLED", "Rank": 2},
                  {"Id": "222222222222", "Status": "DISABLED", "Rank": 10}],
       "Nothing": []}
      """;

  private final JmesPathQuery query = new JmesPathQuery();
  private final JsonNode data = JSON.readTree(DATA);

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '#',
      value = {
        "Trail.Name ~ \"org\"",
        "Trail.Absent ~ null",
        "Absent.Deeper[0].Still ~ null",
        "Admins[?Status=='ENABLED'].Id ~ [\"111111111111\"]",
        "Admins[?Id==`\"222222222222\"`] | [0].Status ~ \"DISABLED\"",
        "length(Admins) ~ 2",
        "sort_by(Admins, &Rank)[-1].Id ~ \"222222222222\"",
        "max_by(Admins, &Rank).Rank ~ 10",
        "Admins[].Rank | sum(@) ~ 12.0",
        "contains(Trail.Name, 'r') ~ true",
        "join(',', Admins[].Id) ~ \"111111111111,222222222222\"",
        "{n: Trail.Name, a: length(Admins)} ~ {\"n\":\"org\",\"a\":2}",
        "Trail.Size == `0` ~ true",
        "Trail.Size < `1` && !Trail.None ~ true",
        "not_null(Trail.None, Trail.Name) ~ \"org\"",
        "Trail.keys(@)[0] ~ \"Name\"",
        "to_string(Trail.Size) ~ \"0\"",
        "@.Trail.IsOrganizationTrail ~ true",
      })
  void searches(String expression, String result) {
    assertThat(query.search(expression, data).toString()).isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource({
    "Trail, true",
    "Trail.Name, true",
    "Trail.IsOrganizationTrail, true",
    "Trail.Size, true",
    "Trail.Empty, false",
    "Trail.None, false",
    "Trail.Absent, false",
    "Nothing, false",
    "Admins[?Status=='SUSPENDED'], false",
    "!Nothing, true",
    "`{}`, false",
    "`false`, false",
  })
  void truthIsThatOfJmesPath(String expression, boolean truth) {
    assertThat(query.holds(expression, data)).isEqualTo(truth);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "Admins[?Id== ~ syntax error",
        "Admins[?Id='x'] ~ syntax error",
        "foo(@) ~ unknown function \"foo\"",
        "length() ~ invalid arity",
        "a.b c ~ syntax error",
        "#a ~ syntax error",
        "a == 'x ~ syntax error",
      })
  void saysWhatIsWrong(String expression, String said) {
    assertThat(query.mistake(expression)).hasValueSatisfying(m -> assertThat(m).contains(said));
    assertThatThrownBy(() -> query.search(expression, data))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"length(Trail.IsOrganizationTrail)", "sum(Trail)", "join(',', Trail)"})
  void aFunctionThatDoesNotTakeItsArgumentsIsAnIllegalArgument(String expression) {
    assertThat(query.mistake(expression)).isEmpty();
    assertThatThrownBy(() -> query.search(expression, data))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("type");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "Trail.Name ~ Trail",
        "@ ~ ''",
        "@.Trail | Name ~ Trail",
        "Admins[?Status=='x' && Other].Id | [0] ~ Admins",
        "Admins[*].Id ~ Admins",
        "Admins[].Id ~ Admins",
        "Trail && !Status || length(Admins) == `2` ~ Admins Status Trail",
        "{a: Trail.Name, b: {c: Status, d: Admins[?x.y == z].e}} ~ Admins Status Trail",
        "[Trail.{n: Name}, Status] ~ Status Trail",
        "sort_by(Admins, &Id)[0].Name ~ Admins",
        "contains(Trail.Names, 'a') && (Ready) ~ Ready Trail",
        "*.Name ~ ''",
        "`1` ~ ''",
        "not( ~ ''",
      })
  void tellsTheMembersThatAnExpressionReads(String expression, String members) {
    assertThat(query.members(expression))
        .containsExactlyElementsOf(
            Arrays.stream(members.split(" ")).filter(m -> !m.isEmpty()).toList());
  }
}
