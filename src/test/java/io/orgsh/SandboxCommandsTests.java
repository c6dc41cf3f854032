package io.orgsh;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.shell.Exit;
import io.orgsh.shell.run.Schemas;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The commands that look after the sandbox, through the whole program. */
class SandboxCommandsTests {
  private static final String TOPIC = "arn:aws:sns:ap-northeast-1:222222222222:alarm";

  @TempDir private Path folder;

  @Test
  void anEmptyInboxSaysSo() {
    var orgsh = new Orgsh(folder);

    assertThat(orgsh.run("sandbox", "inbox").out()).isEqualTo("No letter has come yet.\n");
    assertThat(orgsh.run("sandbox", "inbox", "--lang", "ja").out()).isEqualTo("メールはまだ届いていません。\n");
    assertThat(orgsh.run("sandbox", "inbox", "1").err()).startsWith("Error: no such letter");
    assertThat(orgsh.run("sandbox", "inbox", "1").exit()).isEqualTo(Exit.USAGE);
  }

  @Test
  void aLetterIsListedReadAndItsLinkFollowedOnce() {
    var orgsh = new Orgsh(folder);
    reset(orgsh, "--people", "away");
    subscribe(orgsh);

    Orgsh.Result list = orgsh.run("sandbox", "inbox");
    assertThat(list.out().replaceAll("20\\d\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d", "TIME"))
        .isEqualTo(
            """
            1  TIME  AWS Notifications -> operator@example.com
               AWS Notification - Subscription Confirmation  [link to follow]
            """);
    assertThat(list.err()).isEqualTo("Follow a link as its reader would: sandbox inbox --open 1\n");

    Orgsh.Result opened = orgsh.run("sandbox", "inbox", "--open", "1", "--lang", "ja");
    assertThat(opened.out()).contains("件名    AWS Notification - Subscription Confirmation");
    assertThat(opened.err()).isEqualTo("リンクを開き、メールで求められた操作を行いました。\n");
    assertThat(subscription(orgsh)).startsWith(TOPIC);

    Orgsh.Result again = orgsh.run("sandbox", "inbox", "--open", "1");
    assertThat(again.err()).startsWith("Error: the link has no effect");
    assertThat(again.exit()).isEqualTo(Exit.USAGE);
    Orgsh.Result json = orgsh.run("sandbox", "inbox", "--output", "json");
    assertThat(Schemas.mistakes("inbox", json.out())).isEmpty();
    assertThat(json.json().at("/letters/0/followed").asBoolean()).isTrue();
    assertThat(json.json().at("/letters/0/from").asString())
        .isEqualTo("AWS Notifications <no-reply@sns.amazonaws.com>");
    assertThat(orgsh.run("sandbox", "inbox", "--output", "csv").out())
        .startsWith("number,at,to,from,subject,link,followed\n1,");
  }

  @Test
  void readingAndFollowingAreTwoWishes() {
    Orgsh.Result both = new Orgsh(folder).run("sandbox", "inbox", "2", "--open", "1");

    assertThat(both.err()).startsWith("Error: two letters");
    assertThat(both.exit()).isEqualTo(Exit.USAGE);
  }

  @Test
  void anotherWorldIsMadeAsItIsWished() {
    var orgsh = new Orgsh(folder);

    reset(orgsh, "--plan", "enterprise", "--era", "2021", "--people", "away");

    JsonNode organization = orgsh.world().path("organizations");
    assertThat(organization.path("supportPlan").asString()).isEqualTo("ENTERPRISE");
    assertThat(organization.path("era").asString()).isEqualTo("2021");
    assertThat(organization.path("people").asString()).isEqualTo("away");

    reset(orgsh);

    assertThat(orgsh.world().at("/organizations/supportPlan").asString()).isEqualTo("BUSINESS");
  }

  @Test
  void aWishThatCannotBeMetIsRefusedWhileTheOldWorldIsThere() {
    var orgsh = new Orgsh(folder);
    subscribe(orgsh);

    Orgsh.Result words =
        orgsh.run(
            "sandbox",
            "reset",
            "--plan",
            "buisness",
            "--era",
            "202",
            "--people",
            "x",
            "--yes",
            "--allow-destructive");
    Orgsh.Result runbook =
        orgsh.run("sandbox", "reset", "--after", "confg", "--yes", "--allow-destructive");

    assertThat(words.err())
        .contains("--plan is \"buisness\"; expected one of basic, developer, business, enterprise.")
        .contains("Did you mean business?")
        .contains("--era is \"202\"; expected one of 2021, current.")
        .contains("--people is \"x\"; expected one of diligent, away.");
    assertThat(words.exit()).isEqualTo(Exit.USAGE);
    assertThat(runbook.err()).startsWith("Error: unknown runbook").contains("Did you mean config?");
    assertThat(runbook.exit()).isEqualTo(Exit.USAGE);
    assertThat(orgsh.mutations()).isPositive();
  }

  @Test
  void aWorldAfterARunbookHasItAndWhatItNeedsDone() throws IOException {
    var orgsh = new Orgsh(folder, SmallRunbooks.in(folder.resolve("installation")));

    Orgsh.Result reset =
        orgsh.run(
            "sandbox",
            "reset",
            "--after",
            "second",
            "--yes",
            "--allow-destructive",
            "--output",
            "json");

    assertThat(reset.exit()).as(reset.err()).isEqualTo(Exit.DONE);
    assertThat(reset.json().path("runs").values())
        .extracting(run -> run.path("runbook").asString() + " " + run.path("state").asString())
        .containsExactly("first done", "second done");
    assertThat(reset.json().path("organization").asString()).isEqualTo("o-exampleorgid");
    assertThat(orgsh.world().at("/organizations/trustedAccess").propertyNames())
        .containsExactly("config.amazonaws.com", "guardduty.amazonaws.com");
  }

  @Test
  void aWorldThatIsPreparedInPartSaysHowFar() throws IOException {
    var orgsh = new Orgsh(folder, SmallRunbooks.in(folder.resolve("installation")));

    Orgsh.Result reset =
        orgsh.run(
            "sandbox",
            "reset",
            "--after",
            "impossible",
            "--yes",
            "--allow-destructive",
            "--output",
            "json");

    assertThat(reset.exit()).isEqualTo(Exit.FAILED);
    assertThat(reset.err())
        .contains("Stopped: the new world is prepared in part")
        .contains("first, impossible");
    assertThat(reset.json().path("runs").values())
        .extracting(run -> run.path("runbook").asString() + " " + run.path("state").asString())
        .containsExactly("first done", "impossible failed");
    assertThat(reset.json().path("problems").size()).isEqualTo(1);
  }

  @Test
  void runbooksAreRunInTheSandboxOnly() {
    Orgsh.Result reset =
        new Orgsh(folder)
            .runAnywhere("sandbox", "reset", "--after", "config", "--yes", "--allow-destructive");

    assertThat(reset.err())
        .startsWith("Error: orgsh is not on the sandbox")
        .contains("    orgsh --sandbox sandbox reset --after config");
    assertThat(reset.exit()).isEqualTo(Exit.USAGE);
  }

  private static void reset(Orgsh orgsh, String... options) {
    var words = new ArrayList<>(List.of("sandbox", "reset", "--yes", "--allow-destructive"));
    words.addAll(List.of(options));
    Orgsh.Result result = orgsh.run(words.toArray(String[]::new));
    assertThat(result.exit()).as(result.err()).isEqualTo(Exit.DONE);
  }

  private static void subscribe(Orgsh orgsh) {
    orgsh.ask("audit", "sns:CreateTopic", "{'Name':'alarm'}");
    orgsh.ask(
        "audit",
        "sns:Subscribe",
        "{'TopicArn':'" + TOPIC + "','Protocol':'email','Endpoint':'operator@example.com'}");
  }

  private static String subscription(Orgsh orgsh) {
    return orgsh
        .ask("audit", "sns:ListSubscriptionsByTopic", "{'TopicArn':'" + TOPIC + "'}")
        .at("/Subscriptions/0/SubscriptionArn")
        .asString();
  }
}
