package io.orgsh.shell.run;

import static io.orgsh.problem.Language.ENGLISH;
import static io.orgsh.problem.Language.JAPANESE;
import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.shell.SetValues;
import io.orgsh.shell.TextScreen;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

class SecretQuestionTests {
  private static final SetValues NOTHING = new SetValues(Optional.empty(), Map.of());

  @Test
  void aSecretThatNobodySetIsAskedForUnseen() {
    var screen = new TextScreen(ENGLISH, 80).typing("s3cret");

    assertThat(SecretQuestion.begin(screen, Samples.runbook(), NOTHING))
        .isEqualTo(Map.of("token", text("s3cret")));
    assertThat(screen.said()).isEqualTo("token (token), not shown > ");

    var japanese = new TextScreen(JAPANESE, 80).typing("s3cret");
    SecretQuestion.begin(japanese, Samples.runbook(), NOTHING);
    assertThat(japanese.said()).isEqualTo("token(トークン、入力は表示されません) > ");
  }

  @Test
  void oneThatIsSetIsNotAskedFor() {
    var set = new SetValues(Optional.empty(), Map.of("token", "set"));
    var screen = new TextScreen(ENGLISH, 80).typing("s3cret");

    assertThat(SecretQuestion.begin(screen, Samples.runbook(), set))
        .isEqualTo(Map.of("token", text("set")));
    assertThat(screen.untyped()).containsExactly("s3cret");
  }

  @Test
  void nothingTypedAndNobodyThereLeaveItMissing() {
    assertThat(
            SecretQuestion.begin(
                new TextScreen(ENGLISH, 80).typing(""), Samples.runbook(), NOTHING))
        .isEmpty();
    assertThat(SecretQuestion.begin(new TextScreen(ENGLISH, 80), Samples.runbook(), NOTHING))
        .isEmpty();
  }

  private static JsonNode text(String value) {
    return JsonNodeFactory.instance.stringNode(value);
  }
}
