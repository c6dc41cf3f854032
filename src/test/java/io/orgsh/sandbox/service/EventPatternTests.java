package io.orgsh.sandbox.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

final class EventPatternTests {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final String EVENT =
      """
      {"source": "aws.guardduty", "detail-type": "GuardDuty Finding", "resources": ["a", "b"],
       "detail": {"severity": 8, "type": "Recon:EC2/Portscan", "archived": false,
                  "findings": [{"label": "HIGH"}, {"label": "LOW"}]}}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"source": ["aws.guardduty"]}                                        | true
          {"source": ["aws.securityhub"]}                                      | false
          {"source": ["aws.securityhub", "aws.guardduty"]}                     | true
          {"source": ["aws.guardduty"], "detail": {"type": ["other"]}}         | false
          {"resources": ["b"]}                                                 | true
          {"detail": {"severity": [8.0]}}                                      | true
          {"detail": {"severity": [{"numeric": [">=", 7]}]}}                   | true
          {"detail": {"severity": [{"numeric": [">", 3, "<", 8]}]}}            | false
          {"detail": {"archived": [false]}}                                    | true
          {"detail": {"type": [{"prefix": "Recon:"}]}}                         | true
          {"detail": {"type": [{"suffix": "Portscan"}]}}                       | true
          {"detail": {"type": [{"wildcard": "Recon:*/Port*"}]}}                | true
          {"source": [{"equals-ignore-case": "AWS.GuardDuty"}]}                | true
          {"source": [{"anything-but": "aws.guardduty"}]}                      | false
          {"source": [{"anything-but": ["aws.health"]}]}                       | true
          {"source": [{"anything-but": {"prefix": "aws."}}]}                   | false
          {"detail": {"region": [{"exists": false}]}}                          | true
          {"detail": {"severity": [{"exists": false}]}}                        | false
          {"detail": {"findings": {"label": ["LOW"]}}}                         | true
          {"detail": {"findings": {"label": ["MEDIUM"]}}}                      | false
          {"$or": [{"source": ["x"]}, {"detail": {"severity": [8]}}]}          | true
          """)
  void anEventMatchesOrNot(String pattern, boolean matches) throws Exception {
    assertEquals(matches, EventPattern.of(pattern).matches(MAPPER.readTree(EVENT)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          no json                                    | Filter is not an object
          []                                         | Filter is not an object
          {}                                         | Empty objects are not allowed
          {"source": "aws.guardduty"}                | "source" must be an object or an array
          {"source": []}                             | Empty arrays are not allowed
          {"source": [{"like": "a"}]}                | Unrecognized match type like
          {"source": [{"exists": "yes"}]}            | exists match pattern must be either true or false.
          {"a": [{"numeric": [">="]}]}               | Value of numeric must be an array of comparisons and numbers
          """)
  void whatIsNoPatternIsRefusedWithItsReason(String pattern, String reason) {
    AwsError error = assertThrows(AwsError.class, () -> EventPattern.of(pattern));
    assertEquals(
        "InvalidEventPatternException: Event pattern is not valid. Reason: " + reason,
        error.code() + ": " + error.words());
  }
}
