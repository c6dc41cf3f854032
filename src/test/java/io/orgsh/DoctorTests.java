package io.orgsh;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.shell.Exit;
import io.orgsh.shell.run.Schemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code doctor} through the whole program on the sandbox. */
class DoctorTests {
  @TempDir private Path folder;

  @Test
  void whereNothingIsWrongARunCanBegin() throws IOException {
    Orgsh orgsh = orgsh();

    Orgsh.Result result = orgsh.run("doctor");

    assertThat(result.out())
        .contains("+ configuration", "there is no orgsh.yaml")
        .contains("+ runbooks", "all right")
        .contains("+ sign-in", "profile management, arn:aws:iam::111111111111:user/admin")
        .contains("+ organization", "o-exampleorgid, 3 accounts")
        .contains("+ management 111111111111", "+ audit 222222222222", "+ member 333333333333")
        .contains("the guard lets writes pass")
        .contains("+ regions", "home ap-northeast-1")
        .endsWith("A run can begin. Nothing was changed.\n");
    assertThat(result.err()).isEmpty();
    assertThat(result.exit()).isEqualTo(Exit.DONE);
    assertThat(orgsh.mutations()).isZero();
  }

  @Test
  void everythingThatIsWrongIsSaidWithWhatToDo() throws IOException {
    Orgsh orgsh = orgsh();
    Path configuration = folder.resolve("orgsh.yaml");
    Files.writeString(
        configuration,
        """
        accounts:
          management: "111111111111"
          audit: {id: "222222222222", profile: system01}
        regions: [ap-northeast-1, af-south-1]
        """);
    Files.writeString(folder.resolve("installation/runbooks/torn.yaml"), "runbook: other\n");

    Orgsh.Result json =
        orgsh.run("--config", configuration.toString(), "doctor", "--output", "json");

    assertThat(json.exit()).isEqualTo(Exit.FAILED);
    assertThat(Schemas.mistakes("doctor", json.out())).isEmpty();
    assertThat(json.json().path("ready").asBoolean()).isFalse();
    assertThat(check(json.json(), "audit 222222222222").path("words").asString())
        .contains("profile system01");
    assertThat(check(json.json(), "regions").path("words").asString())
        .isEqualTo("not enabled: af-south-1.");
    assertThat(check(json.json(), "runbooks").path("verdict").asString()).isEqualTo("wrong");
    assertThat(check(json.json(), "management 111111111111").path("verdict").asString())
        .isEqualTo("good");

    Orgsh.Result japanese =
        orgsh.run("--config", configuration.toString(), "doctor", "--lang", "ja");
    assertThat(japanese.out())
        .contains("x リージョン", "有効になっていません: af-south-1。")
        .endsWith("x の項目を先に解決してください。何も変更していません。\n");
  }

  @Test
  void anAccountThatCannotBeEnteredIsSaidWithTheProfileThatWould() throws IOException {
    Orgsh.Result json =
        orgsh().run("--profile", "audit", "--no-switch", "doctor", "--output", "json");

    JsonNode management = check(json.json(), "management 111111111111");
    assertThat(management.path("verdict").asString()).isEqualTo("wrong");
    assertThat(management.path("words").asString()).contains("management (111111111111)");
    assertThat(management.path("next")).isNotEmpty();
    assertThat(check(json.json(), "audit 222222222222").path("verdict").asString())
        .isEqualTo("good");
    assertThat(json.exit()).isEqualTo(Exit.FAILED);
  }

  @Test
  void withoutASignInTheRestIsNotLookedAt() throws IOException {
    Orgsh.Result json = orgsh().run("--profile", "nobody", "doctor", "--output", "json");

    assertThat(json.exit()).isEqualTo(Exit.FAILED);
    assertThat(check(json.json(), "sign-in").path("verdict").asString()).isEqualTo("wrong");
    assertThat(check(json.json(), "organization").path("verdict").asString())
        .isEqualTo("not-looked-at");
    assertThat(check(json.json(), "runbooks").path("verdict").asString()).isEqualTo("good");
  }

  private Orgsh orgsh() throws IOException {
    return new Orgsh(folder, SmallRunbooks.in(folder.resolve("installation")));
  }

  private static JsonNode check(JsonNode answer, String subject) {
    return answer
        .path("checks")
        .valueStream()
        .filter(check -> check.path("subject").asString().equals(subject))
        .findFirst()
        .orElseThrow(() -> new AssertionError(subject + " in " + answer));
  }
}
