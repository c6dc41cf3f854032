package io.orgsh.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.aws.OperationName;
import io.orgsh.aws.Reply;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Where;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What AWS's errors mean: the data that is shipped, and how it is found. */
class ExplanationsTests {

  @Test
  void everyEntryIsWholeInBothLanguages() throws IOException {
    try (InputStream in = Explanations.class.getResourceAsStream("explanations.json")) {
      JsonNode entries = JsonMapper.shared().readTree(in);
      assertThat(entries.isArray()).isTrue();
      var keys = new ArrayList<String>();
      for (JsonNode entry : entries) {
        String name = entry.toString();
        assertThat(entry.propertyNames())
            .as(name)
            .contains("operation", "code", "en", "ja")
            .isSubsetOf("operation", "code", "piece", "en", "ja", "next");
        assertThat(entry.path("operation").asString())
            .as(name)
            .matches("\\*|[a-z0-9-]+:(\\*|\\w+)");
        assertThat(entry.path("code").asString()).as(name).matches("[A-Za-z0-9.]+");
        assertThat(entry.path("en").asString()).as(name).matches("(?s)[A-Z].*[.:]");
        assertThat(entry.path("ja").asString())
            .as(name)
            .matches("(?s).*\\p{IsHan}.*|.*\\p{IsHiragana}.*");
        entry.path("next").forEach(command -> assertThat(command.asString()).as(name).isNotBlank());
        keys.add(
            entry.path("operation").asString()
                + " "
                + entry.path("code").asString()
                + " "
                + entry.path("piece").asString(""));
      }
      assertThat(keys).as("no entry hides another").hasSameSizeAs(new TreeSet<>(keys));
    }
    assertThat(Explanations.shipped()).isNotNull();
  }

  @Test
  void anErrorThatNobodyExplainedStillSaysWhatAwsSaidAndWhetherItActed() {
    Problem problem =
        Explanations.shipped()
            .problem(
                new OperationName("example", "DoIt"),
                new Reply.Refused("Odd", "It is odd", "", "req-1", 400, Reply.Retry.POINTLESS),
                new Where.AtTarget("run", "step", "111111111111", "us-east-1", ""),
                Explanations.Acted.NO);

    assertThat(problem.what().en()).isEqualTo("Error: AWS refused the change");
    assertThat(problem.why().en().lines())
        .containsExactly(
            "example:DoIt answered Odd: It is odd",
            "Trying again without a change will not help. This call changed nothing.");
    assertThat(problem.why().ja().lines())
        .containsExactly(
            "example:DoIt の応答: Odd: It is odd", "このまま再試行しても結果は変わりません。この呼び出しによる変更はありません。");
    assertThat(problem.where())
        .isEqualTo(new Where.AtTarget("run", "step", "111111111111", "us-east-1", "req-1"));
    assertThat(problem.next()).isEqualTo(List.of());
  }
}
