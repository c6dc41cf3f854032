package io.orgsh.shell.history;

import static io.orgsh.problem.Language.ENGLISH;
import static io.orgsh.problem.Language.JAPANESE;
import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.journal.Event;
import io.orgsh.journal.Journal;
import io.orgsh.journal.RunState;
import io.orgsh.problem.Language;
import io.orgsh.problem.Text;
import io.orgsh.report.Evidence;
import io.orgsh.runbook.Target;
import io.orgsh.shell.Format;
import io.orgsh.shell.Output;
import io.orgsh.shell.TextScreen;
import io.orgsh.shell.run.MemoryStore;
import io.orgsh.shell.run.Samples;
import io.orgsh.shell.run.Schemas;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class ReportTests {
  private static final String CALLER = "`arn:aws:sts::111111111111:assumed-role/Admin/aoki`";
  private static final Target BUCKET = Samples.target(Samples.BUCKET, Samples.AUDIT);
  private static final Target TRAIL = Samples.target(Samples.TRAIL, Samples.MANAGEMENT);

  private final MemoryStore store = new MemoryStore();

  @Test
  void aRequestItsAnswerAndItsProofStandInTheReport() throws Exception {
    Evidence evidence = evidence(events());

    assertThat(markdown(evidence, ENGLISH))
        .startsWith(
            """
            # Evidence of run trail-20261123-1

            | what | value |
            | --- | --- |
            | runbook | `trail` A trail for the whole organization |
            | SHA-256 of the runbook | `%s` |
            | organization | `o-exampleorgid` |
            """
                .formatted("0".repeat(64)))
        .contains("| SHA-256 of its last line | `" + sumOfTheLastLine() + "` |")
        .contains(
            """
            ## Values

            | parameter | value |
            | --- | --- |
            | edition | `current` |
            | token | `********` |
            """)
        .contains("| `trail` | `111111111111` | `ap-northeast-1` |  | verified |")
        .contains(
            "| 2026-11-23T10:00:04Z | "
                + CALLER
                + " | `cloudtrail:CreateTrail` `{\"Name\":\"all\"}` | done | `req-1` |\n"
                + "| 2026-11-23T10:00:05Z | "
                + CALLER
                + " | read: it is so | `{\"IsLogging\":true}` |  |\n")
        .doesNotContain("s3cret");
  }

  @Test
  void inJapaneseItSaysTheSame() throws Exception {
    assertThat(markdown(evidence(events()), JAPANESE))
        .startsWith("# 実行 trail-20261123-1 のエビデンス\n")
        .contains("| 読み取り: 設定を確認 |", "| 成功 | `req-1` |", "## 検証方法");
  }

  @Test
  void whatHadNoReplyWasRefusedOrLeftOutIsTold() throws Exception {
    List<Event> events = new ArrayList<>();
    events.add(new Event.Planned(List.of(BUCKET, TRAIL)));
    events.add(intended(BUCKET, "s3:CreateBucket"));
    events.add(new Event.Refused(BUCKET, 0, "BucketAlreadyExists", "taken", "req-7"));
    events.add(
        new Event.Failed(BUCKET, Text.of("Error: x", "エラー: x"), Text.of("why", "理由"), "req-7"));
    events.add(intended(TRAIL, "cloudtrail:CreateTrail"));

    String text = markdown(evidence(events), ENGLISH);

    assertThat(text)
        .contains("| refused: BucketAlreadyExists taken | `req-7` |")
        .contains("| failed | Error: x. why | `req-7` |")
        .contains("| no reply was seen; what was read afterwards tells |  |");
  }

  @Test
  void aValueIsNoMarkdownNoHtmlAndNoTerminalSequence() throws Exception {
    List<Event> events = new ArrayList<>();
    events.add(new Event.Planned(List.of(BUCKET)));
    events.add(
        new Event.Skipped(
            BUCKET, "a|b\n# c <script>alert(1)</script> [x](javascript:y) `z` \u001b]0;own\u0007"));

    assertThat(markdown(evidence(events), ENGLISH))
        .contains(
            "| skipped | a\\|b \\# c &lt;script\\>alert(1)&lt;/script\\> \\[x\\](javascript:y)"
                + " \\`z\\` \\u001b\\]0;own\\u0007 |  |")
        .doesNotContain("\u001b", "<script");
  }

  @Test
  void jsonFollowsItsSchema() throws Exception {
    var screen = new TextScreen(ENGLISH, 80);
    ReportCommand.View view = new ReportCommand().view(new Output(screen, Format.JSON));

    String text = view.text(evidence(events()));

    assertThat(Schemas.mistakes("report", text)).isEmpty();
    assertThat(text).doesNotContain("s3cret");
    JsonNode json = JsonMapper.shared().readTree(text);
    assertThat(json.at("/journal/head").asString()).isEqualTo(sumOfTheLastLine());
    assertThat(json.at("/targets/1/acts/0").toString())
        .isEqualTo(
            "{\"at\":\"2026-11-23T10:00:04Z\",\"caller\":\"arn:aws:sts::111111111111:assumed-role/Admin/aoki\","
                + "\"kind\":\"request\",\"purpose\":\"do\",\"call\":\"cloudtrail:CreateTrail\","
                + "\"parameters\":{\"Name\":\"all\"},\"answer\":\"done\",\"requestId\":\"req-1\"}");
  }

  private static List<Event> events() {
    return List.of(
        new Event.Planned(List.of(BUCKET, TRAIL)),
        new Event.AlreadySo(BUCKET, object().put("shown", "there"), object()),
        intended(TRAIL, "cloudtrail:CreateTrail"),
        new Event.Replied(TRAIL, 0, "req-1", ""),
        new Event.Proved(TRAIL, object().put("IsLogging", true), object()),
        new Event.Ended(Event.Ending.DONE));
  }

  private static Event intended(Target target, String call) {
    return new Event.Intended(target, 0, call, object().put("Name", "all"), object());
  }

  private Evidence evidence(List<Event> events) {
    RunState state = Samples.journal(store, Samples.RUN, events);
    return Evidence.of(
        state,
        Journal.entries(store, Samples.RUN),
        store.read(Samples.RUN).getLast(),
        Optional.of(Samples.runbook()));
  }

  private String sumOfTheLastLine() throws Exception {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256")
                .digest(store.read(Samples.RUN).getLast().getBytes(StandardCharsets.UTF_8)));
  }

  private static String markdown(Evidence evidence, Language language) {
    return new ReportCommand()
        .view(new Output(new TextScreen(language, 80), Format.TEXT))
        .text(evidence);
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
