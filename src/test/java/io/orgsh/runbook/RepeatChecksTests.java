package io.orgsh.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.problem.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls of a step that may not go twice are mistakes where they are not the last. */
class RepeatChecksTests {
  private static final String HEAD =
      """
      runbook: topics
      title: {en: T, ja: 題}
      about: {en: A, ja: 説明}
      steps:
        - id: topics
          title: {en: T, ja: 題}
          why: {en: W, ja: 理由}
          in: audit
          check: {call: sns:ListTopics, holds: "Topics[1]"}
          do:
      """;
  private static final String LAST =
      """
            - {call: sns:CreateTopic, with: {Name: b}}
          undo: {nothing: {en: N, ja: なし}}
      """;

  @TempDir private Path folder;

  @Test
  void aCallBeforeTheLastThatMayNotGoTwiceIsNamedWithItsPlace() {
    Loaded loaded = load("      - {call: sns:CreateTopic, with: {Name: a}}\n");

    assertThat(Loading.problems(loaded)).hasSize(1);
    assertThat(Loading.shown(Loading.problems(loaded).getFirst(), Language.ENGLISH))
        .isEqualTo(
            "11:16+15 Error: call that may not go twice | Where orgsh dies between this call and"
                + " the last one of the step, it is sent again, and sns:CreateTopic may fail then"
                + " or do it twice. Name under accept the error that means that it was so already;"
                + " or look with let and leave it out with when; or send a client token; or make it"
                + " a step of its own.");
  }

  @Test
  void soIsOneOfUndo() throws IOException {
    Path runbook = Path.of("runbooks/guardduty.yaml");
    String text = Files.readString(runbook);
    int disassociate = text.indexOf("- call: guardduty:DisassociateMembers");
    int accept = text.indexOf("        accept:", disassociate);
    String without =
        text.substring(0, accept) + text.substring(text.indexOf("      - call:", accept));

    assertThat(Loading.shown(Loading.realLoader().load(Loading.file(folder, "guardduty", without))))
        .contains("call that may not go twice")
        .contains("guardduty:DisassociateMembers may fail");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{call: sns:CreateTopic, with: {Name: a}, accept: [{error: TopicExists}]}",
        "{call: sns:CreateTopic, with: {Name: a}, when: \"!(there.Topics)\","
            + " let: {there: {call: sns:ListTopics}}}",
        "{call: config:PutConfigurationAggregator, with: {ConfigurationAggregatorName: a}}",
        "{call: access-analyzer:CreateAnalyzer, with: {analyzerName: a, type: ACCOUNT, clientToken:"
            + " orgsh}}",
      })
  void oneThatGuardsItselfOrReplacesIsRight(String call) {
    assertThat(Loading.shown(load("      - " + call + "\n"))).isEqualTo("nothing is wrong");
  }

  @Test
  void whereOnlyOneOfTwoIsSentNeitherComesBeforeTheOther() {
    String either =
        """
              - {call: sns:CreateTopic, when: "region == 'us-east-1'", with: {Name: a}}
              - {call: sns:CreateTopic, when: "!(region == 'us-east-1')", with: {Name: b}}
            undo: {nothing: {en: N, ja: なし}}
        """;

    assertThat(Loading.shown(Loading.realLoader().load(file(either))))
        .isEqualTo("nothing is wrong");
    assertThat(
            Loading.shown(Loading.realLoader().load(file(either.replace("!(region", "(region")))))
        .contains("call that may not go twice");
  }

  @Test
  void everyRunbookThatComesWithOrgshHoldsIt() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("runbooks"))) {
      List<Path> runbooks = files.filter(file -> file.toString().endsWith(".yaml")).toList();
      assertThat(runbooks).hasSizeGreaterThan(7);
      for (Path runbook : runbooks) {
        assertThat(Loading.shown(Loading.realLoader().load(runbook)))
            .as("%s", runbook)
            .isEqualTo("nothing is wrong");
      }
    }
  }

  private Loaded load(String first) {
    return Loading.realLoader().load(file(first + LAST));
  }

  private Path file(String calls) {
    return Loading.file(folder, "topics", HEAD + calls);
  }
}
