package io.orgsh.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StatementPoliciesTests {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final StatementPolicies POLICIES = new StatementPolicies();

  private static final JsonNode FOREIGN =
      tree("{'Sid': 'S', 'Effect': 'Deny', 'Principal': '*', 'Action': ['b', 'a', 'a']}");
  private static final JsonNode READ =
      tree("{'Sid': 'S', 'Effect': 'Allow', 'Principal': {'AWS': '111111111111'}, 'Action': 'a'}");
  private static final JsonNode WRITE =
      tree("{'Sid': 'S', 'Effect': 'Allow', 'Principal': {'AWS': '111111111111'}, 'Action': 'b'}");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'Action': 'a'}                  | {'Action': ['a']}                                  | true
          {'Action': ['a', 'b']}           | {'Action': ['b', 'a']}                             | true
          {'Action': 'a', 'Effect': 'Deny'}| {'Effect': 'Deny', 'Action': 'a'}                  | true
          {'Sid': '1', 'Action': 'a'}      | {'Sid': '2', 'Action': 'a'}                        | true
          {'Principal': {'AWS': '1'}}      | {'Principal': {'AWS': '2'}}                        | false
          {'Principal': {'AWS': '111111111111'}} | {'Principal': {'AWS': ['arn:aws:iam::111111111111:root']}} | true
          {'Principal': {'AWS': '111111111111'}} | {'Principal': {'AWS': ['arn:aws-cn:iam::111111111111:root']}} | true
          {'Principal': {'AWS': '111111111111'}} | {'Principal': {'AWS': 'arn:aws:iam::111111111111:role/root'}} | false
          {'Resource': '111111111111'}     | {'Resource': 'arn:aws:iam::111111111111:root'}     | false
          {'Principal': '*'}               | {'Principal': {'AWS': '*'}}                        | false
          {'Principal': {'AWS': 'a'}}      | {'Principal': {'Service': 'a'}}                    | false
          {'Action': 'a'}                  | {'NotAction': 'a'}                                 | false
          {'Action': 'a, b'}               | {'Action': ['a', 'b']}                             | false
          {'Condition': {'Bool': {'k': false}}} | {'Condition': {'Bool': {'k': ['false']}}}     | true
          {'Condition': {'A': {'k': ['1', '2']}}} | {'Condition': {'A': {'k': ['2', '1']}}}     | true
          {'Condition': {'A': {'k': '1'}}} | {'Condition': {'B': {'k': '1'}}}                   | false
          {'Action': 'a'}                  | {'Action': 'a', 'Condition': {'A': {'k': '1'}}}    | false
          """,
      quoteCharacter = '`')
  void statementsAreTheSameWhenTheySayTheSame(String one, String other, boolean same) {
    assertThat(POLICIES.holds(policy(tree(one)), policy(tree(other)))).isEqualTo(same);
    assertThat(POLICIES.holds(policy(tree(other)), policy(tree(one)))).isEqualTo(same);
  }

  @Test
  void aPolicyIsReadFromJsonAndFromWhatIamAnswers() {
    JsonNode policy = policy(READ);
    String encoded =
        URLEncoder.encode(policy.toString(), StandardCharsets.UTF_8).replace("+", "%20");

    assertThat(POLICIES.parse(policy.toString())).contains(policy);
    assertThat(POLICIES.parse(encoded)).contains(policy);
    assertThat(POLICIES.parse("{\"a\": \"1+1%20\"}"))
        .contains(JSON.createObjectNode().put("a", "1+1%20"));
    assertThat(POLICIES.parse("%7B%22a%22%3A%221+1%22%7D"))
        .contains(JSON.createObjectNode().put("a", "1+1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"''", "nothing", "[]", "%7B", "%ZZ", "{\"a\":1,\"a\":2}", "{} {}"})
  void whatIsNeitherIsNoPolicy(String text) {
    assertThat(POLICIES.parse(text)).isEmpty();
  }

  @Test
  void aMergeAppendsWhatIsMissingAndLeavesTheRestAsItIs() {
    JsonNode live =
        tree("{'Id': 'x', 'Statement': [" + FOREIGN + "," + READ + "], 'Version': '2008-10-17'}");
    JsonNode wanted = policy(READ, WRITE, WRITE);

    assertThat(POLICIES.missing(live, wanted)).containsExactly(WRITE);
    assertThat(POLICIES.merge(live, wanted).toString())
        .isEqualTo(
            tree("{'Id': 'x', 'Statement': ["
                    + FOREIGN
                    + ","
                    + READ
                    + ","
                    + WRITE
                    + "], 'Version': '2008-10-17'}")
                .toString());
  }

  @Test
  void aMergeKeepsNumbersAsTheyWereWritten() {
    JsonNode live =
        POLICIES.parse("{\"Statement\":[{\"a\":1.10},{\"b\":12345678901234567890}]}").orElseThrow();

    assertThat(POLICIES.merge(live, policy(READ)).toString())
        .isEqualTo("{\"Statement\":[{\"a\":1.10},{\"b\":12345678901234567890}," + READ + "]}");
  }

  @Test
  void aMergeOfWhatIsThereChangesNothing() {
    JsonNode live = tree("{'Statement': " + READ + "}");

    assertThat(POLICIES.holds(live, policy(READ))).isTrue();
    assertThat(POLICIES.merge(live, policy(READ))).isEqualTo(live);
  }

  @Test
  void aMergeIntoNothingIsWhatIsWanted() {
    assertThat(POLICIES.merge(JSON.nullNode(), policy(READ))).isEqualTo(policy(READ));
    assertThat(POLICIES.merge(JSON.createObjectNode(), policy(READ))).isEqualTo(policy(READ));
  }

  @Test
  void aLoneStatementBecomesAListWhenAnotherComes() {
    assertThat(POLICIES.merge(tree("{'Statement': " + READ + "}"), policy(WRITE)))
        .isEqualTo(tree("{'Statement': [" + READ + "," + WRITE + "]}"));
  }

  @Test
  void whatWasAddedIsTakenOutAgainAlsoAsAwsRewroteIt() {
    JsonNode rewritten =
        tree(
            "{'Sid': 'S', 'Effect': 'Allow', 'Principal':"
                + " {'AWS': 'arn:aws:iam::111111111111:root'}, 'Action': ['b']}");
    JsonNode live =
        tree("{'Version': 'v', 'Statement': [" + FOREIGN + "," + rewritten + "], 'Id': 'x'}");

    assertThat(POLICIES.without(live, List.of(WRITE)))
        .map(JsonNode::toString)
        .contains(tree("{'Version': 'v', 'Statement': [" + FOREIGN + "], 'Id': 'x'}").toString());
  }

  @Test
  void aLikeStatementUnderAnotherSidIsSomebodyElses() {
    JsonNode theirs = tree(READ.toString().replace("\"S\"", "\"Theirs\""));

    assertThat(POLICIES.without(policy(theirs, READ), List.of(READ))).contains(policy(theirs));
    assertThat(POLICIES.without(policy(theirs), List.of(READ))).contains(policy(theirs));
  }

  @Test
  void nothingIsLeftWhenTheLastStatementGoes() {
    assertThat(POLICIES.without(policy(READ, WRITE), List.of(WRITE, READ)))
        .isEqualTo(Optional.empty());
  }

  @Test
  void aDifferenceShowsWhatAMergeAdds() {
    JsonNode live = tree("{'Statement': [{'Action': 'a'}]}");

    assertThat(POLICIES.diff(live, tree("{'Statement': [{'Action': 'a'}, {'Action': 'b'}]}")))
        .containsExactly(
            "  {",
            "    \"Statement\": [",
            "      {",
            "        \"Action\": \"a\"",
            "+     },",
            "+     {",
            "+       \"Action\": \"b\"",
            "      }",
            "    ]",
            "  }");
    assertThat(POLICIES.diff(live, tree("{'Statement': [{'Action': 'c'}]}")))
        .containsExactly(
            "  {",
            "    \"Statement\": [",
            "      {",
            "-       \"Action\": \"a\"",
            "+       \"Action\": \"c\"",
            "      }",
            "    ]",
            "  }");
    assertThat(POLICIES.diff(live, live)).isEmpty();
  }

  @Test
  void aDifferenceKeepsTheMostLines() {
    assertThat(LineDiff.of(List.of("a", "b", "c", "d", "e"), List.of("x", "c", "b", "d", "y")))
        .containsExactly("- a", "- b", "+ x", "  c", "+ b", "  d", "- e", "+ y");
  }

  @Test
  void thePrettyTextHasTwoBlanksPerLevel() {
    assertThat(POLICIES.text(tree("{'a': [], 'b': {}, 'c': ['1', {'d': true}]}")))
        .isEqualTo(
            """
            {
              "a": [],
              "b": {},
              "c": [
                "1",
                {
                  "d": true
                }
              ]
            }\
            """);
  }

  private static JsonNode policy(JsonNode... statements) {
    var policy = JSON.createObjectNode().put("Version", "2012-10-17");
    policy.putArray("Statement").addAll(List.of(statements));
    return policy;
  }

  private static JsonNode tree(String text) {
    return JSON.readTree(text.replace('\'', '"'));
  }
}
